"""An author's content: a model in memory, written as YAML.

Each item knows which identities it was released under, so that a wrong merge shows as one identity
given to two facts. The edits are in `author_edits`.
"""

from copy import copy
from dataclasses import dataclass, field, fields
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from flashcards.anki.note_types import Kind
from flashcards.text.slugs import key_slug
from tests.anki.author_facts import CHAPTERS, FILES, MODULES, NEW_TITLES, QUESTIONS, TOPICS


@dataclass(slots=True, kw_only=True, eq=False)
class Item:
    """Something that is one note: what it says now, and under which identities it was known.

    `split_from` and `merged` are items whose history may as well go on with this one.
    """

    number: int
    kind: Kind
    front: str
    back: str
    file: str = FILES[0]
    identifier: str = ""
    was: str = ""
    extra: str = ""
    hint: str = ""
    tags: list[str] = field(default_factory=list)
    is_reverse: bool = False
    minute: int | None = None
    marks: set[str] = field(default_factory=set)
    mention: int | None = None
    split_from: "Item | None" = None
    merged: "list[Item]" = field(default_factory=list)
    # What became of it in releases; going back to an older commit changes nothing of that.
    guids: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    released: tuple[str, str] = ("", "")
    was_live: bool = False
    blanks: dict[tuple[str, str], int] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The key that the item's note must have."""
        return f"{self.file}/{self.kind.value}/{self.identifier or key_slug(self.front)}"

    @property
    def plain_back(self) -> str:
        """The back without marks."""
        return self.back.replace("{", "").replace("}", "")

    def render_summary(self) -> str:
        """Give a chapter's summary with its marks."""
        text = self.back
        for word in self.words:
            text = text.replace(f"{{{word}}}", f"=={word}==" if word in self.marks else word)
        return text

    @property
    def words(self) -> list[str]:
        """The words that may be blanks."""
        return [part.split("}")[0] for part in self.back.split("{")[1:]]


_RELEASED = {"guids", "keys", "released", "was_live", "blanks"}


@dataclass(slots=True, kw_only=True, eq=False)
class Section:
    """A chapter of the model: its own note, and the items in it, in order."""

    item: Item
    module: int
    items: list[Item] = field(default_factory=list)


@dataclass(slots=True, kw_only=True, eq=False)
class File:
    """A content file; without its content id in it, that is the name of the file."""

    content_id: str
    stem: str
    sections: list[Section] = field(default_factory=list)
    is_deleted: bool = False
    is_id_forgotten: bool = False


State = dict[str, Any]
"""All that a commit has of the content."""


