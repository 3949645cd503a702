"""A page that sets math as Anki's reviewer does: MathJax and its settings are Anki's own files."""

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Route

from flashcards.render.allowed import CARD_TAGS

ANKI_WEB = os.environ.get("ANKI_WEB", "")
"""The folder `_aqt/data/web` of the wheel `aqt`, which is not ours to keep here."""

_SITE = "http://anki.example/"
_PAGE = """<!doctype html>
<html><head><meta charset="utf-8"><style>{css}</style>
<script src="/_anki/js/mathjax.js"></script>
<script src="/_anki/js/vendor/mathjax/tex-chtml-full.js"></script>
</head><body class="card"><div id="qa"></div></body></html>
"""
_MATHML = """
    math mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover
    mmultiscripts mprescripts none mstyle mpadded mphantom menclose merror mtable mtr mlabeledtr mtd
"""
_TAGS = frozenset(_MATHML.split()) | CARD_TAGS | {"img"}
_NAMES = re.compile(r"MathJax|MathML-Unit|(?:CtxtMenu_|MJX-|mjx-|TEX-)[\w-]+|mjx-eqn:.*", re.DOTALL)
"""Classes and ids of MathJax's own."""

_ACTIVE = re.compile(
    r"url\(|image|position:(?! relative;)|z-index|inset|animation|content:|@", re.IGNORECASE
)
"""Styles that load something or leave their place."""

_NO_MATTER = "No version information available for component [tex]/"

_TYPESET = """async (fields) => {
  const qa = document.getElementById("qa");
  qa.innerHTML = "";
  const places = fields.map((html) => {
    const place = document.createElement("div");
    place.innerHTML = html;
    return qa.appendChild(place);
  });
  const links = (place) => [...place.querySelectorAll("*")].flatMap((each) =>
    [...each.attributes].filter((a) => /^(?:.*:)?(?:href|src|srcset|action|on.*|data|altimg)$/.test(
      a.name)).map((a) => `${each.localName} ${a.name}=${a.value}`));
  const before = places.map(links);
  MathJax.typesetClear();
  await MathJax.typesetPromise([qa]);
  return places.map((place, index) => {
    const all = [...place.querySelectorAll("*")];
    const set = all.filter((each) => each.closest("mjx-container"));
    return {
      html: place.innerHTML,
      text: place.textContent,
      formulas: place.querySelectorAll("mjx-container").length,
      errors: [...place.querySelectorAll("mjx-assistive-mml [data-mjx-error]")].map(
        (each) => each.getAttribute("data-mjx-error")),
      unknown: [...place.querySelectorAll('mjx-assistive-mml mtext[mathcolor="red"]')].map(
        (each) => each.textContent).filter((text) => text.startsWith("\\\\")),
      links: before[index],
      added: links(place).filter((each) => !before[index].includes(each)),
      tags: [...new Set(all.map((each) => each.localName))],
      styles: all.map((each) => [each.localName, each.getAttribute("style")]).filter(
        ([, style]) => style !== null),
      names: set.flatMap((each) => [...each.classList, each.id, each.getAttribute("name") ?? ""]),
      above: all.filter((each) => {
        const style = getComputedStyle(each);
        return style.position === "fixed" || style.position === "sticky" ||
          style.zIndex !== "auto" || style.backgroundImage !== "none" ||
          (style.position === "absolute" && !each.parentElement.closest("mjx-container"));
      }).map((each) => each.outerHTML),
    };
  });
}"""


class Typeset(NamedTuple):
    """A field as it stands on a page, set by MathJax.

    `links` is all that leads or loads and was there before, `added` what MathJax added; `names`
    are the classes and ids in formulas; `above` is what leaves its place on the page.
    """

    html: str
    text: str
    formulas: int
    errors: list[str]
    unknown: list[str]
    links: list[str]
    added: list[str]
    tags: list[str]
    styles: list[tuple[str, str]]
    names: list[str]
    above: list[str]


def assert_harmless(field: Typeset) -> None:
    """Check that nothing on the page leads or loads but what an author may link or show."""
    for link in field.links:
        assert re.match(r"a href=(?:https?:|mailto:)|img src=[\w.-]+$", link), field.html
    assert field.added == []
    assert field.above == []
    assert [tag for tag in field.tags if not tag.startswith("mjx-") and tag not in _TAGS] == []
    assert [style for _, style in field.styles if _ACTIVE.search(style)] == []
    assert [name for name in field.names if name and not _NAMES.fullmatch(name)] == []


class Typesetter:
    """The page. `said` and `asked` must be empty at the test's end."""

    def __init__(self, browser: Browser, css: str) -> None:
        self.said: list[str] = []
        self.asked: list[str] = []
        self._context = browser.new_context()
        self._css = css
        self.page = self._context.new_page()
        self._context.route("**/*", self._answer)
        self.page.on("console", lambda message: self._note(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: self.said.append(f"dialog: {dialog.message}"))
        self.page.goto(_SITE)
        self.page.evaluate("MathJax.startup.promise")

    def _note(self, text: str) -> None:
        if not text.startswith(_NO_MATTER):
            self.said.append(text)

    def _answer(self, route: Route) -> None:
        url = route.request.url
        file = Path(ANKI_WEB, url.removeprefix(f"{_SITE}_anki/"))
        if url == _SITE:
            route.fulfill(body=_PAGE.replace("{css}", self._css), content_type="text/html")
        elif url.startswith(f"{_SITE}_anki/js/") and ".." not in url and file.is_file():
            route.fulfill(path=file)
        else:
            self.asked.append(url)
            route.abort()

    def typeset(self, fields: Sequence[str]) -> list[Typeset]:
        """Put fields on the page, which has no others, and set their math."""
        found: list[dict[str, Any]] = self.page.evaluate(_TYPESET, list(fields))
        return [Typeset(**each) for each in found]

    def read_commands(self) -> dict[str, bool]:
        """Ask MathJax for its commands and environments, and whether each is more than a sign."""
        found: list[tuple[str, str, bool]] = self.page.evaluate("""() => {
          const { handlers } = MathJax.startup.document.inputJax[0].configuration;
          return [...handlers.map].flatMap(([kind, handler]) =>
            handler._configuration.items.flatMap(({ item }) =>
              [...item.map ?? []].map(([name, { _func }]) => [kind, name, Boolean(_func)])));
        }""")
        commands = {}
        for kind, name, is_more in found:
            if kind == "environment":
                commands[f"\\begin{{{name}}}"] = True
            elif name.startswith("\\"):
                commands[name if name != "\\" else "\\\\"] = is_more
            elif kind == "macro" and name.strip() and name not in set("()[]</."):
                commands[f"\\{name}"] = is_more
        return commands

    def close(self) -> None:
        """Close the page."""
        self._context.close()
