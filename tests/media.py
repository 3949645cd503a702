"""The smallest files that are pictures or sounds by what they say at their start."""

import struct

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154"
    "789c6360000002000001000500010d0a2db40000000049454e44ae426082"
)
SVG = b'<?xml version="1.0"?>\n<!-- a square -->\n<svg xmlns="http://www.w3.org/2000/svg"/>\n'
JPEG = bytes.fromhex("ffd8 ffe00004abcd ffdb0002 ffc0000b080001000101011100")
GIF = b"GIF89a\x01\0\x01\0\0\0\0;"


def riff(form: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    """Make a RIFF file of a form, which WAV and WebP are."""
    body = b"".join(
        name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
        for name, data in chunks
    )
    return b"RIFF" + struct.pack("<I", len(form + body)) + form + body


WEBP = riff(b"WEBP", (b"VP8L", b"\x2f\0\0\0\0"))
WAV_FORMAT = struct.pack("<HHIIHH", 1, 1, 8000, 8000, 1, 8)
WAV = riff(b"WAVE", (b"LIST", b"abc"), (b"fmt ", WAV_FORMAT), (b"data", b"\0"))


def mp3_frame(header: str, length: int) -> bytes:
    """Make a silent frame of MPEG audio."""
    return bytes.fromhex(header).ljust(length, b"\0")


def id3(size: int, flags: int = 0) -> bytes:
    """Make an ID3v2 tag of nothing, with or without a footer."""
    sizes = bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
    footer = b"3DI\x04\0" + bytes([flags]) + sizes if flags & 0x10 else b""
    return b"ID3\x04\0" + bytes([flags]) + sizes + b"a" * size + footer


MP3 = id3(200) + mp3_frame("fffb9000", 417) * 2


def ogg_page(packet: bytes, kind: int = 2) -> bytes:
    """Make a page with one packet; of kind 2 are the first of their streams."""
    return b"OggS\0" + bytes([kind]) + b"\0" * 20 + bytes([1, len(packet)]) + packet


OGG = ogg_page(b"\x01vorbis\0\0\0\0") + ogg_page(b"\x03vorbis", kind=0)


def mp4_box(name: bytes, data: bytes) -> bytes:
    """Make a box of an MP4 file, which M4A is."""
    return struct.pack(">I", len(data) + 8) + name + data


M4A = mp4_box(b"ftyp", b"M4A \0\0\2\0isomiso2") + mp4_box(b"mdat", b"")


def mp4_track(handler: bytes) -> bytes:
    """Make a track that says what it holds: `soun`, `vide`, `text`."""
    return mp4_box(b"trak", mp4_box(b"mdia", mp4_box(b"hdlr", b"\0" * 8 + handler)))


FLAC = b"fLaC\x80\0\0\x22" + b"\x10\0" * 2 + b"\0" * 6 + b"\x0a\xc4\x42\xf0" + b"\0" * 20
