# ruff: noqa: RUF001 - signs of other scripts are what it is about
"""What the lines above a list say of the video: its title, and where it can be watched."""

import re
from collections.abc import Collection, Sequence

from flashcards.drafts.noted.addresses import ADDRESS
from flashcards.drafts.noted.entries import TimedEntry
from flashcards.drafts.noted.labels import is_label
from flashcards.drafts.noted.runs import LONGEST_HEADING
from flashcards.drafts.noted.text_lines import LineKind, TextLine
from flashcards.drafts.noted.time_lines import has_time
from flashcards.text.urls import is_web_url, watch_url

_FRAMED = re.compile(r"([^\w\s\"'“‘«»„(\[{.¿¡#&])\ufe0f?\s*\S.*\1\ufe0f?")
_AROUND_ADDRESS = " \t()[]<>|:：-–—→👉▶"
_BEHIND_WORDS = re.compile(r"(?:\]?\(|<|\s[-–—|])\s*$")
_OF_LABELS = frozenset(
    "watch video youtube url link here on at to the this it talk lecture recording original source "
    "vidéo vídeo lien enlace quelle видео ссылка 视频 影片 動画 リンク 链接".split()
)


def find_title(
    lines: Sequence[TextLine], start: int, end: int, used: Collection[int]
) -> tuple[str, int]:
    """Take the first heading above a list, or the first line when it stands alone.

    It is no sentence, address, label, time or decoration, and below it may stand what else is said
    of the video: its address, or a line of `used`. Its line is given, too, or -1.
    """
    for at in range(start, end):
        line = lines[at]
        if line.kind is LineKind.HEADING and line.level == 1 and _is_title(line):
            return line.plain, at
    for at in range(start, end):
        line = lines[at]
        words, url = _split_address(line)
        if not line.says_something or at in used or is_web_url(line.text) or (url and not words):
            continue
        below = at + 1
        is_alone = below == end or below in used or not lines[below].says_something
        if (is_alone or _is_address(lines[below])) and _is_title(line._replace(plain=words)):
            return words, at
        break
    return "", -1


def _is_title(line: TextLine) -> bool:
    title = line.plain
    return (
        0 < len(title) <= LONGEST_HEADING * (2 if line.kind is LineKind.HEADING else 1)
        and line.kind in {LineKind.TEXT, LineKind.HEADING}
        and title[-1] not in ".,:;…。、，：；"
        and "://" not in title
        and not title.startswith(("#", "@"))
        and re.search(r"[^\W\d_]", title) is not None
        and not has_time(title)
        and not is_label(title)
        and not _FRAMED.fullmatch(title)
    )


def find_url(run: Sequence[TimedEntry], lines: Sequence[TextLine], end: int) -> tuple[str, int]:
    """Take the video that all links at times lead to, or an address that opens the text or list.

    It may stand behind the title or below it.
    """
    if videos := {watch_url(entry.url) for entry in run if entry.url}:
        return (videos.pop() if len(videos) == 1 else ""), -1
    texts = [at for at in range(end) if lines[at].says_something]
    for at in texts[:1]:
        if url := _split_address(lines[at])[1]:
            return url, at
    for at in (*texts[1:2], *texts[-1:]):
        if _is_address(lines[at]):
            return _split_address(lines[at])[1], at
    return "", -1


def _is_address(line: TextLine) -> bool:
    words, url = _split_address(line)
    return bool(url) and not words


def _split_address(line: TextLine) -> tuple[str, str]:
    """Give a line's words, and the video it leads to; a label of an address is no word of it."""
    found = ADDRESS.findall(line.text)
    url = watch_url(found[0]) if len(found) == 1 else ""
    if not url:
        return line.plain, ""
    words = line.plain.replace(found[0], "").strip(_AROUND_ADDRESS)
    if all(map(_OF_LABELS.__contains__, re.findall(r"\w+", words.lower()))):
        return "", url
    is_of_words = _BEHIND_WORDS.search(line.text.partition(found[0])[0]) is not None
    return (words, url) if is_of_words else (line.plain, "")
