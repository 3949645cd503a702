# ruff: noqa: RUF001 - signs of other scripts are what it is about
"""The patterns that take a line apart: its time, its title, and what joins or decorates them.

All but those for what a program writes are for lines in which times are folded to ASCII.
"""

import re

from flashcards.text.times import TIME
from flashcards.text.written_times import UNSPACED, WRITTEN_TIME

_DASHES = r"\-‐-―−"
_ARROWS = r"\u2190-\u21ff\u2794-\u27be\u27f0-\u27ff►▶»>"
_SEPARATORS = rf"{_DASHES}{_ARROWS}:|•·∙~=、"
_LONG_VOWEL = "ー"
"""What Japanese has for a dash; no word begins with it, but many end."""

_TO = (
    rf"[{_DASHES}{_LONG_VOWEL}{_ARROWS}~/至到]|から|부터|"
    r"(?:to|bis|à|a|até|hasta|do|tot|sampai|hingga|đến|до|تا|إلى|الى|حتى|עד|से)\b|ถึง"
)
"""What stands between the start and the end of a range."""

_WORD_BEFORE = rf"(?<![^\W{UNSPACED}])(?<![^\W{UNSPACED}][.,])(?<!\d:)(?<!/)"
_WORD_AFTER = (
    rf"(?![^\W{UNSPACED}]|:\d|[.,]\d|頃|ごろ|くらい|左右|に[\u3400-\u9fff]|에(?:서|는)?\s|경에)"
)
"""A letter joins the time to a word, but where words are written together only these do."""

BLOCK = re.compile(
    rf"{_WORD_BEFORE}(?P<start>{WRITTEN_TIME})"
    rf"(?:[)\]]?\s*(?:{_TO})\s*[(\[]?(?P<end>{WRITTEN_TIME})(?:まで|까지)?|から(?!だ)|부터)?"
    rf"{_WORD_AFTER}(?!まで|까지)(?![\-–]\d{{1,3}}(?:[,;)\]]|\s*\Z))"
)
"""A time or a range of times; brackets may stand round each. `Luke 15:11-32` has verses."""

_COUNT = r"[0-9一二三四五六七八九十]{1,3}"
_LETTER = r"(?:[^\W\d_]|[\u0300-\u036f\u0900-\u0dff\u0e31-\u0eff])"
_LABEL = (
    rf"(?:{_LETTER}{{1,12}}\.?\s|[A-Z]{{1,2}})?[0-9]{{1,3}}"
    rf"|第?{_COUNT}[章回節节部課课話集讲講]|제?[0-9]{{1,3}}[장강]|{_COUNT}(?=、)"
    r"|(?:min(?:ut[eo]?)?|мин)\b|(?:time(?:stamp|code)?|start|时间|時間)(?=\s?[:=])"
)
BEFORE = re.compile(rf"[\W_]*(?:(?:{_LABEL})[\W_]+)?", re.IGNORECASE)
"""What may stand before a time that leads: bullets and a number, perhaps as `Chapter 3:`."""

BEFORE_RANGE = re.compile(r"[\W_]*(?:de|da|dalle|desde|von|from|с|від|от)\s+", re.IGNORECASE)

LABELLED = re.compile(r"[^\W\d][^:：]{0,40}[:：]\s*[(\[]?")
"""What a program puts before a list: `Description: (0:00) Intro`."""

COLUMNS = re.compile(rf"({TIME})\s*(?:[\t|;]|,(?=\S))\s*({TIME})(?=\s*[\t|;,])")
"""A start and an end in columns of their own."""

COLUMN_SIGNS = re.compile(r"[\t|;,]")
FRAMES = re.compile(r"(?<![\d:])([0-9]{2}:[0-9]{2}:[0-9]{2})[:;][0-9]{2}(?![\d:])")
"""A time as video editors write it, to the picture."""

COMMA = re.compile(r"(:[0-9]{2}),([0-9]{3})(?!\d)")
"""A fraction of a second, as SubRip has it."""

GLUED = re.compile(
    r"(\W{0,5}(?:[0-9]{1,2}:)?[0-9]{1,2}:[0-9]{2})(?=[A-ZÀ-ÖØ-ÞА-Я])(?!(?:AM|PM|H|S|UHR|Uhr)\b)"
)
"""A time that a page shows in a box of its own, copied without a gap: `2:15The hive`."""

