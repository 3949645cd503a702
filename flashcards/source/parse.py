"""YAML text to nodes, straight from libyaml's events.

Building from events rather than composed nodes keeps the stack our own (libyaml's composer
recurses in C, and deep nesting crashes it) and lets hostile input be refused while it is read.
"""

from dataclasses import dataclass, field
from typing import cast

import yaml

from flashcards.diagnostics import Diagnostic, Report, Severity, Source, Span
from flashcards.source.files import NOT_IN_YAML
from flashcards.source.nodes import Mapping, Node, Scalar, Sequence

DEEPEST = 32
"""Levels of nesting; content files need eight."""

MOST_ALIASED = 10_000
"""Nodes that aliases may repeat in one file."""


class _Refused(Exception):  # noqa: N818 - ends the reading of one file, not an error to handle
    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not been read yet."""

    is_mapping: bool
    start: int
    anchor: str | None
    children: list[Node] = field(default_factory=list)
    size: int = 1


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
        report(_syntax_error(source, error))
    return None


def _error(code: str, message: str, span: Span, help_: str) -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.ERROR, message=message, span=span, help=help_)


def _syntax_error(source: Source, error: yaml.MarkedYAMLError) -> Diagnostic:
    mark = error.problem_mark or error.context_mark
    offset = min(mark.index, len(source.text)) if mark else 0
    if source.text[offset : offset + 1] == "\t":
        return _error(
            "tab-indentation",
            "a tab stands where YAML takes only spaces",
            Span(source.path, offset, offset + 1),
            "indent with spaces",
        )
    problem = " ".join(part for part in (error.context, error.problem) if part)
    return _error(
        "yaml-syntax",
        f"not valid YAML: {problem}",
        Span(source.path, offset, offset + 1),
        "a text with `: ` or ` #` in it, or that starts with a sign like `[`, `*` or `@`, "
        "needs quotes",
    )


class _Builder:
    """One reading of one file: the stack of open collections, and the anchors seen."""

    def __init__(self, source: Source, report: Report) -> None:
        self._source = source
        self._report = report
        self._stack: list[_Open] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._aliased = 0
        self._root: Node | None = None
        self._documents = 0

    def build(self) -> Node | None:
        for event in yaml.parse(self._source.text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.ScalarEvent):
                self._check_tag(event)
                self._check_escapes(event)
                self._add(Scalar(event.value, self._span(event)), event.anchor, 1)
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                self._open(event)
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                self._close(event)
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event)
            elif isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    raise _Refused(
                        _error(
                            "several-documents",
                            "a second YAML document starts here",
                            self._span(event),
                            "keep one document a file: remove the `---`, or split the file",
                        )
                    )
        if self._documents == 0 or (isinstance(self._root, Scalar) and not self._root.text):
            raise _Refused(
                _error(
                    "empty-file",
                    "the file holds no content",
                    Span(self._source.path, 0, 0),
                    "start with `title:`, or delete the file",
                )
            )
        return self._root

    def _span(self, event: yaml.Event) -> Span:
        # Marks are optional in the type only; libyaml's parser sets both on every event.
        return Span(
            self._source.path,
            cast("yaml.Mark", event.start_mark).index,
            cast("yaml.Mark", event.end_mark).index,
        )

    def _check_tag(self, event: yaml.NodeEvent) -> None:
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._report(
                _error(
                    "yaml-tag",
                    f"the YAML tag `{tag}` is not allowed in content",
                    self._span(event),
                    "remove the tag; every plain value is read as text",
                )
            )

    def _check_escapes(self, event: yaml.ScalarEvent) -> None:
        if event.style == '"' and (found := NOT_IN_YAML.search(event.value)):
            self._report(
                _error(
                    "control-character",
                    f"an escape gives the character U+{ord(found[0]):04X}, which no card can show",
                    self._span(event),
                    "remove the escape",
                )
            )

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        self._check_tag(event)
        if len(self._stack) >= DEEPEST:
            raise _Refused(
                _error(
                    "nesting-too-deep",
                    f"nested more than {DEEPEST} levels deep",
                    self._span(event),
                    "flatten this; no content needs such depth",
                )
            )
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        self._stack.append(_Open(is_mapping, self._span(event).start, event.anchor))

    def _close(self, event: yaml.MappingEndEvent | yaml.SequenceEndEvent) -> None:
        done = self._stack.pop()
        span = Span(self._source.path, done.start, self._span(event).end)
        node: Node
        if done.is_mapping:
            node = Mapping(self._entries(done.children), span)
        else:
            node = Sequence(tuple(done.children), span)
        self._add(node, done.anchor, done.size)

    def _alias(self, event: yaml.AliasEvent) -> None:
        name = cast("str", event.anchor)
        if any(frame.anchor == name for frame in self._stack):
            raise _Refused(
                _error(
                    "recursive-alias",
                    f"the alias `*{name}` stands inside what it repeats",
                    self._span(event),
                    "write the content out",
                )
            )
        if name not in self._anchors:
            raise _Refused(
                _error(
                    "unknown-alias",
                    f"no anchor `&{name}` stands before this alias",
                    self._span(event),
                    "quote the text if it is meant to start with `*`, or define the anchor first",
                )
            )
        node, size = self._anchors[name]
        self._aliased += size
        if self._aliased > MOST_ALIASED:
            raise _Refused(
                _error(
                    "alias-expansion",
                    f"aliases repeat more than {MOST_ALIASED:,} values",
                    self._span(event),
                    "write the content out instead of nesting aliases",
                )
            )
        self._add(node, None, size)

    def _add(self, node: Node, anchor: str | None, size: int) -> None:
        if anchor is not None:
            self._anchors[anchor] = (node, size)
        if self._stack:
            parent = self._stack[-1]
            parent.children.append(node)
            parent.size += size
        else:
            self._root = node

    def _entries(self, children: list[Node]) -> tuple[tuple[Scalar, Node], ...]:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, Scalar):
                problem = _error(
                    "complex-key",
                    "a key is a list or a mapping",
                    key.span,
                    "write the key as text; quote it if it starts with `[` or `{`",
                )
            elif key.text == "<<":
                problem = _error(
                    "merge-key",
                    "YAML merge keys (`<<`) are not supported",
                    key.span,
                    "write the keys out",
                )
            elif key.text in entries:
                line, _ = self._source.position(entries[key.text][0].span.start)
                problem = _error(
                    "duplicate-key",
                    f"the key `{key.text}` stands twice in one mapping",
                    key.span,
                    f"keep one; the first is on line {line}",
                )
            else:
                entries[key.text] = (key, value)
                continue
            self._report(problem)
        return tuple(entries.values())
