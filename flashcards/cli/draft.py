"""`flashcards draft`: what there is of a video to a content file, ready to be finished by hand."""

import sys
from pathlib import Path

import click

from flashcards.app.draft import (
    Counts,
    Wishes,
    count_draft,
    decode_text,
    default_path,
    format_draft,
    make_draft,
    read_text,
    save_draft,
)
from flashcards.cli.output import count, print_counts, print_diagnostics
from flashcards.diagnostics import Diagnostic, Source, has_errors
from flashcards.diagnostics.errors import FlashcardsError
from flashcards.disk.sources import LARGEST_FILE
from flashcards.drafts.draft import Draft
from flashcards.drafts.formats import FORMATS

_STANDARD = Path("-")
_STDIN = "<stdin>"


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
    "--from",
    "format_name",
    type=click.Choice([each.name for each in FORMATS]),
    help="What SOURCE is, if that isn't recognised.",
)
@click.option(
    "--transcript",
    type=click.Path(exists=True, path_type=Path),
    metavar="FILE",
    help="What is said in the video (WebVTT, SubRip, json3): gives each item its moment.",
)
@click.option("--force", "is_forced", is_flag=True, help="Replace a file that exists.")
def command(  # noqa: PLR0913, PLR0917 - one argument an option
    path: Path,
    output: Path | None,
    title: str,
    url: str,
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
    found: list[Diagnostic] = []
    source = _read(path, found)
    heard = None if transcript is None else read_text(transcript, found)
    if source is None or has_errors(found):
        return _refuse(found, {each.path: each for each in (source, heard) if each})
    wishes = Wishes(title=title, url=url, format_name=format_name or "")
    drafted = make_draft(source, heard, wishes)
    if drafted.draft is None:
        return _refuse(list(drafted.diagnostics), drafted.sources)
    print_diagnostics(drafted.diagnostics, drafted.sources, err=True)
    print_counts(drafted.diagnostics, err=True)
    place = output or default_path(drafted.draft)
    if place == _STANDARD:
        # Where it will stand is unknown, so it is proven where it would have been put.
        text = format_draft(drafted.draft, default_path(drafted.draft))
        click.echo(text.encode(), nl=False)
    else:
        save_draft(place, format_draft(drafted.draft, place), may_replace=is_forced)
    _report("<stdout>" if place == _STANDARD else place.as_posix(), drafted.draft)
    return 0


def _read(path: Path, found: list[Diagnostic]) -> Source | None:
    if path != _STANDARD:
        return read_text(path, found)
    data = sys.stdin.buffer.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise FlashcardsError(f"what is piped in is larger than {LARGEST_FILE // 1024**2} MiB")
    return decode_text(_STDIN, data, found)


def _refuse(found: list[Diagnostic], sources: dict[str, Source]) -> int:
    print_diagnostics(found, sources, err=True)
    print_counts(found, err=True)
    click.echo("nothing was written", err=True)
    return 1


def _report(place: str, draft: Draft) -> None:
    click.echo(f"{place}: {_describe(count_draft(draft))}", err=True)
    click.echo(
        "next: write what `flashcards check` lists, then run `flashcards build`",
        err=True,
    )


def _describe(counts: Counts) -> str:
    nouns = {"module": counts.modules, "chapter": counts.chapters, "topic": counts.topics}
    parts = [count(number, noun) for noun, number in nouns.items() if number]
    if counts.questions:
        parts.append(f"{count(counts.questions, 'question')} ({counts.placed} placed)")
    if counts.timed:
        parts.append(f"{count(counts.timed, 'time')} found")
    return ", ".join(parts)
