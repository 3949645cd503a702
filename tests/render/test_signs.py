"""Signs that CommonMark would eat and the author meant."""

import pytest

from flashcards.content.model import Text
from flashcards.diagnostics import Span
from flashcards.notes.notices import diagnose_notices
from flashcards.render.markdown import render_inline, render_markdown, without_markup
from flashcards.render.marks import render_cloze
from flashcards.render.parser import find_images

_N = "&nbsp;"


@pytest.mark.parametrize(
    "text",
    [
        "2**10 and 3**2",
        "x**2 + y**2 = z**2",
        "2*3*4",
        "*note: 2*(3+4) and 5*(6+7)",
        "sh*t and d*mn",
        "f**k and s**t",
        "(a+b)*c*(d+e)",
        "a*b + c*d",
        "*.py and test_*.py",
        "src/**/*.js and **/*.ts",
        "/* a */ b /* c */",
        "(*) and (*)",
        '"*" and "*"',
        "(___) and (___)",
        "__init__",
        "obj.__dict__ and __file__",
        "__name__ and __main__",
        "snake__case__x and _y_z_",
        "~5 and ~6, 3~5 and 6~7",
        "\\d+\\.\\d+ and ^\\s*\\$",
        "C:\\new\\*.txt and D:\\*.*",
        "\\\\server\\share\\_x",
        "\\\\server\\_x_\\*.*",
        "dir C:\\[test]\\(1)\\~tmp and C:\\*",
        "[^\\]]+, ^\\[.*\\]$ and [a-z]+\\(.*?\\)",
        "[A-Z][a-z]*_[0-9]*",
        "x*y* z and a *b*c",
        "sed 's/\\(a\\)/\\1/'",
        "see http://a.example/~me/*a*/_b_/c",
        "arr[i](x), [a-z](0-9), [a](\\w+) and [0,1](half)",
        "[Fe(CN)6](4-)",
        "call[name](event), [] and [](int x)",
        "f\\(x\\) and \\(?:x\\)",
        "..\\_x and %TEMP%\\_x",
        "file:///C:/_a_/b",
        "if a<b and c>d",
        "a\\[0\\] and [a-z]+\\[1\\]",
        "\\+",
        "¯\\_(ツ)_/¯",
        "*_* and *_*",
        "^_^ and -_-",
        "\\{x\\}, \\\"y\\\" and \\'z\\'",
        ">= 5 items",
        "> 5",
        "1969. It was",
        "3) x",
        "- 5",
        "+ 5",
        "* 5",
        "# of items",
        "~~~",
        "- - -",
        "___",
    ],
)
def test_what_does_nothing_as_markup_shows_as_written(text: str) -> None:
    for rendered in (render_markdown(text), render_inline(text)):
        assert (without_markup(rendered.html), rendered.notices) == (text, ())


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**bold**, *it*, __strong words__ and _em_", None),
        ("*http://a.example/_b_*", "http://a.example/_b_"),
        ("un**believ**able, **re**act and geh**st**", None),
        ('**Note:** see *a.b* (*c*), "*d*" and **+**', None),
        ("日本**東京**です", None),
        ("**「重要」**です", None),
        ("*「重要」*です", None),
        ("~~「重要」~~です", None),
        ("这是**《红楼梦》**的作者", None),
        ("**テスト。**です。**次**です", None),
        ("**「A」**と**「B」**です", None),
        ('**"단어"**는 **(말)**이다', None),
        ("**`code`**です", None),
        ("**[a](https://a.example)**です", None),
        ('ال**"كتاب"** و **"слово"**м', None),
        ("**re-**act", None),
    ],
)
def test_emphasis_is_where_the_author_meant_it(text: str, html: str | None) -> None:
    rendered = render_markdown(text).html
    assert "*" not in rendered
    assert "~" not in rendered
    assert without_markup(rendered).replace("`", "") == (
        html
        or text.replace("**", "")
        .replace("*", "")
        .replace("__", "")
        .replace("_", "")
        .replace("~~", "")
        .replace("`", "")
        .replace("[a](https://a.example)", "a")
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\\*a\\* and 2\\*3 and 5 \\* 3", "*a* and 2*3 and 5 * 3"),
        ("\\$5 and \\$x\\$", "$5 and $x$"),
        ("\\_a\\_ and \\_\\_init\\_\\_", "_a_ and __init__"),
        ("\\[sic\\] and \\[a](b) and !\\[c](d.png)", "[sic] and [a](b) and ![c](d.png)"),
        ("\\`a\\` and \\<b>", "`a` and <b>"),
        ("\\&amp; and \\==a==", "&amp; and ==a=="),
        ("\\~~a~~", "~~a~~"),
        ("\\\\(x\\\\)", "\\(x\\)"),
    ],
)
def test_an_escape_that_keeps_a_sign_from_being_markup_goes(text: str, shown: str) -> None:
    rendered = render_markdown(text)
    assert (without_markup(rendered.html), rendered.notices) == (shown, ())


