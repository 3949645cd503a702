"""YAML text to nodes, straight from libyaml's events.

Building from events rather than composed nodes keeps the stack our own (libyaml's composer
recurses in C, and deep nesting crashes it) and lets hostile input be refused while it is read.
What is said of mistakes stands in `yaml_mistakes`.
"""

from typing import Any, NamedTuple, cast

import yaml

from flashcards.content.mending import Ends, Meant, Reading, read_as_meant
from flashcards.content.nodes import Mapping, Node, Scalar, Sequence
from flashcards.content.written import Written
from flashcards.content.yaml_mistakes import (
    DEEPEST,
    describe_anchor,
    describe_error,
    describe_mistake,
    describe_wrong_key,
    is_merge_key,
)
from flashcards.diagnostics import (
    Diagnostic,
    Report,
    Source,
    Span,
    make_error,
    quote,
)
from flashcards.disk.sources import NOT_IN_YAML

MOST_ALIASED = 10_000
"""Nodes that aliases may repeat in one file; a long text counts as several."""

LONGEST_TEXT = 100_000
"""Characters of one text or key: some thirty pages. It bounds what rendering a text can take."""

_TEXT_THAT_COUNTS = 200
_NO_LINE_ENDS = "\x85\u2028\u2029"
"""libyaml takes these for line ends, as YAML 1.1 did; YAML 1.2 and editors don't."""

_new = tuple.__new__

_STAND_INS = range(0xE000, 0xF8FF)
"""Signs for private use: those that a file doesn't use itself stand in for the above."""


class _Refused(Exception):  # noqa: N818 - ends the reading of one file, not an error to handle
    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


class _Open:
    """A list or mapping whose end has not been read yet, or the file with its one node.

    `larger` is by how many nodes its children count for more than one each.
    """

    __slots__ = ("anchor", "children", "is_mapping", "larger", "start")

    def __init__(self, start: int, anchor: str | None, *, is_mapping: bool = False) -> None:
        self.start = start
        self.anchor = anchor
        self.is_mapping = is_mapping
        self.children: list[Node] = []
        self.larger = 0


def parse_yaml(source: Source, report: Report) -> Node | None:
    """Parse one YAML document; report what is wrong and give `None` when there is no node.

    Duplicate keys, merge keys, keys that aren't text and tags are reported while the rest of
    the file is still read; a syntax error ends it.
    """
    meant = parse_as_meant(source)
    for each in (*meant.losses, *meant.others):
        report(each)
    return meant.root


def parse_as_meant(source: Source) -> Meant:
    """Parse one YAML document, with what YAML takes away from its texts put back."""
    return read_as_meant(source, _read)


def _read(source: Source, report: Report, ends: Ends) -> Reading:
    builder = _Builder(source, report, ends)
    root = stopped = None
    try:
        root = builder.build()
    except _Refused as refused:
        report(refused.diagnostic)
    except yaml.reader.ReaderError as error:
        report(describe_error(source, error))
    except yaml.MarkedYAMLError as error:
        stopped = error
    return Reading(root, builder.written, stopped)


class Partial(NamedTuple):
    """What could be read of a file: its node so far, and what stopped the reading.

    `opened` is where what it stopped in begins. `unfinished` are the first keys of the mappings
    that were still open: what they lack may have stood behind the stop.
    """

    root: Node | None
    stop: Diagnostic | None = None
    opened: int = 0
    unfinished: frozenset[int] = frozenset()


def parse_partly(source: Source, report: Report) -> Partial:
    """Parse as `parse_yaml` does, and give what was read before a stop as well."""
    builder = _Builder(source, report, frozenset())
    opened = 0
    try:
        return Partial(builder.build())
    except _Refused as refused:
        stop = refused.diagnostic
    except (yaml.MarkedYAMLError, yaml.reader.ReaderError) as error:
        stop = describe_error(source, error)
        mark = getattr(error, "context_mark", None)
        opened = mark.index if mark else stop.span.start
    unfinished = builder.close_all(stop.span.start)
    return Partial(builder.first, stop, opened, unfinished)


