"""Fields that our sanitiser never lets through must be inert on the page all the same."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from flashcards.app.preview import preview
from flashcards.notes.note import Note
from flashcards.preview.page import render_page
from tests.browser.content import VIDEO
from tests.browser.watched import Watched, card
from tests.support import NOW

pytestmark = pytest.mark.browser

HOSTILE = (
    "<script>window.hit = 'script'</script></script>",
    "<script type=module>window.hit = 'module'</script>",
    "<iframe srcdoc=\"<script>parent.hit = 'iframe'</script>\"></iframe>",
    '<iframe src="https://evil.example/"></iframe>',
    '<object data="https://evil.example/"></object><embed src="https://evil.example/">',
    '<link rel=stylesheet href="https://evil.example/a.css">',
    '<style>#title { display: none } .card { background: url("https://evil.example/b") }</style>',
    '<div style="position: fixed; inset: 0; background: url(https://evil.example/c)">over</div>',
    '<img src="https://evil.example/d.png"><img src="e.png" srcset="f.png 2x">',
    '<svg><use href="https://evil.example/g.svg#a"/><image href="h.png"/></svg>',
    '<video autoplay src="https://evil.example/i"></video><audio src="j"></audio>',
    '<meta http-equiv="refresh" content="0; url=https://evil.example/">',
    '<base href="https://evil.example/"><a href="k">relative</a>',
    '<form action="https://evil.example/"><input name=a autofocus><button>Send</button></form>',
    '<template><script>window.hit = "template"</script></template>',
    "<p>{{c1::not a blank}} {{Nothing}} </p></div></body></html>",
    "<!-- </script> --><![CDATA[ x ]]>",
)


def _open(watched: Watched, folder: Path, html: str) -> None:
    path = folder / "video.yaml"
    path.write_text(VIDEO, encoding="utf-8")
    (shown,) = preview([path], NOW, folder).previews
    bad = tuple(_with_answer(note, html) for note in shown.notes)
    page = folder / "page.html"
    page.write_text(render_page(shown._replace(notes=bad)), encoding="utf-8")
    watched.open(page.as_uri())


def _with_answer(note: Note, html: str) -> Note:
    if note.kind.value != "question":
        return note
    fields = list(note.fields)
    fields[0] += html
    fields[1] = f"<b>Mine.</b> {html}"
    return note._replace(fields=tuple(fields))


def _look_at_the_answer(watched: Watched) -> None:
    page = watched.page
    page.get_by_role("option", name="2 + 2").click()
    page.get_by_role("button", name="Show answer").click()
    expect(card(page).locator("b").last).to_have_text("Mine.")
    expect(page.locator("#title")).to_be_visible()
    assert page.evaluate("window.hit") is None


@pytest.mark.parametrize("html", HOSTILE)
def test_active_html_is_left_out(watched: Watched, tmp_path: Path, html: str) -> None:
    _open(watched, tmp_path, html)
    _look_at_the_answer(watched)
    left = card(watched.page).evaluate(
        """(card) => [...card.querySelectorAll(
            "script, iframe, object, embed, link, style, svg, video, audio, meta, base, form, " +
            "input, button, [style], [src], [srcset], a:not([href^='https://www.youtube'], " +
            ":not([href]))")].map((each) => each.outerHTML)"""
    )
    assert left == []


@pytest.mark.parametrize(
    "html",
    [
        "<p onclick=\"window.hit = 'click'\" onmouseover=\"window.hit = 'over'\">here</p>",
        "<details open ontoggle=\"window.hit = 'toggle'\"><summary>here</summary></details>",
        '<img src="data:image/png;base64,AAAA" onerror="window.hit = 1"><p>here</p>',
    ],
)
def test_handlers_never_run(watched: Watched, tmp_path: Path, html: str) -> None:
    _open(watched, tmp_path, html)
    _look_at_the_answer(watched)
    target = card(watched.page).get_by_text("here").last
    target.hover()
    target.click()
    assert watched.page.evaluate("window.hit") is None
    # The browser says that it has refused to run them, which is what we want to hear.
    assert all("Content Security Policy" in each for each in watched.said)
    watched.said.clear()


@pytest.mark.parametrize(
    "target", ["javascript:window.hit=1", " java\tscript:window.hit=1", "data:text/html,x", "//e.x"]
)
def test_links_to_anything_but_the_web_lead_nowhere(
    watched: Watched, tmp_path: Path, target: str
) -> None:
    _open(watched, tmp_path, f"<a href={json.dumps(target)} id=answer>here</a>")
    _look_at_the_answer(watched)
    link = card(watched.page).get_by_text("here").last
    assert link.get_attribute("href") is None
    link.click()
    assert watched.page.evaluate("window.hit") is None


def test_what_an_author_writes_as_such_shows_as_text(watched: Watched, tmp_path: Path) -> None:
    text = VIDEO.replace("Because <foo>.", "'</script><script>alert(1)</script> {{c1::a}} {{x}}'")
    text = text.replace("A video", "'A </title><script>alert(2)</script> video'")
    page = watched.open_text(tmp_path, text)
    expect(page.locator("h1")).to_have_text("A </title><script>alert(2)</script> video")
    page.get_by_role("option", name="Why").click()
    page.get_by_role("button", name="Show answer").click()
    expect(card(page).locator(".answer")).to_have_text(
        "</script><script>alert(1)</script> {{c1::a}} {{x}}"
    )


@pytest.mark.parametrize(
    "hash_",
    ["#card=x&chapter=99&kind=<b>&module=%", "#theme=evil&side=back&chapter=-1", "#%E0%A4%A"],
)
def test_any_address_shows_a_card(watched: Watched, tmp_path: Path, hash_: str) -> None:
    page = watched.open_text(tmp_path, VIDEO)
    page.goto(page.url.split("#")[0] + hash_)
    page.reload()
    expect(card(page)).to_contain_text("The sky is [...]")
