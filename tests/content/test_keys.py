"""Keys: made of three parts, and taken apart into the same three."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.anki.note_types import Kind
from flashcards.content.keys import is_key, make_key, split_key
from flashcards.content.model import ContentId, Text
from flashcards.diagnostics import Span

_NOWHERE = Span("content/a.yaml", 0, 0)


@given(st.sampled_from(Kind), st.text(min_size=1))
def test_a_key_is_taken_apart_into_what_it_was_made_of(kind: Kind, front: str) -> None:
    key = make_key(ContentId("talk"), kind, None, Text(value=front, span=_NOWHERE))
    parts = split_key(key)
    assert is_key(key)
    assert (parts.content_id, parts.kind) == ("talk", kind)
    assert f"{parts.content_id}/{parts.name}" == key == "/".join(parts)


def test_an_id_is_a_keys_slug_whatever_the_front_says() -> None:
    front, identifier = (Text(value=value, span=_NOWHERE) for value in ("What is it?", "it"))
    assert make_key(ContentId("talk"), "question", identifier, front) == "talk/question/it"


@pytest.mark.parametrize("text", ["", "a", "a/b", "a/b/", "/b/c", "a/b/c/d", "a/b/c d", "a/b/c\n"])
def test_what_is_not_three_parts_without_spaces_is_no_key(text: str) -> None:
    assert not is_key(text)
