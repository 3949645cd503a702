"""A file is a picture or a sound only if its format says so."""

import struct

import pytest

from flashcards.disk.media_formats import is_of_kind
from tests.media import (
    FLAC,
    GIF,
    JPEG,
    M4A,
    MP3,
    OGG,
    PNG,
    WAV,
    WAV_FORMAT,
    WEBP,
    id3,
    mp3_frame,
    mp4_box,
    mp4_track,
    ogg_page,
    riff,
)

SMALLEST = {
    "png": PNG,
    "jpg": JPEG,
    "gif": GIF,
    "webp": WEBP,
    "mp3": MP3,
    "ogg": OGG,
    "wav": WAV,
    "m4a": M4A,
    "flac": FLAC,
}

ANY_MP4 = mp4_box(b"ftyp", b"dash\0\0\0\0iso6mp41")
SOUND = mp4_track(b"soun")
FILM = mp4_track(b"vide")


@pytest.mark.parametrize("kind", SMALLEST)
def test_each_format_is_known_by_its_own_start_alone(kind: str) -> None:
    assert [each for each in SMALLEST if is_of_kind(kind, SMALLEST[each])] == [kind]


@pytest.mark.parametrize("kind", SMALLEST)
def test_a_start_that_is_cut_off_is_none(kind: str) -> None:
    assert not any(is_of_kind(kind, SMALLEST[kind][:length]) for length in range(12))


