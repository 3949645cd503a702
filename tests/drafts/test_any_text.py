"""No text makes an importer fail, and what it gives is always fit for a content file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.disk.sources import NOT_IN_YAML
from flashcards.drafts.formats.chapter_list import to_milliseconds
from tests.drafts.samples import IMPORTERS, RECOGNISERS, SAMPLES, run

ANYTHING = st.characters()
PIECES = st.sampled_from(
    [
        *'{}[]<>",:;=\\#&\n-. 09',
        "-->",
        "NaN",
        "null",
        "1e999",
        "<ChapterAtom>",
        "</ChapterAtom>",
        "[CHAPTER]\n",
        "START=",
        "\x00",
        "&#0;",
        "\\ud800",
        "0:00",
        "99:59:59",
        "WEBVTT\n\n",
    ]
)


@st.composite
def _changed(draw: st.DrawFn, text: str) -> str:
    """Draw a text with some ranges of it replaced by other pieces."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 40)))
        piece = draw(st.lists(PIECES | ANYTHING, max_size=4).map("".join))
        text = text[:start] + piece + text[end:]
    return text


def _check(name: str, text: str) -> None:
    draft, found = run(name, text)
    has_errors = any(each.severity.value == "error" for each in found)
    assert (draft is None) == has_errors
    for each in found:
        assert 0 <= each.span.start <= each.span.end <= len(text)
        for said in (each.message, each.help):
            assert "\n" not in said
            assert not said.endswith(".")
    if draft is None:
        return
    texts = [draft.title, draft.author, draft.url, *draft.comment.splitlines()]
    texts += [module.title for module in draft.modules]
    texts += [chapter.title for chapter in draft.chapters]
    assert not [
        each for each in texts if NOT_IN_YAML.search(each) or each != " ".join(each.split())
    ]
    assert draft.title
    assert draft.modules
    assert all(module.title and module.chapters for module in draft.modules)
    for chapter in draft.chapters:
        assert chapter.title
        assert to_milliseconds(chapter.start / 1000) == chapter.start
        assert chapter.end is None or chapter.end > chapter.start
        assert 0 <= chapter.span.start <= chapter.span.end <= len(text)


@pytest.mark.parametrize("name", IMPORTERS)
@given(data=st.data())
def test_a_changed_sample_gives_a_draft_or_an_error(name: str, data: st.DataObject) -> None:
    _check(name, data.draw(_changed(SAMPLES[name])))


@pytest.mark.parametrize("name", IMPORTERS)
@given(text=st.lists(PIECES | ANYTHING).map("".join))
def test_any_text_gives_a_draft_or_an_error(name: str, text: str) -> None:
    _check(name, text)
    for recognise in RECOGNISERS.values():
        recognise(text)
