"""How cards look in Anki's reviewer, in both engines: what can be pressed, read and told apart."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from flashcards.anki.note_types import NOTE_TYPES, Kind
from tests.anki.engine import find_notes, import_package, open_collection
from tests.browser.engines import Measure, Page
from tests.browser.typesetter import ANKI_WEB
from tests.support import build_files

pytestmark = pytest.mark.browser

CSS = NOTE_TYPES[Kind.QUESTION].css

CONTENT = r"""
title: "State of AI in 2026: LLMs, Coding, Scaling Laws, China, Agents, GPUs | A Podcast #490"
url: https://www.youtube.com/watch?v=abcdefghijk
modules:
  - title: Building and Training LLMs
    chapters:
      - title: Scaling Laws and Training Challenges
        time: 1:02:03
        summary: >-
          A blank may hold ==one word== or ==$\frac{a}{\frac{b}{c}}$==, and
          [a link](https://a.example) is none.
        topics:
          Scaling laws: {definition: Power laws., reverse: true, hint: Think., extra: Indeed.}
        questions:
          - question: "Which? ![A picture](dark.svg)"
            answer: |
              ---

              Text, and `code`:

              ```
              fenced
              ```
            hint: Think.
            extra: "So `small`:\n\n```python\nint('ff', 16)\n```"
          - question: Wide?
            answer: "$$WIDE$$ and $WIDE$."
  - title: Conclusion
    chapters:
      - {title: Conclusion, time: 2:00:00, topics: {Scaling laws: }}
""".replace("WIDE", " + ".join(f"a_{{{number}}}" for number in range(30)))

HEBREW = """
title: שיעור על המוח
language: he
chapters:
  - title: תא עצב
    time: 0:00
    questions:
      - {question: מהו נוירון?, answer: תא עצב., hint: רמז}
      - {question: מהו מוח?, answer: תא עצב., at: 0:30}
"""

DARK = """<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60">
<path d="M0 0 L300 60" stroke="#111"/></svg>"""

HIDDEN = "rgba(0, 0, 0, 0)"

_PAGE = """<!doctype html><html><head><meta charset="utf-8"><meta name="viewport"
content="width=device-width"><style>{anki}</style>{math}</head>
<body class="card card1 {theme}"><div id="qa"><style>{css}</style>{html}</div></body></html>"""

_MATH = """<script src="{web}/js/mathjax.js"></script>
<script src="{web}/js/vendor/mathjax/tex-chtml-full.js"></script>"""

_HELP = """
const all = (name) => [...document.querySelectorAll(name)];
const one = (name) => document.querySelector(name);
const box = (each) => (({ x, y, width, height, right, bottom }) =>
  ({ x, y, width, height, right, bottom }))(each.getBoundingClientRect());
const style = (each, name, part) => getComputedStyle(each, part).getPropertyValue(name);
const size = (name) => parseFloat(style(one(name), "font-size"));
const lines = (each) => box(each).height / parseFloat(style(each, "line-height"));
const width = () => document.documentElement.scrollWidth;
"""

_TYPESET = """await MathJax.startup.promise; await MathJax.typesetPromise();
await document.fonts.ready;"""


class Sides(dict[str, str]):
    """The sides of cards as Anki's engine renders them, by `<note>-<number>-<side>`."""

    def page(  # noqa: PLR0913 - each is a way to look at it
        self,
        name: str,
        script: str,
        *,
        css: str = CSS,
        theme: str = "",
        anki: str | None = None,
        is_typeset: bool = False,
        width: int = 360,
    ) -> Page:
        """Show a side as Anki's reviewer does, which has a style of its own."""
        web = Path(ANKI_WEB)
        if anki is None:
            names = ("webview.css", "reviewer.css")
            anki = "".join((web / "css" / each).read_text(encoding="utf-8") for each in names)
        math = _MATH.format(web=web.as_uri()) if is_typeset else ""
        html = _PAGE.format(anki=anki, math=math, theme=theme, css=css, html=self[name])
        return Page(html, (_TYPESET if is_typeset else "") + _HELP + script, width)


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sides]:
    if not ANKI_WEB:
        pytest.skip("ANKI_WEB names no folder with the style of Anki's reviewer")
    folder = tmp_path_factory.mktemp("look") / "content"
    folder.mkdir()
    (folder / "ai.yaml").write_text(CONTENT, encoding="utf-8")
    (folder / "he.yaml").write_text(HEBREW, encoding="utf-8")
    (folder / "dark.svg").write_text(DARK, encoding="utf-8")
    packages = build_files([folder / "ai.yaml", folder / "he.yaml"], folder / "decks")
    found = Sides()
    with open_collection(folder / "learner.anki2") as collection:
        for package in packages:
            import_package(collection, package)
        for note in find_notes(collection, "note:Flashcards*"):
            for own in ("", "<div>Mine.</div>"):
                note["My notes"] = own
                collection.update_note(note)
                for card in note.cards():
                    output = card.render_output()
                    media = Path(collection.media.dir()).as_uri()
                    slug = f"{note['Key'].rsplit('/', 1)[1]}-{card.ord + 1}{'-own' if own else ''}"
                    for side, html in (
                        ("front", output.question_text),
                        ("back", output.answer_text),
                    ):
                        found[f"{slug}-{side}"] = html.replace('src="', f'src="{media}/')
        yield found


