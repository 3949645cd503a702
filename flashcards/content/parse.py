"""YAML text to nodes, straight from libyaml's events.

Building from events rather than composed nodes keeps the stack our own (libyaml's composer
recurses in C, and deep nesting crashes it) and lets hostile input be refused while it is read.
"""

from typing import cast

import yaml

from flashcards.content.nodes import Mapping, Node, Scalar, Sequence
from flashcards.content.yaml_mistakes import (
    DEEPEST,
    nested_too_deep,
    syntax_error,
    unused_anchor,
    wrong_key,
)
from flashcards.diagnostics import Diagnostic, Report, Source, Span, make_error, quote
from flashcards.disk.sources import NOT_IN_YAML

MOST_ALIASED = 10_000
"""Nodes that aliases may repeat in one file; a long text counts as several."""

LONGEST_TEXT = 100_000
"""Characters of one text or key: some thirty pages. It bounds what rendering a text can take."""

_TEXT_THAT_COUNTS = 200
_new = tuple.__new__
_NO_LINE_ENDS = "\x85\u2028\u2029"
"""libyaml takes these for line ends, as YAML 1.1 did; YAML 1.2 and editors don't."""

_STAND_INS = range(0xE000, 0xF8FF)
"""Signs for private use: those that a file doesn't use itself stand in for the above."""


class _Refused(Exception):  # noqa: N818 - ends the reading of one file, not an error to handle
    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


class _Open:
    """A list or mapping whose end has not been read yet, or the file with its one node.

    It is plain when texts are just added to it. What an anchor may repeat isn't, for its size is
    counted; nor is a file in which signs are hidden.
    """

    __slots__ = ("anchor", "children", "is_plain", "size", "start")

    def __init__(self, start: int, anchor: str | None, *, is_plain: bool) -> None:
        self.start = start
        self.anchor = anchor
        self.is_plain = is_plain
        self.children: list[Node] = []
        self.size = 1


def parse_yaml(source: Source, report: Report) -> Node | None:
    """Parse one YAML document; report what is wrong and give `None` when there is no node.

    Duplicate keys, merge keys, keys that aren't text and tags are reported while the rest of
    the file is still read; a syntax error ends it.
    """
    try:
        return _Builder(source, report).build()
    except _Refused as refused:
        report(refused.diagnostic)
    except yaml.MarkedYAMLError as error:
        report(syntax_error(source, error))
    except yaml.reader.ReaderError as error:
        place = Span(source.path, error.position, error.position + 1)
        report(
            make_error("control-character", place, f"not YAML text: {error.reason}", "remove it")
        )
    return None