def _said(text: str, *, is_summary: bool = False) -> list[tuple[str, str]]:
    notices = render_cloze(text).notices if is_summary else render_markdown(text).notices
    at = Text(text, Span("a.yaml", 0, 1))
    return [(each.message, each.help) for each in diagnose_notices(at, notices)]


_CODE = "put it in `backticks` if it is code"
_BLANKS = "write the words alone: blanks are for a chapter's `summary`, as ==words=="


@pytest.mark.parametrize(
    ("text", "whose", "help_"),
    [
        ("\\(x^2\\)", "a formula in LaTeX", "write `$x^2$`"),
        ("\\[x = 1\\]", "a formula in LaTeX", "write `$$x = 1$$`"),
        ("[$]x[/$]", "a formula in Anki's old way", "write `$x$`"),
        ("[$$]x[/$$]", "a formula in Anki's old way", "write `$$x$$`"),
        ("[latex]$x$[/latex]", "a formula in Anki's old way", "write `$x$`"),
        ("[sound:a b.mp3]", "a sound as Anki writes it", "write `![](a b.mp3)`"),
        ("![[p.png|300]]", "a file as Obsidian shows it", "write `![](p.png)`"),
        ("![a](p.png =10x5)", "a file as other tools write it", "write `![a](p.png)`"),
        ("![a](my p.png|300)", "a file as other tools write it", "write `![a](my p.png)`"),
        ("![a] (p.png)", "a file as other tools write it", "write `![a](p.png)`"),
        ("[[File:my p.png|thumb]]", "a file as wikis show it", "write `![](my p.png)`"),
        ("[[p.png]]", "a file as wikis show it", "write `![](p.png)`"),
        ("[[Page|that]]", "a wiki's link", "write `that` or `[that](https://…)`"),
        (
            "漢字[かんじ]",
            "a reading as Anki's furigana have it",
            "write `<ruby>漢字<rt>かんじ</rt></ruby>`",
        ),
        (
            "{漢字|かんじ}",
            "a reading as other Markdown has it",
            "write `<ruby>漢字<rt>かんじ</rt></ruby>`",
        ),
        ("{{c1::x::hint}}", "a blank as Anki writes it", _BLANKS),
        ("H~2~O", "text set lower as Pandoc writes it", "write `H<sub>2</sub>`"),
        ("pK~a~", "text set lower as Pandoc writes it", "write `pK<sub>a</sub>`"),
        ("==x y==", "a blank's mark outside a summary", _BLANKS),
        ("细胞==核==", "a blank's mark outside a summary", _BLANKS),
    ],
)
def test_other_tools_markup_is_told_with_the_form_that_works(
    text: str, whose: str, help_: str
) -> None:
    quoted = text.removeprefix("细胞").removesuffix("O")
    message = f"`{quoted}` is {whose}, and none on a card, so it shows as written"
    assert _said(f"see {text} there") == [(message, f"{help_}; {_CODE}")]
    assert _said(f"see `{text}` there") == []


def test_a_picture_of_html_is_told_with_the_form_that_works() -> None:
    assert _said('<img src="x.png" width="5">') == [
        (
            '`<img src="x.png" width="5">` is no HTML that a card can hold, so it shows as text',
            "write `![](x.png)`, or put it in `backticks` if it is code",
        )
    ]


def test_a_picture_without_its_last_bracket_is_told() -> None:
    ((message, help_),) = _said("See ![](p.png\nthere.")
    assert message == (
        "`![](p.png` is a file as other tools write it, and none on a card, so it shows as written"
    )
    assert help_ == "write `![](p.png)`; put it in `backticks` if it is code"