class Author:
    """The content as the author has it before them."""

    def __init__(self) -> None:
        self.modules = list(MODULES)
        self.numbers = count(1)
        self.files = [File(content_id=name, stem=name) for name in FILES]
        chapters = []
        for title, back in CHAPTERS:
            item = Item(number=next(self.numbers), kind=Kind.CHAPTER, front=title, back=back)
            item.marks = set(item.words[1:] or item.words)
            chapters.append(item)
        for index, item in enumerate(chapters[:5]):
            file = self.files[index // 3]
            item.file = file.content_id
            file.sections.append(Section(item=item, module=index % 3 // 2))
        self.away_chapters = chapters[5:]
        items = [
            Item(number=next(self.numbers), kind=kind, front=front, back=back)
            for kind, facts in ((Kind.QUESTION, QUESTIONS), (Kind.TOPIC, TOPICS))
            for front, back in facts
        ]
        self.away = [item for index, item in enumerate(items) if not index % 3]
        for index, item in enumerate(items):
            item.is_reverse = item.front == "Entropy"
            if index % 3:
                self.put(item, self.sections[index % 4])
        self.titles = list(NEW_TITLES)

    @property
    def sections(self) -> list[Section]:
        """All chapters that are in the content."""
        return [each for file in self.files if not file.is_deleted for each in file.sections]

    @property
    def live(self) -> list[Item]:
        """All items that are in the content."""
        return [item for each in self.sections for item in (each.item, *each.items)]

    @property
    def all(self) -> list[Item]:
        """All items there are."""
        sections = [section for file in self.files for section in file.sections]
        known = [item for each in sections for item in (each.item, *each.items)]
        return [*known, *self.away, *self.away_chapters]

    @staticmethod
    def put(item: Item, section: Section, place: int | None = None) -> None:
        """Put an item into a chapter, at its end if nowhere else."""
        item.file = section.item.file
        section.items.insert(len(section.items) if place is None else place, item)

    def save(self) -> State:
        """Give what a commit keeps of the content."""
        return {
            "modules": list(self.modules),
            "files": [
                (copy(file), [(each, each.item, each.items.copy()) for each in file.sections])
                for file in self.files
            ],
            "away": (list(self.away), list(self.away_chapters)),
            "items": {
                item: {
                    each.name: copy(getattr(item, each.name))
                    for each in fields(Item)
                    if each.name not in _RELEASED
                }
                for item in self.all
            },
        }

    def load(self, state: State) -> None:
        """Go back to a commit; what was written since is away."""
        since = [item for item in self.all if item not in state["items"]]
        self.modules = list(state["modules"])
        self.files = []
        for file, sections in state["files"]:
            again = copy(file)
            again.sections = [section for section, *_ in sections]
            for section, item, items in sections:
                section.item, section.items = item, list(items)
            self.files.append(again)
        self.away, self.away_chapters = map(list, state["away"])
        for item, values in state["items"].items():
            for name, value in values.items():
                setattr(item, name, copy(value))
        for item in since:
            (self.away_chapters if item.kind is Kind.CHAPTER else self.away).append(item)

    def write(self, folder: Path) -> None:
        """Write the content files."""
        for path in folder.glob("*.yaml"):
            path.unlink()
        for file in self.files:
            if not file.is_deleted:
                content = self._render_file(file)
                dumper = yaml.CSafeDumper
                text = yaml.dump(content, Dumper=dumper, sort_keys=False, allow_unicode=True)
                (folder / f"{file.stem}.yaml").write_text(text, encoding="utf-8")

    def _render_file(self, file: File) -> dict[str, object]:
        is_named = file.stem != file.content_id and not file.is_id_forgotten
        modules = [
            {
                "title": title,
                "chapters": [
                    _render_section(file, index)
                    for index, section in enumerate(file.sections)
                    if section.module == number
                ],
            }
            for number, title in enumerate(self.modules)
        ]
        return {
            **({"id": file.content_id} if is_named else {}),
            "title": f"A {file.content_id}",
            "url": f"https://www.youtube.com/watch?v=abcd{file.content_id}",
            "duration": f"{15 * len(file.sections)}:00",
            "modules": [each for each in modules if each["chapters"]],
        }


def _render_section(file: File, index: int) -> dict[str, object]:
    section = file.sections[index]
    start = index * 15
    topics: dict[str, object] = {
        item.front: {"definition": item.back, "reverse": item.is_reverse}
        | _render_rest(item, start)
        for item in section.items
        if item.kind is Kind.TOPIC
    }
    topics |= {
        item.front: {}
        for each in file.sections
        for item in each.items
        if item.kind is Kind.TOPIC and item.mention == index and each is not section
    }
    return {
        "title": section.item.front,
        "time": f"{start}:00 - {start + 15}:00",
        "summary": section.item.render_summary(),
        "topics": topics,
        "questions": [
            {"question": item.front, "answer": item.back} | _render_rest(item, start)
            for item in section.items
            if item.kind is Kind.QUESTION
        ],
    } | _render_rest(section.item, start)


def _render_rest(item: Item, start: int) -> dict[str, object]:
    rest: dict[str, object] = {
        name: text
        for name, text in (
            ("id", item.identifier),
            ("was", item.was),
            ("extra", item.extra),
            ("hint", item.hint),
            ("tags", list(item.tags) if item.kind is not Kind.CHAPTER else []),
        )
        if text
    }
    if item.minute is not None and item.kind is not Kind.CHAPTER:
        rest["at"] = f"{start + item.minute}:00"
    return rest
