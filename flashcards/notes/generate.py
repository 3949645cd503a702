"""Content to notes: what becomes a card, and what stands on it. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import NamedTuple

from flashcards.anki.note_types import Kind
from flashcards.content.keys import make_key
from flashcards.content.model import Breakdown, Chapter, Question, Text, Topic
from flashcards.content.outline import (
    Outline,
    Term,
    make_outline,
    questions_by_place,
    terms_by_place,
)
from flashcards.content.walk import Place
from flashcards.diagnostics import Diagnostic, make_error
from flashcards.disk.media import MediaFile
from flashcards.notes.describe import describe_deck
from flashcards.notes.note import Deck, ModuleName, Note
from flashcards.notes.notices import diagnose_notices
from flashcards.render.code import Colouring
from flashcards.render.markdown import (
    has_content,
    is_plain,
    render_inline,
    render_markdown,
    visible_text,
)
from flashcards.render.marks import render_cloze
from flashcards.render.mask import mask_term
from flashcards.text.normal_form import compose, compose_all
from flashcards.text.readings import without_readings
from flashcards.text.slugs import Slug
from flashcards.text.times import Milliseconds, format_time
from flashcards.text.urls import moment_url

_BETWEEN = " · "
_LINK_TAG = re.compile(r"</?a\b[^>]*>")
_NO_MEDIA: Mapping[str, MediaFile] = {}
_NO_MARKS = "summary-without-marks"
_EMPTY = ("",)
"""What no content fills: `My notes`; `Released`, which is made when the note is; the reserved."""


class _Where(NamedTuple):
    """What the notes of a chapter share, or of several: `titles` are the fields that name them."""

    titles: tuple[str, str, str]
    tags: tuple[str, ...]
    modules: tuple[Slug, ...]


class _Shared(NamedTuple):
    """What notes share that belong to the same chapters and times: `fields` name all of these."""

    fields: tuple[str, ...]
    tags: tuple[str, ...]
    modules: tuple[Slug, ...]
    times: tuple[Milliseconds, ...]


def generate_deck(
    breakdown: Breakdown,
    found: list[Diagnostic],
    media: Mapping[str, MediaFile] = _NO_MEDIA,
    outline: Outline | None = None,
) -> Deck:
    """Make the deck of a breakdown; what rendering finds is added to `found`.

    `media` are the files that images and sounds of the content refer to, by that reference;
    `outline` is the breakdown's, where there is one already.

    Notes stand in the file's order: each chapter's summary, the topics it defines, its
    questions.
    """
    generator = _Generator(outline or make_outline(breakdown), found, media)
    notes, mentioned = generator.generate()
    return Deck(
        content_id=breakdown.content_id,
        path=breakdown.path,
        name=compose(breakdown.deck),
        description=describe_deck(breakdown, notes),
        notes=notes,
        media=tuple({file.name: file for file in media.values()}.values()),
        modules=generator.name_modules(),
        mentioned=mentioned,
    )


class _Generator:
    """The making of one deck: what all its notes share."""

    def __init__(
        self, outline: Outline, found: list[Diagnostic], media: Mapping[str, MediaFile]
    ) -> None:
        breakdown = outline.breakdown
        self._breakdown = breakdown
        self._language = breakdown.language or "en"
        self._media = {reference: file.name for reference, file in media.items()}
        self._found = found
        self._outline = outline
        self._source = self._in_language(
            self._named("`title` of the file", breakdown.title), "span"
        )
        self._titles = {
            id(text): self._named(f"`title` of a {owner}", text)
            for place in self._outline.places
            for owner, text in (("module", place.module.title), ("chapter", place.chapter.title))
        }
        self._wheres: dict[tuple[int, ...], _Where] = {}
        self._colouring = Colouring()
        self._shared: dict[tuple[tuple[int, ...], tuple[Milliseconds, ...]], _Shared] = {}

    def generate(self) -> tuple[tuple[Note, ...], tuple[Note, ...]]:
        """Make the notes, and those of what is only mentioned, which have no cards."""
        notes: list[Note] = []
        outline = self._outline
        for place, terms, questions in zip(
            outline.places, terms_by_place(outline), questions_by_place(outline), strict=True
        ):
            if place.chapter.summary is not None:
                notes.append(self._chapter(place, place.chapter.summary))
            notes += (self._topic(term) for term in terms)
            notes += (self._question(question, place) for question in questions)
        return (
            tuple([note for note in notes if note.cards]),
            tuple([note for note in notes if not note.cards]),
        )

    def name_modules(self) -> tuple[ModuleName, ...]:
        return tuple(
            [
                ModuleName(module.slug, visible_text(self._titles[id(module.title)]))
                for module in self._breakdown.modules
                if module.chapters
            ]
        )

    def _question(self, question: Question, place: Place) -> Note:
        texts = (question.question, question.answer, question.hint, question.extra)
        own = tuple([self._block(text) for text in texts])
        self._require("`question` of a question", question.question, own[0])
        self._require("`answer` of a question", question.answer, own[1])
        moments = (_time_of(question, place),)
        return self._note(Kind.QUESTION, question.question, question, own, place, (place,), moments)

    def _topic(self, term: Term) -> Note:
        topic = term.topic
        name = self._named("a topic's term", topic.term)
        html = self._block(topic.definition)
        self._require("a topic's definition", topic.definition, html)
        reverse = ""
        if topic.reverse:
            reverse = mask_term(html, visible_text(without_readings(name)), self._language)
        note = self._note(
            Kind.TOPIC,
            topic.term,
            topic,
            (name, html, reverse, self._block(topic.hint), self._block(topic.extra)),
            term.main.place,
            tuple([mention.place for mention in term.mentions]),
            tuple([_time_of(mention.topic, mention.place) for mention in term.mentions]),
        )
        return note._replace(cards=2) if topic.reverse and topic.card else note

    def _chapter(self, place: Place, summary: Text) -> Note:
        chapter = place.chapter
        rendered = render_cloze(summary.value, self._media, colouring=self._colouring)
        notices = [each for each in rendered.notices if chapter.card or each.code != _NO_MARKS]
        self._found += diagnose_notices(summary, notices)
        for blank in rendered.blanks:
            self._require("a blank of a `summary`", summary, blank)
        own = (rendered.html, self._block(chapter.hint), self._block(chapter.extra))
        moments = (chapter.start.time,)
        note = self._note(Kind.CHAPTER, chapter.title, chapter, own, place, (place,), moments)
        return note._replace(cards=len(rendered.blanks)) if chapter.card else note

    def _note(  # noqa: PLR0913, PLR0917 - one argument a part of the note
        self,
        kind: Kind,
        front: Text,
        item: Chapter | Question | Topic,
        own: tuple[str, ...],
        main: Place,
        places: tuple[Place, ...],
        moments: tuple[Milliseconds, ...],
    ) -> Note:
        """Make a note; `own` are the fields of its kind, which come before those of all kinds."""
        key = make_key(self._breakdown.content_id, kind, item.identifier, front)
        shared = self._share(main, places, moments)
        tags = shared.tags
        if item.tags:
            tags = _distinct([*tags, *[tag.value for tag in item.tags]])
        return Note(
            key,
            kind,
            compose_all(self._in_language(field, "div") for field in own)
            + _EMPTY
            + shared.fields
            + (key, *_EMPTY * 3),
            tags,
            shared.modules,
            shared.times,
            int(item.card),
            front.span,
            item.identifier is not None,
            item.was,
            self._language,
        )

    def _share(
        self, main: Place, places: tuple[Place, ...], moments: tuple[Milliseconds, ...]
    ) -> _Shared:
        place_ids = (id(main), *map(id, places))
        if (found := self._shared.get((place_ids, moments))) is not None:
            return found
        if place_ids not in self._wheres:
            self._wheres[place_ids] = _Where(
                titles=(
                    self._context(main),
                    self._joined(place.module.title for place in places),
                    self._joined(place.chapter.title for place in places),
                ),
                tags=_distinct(self._tags_of_places(places)),
                modules=tuple(dict.fromkeys(place.module.slug for place in places)),
            )
        where = self._wheres[place_ids]
        times = tuple(sorted(set(moments)))
        # Content that no video goes with must give its chapters times as well: the first, 0:00.
        is_timed = self._breakdown.url or times != (0,)
        text = _BETWEEN.join(map(format_time, times)) if is_timed else ""
        links = self._links(dict(zip(reversed(moments), reversed(places), strict=True)), times)
        fields = compose_all((*where.titles, text, links, self._source))
        shared = _Shared(fields, where.tags, where.modules, times)
        self._shared[place_ids, moments] = shared
        return shared

    def _block(self, text: Text | None) -> str:
        if text is None:
            return ""
        if is_plain(text.value):
            return text.value
        rendered = render_markdown(text.value, self._media, colouring=self._colouring)
        self._found += diagnose_notices(text, rendered.notices)
        return rendered.html

    def _inline(self, text: Text) -> str:
        rendered = render_inline(text.value, self._media)
        self._found += diagnose_notices(text, rendered.notices)
        return rendered.html

    def _named(self, what: str, text: Text) -> str:
        html = self._inline(text)
        self._require(what, text, html)
        return html

    def _require(self, what: str, text: Text | None, html: str) -> None:
        """Report a text that has signs and shows none of them, as a zero-width space."""
        if text is not None and not has_content(html):
            self._found.append(
                make_error(
                    "empty-value",
                    text.span,
                    f"{what} is written with signs that don't show, so it is empty",
                    "write something that can be seen",
                )
            )

    def _in_language(self, html: str, tag: str) -> str:
        """Say in a field that shows on cards in which language it is, unless that is English.

        By it a browser chooses the glyphs of Chinese or Japanese, hyphens and a voice.
        """
        if not html or self._breakdown.is_english:
            return html
        return f'<{tag} lang="{escape(self._language)}">{html}</{tag}>'

    def _joined(self, titles: Iterable[Text]) -> str:
        return _BETWEEN.join(dict.fromkeys(self._titles[id(title)] for title in titles))

    def _context(self, place: Place) -> str:
        """Name module and chapter, each in an element: a narrow card cuts the first."""
        module, chapter = (
            self._titles[id(title)] for title in (place.module.title, place.chapter.title)
        )
        if module == chapter:
            return self._span(chapter)
        return f"{self._span(module)} {self._span(f'› {chapter}')}"  # noqa: RUF001

    def _links(self, places: Mapping[Milliseconds, Place], times: tuple[Milliseconds, ...]) -> str:
        """Link to each time; of several, each says which chapter is there."""
        if not self._breakdown.url:
            return ""
        links = []
        for time in times:
            url = escape(moment_url(self._breakdown.url, time))
            title = _LINK_TAG.sub("", self._titles[id(places[time].chapter.title)])
            name = f" {self._span(title)}" if len(times) > 1 else ""
            links.append(f'<a href="{url}">{format_time(time)}{name}</a>')
        return " ".join(links)

    def _span(self, html: str) -> str:
        is_english = self._breakdown.is_english
        return f"<span>{html}</span>" if is_english else self._in_language(html, "span")

    def _tags_of_places(self, places: Iterable[Place]) -> Iterator[str]:
        for place in places:
            yield f"{self._breakdown.content_id}::{place.module.slug}"
        yield from (tag.value for tag in self._breakdown.tags)
        for place in places:
            yield from (tag.value for tag in place.module.tags)
            yield from (tag.value for tag in place.chapter.tags)


def _time_of(item: Question | Topic, place: Place) -> Milliseconds:
    return item.at.time if item.at else place.chapter.start.time


def _distinct(tags: Iterable[str]) -> tuple[str, ...]:
    """Leave out tags that another stands for already: Anki's have no case."""
    seen: dict[str, str] = {}
    for tag in compose_all(tags):
        seen.setdefault(tag.casefold(), tag)
    return tuple(seen.values())