QUESTION = "which-a-picture-dark-svg-1-back"
TOPIC = "scaling-laws-1-back"
SUMMARY = "scaling-laws-and-training-challenges-1-back"
SUMMARY_WITH_MATH = "scaling-laws-and-training-challenges-2-back"


def test_the_divider_is_one_line_of_our_own_colour(measure: Measure, sides: Sides) -> None:
    """Anki's own is grey, and Bootstrap's, on AnkiWeb, a quarter as dense."""
    script = """return all("hr").map((each) => [box(each).height, style(each, "background-color"),
      style(each, "border-top-width"), style(each, "opacity")]);"""
    bootstrap = "hr{opacity:.25;border:0;border-top:1px solid;margin:1rem 0;color:inherit}"
    for anki in (None, bootstrap):
        for theme, colour in (("", "rgb(216, 219, 226)"), ("nightMode", "rgb(58, 64, 76)")):
            (found,) = measure([sides.page(QUESTION, script, theme=theme, anki=anki)])
            assert found == [[1, colour, "0px", "1"]] * 2


def test_what_can_be_pressed_is_as_large_as_a_thumb(measure: Measure, sides: Sides) -> None:
    """Next to it a near miss grades the card or turns it."""
    script = 'return all(".hint > summary, .time > a").map((each) => box(each));'
    found = measure(
        [sides.page(name, script, css=css) for name in (QUESTION, TOPIC) for css in (CSS, OLD)]
    )
    assert [len(each) for each in found] == [2, 2, 3, 3]
    for boxes in found:
        for each in boxes:
            assert each["height"] >= 44
            assert each["width"] >= 44
            assert each["right"] <= 360


def test_a_learners_own_size_of_text_makes_all_of_it_larger(measure: Measure, sides: Sides) -> None:
    script = """return [".card", ".context", ".prompt", ".hint", ".hint > summary", ".answer",
      ".answer code", ".answer pre code", ".extra", ".extra code", ".source", ".time a",
      ".video"].map(size);"""
    ours, theirs = measure(
        [
            sides.page(QUESTION, script),
            sides.page(QUESTION, script, css=f"{CSS}.card{{font-size:28px}}"),
        ]
    )
    assert ours[0] == 20
    assert theirs == pytest.approx([1.4 * each for each in ours], rel=0.01)


def test_the_answer_is_no_smaller_than_the_question(measure: Measure, sides: Sides) -> None:
    script = 'return [size(".prompt"), size(".answer")];'
    for prompt, answer in measure([sides.page(QUESTION, script)]):
        assert answer >= prompt >= 20


def test_code_is_readable_wherever_it_stands(measure: Measure, sides: Sides) -> None:
    script = """return [".answer code", ".answer pre code", ".extra code", ".extra pre code"]
      .map((name) => size(name));"""
    (found,) = measure([sides.page(QUESTION, script)])
    assert found == pytest.approx([18, 18, 15.3, 15.3], abs=0.1)


def test_chapter_and_title_take_a_line_each_beside_what_is_pressed(
    measure: Measure, sides: Sides
) -> None:
    """The module is cut before the chapter is."""
    script = """const [module, chapter] = all(".context > span");
      return [lines(one(".context")), lines(one(".video")), box(one(".source")).height,
        module.scrollWidth > module.clientWidth, chapter.scrollWidth - chapter.clientWidth,
        box(chapter).right <= 345, chapter.textContent];"""
    for name in (QUESTION, SUMMARY):
        (found,) = measure([sides.page(name, script)])
        context, video, source, *rest = found
        assert context == pytest.approx(1, abs=0.1)
        assert video == pytest.approx(1, abs=0.1)
        assert source < 60
        assert rest == [True, 0, True, "› Scaling Laws and Training Challenges"]  # noqa: RUF001


