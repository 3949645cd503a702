"""What must hold for every picture and sound, whatever its bytes are."""

from xml.etree import ElementTree as ET

from flashcards.disk.media_formats import is_of_kind
from flashcards.disk.svg import NotSvgError, find_unsafe_part

_KINDS = ("png", "jpg", "gif", "webp", "mp3", "ogg", "wav", "m4a", "flac")
_HARMLESS = ("#", "data:image/", "http", "mailto:", "file:///")
_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}"


def check_format(data: bytes) -> None:
    """No file is of two kinds, but for sounds of two formats behind one tag."""
    kinds = [kind for kind in _KINDS if is_of_kind(kind, data)]
    assert len(kinds) <= 1 or data.startswith(b"ID3")


def check_picture(data: bytes) -> None:
    """Another reader finds nothing in a safe picture that runs or leads outside."""
    try:
        unsafe = find_unsafe_part(data)
    except NotSvgError:
        return
    if unsafe is not None:
        assert len(unsafe.splitlines()) == 1
        return
    for element in ET.fromstring(data).iter():  # noqa: S314 - entities were refused before
        namespace, _, name = element.tag.rpartition("}")
        assert name.lower() not in {"script", "foreignobject"} or f"{namespace}}}" != _SVG
        assert "xhtml" not in namespace
        for key, value in element.attrib.items():
            assert not key.lower().startswith("on")
            if key in {"href", f"{_XLINK}href"}:
                target = "".join(value.split()).lower()
                assert target.strip("\0\x7f") == "" or target.startswith(_HARMLESS)
        style = "".join((element.text or "", *element.attrib.values()))
        assert name != "style" or "@import" not in style.lower()
