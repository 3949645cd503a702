"""`draft`: what people have of a video to a content file that builds."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from flashcards.content.load import load_source
from flashcards.content.values import LANGUAGE, LONGEST_ID, LONGEST_URL
from flashcards.diagnostics import (
    Diagnostic,
    FlashcardsError,
    Source,
    Span,
    has_errors,
    quote,
    sort_diagnostics,
)
from flashcards.disk.files import write_atomic, write_new
from flashcards.disk.sources import LARGEST_FILE, decode_source, read_source
from flashcards.drafts.clean import LONGEST_DRAFT_TITLE, UNTITLED, check_lengths
from flashcards.drafts.formats import import_source
from flashcards.drafts.normalise import normalise_draft
from flashcards.drafts.placing import locate_items, place_questions
from flashcards.drafts.proposing import propose
from flashcards.drafts.records import Draft, iterate_texts
from flashcards.drafts.write import write_draft
from flashcards.notes.generate import generate_deck
from flashcards.text.language_detection import detect_language
from flashcards.text.normal_form import fold_case
from flashcards.text.slugs import cut_slug, fold_term, is_slug, tag_slug
from flashcards.text.urls import is_web_url
from flashcards.transcripts.transcript import Transcript, parse_transcript

STANDARD = Path("-")
"""Standard output, in a file's place."""

_STDIN = "<stdin>"
_USUAL = "en"
"""The language that needs no word in a file."""

_NO_PROSE = ("{", "[", "<", ";", "WEBVTT")
"""How the formats begin that are for programs."""

_LONGEST_STEM = 80
_HELP = {
    "not-a-file": "name a text file",
    "file-too-large": "name the text about the video, not the video",
    "invalid-utf8": "save it as text in UTF-8; of a video, name a text that lists its chapters",
}


ShowProblems = Callable[[Sequence[Diagnostic], Mapping[str, Source]], None]
"""Takes what there is to say, before anything is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftOptions:
    """What the user says about a draft; empty texts say nothing.

    Without an `output` the file is named for its title, in `content`. `language` is a BCP 47 code.
    `written` are the files of the same run, which none of it replaces.
    """

    title: str = ""
    url: str = ""
    language: str = ""
    format_name: str = ""
    transcript: Path | None = None
    output: Path | None = None
    may_replace: bool = False
    written: frozenset[Path] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a draft holds: terms are counted once each, `placed` are questions with a chapter.

    `timed` are mentions of topics, and questions, with a moment of their own; `summaries` are
    chapters with one, `proposed` topics that wait behind a `#`.
    """

    modules: int
    chapters: int
    topics: int
    questions: int
    placed: int
    timed: int
    summaries: int
    proposed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A content file that builds: its text, and where it stands unless the text is all there is.

    `left_out` are the lines of the source, first and last of each range, that stand nowhere in it.
    """

    text: str
    path: Path
    counts: Counts
    left_out: tuple[tuple[int, int], ...] = ()


def draft(given: Path | bytes, options: DraftOptions, show: ShowProblems) -> Drafted | None:
    """Make a content file of a source, a file or what was piped in; `None` after an error.

    The file is written, unless the output is `-`. Raises FlashcardsError when it can't be
    written, and when what the user says about the draft can't be.
    """
    found: list[Diagnostic] = []
    source = _read(given, found)
    transcript = None if options.transcript is None else _read(options.transcript, found)
    sources = {each.path: each for each in (source, transcript) if each is not None}
    made = None
    if source is not None and not has_errors(found):
        made = make_draft(source, transcript, options, found)
    show(sort_diagnostics(found), sources)
    if made is None:
        return None
    # Where a text that is only printed will stand is unknown, so it is proven at its usual place.
    is_printed = options.output == STANDARD
    name = given.name if isinstance(given, Path) else ""
    path = options.output
    if path is None or is_printed:
        path = default_path(made, name)
    text = format_draft(made, path)
    if not is_printed:
        if path in options.written:
            raise FlashcardsError(
                f"`{path.as_posix()}` was just written from another source, of the same title; "
                "draft this one alone, with -o or --title"
            )
        _save(path, text, may_replace=options.may_replace)
    left_out = _list_lines(made, source) if source is not None else ()
    return Drafted(text=text, path=path, counts=_count(made), left_out=left_out)


def _list_lines(made: Draft, source: Source) -> tuple[tuple[int, int], ...]:
    """Give the ranges of lines that a draft leaves out; empty lines between don't part them."""
    ranges: list[tuple[int, int]] = []
    for span in made.left_out:
        line = source.position(span.start)[0]
        if ranges and not "".join(map(source.line, range(ranges[-1][1] + 1, line))).strip():
            ranges[-1] = (ranges[-1][0], line)
        else:
            ranges.append((line, line))
    return tuple(ranges)


def _read(given: Path | bytes, found: list[Diagnostic]) -> Source | None:
    """Read a text; leave out what a draft is cleaned of, and advise on a text, not on content."""
    own: list[Diagnostic] = []
    if isinstance(given, Path):
        source = read_source(given, own.append, is_foreign=True)
    elif len(given) > LARGEST_FILE:
        raise FlashcardsError(f"what is piped in is larger than {LARGEST_FILE // 1024**2} MiB")
    else:
        source = decode_source(_STDIN, given, own.append, is_foreign=True)
    found += (
        each._replace(help=_HELP.get(each.code, each.help))
        for each in own
        if each.code != "control-character"
    )
    return source