def test_a_footnote_is_told_at_its_note() -> None:
    ((message, help_),) = _said("Text[^a-1].\n\n[^a-1]: The note.")
    assert message == (
        "`[^a-1]:` is a footnote as Pandoc writes it, and none on a card, so it shows as written"
    )
    assert help_ == "write the note into the item's `extra`"


@pytest.mark.parametrize(
    "text",
    [
        "| a | b | c |\n|---|---|\n| 1 | 2 | 3 |",
        "| `a|b` | c |\n|---|:---|\n| 1 | 2 |",
        "a | b | c\n:--|--:\n1 | 2 | 3",
    ],
)
def test_a_table_whose_head_has_other_columns_is_told(text: str) -> None:
    line = text.split("\n")[1]
    ((message, help_),) = _said(text)
    assert message == (
        f"`{line}` is a line below a table's head with other columns, and none on a card, "
        "so it shows as written"
    )
    assert help_ == (
        "give the head as many cells as the line; a `|` within a cell is written `\\|`"
    )


def test_a_mark_in_a_summary_is_no_other_tools_markup() -> None:
    assert _said("==a== is b", is_summary=True) == []


def test_the_size_of_a_picture_is_told_to_be_text() -> None:
    ((message, help_),) = _said("![](p.png){width=50% .wide} and `f`{x}")
    assert message == (
        "`{width=50% .wide}` is an attribute as Pandoc writes it, and none on a card, "
        "so it shows as written"
    )
    assert help_ == "remove it: a picture is as wide as it is, or as the card"


def test_a_link_to_a_picture_is_told_with_the_form_that_shows_it() -> None:
    ((message, help_),) = _said("! [a hand](p.png)")
    assert message == (
        "the link `[a hand](p.png)` goes to no web or mail address, so it shows as text"
    )
    assert help_ == (
        "write `![a hand](p.png)` to show the file; link to an address that starts with https://"
    )


def test_a_blank_of_ankis_in_a_summary_is_told_with_the_mark() -> None:
    ((_, help_),) = _said("{{c1::x::hint}} is ==y==", is_summary=True)
    assert help_ == "write `==x==`; put it in `backticks` if it is code"


@pytest.mark.parametrize(
    "text",
    [
        "漢字 [1]",
        "f[x] and a[i]",
        "[[1, 2], [3, 4]]",
        "[[ -f x ]]",
        "x[[1]]",
        "[sound: a door]",
        "数组[i]",
        "参考[12]",
        "[a][b]",
        "[latex]",
        "{{x}}",
        "\\{{c1::x}}",
        "$f(x)[1]$",
        "[[:alpha:]]",
        "漢字[かんじ](https://a.example)",
        "Look!(see p.png)",
        "if !(a.b) and !f(x.py)",
        "![a](p.png)",
        "a==b && c==d",
        "if a == b or c == d",
        "{漢|字} and {x|x > 0}",
        "~5~10 and a^b^c",
        "~~no~~ HEAD~1 and HEAD~2",
        "$x^2$ and `H~2~O`",
        "PROGRA~1 and MICROS~2",
        "p~q~r and Smith~Jones~",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "a -- b | c\nd",
        "x = a==1, b==2",
        "f()==g()==h()",
        "== heading ==",
        "=== heading ===",
        "`==a==`",
        "[^\\d]: no digit",
        "a footnote[^1] without its note",
        "[^a-z]: in patterns",
        '![a](p.png "p.png =10x")',
        "![a][1]",
        "`f`{x}",
        "\\[sic\\]",
        "\\alpha and \\frac{1}{2}",
    ],
)
def test_what_is_no_other_tools_markup_is_not_told(text: str) -> None:
    assert _said(text) == []


