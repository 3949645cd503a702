"""The card that asks for a term must not show it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.render.mask import MASK, mask_term


@pytest.mark.parametrize(
    ("term", "html", "masked"),
    [
        ("Scaling laws", "Scaling laws predict loss.", "[…] predict loss."),
        ("Scaling laws", "The scaling laws of Kaplan", "The […] of Kaplan"),
        ("Scaling law", "Scaling laws predict loss.", "[…] predict loss."),
        ("Box", "Boxes and a box", "[…] and a […]"),
        ("Crate", "Crates and a CRATE", "[…] and a […]"),
        ("Batch", "Batches are split.", "[…] are split."),
        ("Open weight", "An open-weight model", "An […] model"),
        ("Token", "A token is a part; tokenizers make it.", "A […] is a part; tokenizers make it."),
        ("RL", "RL is not in curl or rl.", "[…] is not in curl or rl."),
        ("RLVR", "rlvr and RLVR", "[…] and […]"),
        ("C", "C is older than C++ and c.", "[…] is older than […]++ and c."),
        ("C++", "C++ is not C.", "[…] is not C."),
        (".NET", "The .NET runtime", "The […] runtime"),
        ("Größe", "Die GRÖßE zählt", "Die […] zählt"),
        (
            "Mixture of experts (MoE)",
            "A mixture of experts, MoE for short: Mixture of Experts (MoE).",
            "A […], […] for short: […].",
        ),
        (
            "Large language model (LLM)",
            "LLMs are large language models.",
            "[…] are […].",
        ),
        ("Sky", "What is above.", "What is above."),
    ],
)
def test_the_term_and_its_plural_are_masked(term: str, html: str, masked: str) -> None:
    assert mask_term(html, term) == masked


@pytest.mark.parametrize(
    ("term", "html", "masked"),
    [
        ("strong", "<strong>Strong</strong> is bold.", "<strong>[…]</strong> is bold."),
        ("title", '<abbr title="a title">x</abbr> title', '<abbr title="a title">x</abbr> […]'),
        ("code", "<code>code</code>", "<code>[…]</code>"),
        ("gradient", '<a href="https://a.example/gradient">Gradients</a>', '<a href="https://a.example/gradient">[…]</a>'),
    ],
)  # fmt: skip
def test_tags_are_left_alone(term: str, html: str, masked: str) -> None:
    assert mask_term(html, term) == masked


@pytest.mark.parametrize(
    ("term", "html", "masked"),
    [
        ("Q&A", "Q&amp;A is asking.", "[…] is asking."),
        ("List<int>", "A List&lt;int&gt; holds ints.", "A […] holds ints."),
        ("{{x}}", "&#123;&#123;x&#125;&#125; is a field.", "[…] is a field."),
    ],
)
def test_a_term_with_signs_that_html_spells_otherwise_is_masked(
    term: str, html: str, masked: str
) -> None:
    assert mask_term(html, term) == masked


@pytest.mark.parametrize("term", ["amp", "lt", "gt"])
def test_a_term_is_not_found_in_the_spelling_of_a_sign(term: str) -> None:
    assert mask_term("a &amp; b &lt; c &gt; d", term) == "a &amp; b &lt; c &gt; d"


def test_a_term_over_the_end_of_a_line_is_masked() -> None:
    assert mask_term("What scaling\nlaws predict", "Scaling laws") == "What […] predict"


@pytest.mark.parametrize(
    ("term", "html", "masked"),
    [
        ("Sound", "Sound [sound:sound.mp3] sound", "[…] [sound:sound.mp3] […]"),
        ("mp3", "[sound:abc.mp3]", "[sound:abc.mp3]"),
        ("Log", r"Log is \(\log x\), a log.", r"[…] is \(\log x\), a […]."),
        ("x", r"x \[x + x\] x", r"[…] \[x + x\] […]"),
        ("x)", r"\(f(x)\) of x)", r"\(f(x)\) of […]"),
        ("A\\", r"A\\(x\) A\ b", r"[…]\(x\) […] b"),
        ("A\\", r"A\(x\) A\ b", r"A\(x\) […] b"),
        (r"x \(", r"x \(x\) x", r"x \(x\) x"),
        (r"\(\pi\)", r"Here \(\pi\) is not \(2 \pi\).", r"Here […] is not \(2 \pi\)."),
        (r"\(k\)-means", r"What \(k\)-means does with \(k\)", r"What […] does with \(k\)"),
    ],
)
def test_math_and_sounds_stay_whole(term: str, html: str, masked: str) -> None:
    assert mask_term(html, term) == masked


def test_the_mask_makes_no_math_with_a_backslash_before_it() -> None:
    apart = r"\<span></span>[…]"
    assert mask_term(r"\Term … \]", "Term") == apart + r" … \]"
    assert mask_term(r"\Term (T), \T and \span", "Term (T)") == rf"{apart}, {apart} and \span"
    assert mask_term(r"\A span", "A span (span)") == rf"{apart}"


@pytest.mark.parametrize("term", ["main( )", "main ( )", "main (\t)"])
def test_empty_brackets_of_a_term_are_no_name_for_it(term: str) -> None:
    assert mask_term("A function, main, is first.", term) == "A function, […], is first."


@pytest.mark.parametrize("term", ["", " ", "\xa0"])
def test_a_term_without_text_masks_nothing(term: str) -> None:
    assert mask_term("A dog, s. <b>It</b> barks.", term) == "A dog, s. <b>It</b> barks."


@given(
    st.lists(st.sampled_from([*"ab\\()[]: ", "ab", r"\(a\)", r"\[b\]", "[sound:a.b]", "<b>"])),
    st.text(st.sampled_from("ab\\()[]: "), max_size=5),
)
def test_no_mask_makes_or_breaks_what_anki_reads(parts: list[str], term: str) -> None:
    html = "".join(parts)
    read = re.compile(r"\\\(.*?\\\)|\\\[.*?\\\]|\[sound:.*?\]")
    if re.search(r"\\[(\[]|\[sound:", read.sub("", html)):
        return  # rendered Markdown leaves none of these open
    before, after = read.findall(html), read.findall(mask_term(html, term))
    left = iter(before)
    assert all(each in left for each in after)


@given(
    st.text(st.sampled_from("abc AB-+()*.[]\\^$|?{}"), min_size=1, max_size=8),
    st.text(st.sampled_from("abc AB-+()*."), max_size=30),
)
def test_any_term_can_be_masked(term: str, html: str) -> None:
    masked = mask_term(html, term)
    assert masked == html or MASK in masked


@given(st.text(st.sampled_from("abc xyz"), min_size=1).map(str.strip).filter(lambda t: len(t) > 3))
def test_a_definition_that_is_its_term_shows_nothing_of_it(term: str) -> None:
    term = " ".join(term.split())
    if len(term) > 3:
        assert mask_term(f"{term.upper()}, that is {term}.", term) == f"{MASK}, that is {MASK}."
