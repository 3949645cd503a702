"""The items of a content file that can have a time, as nodes: where each stands and is talked of.

The nodes are of a file that was decoded without errors, but for questions that wait for their time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from flashcards.content.nodes import Mapping, Node, Scalar, Sequence
from flashcards.content.places import Place
from flashcards.text.times import Milliseconds
from flashcards.transcripts.talks import Stretch, Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemNode:
    """A topic or a question: `name` is the term, or what is asked; `topics` are those of a term."""

    name: Scalar
    topics: Mapping | None
    value: Node
    thing: Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Items that are talked about in one stretch of the video: those of one list of the file."""

    items: tuple[ItemNode, ...]
    start: Milliseconds
    end: Milliseconds | None

    @property
    def stretch(self) -> Stretch:
        """Give what is to be found where."""
        things = tuple(item.thing for item in self.items)
        return Stretch(start=self.start, end=self.end, things=things)


def list_groups(root: Node, places: tuple[Place, ...]) -> tuple[tuple[Group, ...], ...]:
    """Give the groups of topics, of chapters' questions, of modules' questions, and of the file's.

    `places` are those of the same file.
    """
    modules = _items(_get(root, "modules"))
    chapters = [_items(_get(module, "chapters")) for module in modules or [root]]
    topics = []
    questions = []
    for chapter, place in zip(chain.from_iterable(chapters), places, strict=True):
        topics.append(_group(_topics(chapter), place, place))
        questions.append(_group(_questions(chapter), place, place))
    of_modules = []
    count = 0
    for module, own in zip(modules, chapters, strict=False):
        if own:
            ends = places[count], places[count + len(own) - 1]
            of_modules.append(_group(_questions(module), *ends))
            count += len(own)
    of_file = [_group(_questions(root), places[0], places[-1])] if places else []
    return tuple(topics), tuple(questions), tuple(of_modules), tuple(of_file)


def _group(items: Iterator[ItemNode], first: Place, last: Place) -> Group:
    return Group(items=tuple(items), start=first.chapter.start.time, end=last.end)


def _get(node: Node, name: str) -> Node | None:
    if not isinstance(node, Mapping):
        return None
    return next((value for key, value in node.entries if key.text == name), None)


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else ()


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _topics(chapter: Node) -> Iterator[ItemNode]:
    topics = _get(chapter, "topics")
    if not isinstance(topics, Mapping):
        return
    for term, value in topics.entries:
        definition = _text(value) or _text(_get(value, "definition"))
        thing = Thing(subject=term.text, about=definition)
        yield ItemNode(name=term, topics=topics, value=value, thing=thing)


def _questions(owner: Node) -> Iterator[ItemNode]:
    for value in _items(_get(owner, "questions")):
        question = _get(value, "question")
        if isinstance(question, Scalar):
            thing = Thing(subject=question.text, about=_text(_get(value, "answer")))
            yield ItemNode(name=question, topics=None, value=value, thing=thing)
