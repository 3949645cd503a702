"""`flashcards draft`: what there is of a video to a content file, ready to be finished by hand."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from flashcards.app.draft import STANDARD, Counts, DraftOptions, draft
from flashcards.cli.echo import echo, echo_data, say
from flashcards.cli.options import quiet_option
from flashcards.cli.output import count, report
from flashcards.cli.places import enter_project_of, from_project, show_path
from flashcards.diagnostics import Diagnostic, Source
from flashcards.disk.sources import LARGEST_FILE
from flashcards.drafts.formats import FORMATS


@click.command("draft")
@click.argument(
    "path", metavar="SOURCE", type=click.Path(exists=True, allow_dash=True, path_type=Path)
)
@click.option(
    "-o",
    "--output",
    type=click.Path(allow_dash=True, path_type=Path),
    metavar="FILE",
    help="Where to write; `-` prints.  [default: content/<title>.yaml]",
)
@click.option("--title", default="", metavar="TEXT", help="The video's title.")
@click.option("--url", default="", metavar="URL", help="Where to watch the video.")
@click.option(
    "--language",
    default="",
    metavar="CODE",
    help="The language of its texts, such as `de`.  [default: told from them, if clear]",
)
@click.option(
    "--from",
    "format_name",
    type=click.Choice([each.name for each in FORMATS]),
    help="What SOURCE is, if that isn't recognised.",
)
@click.option(
    "--transcript",
    type=click.Path(exists=True, path_type=Path),
    metavar="FILE",
    help="What is said in the video (WebVTT, SubRip, json3): gives moments, offers topics.",
)
@click.option("--force", "is_forced", is_flag=True, help="Replace a file that exists.")
@quiet_option
def command(  # noqa: PLR0913, PLR0917 - one argument an option
    path: Path,
    output: Path | None,
    title: str,
    url: str,
    language: str,
    format_name: str | None,
    transcript: Path | None,
    *,
    is_forced: bool,
) -> int:
    """Make a content file of SOURCE: what you have of a video, in a file or (`-`) piped in.

    SOURCE is the text of a breakdown page, a video's description with its chapters, or the
    chapters as yt-dlp, podcasts, WebVTT, FFmpeg or Matroska keep them. The file builds at once;
    `check` then lists what only you can add, such as the definition of each topic.

    \b
    Examples:
      flashcards draft breakdown.txt
      flashcards draft breakdown.txt -o content/rlhf.yaml --url https://youtu.be/EV7WhVT270Q
      flashcards draft description.txt --title "Rivers" --transcript rivers.en.vtt
      yt-dlp --dump-json --skip-download URL | flashcards draft -
    """
    enter_project_of(None if output == STANDARD else output)
    given = sys.stdin.buffer.read(LARGEST_FILE + 1) if path == STANDARD else from_project(path)
    options = DraftOptions(
        title=title,
        url=url,
        language=language,
        format_name=format_name or "",
        transcript=from_project(transcript) if transcript else None,
        output=from_project(output) if output and output != STANDARD else output,
        may_replace=is_forced,
    )
    drafted = draft(given, options, _show)
    if drafted is None:
        echo("nothing was written", err=True)
        return 1
    if output == STANDARD:
        echo_data(drafted.text.encode())
    place = "<stdout>" if output == STANDARD else show_path(drafted.path)
    say(f"{place}: {_describe(drafted.counts)}")
    if drafted.counts.proposed:
        say("next: delete the `#` of the proposed topics to keep")
    say("next: write what `flashcards check` lists, then run `flashcards build`")
    return 0


def _show(diagnostics: Sequence[Diagnostic], sources: Mapping[str, Source]) -> None:
    report(diagnostics, sources)


def _describe(counts: Counts) -> str:
    nouns = {"module": counts.modules, "chapter": counts.chapters, "topic": counts.topics}
    parts = [count(number, noun) for noun, number in nouns.items() if number]
    if counts.questions:
        parts.append(f"{count(counts.questions, 'question')} ({counts.placed} placed)")
    if counts.timed:
        parts.append(f"{count(counts.timed, 'time')} found")
    if counts.proposed:
        parts.append(f"{count(counts.proposed, 'topic')} proposed")
    return ", ".join(parts)
