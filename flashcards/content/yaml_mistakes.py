"""What can be wrong with the YAML of a file, in words."""

import re
from collections.abc import Mapping

import yaml

from flashcards.content.nodes import Node, Scalar
from flashcards.diagnostics import (
    Diagnostic,
    Related,
    Source,
    Span,
    make_error,
    make_warning,
    quote,
)

DEEPEST = 32
"""Levels of nesting that a file may have; content files need eight."""

_QUOTES_HELP = (
    "put a text with `: ` in it, or that starts with a sign like `[`, `*` or `@`, in single quotes"
)
_WORDS = {
    "yaml-syntax": ("YAML can't be read from here on", _QUOTES_HELP),
    "tab-indentation": ("a tab stands where YAML takes only spaces", "indent with spaces"),
    "nesting-too-deep": (
        f"nested more than {DEEPEST} levels deep",
        "flatten this; no content needs such depth",
    ),
    "complex-key": (
        "a key is a list or a mapping",
        "write the key as text; quote it if it starts with `[` or `{`",
    ),
    "merge-key": ("YAML merge keys (`<<`) are not supported", "write the keys out"),
    "empty-file": ("the file holds no content", "start with `title:`, or delete the file"),
    "several-documents": (
        "a second YAML document starts here",
        "keep one document a file: remove the `---`, or split the file",
    ),
    "text-too-long": (
        "a text is longer than {:,} characters",
        "split it over several cards, or look for a quote that is not closed",
    ),
    "yaml-tag": (
        "the YAML tag {} is not allowed in content",
        "remove the tag, or quote the text if it is meant to start with `!`",
    ),
    "recursive-alias": (
        "the alias {} stands inside what it repeats",
        "write the content out",
    ),
    "unknown-alias": (
        "no anchor {} stands before this alias",
        "quote the text if it is meant to start with `*`, or define the anchor first",
    ),
    "alias-expansion": (
        "aliases repeat more than {:,} values",
        "write the content out instead of nesting aliases",
    ),
}
"""For each mistake its message and what to do."""


_ANCHORED = re.compile(r"(\s*(?:- +)*[^\s'\"\[{#&][^:'\"]*: +)(&\S+ [^'\"\[{#|>][^'\"#\\]*)")
"""A line whose text YAML takes an anchor from."""


def describe_mistake(code: str, span: Span, *said: object) -> Diagnostic:
    """Put a mistake in words; `said` is what its message quotes or counts."""
    message, help_ = _WORDS[code]
    return make_error(code, span, message.format(*said), help_)


def describe_error(
    source: Source, error: yaml.MarkedYAMLError | yaml.reader.ReaderError
) -> Diagnostic:
    """Say what libyaml stopped at, and where."""
    if isinstance(error, yaml.reader.ReaderError):
        span = Span(source.path, error.position, error.position + 1)
        return make_error("control-character", span, f"not YAML text: {error.reason}", "remove it")
    mark = error.problem_mark or error.context_mark
    end = len(source.text.rstrip())
    offset = mark.index if mark else 0
    if offset >= end and error.context_mark:
        # What is missing at the end of the file is best shown where it was opened.
        offset = error.context_mark.index
    offset = max(0, min(offset, end - 1))
    span = Span(source.path, offset, offset + 1)
    if source.text[offset : offset + 1] == "\t":
        return describe_mistake("tab-indentation", span)
    if "maximum nesting depth" in (error.problem or ""):
        # libyaml reads ahead, and from 0.2.6 on stops by itself before a level has come to us.
        return describe_mistake("nesting-too-deep", span)
    return describe_mistake("yaml-syntax", span)


def describe_anchor(source: Source, name: str, start: int) -> Diagnostic:
    """Say that an anchor is named nowhere, so that it may have been meant as text."""
    line = source.text[source.text.rfind("\n", 0, start) + 1 :].split("\n", 1)[0]
    found = _ANCHORED.fullmatch(line.rstrip())
    return make_warning(
        "unused-anchor",
        Span(source.path, start, start + len(name) + 1),
        f"{quote(f'&{name}')} is read as a YAML anchor, so it is no part of the text",
        "quote the text if it is meant to start with `&`, or remove the anchor",
        f'{found[1]}"{found[2]}"' if found else "",
    )


def describe_wrong_key(key: Node, entries: Mapping[str, tuple[Scalar, Node]]) -> Diagnostic:
    """Say why a key can't stand in a mapping beside the entries that do."""
    if not isinstance(key, Scalar):
        return describe_mistake("complex-key", key.span)
    if is_merge_key(key):
        return describe_mistake("merge-key", key.span)
    message = f"the key {quote(key.text)} stands twice on one level"
    first = (Related(entries[key.text][0].span, "the first"),)
    return make_error("duplicate-key", key.span, message, "keep one", related=first)


def is_merge_key(key: Scalar) -> bool:
    """Whether a key is YAML's mark of a merge: in quotes it is an operator's name."""
    return key.text == "<<" and key.span.end - key.span.start == len(key.text)