class _Builder:
    """One reading of one file: the stack of open collections, and the anchors seen."""

    def __init__(self, source: Source, report: Report) -> None:
        self._source = source
        self._report = report
        self._hidden: dict[int, str] = {}
        self._text = self._hide_no_line_ends(source.text)
        self._stack = [_Open(0, None, is_plain=not self._hidden)]
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._unused: dict[str, int] = {}
        self._aliased = 0
        self._documents = 0

    def build(self) -> Node | None:
        loader = yaml.CSafeLoader(self._text)
        try:
            self._read(loader)
        finally:
            loader.dispose()
        root = self._stack[0].children[0] if self._documents else None
        if root is None or (isinstance(root, Scalar) and not root.text):
            raise _Refused(
                make_error(
                    "empty-file",
                    Span(self._source.path, 0, 0),
                    "the file holds no content",
                    "start with `title:`, or delete the file",
                )
            )
        for name, start in self._unused.items():
            self._report(unused_anchor(Span(self._source.path, start, start + len(name) + 1), name))
        return root

    def _hide_no_line_ends(self, text: str) -> str:
        found = [sign for sign in _NO_LINE_ENDS if sign in text]
        if found:
            used = set(text)
            free = [each for each in _STAND_INS if chr(each) not in used]
            self._hidden = dict(zip(free, found, strict=False))
            for number, sign in self._hidden.items():
                text = text.replace(sign, chr(number))
        return text

    def _read(self, loader: yaml.CSafeLoader) -> None:
        path = self._source.path
        top = self._stack[-1]
        # Python 3.11 makes a `for` loop fast while it runs, a `while` loop only at its ninth call.
        for event in iter(loader.get_event, None):
            if (
                type(event) is yaml.ScalarEvent
                and top.is_plain
                and event.tag is None
                and event.anchor is None
                and event.style != '"'
                and len(event.value) <= LONGEST_TEXT
            ):
                # Nearly all of a file is such texts, of which there is nothing to say. They are
                # made as `Scalar(...)` and `Span(...)` make them, in half the time. Marks are
                # optional in the type only; libyaml's parser sets both on every event.
                start, end = event.start_mark, event.end_mark
                span = _new(Span, (path, start.index, end.index))  # type: ignore[union-attr]
                top.children.append(_new(Scalar, (event.value, span)))
            else:
                self._take(event)
                top = self._stack[-1]

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.CollectionStartEvent):
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(event)
        elif isinstance(event, yaml.ScalarEvent):
            self._add_scalar(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise _Refused(
                    make_error(
                        "several-documents",
                        self._span(event),
                        "a second YAML document starts here",
                        "keep one document a file: remove the `---`, or split the file",
                    )
                )

    def _add_scalar(self, event: yaml.ScalarEvent) -> None:
        text: str = event.value
        self._check_length(event)
        if self._hidden:
            text = text.translate(self._hidden)
        if event.style == '"':
            self._check_escapes(event)
        if event.tag is not None:
            # A lone `!important` is meant as text; an empty value would be a second report.
            tag = self._check_tag(event)
            text = text or tag
        node = Scalar(text, self._span(event))
        self._add(node, 1 + len(text) // _TEXT_THAT_COUNTS, event.anchor)

    def _span(self, event: yaml.Event) -> Span:
        start, end = event.start_mark, event.end_mark
        return Span(self._source.path, start.index, end.index)  # type: ignore[union-attr]

    def _check_tag(self, event: yaml.NodeEvent) -> str:
        """Report a tag, and give it as it is written; empty for none."""
        tag = getattr(event, "tag", None)
        if tag is None:
            return ""
        span = self._span(event)
        text = self._source.text[span.start : span.end]
        written = text[text.index("!") :].split(maxsplit=1)[0]
        self._report(
            make_error(
                "yaml-tag",
                span,
                f"the YAML tag {quote(written)} is not allowed in content",
                "remove the tag, or quote the text if it is meant to start with `!`",
            )
        )
        return written

    def _check_length(self, event: yaml.ScalarEvent) -> None:
        if len(event.value) > LONGEST_TEXT:
            raise _Refused(
                make_error(
                    "text-too-long",
                    Span(self._source.path, self._span(event).start, self._span(event).start + 1),
                    f"a text is longer than {LONGEST_TEXT:,} characters",
                    "split it over several cards, or look for a quote that is not closed",
                )
            )

    def _check_escapes(self, event: yaml.ScalarEvent) -> None:
        if found := NOT_IN_YAML.search(event.value):
            self._report(
                make_error(
                    "control-character",
                    self._span(event),
                    f"an escape gives the character U+{ord(found[0]):04X}, which no card can show",
                    "remove the escape",
                )
            )

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        if event.tag is not None:
            self._check_tag(event)
        if len(self._stack) > DEEPEST:
            raise _Refused(nested_too_deep(self._span(event)))
        is_plain = self._stack[-1].is_plain and event.anchor is None
        start = event.start_mark.index  # type: ignore[union-attr]
        self._stack.append(_Open(start, event.anchor, is_plain=is_plain))

    def _close(self, event: yaml.CollectionEndEvent) -> None:
        done = self._stack.pop()
        span = Span(self._source.path, done.start, event.end_mark.index)  # type: ignore[union-attr]
        node: Node
        if isinstance(event, yaml.MappingEndEvent):
            node = Mapping(self._entries(done.children), span)
        else:
            node = Sequence(tuple(done.children), span)
        self._add(node, done.size, done.anchor)

    def _alias(self, event: yaml.AliasEvent) -> None:
        name = cast("str", event.anchor)
        if any(frame.anchor == name for frame in self._stack):
            raise _Refused(
                make_error(
                    "recursive-alias",
                    self._span(event),
                    f"the alias {quote('*' + name)} stands inside what it repeats",
                    "write the content out",
                )
            )
        if name not in self._anchors:
            raise _Refused(
                make_error(
                    "unknown-alias",
                    self._span(event),
                    f"no anchor {quote('&' + name)} stands before this alias",
                    "quote the text if it is meant to start with `*`, or define the anchor first",
                )
            )
        self._unused.pop(name, None)
        node, size = self._anchors[name]
        self._aliased += size
        if self._aliased > MOST_ALIASED:
            raise _Refused(
                make_error(
                    "alias-expansion",
                    self._span(event),
                    f"aliases repeat more than {MOST_ALIASED:,} values",
                    "write the content out instead of nesting aliases",
                )
            )
        self._add(node, size)

    def _add(self, node: Node, size: int, anchor: str | None = None) -> None:
        if anchor is not None:
            self._anchors[anchor] = (node, size)
            self._unused[anchor] = node.span.start
        parent = self._stack[-1]
        parent.children.append(node)
        parent.size += size

    def _entries(self, children: list[Node]) -> tuple[tuple[Scalar, Node], ...]:
        entries: dict[str, tuple[Scalar, Node]] = {}
        rest = iter(children)
        for key in rest:
            value = next(rest)
            if isinstance(key, Scalar) and key.text != "<<" and key.text not in entries:
                entries[key.text] = (key, value)
            else:
                self._report(wrong_key(self._source, key, entries))
        return tuple(entries.values())
