"""What a picture or a sound really is, by what its format says at its start; nothing is decoded."""

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

_MOST_BLOCKS = 4096
"""Blocks of a file that are looked at; what says the format comes long before."""

_MOST_TAGS = 16

_ID3 = re.compile(rb"ID3[\x02-\x04].([\0-\xff])([\0-\x7f]{4})", re.DOTALL)
_PADDING = re.compile(rb"\0*")

_PNG_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
"""Bits of a sample by colour type."""

_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_SEGMENTS = frozenset(range(0xC0, 0xFF)) - frozenset(range(0xD0, 0xDB))
"""Markers that a length follows, up to where the picture's own data starts."""

_MP3_BITRATES = {
    (True, 3): (32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (True, 2): (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (True, 1): (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (False, 3): (32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (False, 2): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (False, 1): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""kbit/s of MPEG 1, or of 2 and 2.5, by the bits that mean layer I, II or III: 3, 2 or 1."""

_MP3_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
"""Samples a second by the bits that mean MPEG 1, 2 or 2.5."""

_OGG_SOUNDS = (b"\x01vorbis", b"OpusHead", b"\x7fFLAC", b"Speex   ")
_OGG_INDEX = b"fishead\0"
"""Starts a stream that only describes the others."""

_MP4_SOUNDS = frozenset((b"M4A ", b"M4B ", b"M4P ", b"F4A ", b"F4B "))
_MP4_HANDLER = (b"moov", b"trak", b"mdia", b"hdlr")
"""The boxes in each other in which a track says what it is."""

Blocks = Iterator[tuple[bytes, int, int]]
"""Names of a file's parts, each with where its content starts and ends."""


def is_of_kind(kind: str, data: bytes) -> bool:
    """Whether a file is what its name says; `kind` is an ending, in its most common form."""
    return kind in _IS_KIND and _IS_KIND[kind](data)


def _is_png(data: bytes) -> bool:
    if not data.startswith(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR") or len(data) < 33:
        return False
    has_size = any(data[16:20]) and any(data[20:24])
    return has_size and data[24] in _PNG_DEPTHS.get(data[25], ())


def _is_jpeg(data: bytes) -> bool:
    at = 2 if data.startswith(b"\xff\xd8") else len(data)
    for _ in range(_MOST_BLOCKS):
        if at + 9 > len(data) or data[at] != 0xFF:
            return False
        marker = data[at + 1]
        if marker in _JPEG_FRAMES:
            return any(data[at + 7 : at + 9])  # its width; a later line may tell the height
        if marker == 0xFF:
            at += 1  # any number of them may stand before a marker
        elif marker in _JPEG_SEGMENTS:
            at += 2 + max(2, int.from_bytes(data[at + 2 : at + 4]))
        else:
            return False
    return False


def _is_gif(data: bytes) -> bool:
    is_whole = data.startswith((b"GIF87a", b"GIF89a")) and len(data) >= 13
    return is_whole and any(data[6:8]) and any(data[8:10])


def _is_webp(data: bytes) -> bool:
    return _riff_form(data) == b"WEBP" and data[12:16] in {b"VP8 ", b"VP8L", b"VP8X"}


def _is_wav(data: bytes) -> bool:
    if _riff_form(data) != b"WAVE":
        return False
    for name, start, end in _riff_chunks(data):
        if name == b"fmt ":
            has_channels, has_rate = any(data[start + 2 : start + 4]), any(data[start + 4 : end])
            return end - start >= 16 and has_channels and has_rate
    return False


def _riff_form(data: bytes) -> bytes:
    return data[8:12] if data.startswith(b"RIFF") else b""


def _riff_chunks(data: bytes) -> Blocks:
    at = 12
    for _ in range(_MOST_BLOCKS):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        if at + 8 + size > len(data) and data[at : at + 4] != b"data":
            return
        yield data[at : at + 4], at + 8, at + 8 + size
        at += 8 + size + size % 2


def _is_mp3(data: bytes) -> bool:
    """Two frames that follow each other and agree: a single one could be chance."""
    at = _skip_id3(data)
    length = _mp3_frame_length(data, at)
    if length is None:
        return False
    after = at + length
    return after >= len(data) or (
        _mp3_frame_length(data, after) is not None
        and _mp3_stream(data, at) == _mp3_stream(data, after)
    )


def _skip_id3(data: bytes) -> int:
    """Give where the sound starts: after tags of the size they say, and their padding."""
    at = 0
    for _ in range(_MOST_TAGS):
        tag = _ID3.match(data, at)
        if tag is None:
            break
        first, second, third, fourth = tag[2]  # seven bits of each
        size = first << 21 | second << 14 | third << 7 | fourth
        at = tag.end() + size + (10 if tag[1][0] & 0x10 else 0)
    padding = _PADDING.match(data, at) if at else None
    return padding.end() if padding else at


def _mp3_stream(data: bytes, at: int) -> tuple[int, int]:
    """Give what is the same in all frames: version and layer, and samples a second."""
    return data[at + 1] & 0x1E, data[at + 2] & 0x0C


def _mp3_frame_length(data: bytes, at: int) -> int | None:
    """Give the bytes of a frame, `None` where none starts."""
    if at + 4 > len(data) or data[at] != 0xFF or data[at + 1] < 0xE0:
        return None
    version, layer = data[at + 1] >> 3 & 3, data[at + 1] >> 1 & 3
    bitrate, rate, padding = data[at + 2] >> 4, data[at + 2] >> 2 & 3, data[at + 2] >> 1 & 1
    if version not in _MP3_RATES or layer == 0 or bitrate in {0, 15} or rate == 3:
        return None
    bits = _MP3_BITRATES[version == 3, layer][bitrate - 1] * 1000
    samples = _MP3_RATES[version][rate]
    if layer == 3:
        return (12 * bits // samples + padding) * 4
    return (144 if version == 3 or layer == 2 else 72) * bits // samples + padding


def _is_flac(data: bytes) -> bool:
    at = _skip_id3(data)
    has_facts = data[at : at + 4] == b"fLaC" and data[at + 4 : at + 8] in {
        b"\x00\0\0\x22",
        b"\x80\0\0\x22",
    }
    samples = int.from_bytes(data[at + 18 : at + 21]) >> 4
    return has_facts and len(data) >= at + 42 and samples > 0


def _is_ogg(data: bytes) -> bool:
    """Each stream's first page, all before any other page, says what the stream is."""
    streams = list(_ogg_first_packets(data))
    sounds = [each for each in streams if each.startswith(_OGG_SOUNDS)]
    others = [each for each in streams if not each.startswith(_OGG_INDEX)]
    return bool(sounds) and len(sounds) == len(others)


def _ogg_first_packets(data: bytes) -> Iterator[bytes]:
    at = 0
    for _ in range(_MOST_BLOCKS):
        is_first_page = data[at : at + 5] == b"OggS\0" and data[at + 5 : at + 6] == b"\x02"
        if not is_first_page or at + 27 > len(data):
            return
        start = at + 27 + data[at + 26]
        at = start + sum(data[at + 27 : start])
        yield data[start : min(at, start + 16)]


def _is_m4a(data: bytes) -> bool:
    """Ask for a brand of sounds; where the brand may have any media, no track may be a film."""
    name, start, end = next(_mp4_boxes(data, 0, len(data)), (b"", 0, 0))
    if name != b"ftyp" or end - start < 8:
        return False
    brands = {data[start : start + 4]} | {
        data[at : at + 4] for at in range(start + 8, min(end, start + 256), 4)
    }
    if brands & _MP4_SOUNDS:
        return True
    handlers = set(_mp4_handlers(data, 0, len(data), _MP4_HANDLER))
    return b"soun" in handlers and b"vide" not in handlers


def _mp4_handlers(data: bytes, start: int, end: int, way: tuple[bytes, ...]) -> Iterator[bytes]:
    for name, inner, inner_end in _mp4_boxes(data, start, end):
        if name == way[0] and len(way) == 1:
            yield data[inner + 8 : inner + 12]
        elif name == way[0]:
            yield from _mp4_handlers(data, inner, inner_end, way[1:])


def _mp4_boxes(data: bytes, start: int, end: int) -> Blocks:
    for _ in range(_MOST_BLOCKS):
        size, header = int.from_bytes(data[start : start + 4]), 8
        if size == 1:
            size, header = int.from_bytes(data[start + 8 : start + 16]), 16
        elif size == 0:
            size = end - start
        if start + header > end or size < header:
            return
        yield data[start + 4 : start + 8], start + header, min(end, start + size)
        start += size


_IS_KIND: Mapping[str, Callable[[bytes], bool]] = MappingProxyType(
    {
        "png": _is_png,
        "jpg": _is_jpeg,
        "gif": _is_gif,
        "webp": _is_webp,
        "mp3": _is_mp3,
        "ogg": _is_ogg,
        "wav": _is_wav,
        "m4a": _is_m4a,
        "flac": _is_flac,
    }
)
"""How each kind of file says what it is. SVG has a module of its own."""
