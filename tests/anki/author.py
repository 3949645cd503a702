"""An author who edits content: a model in memory, written as YAML.

Each item knows which identities it was released under, so that a wrong merge shows as one identity
given to two facts. Items are edited in ways an author may: some the rule of recognition promises
to see through, some not.
"""

from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import yaml

from flashcards.anki.note_types import Kind
from flashcards.text.slugs import key_slug

# Neighbours among them are look-alikes: one must never inherit the other's history.
QUESTIONS = (
    ("What is the capital of Norway?", "Oslo"),
    ("What is the capital of Sweden?", "Stockholm"),
    ("What does the left ventricle do?", "Pumps blood into the aorta"),
    ("What does the right ventricle do?", "Pumps blood into the pulmonary artery"),
    (
        "Why do large batches speed training up?",
        "Many examples share one pass over the weights, so hardware idles less.",
    ),
    (
        "How does a cache help a decoder?",
        "Keys and values of earlier tokens are stored, and computed only once each.",
    ),
    ("When was the transistor invented?", "In 1947 at Bell Labs"),
    ("When was the telephone invented?", "In 1876"),
)
TOPICS = (
    ("Type I error", "Rejecting a null hypothesis that is in truth correct, a false alarm."),
    ("Type II error", "Keeping a null hypothesis that is in truth wrong, a missed alarm."),
    ("Entropy", "How uncertain an outcome is."),
    ("Scaling laws", "Power laws that predict loss from parameters, data and compute together."),
    ("Sparse experts", "Routing each token through a few of many feed-forward parts of a model."),
)
CHAPTERS = (
    ("Opening", "Light needs glass, {water} and {sand} to bend, while {sound} takes any {medium}."),
    ("Harbour", "Ships carry {grain}, {timber} and {copper}, and every captain keeps a {ledger}."),
    ("Workshop", "A violin has {spruce} on top, {maple} below, and {ebony} under the fingers."),
)
MODULES = ("First steps", "Deep water")
PREFIXES = ("Remind me:", "In short,", "Be precise:")
SYNONYMS = (
    ("What", "Which"),
    ("large", "big"),
    ("invented", "devised"),
    ("uncertain", "unpredictable"),
    ("captain", "skipper"),
    ("Pumps", "Drives"),
    ("stored", "remembered"),
    ("alarm", "alert"),
)
NEW_TITLES = ("Prelude", "Quay and crane", "Bench and bow", "Coda")
TAGS = ("hard", "exam", "later")


@dataclass(slots=True, kw_only=True, eq=False)
class Item:
    """Something that is one note: what it says now, and under which identities it was known."""

    number: int
    kind: Kind
    front: str
    back: str
    identifier: str = ""
    extra: str = ""
    hint: str = ""
    tags: list[str] = field(default_factory=list)
    is_reverse: bool = False
    minute: int | None = None
    marks: set[str] = field(default_factory=set)
    mention: int | None = None
    guids: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    released: tuple[str, str] = ("", "")
    was_live: bool = False
    blanks: dict[tuple[str, str], int] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The key that the item's note must have."""
        return f"video/{self.kind.value}/{self.identifier or key_slug(self.front)}"

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


@dataclass(slots=True, kw_only=True, eq=False)
class Section:
    """A chapter of the model: its own note, and the items in it, in order."""

    item: Item
    module: int
    items: list[Item] = field(default_factory=list)