class _Builder:
    """One reading of one file: the stack of open collections, and the anchors seen.

    `written` are the texts that YAML may take something from: those that end at one of `ends`,
    have several lines, or backslashes in double quotes.
    """

    def __init__(self, source: Source, report: Report, ends: Ends) -> None:
        self._source = source
        self._report = report
        self._hidden: dict[int, str] = {}
        self._text = self._hide_no_line_ends(source.text)
        self._ends = ends
        self._has_escapes = "\\" in source.text
        self.written: list[Written] = []
        self._stack = [_Open(0, None)]
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._unused: dict[str, int] = {}
        self._aliased = 0
        self._documents = 0

    def build(self) -> Node | None:
        takers: dict[type[yaml.Event], Any] = {
            yaml.SequenceStartEvent: self._open,
            yaml.MappingStartEvent: self._open,
            yaml.SequenceEndEvent: self._close,
            yaml.MappingEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._begin,
        }
        loader = yaml.CSafeLoader(self._text)
        path, stack = self._source.path, self._stack
        has_hidden = bool(self._hidden)
        ends = self._ends
        try:
            # Python 3.11 makes a `for` loop fast while it runs, a `while` loop at its ninth call.
            for event in iter(loader.get_event, None):
                if type(event) is yaml.ScalarEvent:
                    # A file is full of these, so here is what most of them need, without a call,
                    # and as `Span(...)` and `Scalar(...)` make them, in half the time.
                    text = event.value
                    first, last = event.start_mark, event.end_mark
                    span = _new(Span, (path, first.index, last.index))  # type: ignore[union-attr]
                    if (
                        event.tag is not None
                        or event.anchor is not None
                        or event.style == '"'
                        or has_hidden
                        or len(text) >= _TEXT_THAT_COUNTS
                    ):
                        self._add_scalar(event, text, span)
                    else:
                        stack[-1].children.append(_new(Scalar, (text, span)))
                        if ends is None or last.index in ends or first.line != last.line:  # type: ignore[union-attr]
                            self._note_written(event, text)
                elif take := takers.get(type(event)):
                    take(event)
        finally:
            loader.dispose()
        root = self._stack[0].children[0] if self._documents else None
        if root is None or (isinstance(root, Scalar) and not root.text):
            raise _Refused(describe_mistake("empty-file", Span(self._source.path, 0, 0)))
        for name, start in self._unused.items():
            self._report(describe_anchor(self._source, name, start))
        return root

    @property
    def first(self) -> Node | None:
        """The file's node, as far as it has been read."""
        return next(iter(self._stack[0].children), None)

    def close_all(self, end: int) -> frozenset[int]:
        """End what is still open, and give where its mappings' first keys start."""
        path = self._source.path
        unfinished = set()
        while len(self._stack) > 1:
            done = self._stack.pop()
            span = Span(path, done.start, max(end, done.start))
            node: Node
            if done.is_mapping:
                if len(done.children) % 2:
                    done.children.append(Scalar("", Span(path, end, end)))
                unfinished.add(done.children[0].span.start if done.children else done.start)
                node = Mapping(self._entries(done.children), span)
            else:
                node = Sequence(tuple(done.children), span)
            self._add(node, 1)
        return frozenset(unfinished)

    def _hide_no_line_ends(self, text: str) -> str:
        found = [sign for sign in _NO_LINE_ENDS if sign in text]
        if found:
            used = set(text)
            free = [each for each in _STAND_INS if chr(each) not in used]
            self._hidden = dict(zip(free, found, strict=False))
            for number, sign in self._hidden.items():
                text = text.replace(sign, chr(number))
        return text

    def _begin(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            raise _Refused(describe_mistake("several-documents", self._span(event)))

    def _add_scalar(self, event: yaml.ScalarEvent, text: str, span: Span) -> None:
        if len(text) > LONGEST_TEXT:
            first = span._replace(end=span.start + 1)
            raise _Refused(describe_mistake("text-too-long", first, LONGEST_TEXT))
        if self._hidden:
            text = text.translate(self._hidden)
        self._note_written(event, text)
        if event.style == '"' and (found := NOT_IN_YAML.search(text)):
            gives = f"an escape gives the character U+{ord(found[0]):04X}, which no card can show"
            self._report(make_error("control-character", span, gives, "remove the escape"))
        if event.tag is not None:
            # A lone `!important` is meant as text; an empty value would be a second report.
            tag = self._report_tag(event)
            text = text or tag
        self._add(Scalar(text, span), 1 + len(text) // _TEXT_THAT_COUNTS, event.anchor)

    def _note_written(self, event: yaml.ScalarEvent, text: str) -> None:
        first, last = event.start_mark, event.end_mark
        if (
            self._ends is None
            or last.index in self._ends  # type: ignore[union-attr]
            or (event.style == '"' and self._has_escapes)
            or first.line != last.line  # type: ignore[union-attr]
        ):
            style = event.style or ""
            self.written.append(_new(Written, (first.index, last.index, style, text)))  # type: ignore[union-attr]

    def _span(self, event: yaml.Event) -> Span:
        # Marks are optional in the type only; libyaml's parser sets both on every event.
        start, end = event.start_mark, event.end_mark
        return Span(self._source.path, start.index, end.index)  # type: ignore[union-attr]

    def _report_tag(self, event: yaml.NodeEvent) -> str:
        """Report a tag, and give it as it is written."""
        span = self._span(event)
        text = self._source.text[span.start : span.end]
        written = text[text.index("!") :].split(maxsplit=1)[0]
        self._report(describe_mistake("yaml-tag", span, quote(written)))
        return written

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        if event.tag is not None:
            self._report_tag(event)
        if len(self._stack) > DEEPEST:
            raise _Refused(describe_mistake("nesting-too-deep", self._span(event)))
        start = event.start_mark.index  # type: ignore[union-attr]
        is_mapping = type(event) is yaml.MappingStartEvent
        self._stack.append(_Open(start, event.anchor, is_mapping=is_mapping))

    def _close(self, event: yaml.CollectionEndEvent) -> None:
        done = self._stack.pop()
        end = event.end_mark.index  # type: ignore[union-attr]
        span = _new(Span, (self._source.path, done.start, end))
        node: Node
        if type(event) is yaml.MappingEndEvent:
            node = Mapping(self._entries(done.children), span)
        else:
            node = Sequence(tuple(done.children), span)
        self._add(node, len(done.children) + 1 + done.larger, done.anchor)

    def _alias(self, event: yaml.AliasEvent) -> None:
        name = cast("str", event.anchor)
        span = self._span(event)
        if any(frame.anchor == name for frame in self._stack):
            raise _Refused(describe_mistake("recursive-alias", span, quote(f"*{name}")))
        if name not in self._anchors:
            raise _Refused(describe_mistake("unknown-alias", span, quote(f"&{name}")))
        self._unused.pop(name, None)
        node, size = self._anchors[name]
        self._aliased += size
        if self._aliased > MOST_ALIASED:
            raise _Refused(describe_mistake("alias-expansion", span, MOST_ALIASED))
        self._add(node, size)

    def _add(self, node: Node, size: int, anchor: str | None = None) -> None:
        if anchor is not None:
            self._anchors[anchor] = (node, size)
            self._unused[anchor] = node.span.start
        parent = self._stack[-1]
        parent.children.append(node)
        parent.larger += size - 1

    def _entries(self, children: list[Node]) -> tuple[tuple[Any, Node], ...]:
        keys = children[::2]
        names = {key.text for key in keys if type(key) is Scalar}
        if len(names) == len(keys) and "<<" not in names:
            return tuple(zip(keys, children[1::2], strict=True))
        entries: dict[str, tuple[Scalar, Node]] = {}
        rest = iter(children)
        for key in rest:
            value = next(rest)
            if isinstance(key, Scalar) and not is_merge_key(key) and key.text not in entries:
                entries[key.text] = (key, value)
            else:
                self._report(describe_wrong_key(key, entries))
        return tuple(entries.values())