def test_a_title_that_is_cut_shows_whole_on_a_wide_window(measure: Measure, sides: Sides) -> None:
    script = """return all(".context > span, .video").map(
      (each) => each.scrollWidth - each.clientWidth);"""
    (found,) = measure([sides.page(QUESTION, script.replace(", .video", ""), width=1280)])
    assert found == [0, 0]


_CHANNELS = """
const looks = (name) => ["color", "background-color", "text-decoration-line",
  "border-bottom-width", "font-weight"].map((each) => style(one(name), each));
return [looks(".cloze"), looks(".prompt a"), looks(".prompt")];"""


@pytest.mark.parametrize("theme", ["", "nightMode"])
def test_a_blank_does_not_look_like_a_link(measure: Measure, sides: Sides, theme: str) -> None:
    for name in (SUMMARY, SUMMARY.replace("back", "front")):
        ((blank, link, text),) = measure([sides.page(name, _CHANNELS, theme=theme)])
        assert link[2] == "underline"
        assert link[1:2] == text[1:2] == [HIDDEN]
        assert blank[0] == text[0] != link[0]
        assert blank[1] != HIDDEN
        assert blank[2] == "none"
        assert float(blank[3].removesuffix("px")) >= 2
        assert blank[4] == "700"


def test_a_blank_with_a_formula_looks_like_one(measure: Measure, sides: Sides) -> None:
    script = """const formula = one(".cloze mjx-container");
      return [style(formula, "background-color"), style(one(".cloze"), "background-color"),
        formula.clientHeight];"""
    (found,) = measure([sides.page(SUMMARY_WITH_MATH, script, is_typeset=True)])
    formula, blank, height = found
    assert formula == blank != HIDDEN
    assert height > 40


def test_a_wide_formula_moves_and_the_card_does_not(measure: Measure, sides: Sides) -> None:
    script = """return [width(), ...all("mjx-container").map(
      (each) => [each.scrollWidth > each.clientWidth + 100, style(each, "overflow-x")])];"""
    (found,) = measure([sides.page("wide-1-back", script, is_typeset=True)])
    assert found == [360, [True, "auto"], [True, "auto"]]


def test_a_formula_in_a_line_stands_where_it_would_without_our_style(
    measure: Measure, sides: Sides
) -> None:
    sides["formulas"] = (
        r'<div class="answer">Of \(f x^2\), \(\frac{a}{\frac bc}\), \(\vec F\) g, \(\sum_0^n f\)'
        r" and so on, for as long as it takes to \(x_{1_2}\) fill \(\hat y\) lines.</div>"
    )
    script = """return [box(one(".answer")), all("mjx-math").map(box),
      all("mjx-container").map((each) =>
        [each.scrollWidth - each.clientWidth, each.scrollHeight - each.clientHeight])];"""
    bare = f"{CSS}mjx-container{{display:inline!important;margin:0!important;padding:0!important}}"
    ours, theirs = measure(
        [sides.page("formulas", script, is_typeset=True, css=css) for css in (CSS, bare)]
    )
    for our, their in zip([ours[0], *ours[1]], [theirs[0], *theirs[1]], strict=True):
        assert our == pytest.approx(their, abs=1)
    assert ours[2] == [[0, 0]] * 6


def test_a_dark_picture_shows_at_night_and_stands_off_from_its_text(
    measure: Measure, sides: Sides
) -> None:
    script = """const image = one(".prompt img");
      const range = document.createRange();
      range.selectNodeContents(image.previousSibling);
      return [style(image, "background-color"), box(image).y - box(range).bottom];"""
    day, night = measure([sides.page(QUESTION, script, theme=theme) for theme in ("", "nightMode")])
    assert day[0] == HIDDEN
    assert night[0] == "rgb(228, 231, 236)"
    assert min(day[1], night[1]) >= 4


def test_pictures_that_anki_inverts_at_night_have_no_ground(measure: Measure, sides: Sides) -> None:
    sides["latex"] = '<div class="answer"><img class="latex"><img class="drawing"></div>'
    script = 'return all("img").map((each) => style(each, "background-color"));'
    (found,) = measure([sides.page("latex", script, theme="nightMode")])
    assert found == [HIDDEN, HIDDEN]


def test_code_has_the_colour_of_its_text_on_ankiweb(measure: Measure, sides: Sides) -> None:
    """AnkiWeb has the style of Bootstrap, which makes code pink."""
    bootstrap = """code{font-size:.875em;color:#d63384;word-wrap:break-word}
      kbd{padding:.1875rem .375rem;font-size:.875em;color:#fff;background-color:#212529}"""
    sides["keys"] = '<div class="answer">Press <kbd>Ctrl</kbd> for <code>code</code>.</div>'
    script = """return [".answer", "kbd", "code"].map((name) =>
      [style(one(name), "color"), style(one(name), "background-color")]);"""
    (found,) = measure([sides.page("keys", script, anki=bootstrap)])
    ink, tint = "rgb(29, 36, 51)", "rgb(238, 241, 246)"
    assert found == [[ink, HIDDEN], [ink, tint], [ink, tint]]