_PAIRED = rf"(?!([{_DASHES}{_LONG_VOWEL}~])[^\s{_SEPARATORS}].*\1\s*\Z)"
"""Dashes on both sides of a title are its own."""

AFTER = re.compile(
    rf"(?:…+|‥+|[.,/](?=[{UNSPACED}]))?[\s)\]}}]*"
    rf"(?:(?:(?:[{_SEPARATORS}{_LONG_VOWEL}]+|\.{{2,}}|…|[.,/])(?=\s)"
    rf"|{_PAIRED}[{_SEPARATORS}{_LONG_VOWEL}](?![{_SEPARATORS}\d]))[)\]}}]*)*\s*"
)
BULLET = re.compile(
    rf"[\s{_DASHES}{_ARROWS}*•·∙●○◦▪▫■□◆◇★☆▼▽▲△✓✔☑]*(?:[0-9]{{1,3}}(?:[.)]\s|\ufe0f?\u20e3)\s*)?"
)
TIED = re.compile(rf"(?:[{_SEPARATORS},@]|\s{_LONG_VOWEL}|[(\[{{])\s*\Z")
SET_OFF = re.compile(
    r"(?:\*\*|__|`|</(?:a|b|em|strong)>|\]\([^()\s]{1,500}\))\s{0,9}[0-9:]{4,11}[\s.]{0,9}\Z"
    r"|\[[0-9:]{4,11}\]\([^()\s]{1,500}\)[\s.]{0,9}\Z"
)
"""A time that is a link, or behind what is bold, code or a link, which show where a title ends."""

LEADER = re.compile(r"(?:\s[.…‥_\s]{2,}|(?:…|‥|\.{3,}|·{2,})+)\Z")
"""The dots that lead the eye from a title to its time."""

TAIL = re.compile(rf"(?:\s{_LONG_VOWEL}|[\s,@{_SEPARATORS}])+\Z")
_BRACKET = r"[(\[{][^()\[\]{}]{1,120}[)\]}]"
BRACKET = re.compile(_BRACKET)
BRACKETS_AT_END = re.compile(rf"{_BRACKET}(?:[\s|,;&+/]{{0,9}}{_BRACKET}){{0,5}}[\s*_.~]*\Z")
"""What ends a heading and says where it is heard: `[Video 0:00 - 4:10]`, `(0:00 to the end)`."""


VERSE = re.compile(
    r"\b(?:Gen|Ex|Lev|Num|Deut|Josh|Judg|Ruth|Sam|Kings|Kgs|Chr|Ezra|Neh|Esth|Job|Ps|Prov|Ecc|Song|"
    r"Isa|Jer|Lam|Ezek|Dan|Hos|Joel|Amos|Obad|Jon|Mic|Nah|Hab|Zeph|Hag|Zech|Mal|Mat|Mark|Luke|John|"
    r"Acts|Rom|Cor|Gal|Eph|Phil|Col|Thess|Tim|Titus|Heb|James|Pet|Jude|Rev)[a-z]{0,9}\.?\s"
    r"[0-9]{1,3}:[0-9]"
)
"""A verse of a book in the Bible, which looks like a time."""

FROM_THE_START = re.compile(
    r"(?:start|beginning|anfang|beginn|in[ií]cio|début|начал[оа]|开头|开场|开始|起始|冒頭|처음)"
    rf"\s*(?:{_TO})\s*\Z",
    re.IGNORECASE,
)

STANDS_ALONE = re.compile(r"[\W_]*")
END = re.compile(r"(?:\s+[–—]+|\s*\|)*\s*\Z")
CLOSERS = re.compile(r"[\s)\]}*_.~]*")
CUE = re.compile(r"[,.0-9\s]*-->")
CLOCK = re.compile(
    r"(?:(?-i:[ap]\.?m|[AP]\.?M)\b|uhr\b|h\b|час(?:а|ов|\s*\Z)\b|น\.|बजे|ص\b|م\b|صباح|مساء|午後|午前|上午|下午)",
    re.IGNORECASE,
)
PROGRAMME = re.compile(
    r"開場|開演|終演|開店|閉店|営業|受付|集合|入場|开演|开门|开场时间|签到|入场|营业|개장|입장|영업"
)
"""What a clock's time is said of, not a video's."""

DAY_HALF = re.compile(r"(?:上午|下午|中午|晚上|凌晨|午前|午後|오전|오후)\s*\Z")
