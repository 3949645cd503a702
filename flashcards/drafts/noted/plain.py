# ruff: noqa: RUF001 - signs of other scripts are what it is about
"""A line as its reader sees it: without Markdown, HTML and invisible characters.

Each pattern looks at most a fixed way ahead, so that the time to read a line is bounded.
"""

import re
from html import unescape

from flashcards.drafts.clean import clean_text
from flashcards.text.written_times import UNSPACED

_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\u180e]")
"""Nothing, and a place to break a word. Joiners and marks of direction shape a text: they stay."""

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_BREAK = re.compile(
    r"(?P<code>^[ \t]*(```|~~~).*?^[ \t]*\2|`[^`\n]{1,500}`)"
    r"|</?(?:p|br|li|ul|ol|div|h[1-6]|tr|table|blockquote)(?:\s[^<>]{0,1000})?/?>",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
"""A tag that ends a line; in code it is what the code says."""

_TAG = re.compile(
    r"</?(?:abbr|a|b|big|br|center|code|div|em|font|h[1-6]|hr|i|img|kbd|li|mark|ol|p|q|s|"
    r"small|span|strong|sub|sup|table|td|th|tr|tt|u|ul|var)(?:\s[^<>]{0,1000})?/?>",
    re.IGNORECASE,
)
_TAG_IN_WORDS = re.compile(
    rf"(?<=[{UNSPACED}、。，！？」』）])(?:{_TAG.pattern})(?=[{UNSPACED}、。，！？「『（])",
    re.IGNORECASE,
)
"""Where words have no spaces between them, a tag makes none."""

_TARGET = (
    r"\(\s{0,9}<?([^\s()<>]{0,500}(?:\([^\s()]{0,200}\)[^\s()<>]{0,500})?)>?"
    r"(?:\s{1,9}\"[^\"]{0,200}\")?\s{0,9}\)"
)
LINK = re.compile(rf"(!?)\[((?:[^\[\]]++|\[[^\[\]]{{0,200}}+\]){{0,50}}+)\]{_TARGET}")
"""An image or a link of Markdown: its sign, its text and its target."""

_WIKI_LINK = re.compile(r"(?<![\w\])])\[\[(?:[^\[\]|]{1,200}\|)?([^\[\]|]{1,200})\]\]")
"""A link of Obsidian's to another note, perhaps with words of its own: `[[bees|The bees]]`."""

_AUTOLINK = re.compile(r"<(https?://[^\s<>]{1,1000})>")
_CODE = re.compile(r"(`{1,3})(?!`)([^`]{1,500})\1(?!`)")
_LITERAL = {ord(sign): chr(0xE000 + at) for at, sign in enumerate("<>&[]()*_~\\")}
"""What stands for the signs of markup in code until all markup is read: they mean themselves."""

_SHOWN = {ord(hidden): sign for sign, hidden in _LITERAL.items()}
_STRONG = re.compile(r"\*\*+")
_UNDERLINED = re.compile(r"(?<![^\W_])__(?=\S)(?![a-z]{1,30}__)(.{1,300}?)(?<=\S)__(?![^\W_])")
_EMPHASIS = re.compile(
    r"(?<![\w*\\])\*(?=[^\s*])([^*]{1,300})(?<=[^\s*])\*(?![\w*])"
    r"|(?<![\w\\])_(?=[^\s_])([^_]{1,300})(?<=[^\s_])_(?!\w)"
)
_STRUCK = re.compile(r"~~(?=\S)([^~]{1,300})~~")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>|~$&\"=:])")

_BULLETS = r"•·∙●○◦▪▫■□◆◇▸▹►▶▷→➤➜➔➡✓✔☑⏩👉🔹🔸"
_LEADING = re.compile(rf"(?:[{_BULLETS}]\ufe0f?\s*|[*#>|+]+\s+)+(?=\S)")
_CLOCK_SIGNS = frozenset("⏱⏲⏰⌚⌛⏳🕰⏯📍🔗" + "".join(map(chr, range(0x1F550, 0x1F568))))
"""Pictures that only say that a time stands beside them."""