class Author:
    """The content as the author has it before them; each edit picks what it touches by `number`."""

    def __init__(self) -> None:
        self.modules = list(MODULES)
        numbers = count(1)
        self.sections = []
        for index, (title, back) in enumerate(CHAPTERS):
            item = Item(number=next(numbers), kind=Kind.CHAPTER, front=title, back=back)
            item.marks = set(item.words[1:])
            self.sections.append(Section(item=item, module=min(index, 1)))
        items = [
            Item(number=next(numbers), kind=kind, front=front, back=back)
            for kind, facts in ((Kind.QUESTION, QUESTIONS), (Kind.TOPIC, TOPICS))
            for front, back in facts
        ]
        for index, item in enumerate(items):
            item.is_reverse = item.front == "Entropy"
            if index % 3:
                self.sections[index % 2].items.append(item)
        self.away = [item for index, item in enumerate(items) if not index % 3]
        self.titles = list(NEW_TITLES)

    @property
    def live(self) -> list[Item]:
        """All items that are in the content."""
        return [item for each in self.sections for item in (each.item, *each.items)]

    def write(self, path: Path) -> None:
        """Write the content file."""
        modules = [
            {
                "title": title,
                "chapters": [
                    self._render_section(index, section)
                    for index, section in enumerate(self.sections)
                    if section.module == number
                ],
            }
            for number, title in enumerate(self.modules)
        ]
        content = {
            "title": "A video",
            "url": "https://www.youtube.com/watch?v=abcdefghijk",
            "duration": "45:00",
            "modules": modules,
        }
        text = yaml.dump(content, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)
        path.write_text(text, encoding="utf-8")

    def _render_section(self, index: int, section: Section) -> dict[str, object]:
        start = index * 15
        topics: dict[str, object] = {
            item.front: {"definition": item.back, "reverse": item.is_reverse}
            | self._render_rest(item, start)
            for item in section.items
            if item.kind is Kind.TOPIC
        }
        topics |= {
            item.front: {}
            for each in self.sections
            for item in each.items
            if item.kind is Kind.TOPIC and item.mention == index and each is not section
        }
        return {
            "title": section.item.front,
            "time": f"{start}:00 - {start + 15}:00",
            "summary": section.item.render_summary(),
            "topics": topics,
            "questions": [
                {"question": item.front, "answer": item.back} | self._render_rest(item, start)
                for item in section.items
                if item.kind is Kind.QUESTION
            ],
        } | self._render_rest(section.item, start)

    @staticmethod
    def _render_rest(item: Item, start: int) -> dict[str, object]:
        rest: dict[str, object] = {
            name: text
            for name, text in (
                ("id", item.identifier),
                ("extra", item.extra),
                ("hint", item.hint),
                ("tags", list(item.tags) if item.kind is not Kind.CHAPTER else []),
            )
            if text
        }
        if item.minute is not None and item.kind is not Kind.CHAPTER:
            rest["at"] = f"{start + item.minute}:00"
        return rest

    def add_words_to_front(self, number: int) -> None:
        """Reword a question or rename a term by adding words only."""
        item = self._pick(number)
        prefix = PREFIXES[number % len(PREFIXES)]
        if not item.front.startswith(PREFIXES):
            item.front = f"{prefix} {item.front[0].lower()}{item.front[1:]}"

    def take_words_from_front(self, number: int) -> None:
        """Reword by leaving the added words out again."""
        item = self._pick(number)
        for prefix in PREFIXES:
            if item.front.startswith(prefix):
                rest = item.front.removeprefix(prefix).strip()
                item.front = f"{rest[0].upper()}{rest[1:]}"

    def swap_words(self, number: int) -> None:
        """Put synonyms for words, on both sides; may or may not be recognised."""
        item = self._pick(number)
        for one, other in SYNONYMS:
            item.front = item.front.replace(one, other)
            item.back = item.back.replace(one, other)

    def reword_front_wholly(self, number: int) -> None:
        """Ask or name the same thing in quite other words."""
        item = self._pick(number)
        if item.kind is Kind.CHAPTER:
            item.front = self._new_title()
        else:
            item.front = f"About matter {item.number}, what holds?"

    def reword_back(self, number: int) -> None:
        """Reword an answer, a definition or a summary, the front unchanged."""
        item = self._pick(number)
        item.back = (
            item.back.removesuffix(" Or so.")
            if item.back.endswith(" Or so.")
            else f"{item.back} Or so."
        )

    def rename_module(self, number: int) -> None:
        """Retitle a module."""
        index = number % len(self.modules)
        title = self.modules[index]
        again = " again"
        self.modules[index] = (
            title.removesuffix(again) if title.endswith(again) else f"{title}{again}"
        )

    def move(self, number: int) -> None:
        """Move an item to the next chapter, in this or another module."""
        section = self._filled(number)
        item = section.items.pop(number % len(section.items))
        after = (self.sections.index(section) + 1) % len(self.sections)
        self.sections[after].items.append(item)

    def reorder(self, number: int) -> None:
        """Turn the order of a chapter's items round."""
        self.sections[number % len(self.sections)].items.reverse()

    def add(self, number: int) -> None:
        """Write a new item, or restore a deleted one, at a chapter's head."""
        if self.away:
            item = self.away.pop(number % len(self.away))
            self.sections[number % len(self.sections)].items.insert(0, item)

    def restore(self, number: int) -> None:
        """Put back what was deleted last, anywhere."""
        if self.away and self.away[-1].guids:
            self.sections[number % len(self.sections)].items.append(self.away.pop())

    def delete(self, number: int) -> None:
        """Delete an item."""
        section = self._filled(number)
        self.away.append(section.items.pop(number % len(section.items)))

    def replace(self, number: int) -> None:
        """Delete an item and write another in its place."""
        section = self._filled(number)
        if self.away:
            place = number % len(section.items)
            new = self.away.pop(number % len(self.away))
            self.away.append(section.items[place])
            section.items[place] = new

    def retag(self, number: int) -> None:
        """Add a tag, or remove it."""
        item = self._pick(number)
        tag = TAGS[number % len(TAGS)]
        if tag in item.tags:
            item.tags.remove(tag)
        else:
            item.tags.append(tag)

    def shift_time(self, number: int) -> None:
        """Give an item another time, or the chapter's."""
        self._pick(number).minute = number % 15 or None

    def add_extra(self, number: int) -> None:
        """Change what is shown small."""
        item = self._pick(number)
        item.extra = "" if item.extra else "See chapter two."
        item.hint = "" if item.hint and number % 2 else "Think."

    def change_mark(self, number: int) -> None:
        """Make a word or two of a summary blanks, or no blanks any more."""
        item = self.sections[number % len(self.sections)].item
        words = item.words
        item.marks ^= {words[number % len(words)], words[number // 7 % len(words)]}

    def toggle_reverse(self, number: int) -> None:
        """Ask for a topic's term as well, or no more."""
        item = self._pick(number, Kind.TOPIC)
        item.is_reverse = not item.is_reverse

    def mention(self, number: int) -> None:
        """Mention a topic in another chapter too, or no more."""
        item = self._pick(number, Kind.TOPIC)
        item.mention = None if item.mention is not None else number % len(self.sections)

    def set_identifier(self, number: int) -> None:
        """Give an item an `id`, or take it away."""
        item = self._pick(number)
        item.identifier = "" if item.identifier else f"fact-{item.number}"

    def _pick(self, number: int, kind: Kind | None = None) -> Item:
        """Give a live item, of a kind if there is one of it."""
        live = [item for item in self.live if kind in {None, item.kind}] or self.live
        return live[number % len(live)]

    def _filled(self, number: int) -> Section:
        """Give a chapter that has items; there always is one, or one is put in."""
        if not any(section.items for section in self.sections):
            self.sections[0].items.append(self.away.pop())
        filled = [section for section in self.sections if section.items]
        return filled[number % len(filled)]

    def _new_title(self) -> str:
        title = self.titles.pop(0)
        self.titles.append(f"{title} again")
        return title


EDITS = tuple(
    sorted(name for name in vars(Author) if name[0] != "_" and name not in {"live", "write"})
)
"""The names of all edits."""
