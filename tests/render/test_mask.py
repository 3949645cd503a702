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
        ("光合作用", "植物通过光合作用制造养分。", "植物通过[…]制造养分。"),
        ("红楼梦", "《红楼梦》是一部小说", "《[…]》是一部小说"),
        ("光合成", "植物は光合成で養分を作る。", "植物は[…]で養分を作る。"),
        ("ペプチド", "ペプチドは短い。ポリペプチドは長い。", "[…]は短い。ポリペプチドは長い。"),
        ("ひらがな", "日本のひらがなと漢字", "日本の[…]と漢字"),
        ("深層学習（DL）", "深層学習、つまりDLは学習。", "[…]、つまり[…]は学習。"),  # noqa: RUF001
        ("AI", "AI模型是生成AI的一种。不是AIDS。", "[…]模型是生成[…]的一种。不是AIDS。"),
        ("พืช", "การที่พืชใช้แสง", "การที่[…]ใช้แสง"),
        ("กา", "กาแฟ กา กำ ก้า", "[…]แฟ […] กำ ก้า"),
        ("ແສງ", "ພືດໃຊ້ແສງແດດ", "ພືດໃຊ້[…]ແດດ"),
        (
            "광합성",
            "식물은 광합성을 한다. 광합성이란 무엇인가",
            "식물은 […]을 한다. […]이란 무엇인가",
        ),
        ("뇌", "뇌는 기관이고 뇌졸중은 병이다. 두뇌", "[…]는 기관이고 뇌졸중은 병이다. 두뇌"),
        ("AI", "AI는 모델이다", "[…]는 모델이다"),
        ("काल", "काल और कालाय तथा अकाल।", "[…] और कालाय तथा अकाल।"),
        ("\u0646\u062c\u0645", "\u0646\u062c\u0645\u064c", "\u0646\u062c\u0645\u064c"),
        ("Café", "Cafe\u0301s and a cafe\u0301", "[…] and a […]"),
    ],
)
def test_a_term_is_masked_in_scripts_without_blanks_and_whole_in_others(
    term: str, html: str, masked: str
) -> None:
    assert mask_term(html, term) == masked


@pytest.mark.parametrize(
    ("html", "masked"),
    [
        ("<ruby>漢字<rt>かんじ</rt></ruby>とは<ruby>字<rt>じ</rt></ruby>", "[…]とは字"),
        ("<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>とは", "[…]とは"),
        (
            "<ruby>漢<rt>かん</rt></ruby><ruby>字<rt>じ</rt></ruby>の<ruby>音<rt>おと</rt></ruby>",
            "[…]の<ruby>音<rt>おと</rt></ruby>",
        ),
        ("<ruby>常用漢字<rp>(</rp><rt>じょうようかんじ</rt><rp>)</rp></ruby>", "常用[…]"),
    ],
)
def test_the_reading_of_a_masked_term_is_not_told_either(html: str, masked: str) -> None:
    assert mask_term(html, "漢字") == masked


@pytest.mark.parametrize(
    ("language", "term", "html", "masked"),
    [
        ("en", "Overfit", "When overfitting, it has overfitted.", "When […], it has […]."),
        ("en", "Scaling law", "It scales. A scaled-law, scaled laws.", "It scales. A […], […]."),
        ("en", "Hypothesis", "Hypotheses are <b>guesses</b>", "[…] are <b>guesses</b>"),
        ("en", "Bacterium", "All bacteria", "All […]"),
        ("en", "Half-life", "Two half-lives", "Two […]"),
        ("en", "Vertex", "Its vertices", "Its […]"),
        ("en", "Battery", "Two batteries", "Two […]"),
        ("en", "Organization", "An organ is organized.", "An organ is organized."),
        ("en", "University", "The universe", "The universe"),
        ("en", "Amps", "a &amp; b", "a &amp; b"),
        (
            "en",
            "Scaling law",
            "scaled <b>laws</b>, scaled, laws",
            "scaled <b>laws</b>, scaled, laws",
        ),
        ("de", "Zellkern", "Die Hülle des Zellkerns", "Die Hülle des […]"),
        ("de-AT", "neuronales Netz", "In neuronalen Netzen lernt", "In […] lernt"),
        ("fr", "cheval", "Deux chevaux et un cheval", "Deux […] et un […]"),
        ("es", "célula", "Las células", "Las […]"),
        ("ru", "нейронная сеть", "Слои нейронных сетей учатся.", "Слои […] учатся."),
        ("tr", "hücre", "Hücreler bölünür", "[…] bölünür"),
        ("ar", "خلية", "جدار الخلية رقيق", "جدار […] رقيق"),
        ("fi", "solu", "Solun seinä", "[…] seinä"),
        ("hi", "कोशिका", "कोशिकाओं की भित्ति", "[…] की भित्ति"),
        ("xx", "Zellkern", "Die Hülle des Zellkerns", "Die Hülle des […]"),
        ("xx", "Zelle", "Die Hülle der Zellen", "Die Hülle der Zellen"),
    ],
)
def test_a_terms_inflections_are_masked_in_its_language(
    language: str, term: str, html: str, masked: str
) -> None:
    assert mask_term(html, term, language) == masked


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
