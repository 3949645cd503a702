"""What must hold for every text on a card: nothing in it runs, and nothing of it is lost."""

import re

import nh3

from flashcards.anki.cloze import renumber_blanks
from flashcards.disk.sources import NOT_IN_YAML
from flashcards.render.allowed import ATTRIBUTES, CARD_TAGS, URL_SCHEMES, VOID_TAGS
from flashcards.render.markdown import Rendered, render_inline, render_markdown, visible_text
from flashcards.render.marks import RenderedCloze, render_cloze
from flashcards.render.mask import mask_term
from flashcards.render.math_commands import find_refused_command
from tests.html_reader import HtmlReader
from tests.render.find_tex import find_formulas

_CODE = re.compile(r"<pre><code>(.*?)</code></pre>", re.DOTALL)
_ANKI = re.compile(r"\[/?(?:sound:|anki:|latex\]|\$\$?\])|\[\[type:", re.IGNORECASE)
_MEDIA = {"a.png": "a-1.png", "b.mp3": "b-1.mp3"}
_SOUND = "[sound:b-1.mp3]"
_CLOZE = re.compile(r"\{\{c[0-9]+::")
_CLEANER = nh3.Cleaner(
    tags=set(CARD_TAGS),
    clean_content_tags=set(),
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    url_schemes=set(URL_SCHEMES),
    url_relative="deny",
    link_rel=None,
)

_TOKENS = (
    *"xyzXYZ0123456789",
    *"*_~`\\<>/=!+-#|\"'${},; \n",
    *("\n\n", "==", "$$", " | ", "\n|-|-|\n", "<x", "</y>", "<x y='z'>", "<!--", "-->", "    "),
    *("**", "\n> ", "\n- ", "\n# ", "<?", "<!", "\\<", "\\|"),
)
_MARKUP = ("<b>", "</b>", "<div>", "</div>", "<br>", "&lt;")
"""Nothing of the tokens is left out on a card, whatever stands beside it, for there are no links,
fences, numbers of lists or names of entities among them, which have parts that aren't shown;
markup shows only where it is text, as in code."""


def check_markdown(data: bytes) -> None:
    """No text can run a script, load anything, or be taken for Anki's own syntax."""
    text = NOT_IN_YAML.sub("", data.decode(errors="ignore"))
    for bare in (render_markdown(text), render_inline(text)):
        assert "{{" not in bare.html
        assert "}}" not in bare.html
    assert "\n" not in render_inline(text).html
    cloze = render_cloze(text)
    assert len(_CLOZE.findall(cloze.html)) == len(cloze.blanks)
    assert renumber_blanks(
        cloze.html, {number + 1: number + 1 for number in range(len(cloze.blanks))}
    )
    for rendered in _render_all(text):
        html = rendered.html.replace(_SOUND, "heard")
        assert not _ANKI.search(html)
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", html)
        _check_formulas(html)
        html = _CODE.sub(_check_code, html)
        _check_tags(HtmlReader(html))
        html = re.sub("&#([0-9]+);", lambda found: chr(int(found[1])), html)
        assert visible_text(_CLEANER.clean(html)) == visible_text(html)


def _check_formulas(html: str) -> None:
    for formula in find_formulas(html):
        assert find_refused_command(formula) is None, formula


def _check_code(block: re.Match[str]) -> str:
    read = HtmlReader(block[1])
    assert {tag for tag, _ in read.opened} <= {"span"}
    assert all(set(attributes) <= {"class"} for _, attributes in read.opened)
    return "code"


def _check_tags(read: HtmlReader) -> None:
    assert read.other == []
    for tag, attributes in read.opened:
        if tag == "img":
            assert set(attributes) <= {"src", "alt", "title"}
            assert attributes["src"] in _MEDIA.values()
            continue
        assert tag in CARD_TAGS
        assert set(attributes) <= ATTRIBUTES.get(tag, set())
        # Browsers leave out white space before an address, and line ends and tabs within it.
        address = re.sub("[\\t\\n\\r]", "", attributes.get("href") or "https:").strip()
        assert address.partition(":")[0].lower() in URL_SCHEMES
    paired = [tag for tag, _ in read.opened if tag not in VOID_TAGS]
    assert sorted(paired) == sorted(read.closed)


def check_letters(data: bytes) -> None:
    """No letter or digit that an author wrote disappears."""
    tokens = (*_TOKENS, *_MARKUP)
    text = "".join(tokens[byte % len(tokens)] for byte in data)
    if "```" in text or "~~~" in text:
        return  # the word behind a fence names a language
    bare = re.sub("|".join(_MARKUP), "", text)
    wanted = _letters(bare)
    for rendered in _render_all(text):
        if any(notice.code == "markup-too-deep" for notice in rendered.notices):
            return
        shown = _letters(_CLOZE.sub("", HtmlReader(rendered.html).text))
        if bare == text:
            assert shown == wanted
        kept = iter(shown)
        assert all(letter in kept for letter in wanted), (wanted, shown)


def check_mask(data: bytes) -> None:
    """A term and a definition of any text can be masked, and no tag is touched."""
    text = NOT_IN_YAML.sub("", data.decode(errors="ignore"))
    name, _, definition = text.partition("\n")
    term = visible_text(render_inline(name).html)
    html = render_markdown(definition).html
    if not term:
        return
    masked = mask_term(html, term)
    # An empty tag keeps a backslash from the mask's bracket.
    tags = [re.findall(r"<[^<>]*>", each.replace("<span></span>", "")) for each in (html, masked)]
    assert tags[0] == tags[1]
    _check_formulas(masked)
    assert mask_term(term.replace("&", "&amp;").replace("<", "&lt;"), term)


def _render_all(text: str) -> tuple[Rendered | RenderedCloze, ...]:
    bare = render_markdown(text), render_inline(text), render_cloze(text)
    return (*bare, render_markdown(text, _MEDIA)) if "](" in text else bare


def _letters(text: str) -> str:
    return re.sub("[^0-9A-Za-z]", "", text)
