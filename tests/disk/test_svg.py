"""SVG pictures: what ordinary programs write is packed, what could run or load is not."""

from pathlib import Path

import pytest

from flashcards.disk.svg import NotSvgError, find_unsafe_part

PICTURES = sorted((Path(__file__).parent / "pictures").glob("*.svg"))
_SVG = 'xmlns="http://www.w3.org/2000/svg"'
_LINKS = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
_PIXEL = "data:image/png;base64,iVBORw0KGgo="


def _draw(inner: str, attributes: str = "", before: str = "") -> bytes:
    return f"{before}<svg {_SVG} {_LINKS} {attributes}>{inner}</svg>".encode()


@pytest.mark.parametrize("picture", PICTURES, ids=lambda path: path.stem)
def test_what_ordinary_programs_write_is_safe(picture: Path) -> None:
    assert find_unsafe_part(picture.read_bytes()) is None


@pytest.mark.parametrize(
    "inner",
    [
        f'<image href="{_PIXEL}"/>',
        '<image xlink:href="\ndata:image/\njpeg;base64,/9j/4AAQ"/>',
        '<image href="DATA:IMAGE/WEBP;base64,UklG"/>',
        '<image href="data:image/gif,GIF89a"/>',
        '<use href=""/><use href=" #a "/>',
        '<a href="https://example.org"/><a xlink:href="mailto:a@example.org"/>',
        f'<rect style="cursor: url(&quot;{_PIXEL}&quot;), auto"/>',
        "<style>.a { mask: url('#b') } /* see https://example.org */</style>",
        "<style>.\\31 a { fill: red }</style>",
        "<text>javascript:alert(1) &lt;script> @import url(https://example.org)</text>",
        "<title>onload= url(https://example.org/a.png)</title>",
        '<g aria-label="javascript: url(https://example.org/a)" data-on="url(x)"/>',
        '<g xmlns:i="urn:i" i:onload="a" i:label="url(https://example.org/a)"/>',
    ],
)
def test_what_stays_inside_is_safe(inner: str) -> None:
    assert find_unsafe_part(_draw(inner)) is None


_HTML = 'xmlns="http://www.w3.org/1999/xhtml"'