def test_a_hint_stands_where_its_language_starts(measure: Measure, sides: Sides) -> None:
    script = """one(".hint").open = true;
      return [style(one(".hint"), "direction"), box(one(".hint > summary")).right,
        box(one(".hint")).right];"""
    (found,) = measure([sides.page("מהו-נוירון-1-front", script)])
    assert found[0] == "rtl"
    assert found[1] == pytest.approx(found[2], abs=1)
    (found,) = measure([sides.page("scaling-laws-1-front", script)])
    assert found[0] == "ltr"


def test_a_hint_says_whether_it_is_open(measure: Measure, sides: Sides) -> None:
    script = """const seen = () => [style(one(".hint > summary"), "transform", "::after"),
        style(one(".hint > summary"), "border-top-width", "::after"), box(one(".hint")).height];
      const closed = seen();
      one(".hint").open = true;
      return [closed, seen()];"""
    (found,) = measure([sides.page("scaling-laws-1-front", script)])
    (closed, sign, low), (opened, _, high) = found
    assert (closed, opened) == ("none", "matrix(-1, 0, 0, -1, 0, 0)")
    assert float(sign.removesuffix("px")) > 5
    assert low < 50 < high


def test_a_time_shows_the_sign_for_play_only_where_it_opens_a_video(
    measure: Measure, sides: Sides
) -> None:
    script = """return [one(".time")?.textContent.trim() ?? "", ...all(".time > a").map((each) =>
      [parseFloat(style(each, "border-left-width", "::before")) > 5, box(each).y])];"""
    topic, question, later, first = measure(
        [
            sides.page(name, script)
            for name in (TOPIC, QUESTION, "מהו-מוח-1-back", "מהו-נוירון-1-back")
        ]
    )
    assert topic[0] == "1:02:03 Scaling Laws and Training Challenges 2:00:00 Conclusion"
    assert [is_marked for is_marked, _ in topic[1:]] == [True, True]
    assert question[0] == "1:02:03"
    assert [is_marked for is_marked, _ in question[1:]] == [True]
    assert later == ["0:30"]
    assert first == [""]


@pytest.mark.parametrize(
    "name", ["which-a-picture-dark-svg-1", "scaling-laws-1", "scaling-laws-2", SUMMARY[:-5]]
)
def test_the_learners_own_notes_show_in_a_frame_on_the_back_alone(
    measure: Measure, sides: Sides, name: str
) -> None:
    script = """return all(".mine").map((each) => [each.textContent.trim(), lines(each) < 3,
      style(each, "border-top-style"), style(each, "content", "::before") !== "none"]);"""
    front, back, empty = measure(
        [sides.page(f"{name}{side}", script) for side in ("-own-front", "-own-back", "-back")]
    )
    assert front == empty == []
    assert back == [["Mine.", True, "dashed", True]]


def _without_modern(css: str) -> str:
    """Leave out the declarations that engines of before 2020 don't know."""
    kept = []
    for line in re.split(r"(?<=[;{}])", css):
        name, colon, value = line.rpartition("{")[2].partition(":")
        is_modern = colon and re.search(
            r"^\s*(?!-webkit)[\w-]*(?:-inline|-block|\bgap|\binset|-underline-offset)"
            r"|^\s*hyphen",
            name,
        )
        if is_modern or re.search(
            r"\b(?:max|min|clamp)\(|anywhere|fit-content|inline-start;", value
        ):
            kept.append(line[: line.rfind("{") + 1])
        else:
            kept.append(line)
    return "".join(kept)


OLD = _without_modern(CSS)


def test_old_engines_lay_cards_out_alike(measure: Measure, sides: Sides) -> None:
    """What they don't know stands beside what they do."""
    assert "anywhere" not in OLD
    assert "margin-inline" not in OLD
    assert len(CSS) - len(OLD) > 300
    script = """return [width(), ...all(
      ".context, .context span, .prompt, .hint > summary, .answer, .extra, .time a, .video, li, pre"
    ).map(box)];"""
    for name in (QUESTION, TOPIC, SUMMARY, "מהו-נוירון-1-back", "wide-1-front"):
        new, old = measure([sides.page(name, script, css=css) for css in (CSS, OLD)])
        assert new == old