_FRAME = re.compile(r"([★☆⭐✨✦✧❖♦~=*\-–—·•_+#|]+)\ufe0f?\s*(\S.*?)\s*\1\ufe0f?")
_HALF_FRAME = re.compile(r"\s+[~«★☆✦✧✨❖═|]+\ufe0f?\s*\Z")
_MOMENT_LINK = re.compile(
    r"\s*[-–—:|(\[]*\s*https?://[^\s()]{1,300}[?&#](?:t|start)=[0-9hms]{1,12}[^\s()]{0,100}[)\]]?\s*\Z"
)
_LONGEST_TITLE = 120
"""Characters; YouTube allows a title 100. What is longer is cut where a reader would."""

_SHORTEST_CUT = 20
_SENTENCE_END = re.compile(r"[.!?。！？…](?=[\s\"”»」])|[。！？]")


def to_plain(text: str) -> str:
    """Give a line as a reader sees it, on one line and without links' addresses."""
    has_code = "`" in text
    if has_code:
        text = _CODE.sub(lambda code: code[2].translate(_LITERAL), text)
    if "<" in text:
        text = _AUTOLINK.sub(r"\1", _TAG.sub(" ", _TAG_IN_WORDS.sub("", text)))
    if "&" in text:
        text = _ENTITY.sub(lambda found: unescape(found[0]), text)
    if "](" in text:
        text = LINK.sub(lambda link: "" if link[1] else link[2], text)
        text = LINK.sub(lambda link: "" if link[1] else link[2], text)  # an image in a link
    if "[[" in text:
        text = _WIKI_LINK.sub(r"\1", text)
    text = text.removesuffix("\\")  # a line's end of Markdown's
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub(r"\1\2", _UNDERLINED.sub(r"\1", _STRONG.sub("", text)))
    if "~~" in text:
        text = _STRUCK.sub(r"\1", text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    if has_code:
        text = text.translate(_SHOWN)
    return clean_text(_INVISIBLE.sub("", text))


def break_lines(text: str) -> str:
    """Put the line ends that HTML's tags stand for in their place; all else stays where it is."""
    if "<" not in text:
        return text
    return _BREAK.sub(lambda tag: tag[0] if tag["code"] else "\n" + " " * (len(tag[0]) - 1), text)


def has_tags(text: str) -> bool:
    """Whether a text has tags of HTML in it."""
    return _TAG.search(text) is not None


def clean_title(title: str) -> str:
    """Take from a title what only decorates it: bullets, a frame, a link to its own moment."""
    title = _trim_clocks(_MOMENT_LINK.sub("", title).strip())
    title = _LEADING.sub("", title, count=1) if _LEADING.match(title) else title
    framed = _FRAME.fullmatch(title)
    if framed and re.search(r"\w", framed[2]) and (len(framed[1]) > 1 or framed[1] not in "-_"):
        title = framed[2]
    return _HALF_FRAME.sub("", title).rstrip(" :：")


def _trim_clocks(title: str) -> str:
    if title.isascii():
        return title
    while title and (
        title[-1] in _CLOCK_SIGNS or (title[-1] == "\ufe0f" and title[-2:-1] in _CLOCK_SIGNS)
    ):
        title = title[:-1].rstrip()
    while title and title[0] in _CLOCK_SIGNS:
        title = title[1:].lstrip("\ufe0f ")
    return title


def cut_title(title: str) -> str:
    """Cut a title that is too long for one, behind a sentence or else a word; others stay."""
    if len(title) <= _LONGEST_TITLE:
        return title
    start = title[: _LONGEST_TITLE + 1]
    ends = [each.end() for each in _SENTENCE_END.finditer(start)]
    if ends and ends[-1] >= _SHORTEST_CUT:
        first = next(end for end in ends if end >= _SHORTEST_CUT)
        return start[:first]
    cut = start[:-1].rsplit(" ", 1)[0] if " " in start[_SHORTEST_CUT:-1] else start[:-1]
    return f"{cut.rstrip(' ,;:-–—')}…"


def spell_names(titles: list[str]) -> list[str]:
    """Give titles that are file names, with `_` for every blank, their blanks back."""
    joined = [title for title in titles if "_" in title and " " not in title]
    if len(titles) > 1 and len(joined) * 2 > len(titles) and not any(" " in t for t in titles):
        return [title.replace("_", " ").strip() for title in titles]
    return titles
