"""What can be wrong with the YAML of a file, in words."""

from collections.abc import Mapping

import yaml

from flashcards.content.nodes import Node, Scalar
from flashcards.diagnostics import (
    Diagnostic,
    Source,
    Span,
    make_error,
    make_warning,
    quote,
)

DEEPEST = 32
"""Levels of nesting that a file may have; content files need eight."""


def syntax_error(source: Source, error: yaml.MarkedYAMLError) -> Diagnostic:
    """Say what libyaml stopped at, and where."""
    mark = error.problem_mark or error.context_mark
    end = len(source.text.rstrip())
    offset = mark.index if mark else 0
    if offset >= end and error.context_mark:
        # What is missing at the end of the file is best shown where it was opened.
        offset = error.context_mark.index
    offset = max(0, min(offset, end - 1))
    if source.text[offset : offset + 1] == "\t":
        return make_error(
            "tab-indentation",
            Span(source.path, offset, offset + 1),
            "a tab stands where YAML takes only spaces",
            "indent with spaces",
        )
    if "maximum nesting depth" in (error.problem or ""):
        # libyaml reads ahead, and from 0.2.6 on stops by itself before a level has come to us.
        return nested_too_deep(Span(source.path, offset, offset + 1))
    problem = " ".join(part for part in (error.context, error.problem) if part)
    return make_error(
        "yaml-syntax",
        Span(source.path, offset, offset + 1),
        f"not valid YAML: {problem}",
        "a text with `: ` or ` #` in it, or that starts with a sign like `[`, `*` or `@`, "
        "needs quotes",
    )


def nested_too_deep(span: Span) -> Diagnostic:
    """Say that there is a level too many."""
    return make_error(
        "nesting-too-deep",
        span,
        f"nested more than {DEEPEST} levels deep",
        "flatten this; no content needs such depth",
    )


def wrong_key(source: Source, key: Node, entries: Mapping[str, tuple[Scalar, Node]]) -> Diagnostic:
    """Say why a key can't stand in a mapping beside the entries that do."""
    if not isinstance(key, Scalar):
        return make_error(
            "complex-key",
            key.span,
            "a key is a list or a mapping",
            "write the key as text; quote it if it starts with `[` or `{`",
        )
    if key.text == "<<":
        return make_error(
            "merge-key",
            key.span,
            "YAML merge keys (`<<`) are not supported",
            "write the keys out",
        )
    line, _ = source.position(entries[key.text][0].span.start)
    return make_error(
        "duplicate-key",
        key.span,
        f"the key {quote(key.text)} stands twice in one mapping",
        f"keep one; the first is on line {line}",
    )


def unused_anchor(span: Span, name: str) -> Diagnostic:
    """Say that a text was taken for an anchor, which nothing repeats."""
    return make_warning(
        "unused-anchor",
        span,
        f"{quote('&' + name)} is read as a YAML anchor, so it is no part of the text",
        "quote the text if it is meant to start with `&`, or remove the anchor",
    )


def empty_file(source: Source) -> Diagnostic:
    """Say that there is nothing to read."""
    return make_error(
        "empty-file",
        Span(source.path, 0, 0),
        "the file holds no content",
        "start with `title:`, or delete the file",
    )


def second_document(span: Span) -> Diagnostic:
    """Say that a second document starts."""
    return make_error(
        "several-documents",
        span,
        "a second YAML document starts here",
        "keep one document a file: remove the `---`, or split the file",
    )


def not_yaml_text(source: Source, error: yaml.reader.ReaderError) -> Diagnostic:
    """Say which character libyaml won't read."""
    span = Span(source.path, error.position, error.position + 1)
    return make_error("control-character", span, f"not YAML text: {error.reason}", "remove it")


def escaped_control(span: Span, character: str) -> Diagnostic:
    """Say that an escape in a text gives a character that the file itself couldn't hold."""
    return make_error(
        "control-character",
        span,
        f"an escape gives the character U+{ord(character):04X}, which no card can show",
        "remove the escape",
    )


def text_too_long(span: Span, longest: int) -> Diagnostic:
    """Say that a text has more than `longest` characters, where it starts."""
    return make_error(
        "text-too-long",
        span._replace(end=span.start + 1),
        f"a text is longer than {longest:,} characters",
        "split it over several cards, or look for a quote that is not closed",
    )


def tag(span: Span, written: str) -> Diagnostic:
    """Say that a tag as it is written has no meaning here."""
    return make_error(
        "yaml-tag",
        span,
        f"the YAML tag {quote(written)} is not allowed in content",
        "remove the tag, or quote the text if it is meant to start with `!`",
    )


def recursive_alias(span: Span, name: str) -> Diagnostic:
    """Say that an alias would never end."""
    return make_error(
        "recursive-alias",
        span,
        f"the alias {quote('*' + name)} stands inside what it repeats",
        "write the content out",
    )


def unknown_alias(span: Span, name: str) -> Diagnostic:
    """Say that an alias has nothing to repeat."""
    return make_error(
        "unknown-alias",
        span,
        f"no anchor {quote('&' + name)} stands before this alias",
        "quote the text if it is meant to start with `*`, or define the anchor first",
    )


def too_much_aliased(span: Span, most: int) -> Diagnostic:
    """Say that aliases repeat more than `most` values."""
    return make_error(
        "alias-expansion",
        span,
        f"aliases repeat more than {most:,} values",
        "write the content out instead of nesting aliases",
    )
