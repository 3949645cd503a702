"""`flashcards draft`: what there is of a video to a content file, ready to be finished by hand."""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click

from flashcards.app.draft import STANDARD, Counts, Drafted, DraftOptions, draft
from flashcards.cli.echo import echo, echo_data, say
from flashcards.cli.options import quiet_option
from flashcards.cli.output import count, report
from flashcards.cli.places import enter_project_of, from_project, show_path
from flashcards.diagnostics import Diagnostic, FlashcardsError, Source, quote
from flashcards.diagnostics.quoting import safe
from flashcards.disk.sources import LARGEST_FILE
from flashcards.drafts.formats import FORMATS

_ADDRESS = re.compile(r"(?:https?://|www\.|(?:m\.)?youtu(?:be\.com|\.be)/)\S+", re.IGNORECASE)
_MOST_RANGES = 6


@click.command("draft")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
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
    metavar="FILE",
    help="What is said in it, as subtitles or copied text: gives moments, offers topics.",
)
@click.option("--force", "is_forced", is_flag=True, help="Replace a file that exists.")
@quiet_option
def command(  # noqa: PLR0913, PLR0917 - one argument an option
    sources: tuple[str, ...],
    output: Path | None,
    title: str,
    url: str,
    language: str,
    format_name: str | None,
    transcript: str | None,
    *,
    is_forced: bool,
) -> int:
    """Make a content file of SOURCE: what you have of a video, in a file or (`-`) piped in.

    SOURCE is the text of a breakdown page, a video's description, show notes or notes with times
    in them, or the chapters as yt-dlp, podcasts, WebVTT, FFmpeg, OGM or Matroska keep them. The
    file builds at once; `check` then lists what only you can add, such as the definition of each
    topic. Of several sources each becomes a file.

    \b
    Examples:
      flashcards draft breakdown.txt
      flashcards draft breakdown.txt -o content/rlhf.yaml --url https://youtu.be/EV7WhVT270Q
      flashcards draft description.txt --title "Rivers" --transcript rivers.en.vtt
      flashcards draft *.info.json
      yt-dlp --dump-json --skip-download URL | flashcards draft -
    """
    paths = [_find(each, "SOURCE") for each in sources]
    said = None if transcript is None else _find(transcript, "--transcript")
    if len(paths) > 1:
        for name, value in (
            ("-o", output),
            ("--title", title),
            ("--url", url),
            ("--transcript", said),
        ):
            if value:
                raise click.UsageError(f"{name} is of one video: give it with one SOURCE at a time")
        if STANDARD in paths:
            raise click.UsageError("`-` is what is piped in: give it as the only SOURCE")
    enter_project_of(None if output == STANDARD else output)
    options = DraftOptions(
        title=title,
        url=url,
        language=language,
        format_name=format_name or "",
        transcript=from_project(said) if said else None,
        output=from_project(output) if output and output != STANDARD else output,
        may_replace=is_forced,
    )
    drafted = list(_draft_all(paths, options))
    written = [each for each in drafted if each is not None]
    if not written:
        echo("nothing was written", err=True)
    else:
        if any(each.counts.proposed for each in written):
            say("next: delete the `#` of the proposed topics to keep")
        say(f"next: {_advise(written, options)}")
    return 0 if len(written) == len(paths) else 1


def _find(written: str, name: str) -> Path:
    """Give the path of a file that the user names; an address is told what to do with it."""
    path = Path(written)
    if path == STANDARD or path.exists():
        return path
    if _ADDRESS.fullmatch(written):
        raise FlashcardsError(
            f"{quote(written)} is an address, and this reads files only: "
            f"run `yt-dlp --skip-download --write-info-json --write-subs --write-auto-subs "
            f'"{safe(written)}"`, then `flashcards draft *.info.json`, with what it wrote as '
            "--transcript, or save the video's description in a file"
        )
    raise click.BadParameter(f"Path {written!r} does not exist.", param_hint=name)


def _draft_all(paths: Sequence[Path], options: DraftOptions) -> Iterator[Drafted | None]:
    """Make a file of each source; with several, one that fails keeps no other from its own."""
    for path in paths:
        given = sys.stdin.buffer.read(LARGEST_FILE + 1) if path == STANDARD else from_project(path)
        try:
            drafted = draft(given, options, _show)
        except FlashcardsError as error:
            if len(paths) == 1:
                raise
            echo(f"flashcards: {show_path(from_project(path))}: {error}", err=True)
            drafted = None
        if drafted is not None:
            options = replace(options, written=options.written | {drafted.path})
            _tell(drafted, path, options)
        elif len(paths) > 1:
            echo(f"{path.as_posix()}: no file was made of it", err=True)
        yield drafted


def _tell(drafted: Drafted, path: Path, options: DraftOptions) -> None:
    is_printed = options.output == STANDARD
    if is_printed:
        echo_data(drafted.text.encode())
    place = "<stdout>" if is_printed else show_path(drafted.path)
    say(f"{place}: {_describe(drafted.counts)}")
    if drafted.left_out:
        name = "<stdin>" if path == STANDARD else show_path(from_project(path))
        say(f"not used, as no part of a chapter: {_name_lines(drafted.left_out)} of {name}")
    counts = drafted.counts
    has_items = counts.topics or counts.questions  # of none, it is said that none is proposed
    if options.transcript is not None and has_items and not (counts.timed or counts.proposed):
        heard = show_path(options.transcript)
        say(f"not used: the transcript {heard}, for none of the items was heard in it")


def _advise(written: Sequence[Drafted], options: DraftOptions) -> str:
    """Say what to do next: a file of chapters alone makes no card yet."""
    counts = [each.counts for each in written]
    if any(each.topics or each.questions or each.summaries or each.proposed for each in counts):
        return "write what `flashcards check` lists, then run `flashcards build`"
    advice = "no card comes of titles alone: give the chapters a summary, topics or questions"
    if options.transcript is not None:
        return f"{advice}, then run `flashcards locate` with the transcript"
    return f"{advice}, then run `flashcards build`"


def _name_lines(ranges: Sequence[tuple[int, int]]) -> str:
    count_ = sum(last - first + 1 for first, last in ranges)
    named = [f"{first}-{last}" if first < last else f"{first}" for first, last in ranges]
    more = len(named) - _MOST_RANGES
    shown = ", ".join(named[:_MOST_RANGES]) + (f" and {more:,} more places" if more > 0 else "")
    return f"line{'s' if count_ > 1 else ''} {shown}"


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