@pytest.mark.parametrize(
    "name", ["my pic.png", "a b c.svg", "pics/my hand.jpeg", "hand (1).png", "a (b) d(2).png"]
)
def test_an_image_may_have_spaces_in_its_path(name: str) -> None:
    text = f'see ![my hand]({name}) and ![b]({name} "the title")'
    assert find_images(text) == (name,)
    rendered = render_markdown(text, {name: "x-1.png"})
    assert rendered.html == (
        'see <img src="x-1.png" alt="my hand"> and <img src="x-1.png" alt="b" title="the title">'
    )
    assert render_markdown(f"`![a]({name})`").html == f"<code>![a]({name})</code>"
    assert render_markdown(f"![a]({name})").html == f"![a]({name})"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("• a\n• b", "• a<br>\n• b"),
        ("Two:\na) one\nb) two", "Two:<br>\na) one<br>\nb) two"),
        ("(a) one\n(b) two", "(a) one<br>\n(b) two"),
        ("– Who?\n– Me.", "– Who?<br>\n– Me."),  # noqa: RUF001 - a dialogue's dashes
        ("A. x\nB. y", "A. x<br>\nB. y"),
        ("i) x\nii) y", "i) x<br>\nii) y"),
        ("(1) x\n(2) y", "(1) x<br>\n(2) y"),
        ("一、甲\n二、乙", "一、甲<br>\n二、乙"),
        ("１．東京\n２．大阪", "１．東京<br>\n２．大阪"),  # noqa: RUF001 - East Asian numbers
        ("cat x\n| sort\n| uniq", "cat x<br>\n| sort<br>\n| uniq"),
        ("|x|\nis a size", "|x|\nis a size"),
        ("☐ a\n☑ b", "☐ a<br>\n☑ b"),
        ("> • a\n> • b", "<blockquote>\n<p>• a<br>\n• b</p>\n</blockquote>"),
        ("a dash\n– alone – in a line", "a dash\n– alone – in a line"),  # noqa: RUF001
        ("written by\nA. Smith and\nG. Hill", "written by\nA. Smith and\nG. Hill"),
        ("as in (see\na) there", "as in (see\na) there"),
        ("```\n• a\n• b\n```", "<pre><code>• a\n• b\n</code></pre>"),
    ],
)
def test_points_that_are_no_list_of_markdown_keep_their_lines(text: str, html: str) -> None:
    assert render_markdown(text).html == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "def f(x):\n    if x:\n        return 1",
            f"def f(x):<br>\n{_N * 4}if x:<br>\n{_N * 8}return 1",
        ),
        ("for x in y:\n\tprint(x)", f"for x in y:<br>\n{_N * 4}print(x)"),
        ("Tyger Tyger,\n  in the night", f"Tyger Tyger,<br>\n{_N * 2}in the night"),
        ("int x = 1;\nprint(x);", "int x = 1;<br>\nprint(x);"),
        ("y = 2x\nx = 3", "y = 2x<br>\nx = 3"),
        ("$ ls\na.txt", "$ ls<br>\na.txt"),
        ("sun: Sonne\nmoon: Mond", "sun: Sonne<br>\nmoon: Mond"),
        ("太陽：sun\n月：moon", "太陽：sun<br>\n月：moon"),  # noqa: RUF001 - full-width colons
        ("Roses are red\nViolets are blue", "Roses are red<br>\nViolets are blue"),
        ("床前明月光，\n疑是地上霜。", "床前明月光，<br>\n疑是地上霜。"),  # noqa: RUF001
        ("I. Allegro\nII. Adagio", "I. Allegro<br>\nII. Adagio"),
        ("*Ada*\n**Grace**", "<em>Ada</em><br>\n<strong>Grace</strong>"),
        ("> Roses\n> Violets", "<blockquote>\n<p>Roses<br>\nViolets</p>\n</blockquote>"),
    ],
)
def test_lines_that_are_no_prose_stay_lines_with_their_indentation(text: str, html: str) -> None:
    assert render_markdown(text).html == html


@pytest.mark.parametrize(
    "text",
    [
        "what rust is,\nand where it comes from",
        "Rust is the red layer that forms where iron meets\nWater and air.",
        "the rule of Ohm:\nV is I times R",
        "a\n b",
        "Roses\rViolets\nIris",
        "a = 1;\r\nb = 2;",
        "長い文章です。次の行へ続く長い文章がここにあります、\nそしてここで終わります。",
    ],
)
def test_prose_that_was_wrapped_runs_on(text: str) -> None:
    assert "<br>" not in render_markdown(text).html


def test_the_lines_of_an_entry_of_a_list_run_on() -> None:
    assert "<br>" not in render_markdown("- Ada\n  Grace\n\n  Mary\n    Jane").html