_UNSAFE = [
    ("<script>alert(1)</script>", "it holds a script, `<script>`"),
    ("<SCRIPT/>", "it holds a script, `<script>`"),
    (f'<s:script xmlns:s="{_SVG[7:-1]}" href="#a"/>', "it holds a script, `<script>`"),
    ('<script xmlns="urn:other"/>', "it holds a script, `<script>`"),
    ('<handler type="text/javascript"/>', "it holds a script, `<handler>`"),
    ('<rect onclick="a"/>', "it holds a script, `onclick=`"),
    ('<rect OnBegin="a"/>', "it holds a script, `OnBegin=`"),
    ("<foreignObject/>", "it holds a part of a web page, `<foreignObject>`"),
    (f"<iframe {_HTML}/>", "it holds a part of a web page, `<iframe>`"),
    (f"<metadata><p {_HTML}/></metadata>", "it holds a part of a web page, `<p>`"),
    ('<video href="#a"/>', "it holds a part of a web page, `<video>`"),
    ('<a href="javascript:alert(1)"/>', "it refers to `javascript:alert(1)`"),
    ('<a xlink:href="java&#10;script:alert(1)"/>', "it refers to `javascript:alert(1)`"),
    ('<a href="\x7fjavascript:a"/>', "it refers to `\x7fjavascript:a`"),
    ('<a href="data:text/html,a"/>', "it refers to `data:text/html,a`"),
    ('<use href="https://evil.example/a.svg#b"/>', "it refers to `https://evil.example/a.svg#b`"),
    ('<image HREF="//evil.example/a.png"/>', "it refers to `//evil.example/a.png`"),
    ('<image href="a.png"/>', "it refers to `a.png`"),
    ('<image href="file:///etc/passwd"/>', "it refers to `file:///etc/passwd`"),
    ('<color-profile href="file://evil/a"/>', "it refers to `file://evil/a`"),
    ('<color-profile href="file:////evil/a"/>', "it refers to `file:////evil/a`"),
    ('<image href="data:image/svg+xml,a"/>', "it refers to `data:image/svg+xml,a`"),
    ('<image href="data:image/pngx,a"/>', "it refers to `data:image/pngx,a`"),
    ('<feImage href="https://evil.example"/>', "it refers to `https://evil.example`"),
    ('<g xml:base="https://evil.example/"/>', "its references start from `https://evil.example/`"),
    ('<set attributeName="xlink:href" to="javascript:a"/>', "it animates `href`"),
    ('<animate attributeName=" onload" values="a"/>', "it animates `onload`"),
    ("<style>@import 'a.css';</style>", "it holds a style with `@import`"),
    ("<style>@IMP<!-- -->ORT 'a.css';</style>", "it holds a style with `@IMPORT`"),
    ("<style><![CDATA[@imp]]>ort 'a.css';</style>", "it holds a style with `@import`"),
    ("<style>@\\69mport 'a.css';</style>", "it holds a style with `@import`"),
    ("<style>@i\\00006d port 'a.css';</style>", "it holds a style with `@import`"),
    ("<style>a<g/>b</style>", "it holds an element in a style, `<g>`"),
    (f"<s:style {_HTML.replace('xmlns', 'xmlns:s')}/>", "it holds a part of a web page, `<style>`"),
    ("<style>a{b:image-set('c.png' 1x)}</style>", "it holds a style with `image-set(`"),
    ("<style>a{b:-webkit-image-set('c.png' 1x)}</style>", "it holds a style with `image-set(`"),
    ("<style>a{b:url(c.png)}</style>", "it holds a style that refers to `c.png`"),
    (
        "<style>@font-face{src:url(https://evil.example/a.woff2)}</style>",
        "it holds a style that refers to `https://evil.example/a.woff2`",
    ),
    ('<g style="fill:url()"/>', "it holds a style that refers to ``"),
    (
        '<g fill="URL( &quot; //evil.example/a#b&quot;)"/>',
        "it holds a style that refers to `//evil.example/a#b`",
    ),
    (
        '<g filter="u\\72l(https://evil.example)"/>',
        "it holds a style that refers to `https://evil.example`",
    ),
    (
        '<g mask="\\55 \\52 \\4c(https://evil.example)"/>',
        "it holds a style that refers to `https://evil.example`",
    ),
    (
        '<set attributeName="fill" to="url(https://evil.example)"/>',
        "it holds a style that refers to `https://evil.example`",
    ),
    ('<g style="a: expression(b)"/>', "it holds a style with `expression(`"),
    ("<?xml-stylesheet href='a.css'?>", "it holds an instruction, `<?xml-stylesheet`"),
]


@pytest.mark.parametrize(("inner", "said"), _UNSAFE, ids=[inner[:40] for inner, _ in _UNSAFE])
def test_what_could_run_or_load_is_found(inner: str, said: str) -> None:
    assert find_unsafe_part(_draw(inner)) == said


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("<!DOCTYPE svg [<!ENTITY a 'b'>]>", "its `<!DOCTYPE` declares something"),
        ("<!DOCTYPE svg [<!ENTITY % a SYSTEM 'b'>%a;]>", "its `<!DOCTYPE` declares something"),
        ("<!DOCTYPE svg [<!ATTLIST g onload CDATA 'a'>]>", "its `<!DOCTYPE` declares something"),
        (
            "<!DOCTYPE svg PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'a'>",
            "its document type is `-//W3C//DTD XHTML 1.0 Strict//EN`",
        ),
        ("<?xml-stylesheet href='a.xsl'?>", "it holds an instruction, `<?xml-stylesheet`"),
        ("<?xml version='1.0' encoding='utf-7'?>", "its encoding is `utf-7`"),
    ],
)
def test_what_stands_before_the_picture_is_looked_at(before: str, said: str) -> None:
    assert find_unsafe_part(_draw("<g/>", before=before)) == said


def test_attributes_of_the_picture_itself_are_looked_at() -> None:
    assert find_unsafe_part(_draw("", 'onload="a"')) == "it holds a script, `onload=`"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg/>",  # in no namespace, it is no picture to a browser
        b"<html/>",
        b'<svg xmlns="http://www.w3.org/2000/svg">',
        b'<svg xmlns="http://www.w3.org/2000/svg"><use xlink:href="#a"/></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg">&nbsp;</svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg">\xff</svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"/>'.encode("utf-16"),
        b'GIF89a<svg xmlns="http://www.w3.org/2000/svg"/>',
        b'<svg xmlns="http://www.w3.org/2000/svg"/><svg/>',
        b"\0" * 100,
    ],
)
def test_what_a_browser_would_not_show_is_no_picture(data: bytes) -> None:
    with pytest.raises(NotSvgError):
        find_unsafe_part(data)