def make_draft(
    source: Source, transcript: Source | None, options: DraftOptions, found: list[Diagnostic]
) -> Draft | None:
    """Make a sound draft of a source's text; what there is to say is added to `found`."""
    if options.url and not is_web_url(options.url):
        raise FlashcardsError(f"{quote(options.url)} is not a web address: start with https://")
    if options.language and not re.fullmatch(LANGUAGE, options.language):
        said = f"{quote(options.language)} is not the code of a language"
        raise FlashcardsError(f"{said}: give one of BCP 47, such as `de` or `pt-BR`")
    for name, text, longest in (
        ("title", options.title, LONGEST_DRAFT_TITLE),
        ("url", options.url, LONGEST_URL),
    ):
        if len(text) > longest:
            raise FlashcardsError(f"the {name} has more than {longest:,} characters; shorten it")
    made = import_source(source, found.append, options.format_name)
    if made is None:
        return None
    found += check_lengths(made, source.path)
    if has_errors(found):
        return None
    made = replace(made, title=options.title or made.title, url=options.url or made.url)
    heard = None if transcript is None else parse_transcript(transcript, found.append)
    # What a source's head names may be the language of the video, and not of its notes.
    language = options.language or _tell_language(source, made, heard) or made.language
    made = place_questions(replace(made, language=language), found.append)
    made = made if heard is None else locate_items(made, heard)
    if language == _USUAL and not options.language:
        made = replace(made, language="")
    made = normalise_draft(made, source.path, found.append)
    if heard is not None and transcript is not None:
        made = propose(made, heard, transcript.path, found.append)
    return None if has_errors(found) else made


def _tell_language(source: Source, made: Draft, heard: Transcript | None) -> str:
    """Tell the language by the draft's texts, else by all of the source, else by what is said.

    Empty when that is not clear.
    """
    texts = [text for text, *_ in iterate_texts(made, Span("", 0, 0))]
    written = "\n".join([made.title, *made.objectives, *texts])
    is_prose = not source.text.lstrip().startswith(_NO_PROSE)
    said = "" if heard is None else "\n".join(cue.text for cue in heard.cues)
    told = (detect_language(text) for text in (written, source.text if is_prose else "", said))
    return next(filter(None, told), "")


def default_path(made: Draft, name: str = "") -> Path:
    """Give the place of a draft that has none yet, in `content`: named for its title.

    Without a title it is named for its source's file.
    """
    stem = re.sub(r"(?:\.(?:info|en|txt|md|json|vtt|xml|srt))+\Z", "", name, flags=re.IGNORECASE)
    named = stem if made.title == UNTITLED and stem else made.title
    return Path("content") / f"{cut_slug(tag_slug(named), _LONGEST_STEM)}.yaml"


def format_draft(made: Draft, path: Path) -> str:
    """Give the text of the content file that the draft becomes at a path, proven to build."""
    stem = PurePosixPath(path.as_posix()).stem
    if not is_slug(fold_case(stem)):
        made = replace(made, identifier=cut_slug(tag_slug(stem), LONGEST_ID))
    text = write_draft(made)
    found: list[Diagnostic] = []
    breakdown = load_source(Source(path=path.as_posix(), text=text), found)
    if breakdown is not None:
        generate_deck(breakdown, found)
    for each in found:
        if each.code == "too-much-repeated":
            raise FlashcardsError(f"no draft of this source would build: {each.message}")
    if breakdown is None or has_errors(found):
        raise AssertionError(f"a draft that doesn't build: {found}\n{text}")
    return text


def _save(path: Path, text: str, *, may_replace: bool) -> None:
    """Write the file whole; one that exists is replaced only when that is allowed.

    Raises FlashcardsError when it exists, or when the system refuses.
    """
    if path.is_dir():
        raise FlashcardsError(f"`{path.as_posix()}` is a folder; name the file to write")
    if may_replace:
        write_atomic(path, text.encode())
    elif not write_new(path, text.encode()):
        raise FlashcardsError(f"`{path.as_posix()}` exists already; --force replaces it")


def _count(made: Draft) -> Counts:
    """Count what a draft holds."""
    chapters = made.chapters
    inside = [question for chapter in chapters for question in chapter.questions]
    mentions = [topic for chapter in chapters for topic in chapter.topics]
    moments = [topic.at for topic in mentions]
    moments += (question.at for question in (*inside, *made.questions))
    return Counts(
        modules=len(made.modules) if made.has_modules else 0,
        chapters=len(chapters),
        topics=len({fold_term(topic.term) for topic in mentions}),
        questions=len(inside) + len(made.questions),
        placed=len(inside) + sum(question.at is not None for question in made.questions),
        timed=sum(at is not None for at in moments),
        summaries=sum(bool(chapter.summary) for chapter in chapters),
        proposed=sum(len(chapter.proposals) for chapter in chapters),
    )