@pytest.mark.parametrize("kind", ["svg", "exe", "", "png2"])
def test_no_other_kind_is_known(kind: str) -> None:
    assert not any(is_of_kind(kind, data) for data in SMALLEST.values())


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("mp3", mp3_frame("fffb9000", 417) * 3),
        ("mp3", mp3_frame("fffb9000", 417)),  # a single frame, as of a click
        ("mp3", mp3_frame("fffb9000", 417) + mp3_frame("fffbb200", 627)),  # variable bit rate
        ("mp3", mp3_frame("fff384c0", 192) * 2),  # MPEG 2, 64 kbit/s, 24 kHz
        ("mp3", mp3_frame("ffe348c4", 288) * 2),  # MPEG 2.5, 32 kbit/s, 8 kHz
        ("mp3", mp3_frame("fffd8404", 384) * 2),  # layer II, 128 kbit/s, 48 kHz
        ("mp3", mp3_frame("ffff4000", 136) * 2),  # layer I, 128 kbit/s
        ("mp3", id3(0) + id3(300, flags=0x10) + b"\0" * 50 + mp3_frame("fffb9000", 417) * 2),
        ("wav", riff(b"WAVE", (b"fmt ", WAV_FORMAT + b"\0\0"), (b"data", b""))),
        ("wav", WAV.replace(b"data\1\0\0\0", b"data\xff\xff\xff\xff")),  # as streams are written
        ("ogg", ogg_page(b"OpusHead\1")),
        ("ogg", ogg_page(b"\x7fFLAC\1\0")),
        ("ogg", ogg_page(b"Speex   1.2")),
        ("ogg", ogg_page(b"fishead\0") + ogg_page(b"\x01vorbis\0")),
        ("m4a", mp4_box(b"ftyp", b"isom\0\0\2\0M4A ")),
        ("m4a", ANY_MP4 + mp4_box(b"moov", mp4_box(b"mvhd", b"\0" * 8) + SOUND)),
        ("m4a", ANY_MP4 + mp4_box(b"free", b"") + mp4_box(b"moov", SOUND + mp4_track(b"text"))),
        ("m4a", ANY_MP4 + struct.pack(">I4sQ", 1, b"mdat", 16) + mp4_box(b"moov", SOUND)),
        ("flac", id3(100) + FLAC),
        ("webp", riff(b"WEBP", (b"VP8X", b"\0" * 10), (b"VP8 ", b"\0"))),
        ("jpg", JPEG.replace(b"\xff\xc0", b"\xff\xc2")),  # progressive
    ],
)
def test_what_programs_write_is_known(kind: str, data: bytes) -> None:
    assert is_of_kind(kind, data)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("mp3", id3(200)),
        ("mp3", id3(200) + b"<html>" * 100),
        ("mp3", b"\xff\xfe" + "A text in UTF-16, as Windows writes it.".encode("utf-16-le") * 50),
        ("mp3", b"\xff\xe0" + b"\0" * 100),
        ("mp3", b"\xff" * 1000),
        ("mp3", mp3_frame("fffb9000", 417) + b"MZ" * 100),
        ("mp3", mp3_frame("fffb9000", 417) + mp3_frame("fffb9400", 384)),  # another rate
        ("mp3", mp3_frame("fff99000", 417) * 2),  # no layer
        ("mp3", mp3_frame("ffeb9000", 417) * 2),  # no version
        ("mp3", mp3_frame("fffbf000", 417) * 2),
        ("mp3", mp3_frame("fffb9c00", 417) * 2),
        ("wav", riff(b"WAVE", (b"data", b"\0"))),
        ("wav", riff(b"WAVE", (b"fmt ", b"\0" * 16))),
        ("wav", riff(b"WAVE", (b"fmt ", WAV_FORMAT[:8]))),
        ("wav", riff(b"AVI ", (b"fmt ", WAV_FORMAT))),
        ("wav", b"RIFF\0\0\0\0WAVE" + b"\0" * 100),
        ("ogg", ogg_page(b"\x80theora\3")),
        ("ogg", ogg_page(b"\x80theora\3") + ogg_page(b"\x01vorbis\0")),
        ("ogg", ogg_page(b"\x01vorbis\0") + ogg_page(b"\x80theora\3")),
        ("ogg", ogg_page(b"\x01vorbis\0", kind=0)),
        ("ogg", ogg_page(b"fishead\0")),
        ("m4a", mp4_box(b"ftyp", b"isom\0\0\2\0mp42")),
        ("m4a", ANY_MP4 + mp4_box(b"moov", SOUND + FILM)),
        ("m4a", ANY_MP4 + mp4_box(b"moov", FILM)),
        ("m4a", ANY_MP4 + mp4_box(b"mdat", mp4_box(b"moov", SOUND))),
        ("m4a", b"\0\0\0\0ftyp"),
        ("m4a", ANY_MP4 + b"\0\0\0\4moov" * 100),
        ("flac", b"fLaC" + b"\0" * 100),
        ("flac", FLAC[:41]),
        ("png", PNG[:16] + b"\0" * 4 + PNG[20:]),
        ("png", PNG[:24] + b"\x03" + PNG[25:]),
        ("png", PNG[:25] + b"\x05" + PNG[26:]),
        ("png", PNG[:8] + b"<script>" + PNG[16:]),
        ("jpg", b"\xff\xd8\xff\xe0"),
        ("jpg", b"\xff\xd8\xff<script>"),
        ("jpg", b"\xff\xd8" + b"\xff" * 10_000),
        ("jpg", JPEG.replace(b"\xff\xc0", b"\xff\xda")),
        ("gif", b"GIF89a/*\0\0" + b"\0" * 10),
        ("gif", b"GIF89a=1;alert"[:9]),
        ("webp", riff(b"WEBP", (b"ABCD", b""))),
        ("webp", riff(b"WAVE", (b"VP8 ", b""))),
    ],
)
def test_what_only_starts_alike_is_another_thing(kind: str, data: bytes) -> None:
    assert not is_of_kind(kind, data)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("jpg", b"\xff\xd8" + b"\xff\xe0\0\x02" * 5_000_000),
        ("jpg", b"\xff\xd8" + b"\xff" * 20_000_000),
        ("wav", b"RIFF\0\0\0\0WAVE" + b"junk\0\0\0\0" * 2_500_000),
        ("ogg", ogg_page(b"fishead\0") * 500_000),
        ("m4a", ANY_MP4 + mp4_box(b"moov", mp4_box(b"trak", b"") * 2_500_000)),
        ("m4a", ANY_MP4 + mp4_box(b"moov", b"") * 2_500_000),
        ("mp3", id3(0) * 2_000_000),
        ("mp3", id3(0) + b"\0" * 20_000_000),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_only_so_many_parts_are_looked_at(kind: str, data: bytes) -> None:
    assert not is_of_kind(kind, data)
