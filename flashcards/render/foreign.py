"""What is markup in other tools and none here: found, to be told with the form that works.

It shows as it was written. What stands in code or math is not looked at.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from flashcards.disk.media_folders import ENDINGS

_HAN = "々〇㐀-䶿一-鿿豈-﫿"
_KANA = "ぁ-ゖァ-ヺー・"
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü"
_READING = (
    rf"[{_KANA} ]{{1,40}}|[ㄅ-ㄩˊˇˋ˙ ]{{1,40}}|[가-힣 ]{{1,40}}"
    rf"|(?=[^\]\n]{{0,40}}[{_TONED}])[a-z{_TONED}' ]{{1,40}}|(?:[a-zü]{{1,6}}[1-5] ?){{1,9}}"
)
_FILE = rf"[^()\n]{{1,200}}?\.(?:{'|'.join(sorted(ENDINGS))})(?![\w.])"
_SHORT = "[-+−–]?[0-9]{1,3}[-+−–]?|[-+−–]|[A-Za-z]{1,3}(?=.(?![A-Za-z0-9]))"  # noqa: RUF001 - minus signs
_ATTRIBUTE = r"[.#][\w-]{1,40}|[\w-]{1,40}=[^\s{}]{1,40}"


class ForeignSyntax(NamedTuple):
    """A piece of another tool's markup: its range, whose it is, and how it is written here.

    Without `form`, `help` says what to do.
    """

    start: int
    end: int
    whose: str
    form: str = ""
    help: str = ""


_WIKI_FILE = re.compile(rf"(?:(?:File|Image|Datei):|\./)?({_FILE})(?:\|.*)?", re.IGNORECASE)
_FORMULA = re.compile(r"[\\^_=<>+*/|{}]|^\s*-?[a-zA-Z]'?\s*$|[a-zA-Z]\(\w+\)")
_PATTERN = re.compile(
    r"^\?[:=!<]|\.[*+]|\\[dDwWsSbB](?![A-Za-z])|\[\^|\(\?|[+*\])]\?|\[[A-Za-z0-9]-[A-Za-z0-9]"
)
"""What regular expressions have and formulas don't."""

_GLUED = re.compile(r"[A-Za-z0-9_]")
_TEX = re.compile(r"[\\^_=]")
_GROUP = re.compile(r"\\[1-9]")
"""What a pattern's group has found."""

_CODE_HELP = "put it in `backticks` if it is code"


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)  # at the first text that needs it, for it takes its time


def find_foreign_syntax(
    text: str, read: Callable[[int, int], str], *, is_summary: bool
) -> Iterator[ForeignSyntax]:
    """Find the other tools' markup of a text; `read` gives a range of it as it was written."""
    for start, pattern, make in _PATTERNS:
        if start not in text or (start == _MARK and is_summary):
            continue
        for found in _compile(pattern).finditer(text):
            groups = {name: read(*found.span(name)) for name in found.groupdict()}
            piece = make(found, groups)
            if piece is not None and piece.form == _MARK:
                piece = _as_mark(piece, groups["inner"], is_summary=is_summary)
            if piece is not None:
                yield piece._replace(help=_CODE_HELP) if piece.form else piece


def _as_mark(piece: ForeignSyntax, inner: str, *, is_summary: bool) -> ForeignSyntax:
    if is_summary:
        return piece._replace(form=f"=={inner.partition('::')[0]}==")
    return piece._replace(form="", help=_BLANK_HELP)


_MARK = "=="
_BLANK_HELP = (
    "write the words alone: blanks are for a chapter's `summary`, as ==words==; "
    "put it in `backticks` if it is code"
)

_Groups = Mapping[str, str]


def _dollars(found: re.Match[str], groups: _Groups) -> ForeignSyntax | None:
    text = found.string
    is_pattern = text[found.start() - 1 : found.start()] in {"/", "^"} or _GROUP.search(text)
    if _GLUED.match(text, found.start() - 1) and not _TEX.search(groups["inner"]):
        return None
    if is_pattern or text[found.end() : found.end() + 1] in {"/", "*"}:
        return None
    if _PATTERN.search(groups["inner"]):
        return None
    return _formula(found, groups, "a formula in LaTeX", "$")


def _display(found: re.Match[str], groups: _Groups) -> ForeignSyntax | None:
    inner = groups["inner"]
    if found.string.startswith("(", found.end()) or not _FORMULA.search(inner):
        return None  # brackets that are no link, escaped on purpose
    if _PATTERN.search(inner):
        return None
    return _formula(found, groups, "a formula in LaTeX", "$$")


def _formula(found: re.Match[str], groups: _Groups, whose: str, sign: str) -> ForeignSyntax:
    inner = " ".join(groups["inner"].split())
    form = inner if inner.startswith("$") and inner.endswith("$") else f"{sign}{inner}{sign}"
    return ForeignSyntax(*found.span(), whose, form if inner else "", _CODE_HELP)


def _old_latex(found: re.Match[str], groups: _Groups) -> ForeignSyntax:
    sign = "$$" if found["name"] == "$$" else "$"
    return _formula(found, groups, "a formula in Anki's old way", sign)


def _environment(found: re.Match[str], groups: _Groups) -> ForeignSyntax:
    return ForeignSyntax(
        *found.span(),
        "a formula in LaTeX",
        f"$${' '.join(groups['inner'].split())}$$",
    )


def _embedded(found: re.Match[str], groups: _Groups) -> ForeignSyntax:
    name = groups["inner"].partition("|")[0].partition("#")[0].strip()
    is_file = re.search(r"\.\w{2,5}$", name) is not None
    return ForeignSyntax(
        *found.span(),
        "a file as Obsidian shows it",
        f"![]({name})" if is_file else "",
        "write what it says: a card shows no other notes",
    )


def _wiki(found: re.Match[str], groups: _Groups) -> ForeignSyntax:
    if file := _WIKI_FILE.fullmatch(groups["inner"]):
        return ForeignSyntax(*found.span(), "a file as wikis show it", f"![]({file[1]})")
    shown = groups["inner"].rpartition("|")[2].strip()
    return ForeignSyntax(
        *found.span(),
        "a wiki's link",
        "",
        f"write `{shown}` or `[{shown}](https://…)`; {_CODE_HELP}",
    )


def _org(found: re.Match[str], groups: _Groups) -> ForeignSyntax:
    target = groups["inner"].removeprefix("file:")
    is_web = target.startswith("http")
    return ForeignSyntax(
        *found.span(),
        "a link as Org writes it",
        f"[{groups['shown']}]({target})" if is_web else f"![{groups['shown']}]({target})",
    )


def _sound(found: re.Match[str], groups: _Groups) -> ForeignSyntax:
    return ForeignSyntax(
        *found.span(), "a sound as Anki writes it", f"![]({groups['inner'].strip()})"
    )


def _file(found: re.Match[str], groups: _Groups) -> ForeignSyntax:
    form = f"![{groups['alt']}]({groups['inner']})"
    return ForeignSyntax(*found.span(), "a file as other tools write it", form)


def _attributes(found: re.Match[str], _: _Groups) -> ForeignSyntax:
    return ForeignSyntax(
        *found.span(),
        "an attribute as Pandoc writes it",
        "",
        "remove it: a picture is as wide as it is, or as the card",
    )


def _footnote(found: re.Match[str], groups: _Groups) -> ForeignSyntax | None:
    if groups["inner"] not in _find_cited(found.string):
        return None
    return ForeignSyntax(
        *found.span(),
        "a footnote as Pandoc writes it",
        "",
        "write the note into the item's `extra`",
    )


@lru_cache(maxsize=1)  # a text may have many notes
def _find_cited(text: str) -> frozenset[str]:
    """Find the names of the notes that a text refers to."""
    return frozenset(_compile(r"\[\^([\w-]{1,20})\](?!:)").findall(text))


def _lowered(found: re.Match[str], groups: _Groups) -> ForeignSyntax:
    form = f"{groups['base']}<sub>{groups['inner']}</sub>"
    return ForeignSyntax(*found.span(), "text set lower as Pandoc writes it", form)


def _table(found: re.Match[str], _: _Groups) -> ForeignSyntax | None:
    end = found.start() - 1
    if "|" not in found.string[found.string.rfind("\n", 0, max(end, 0)) + 1 : max(end, 0)]:
        return None
    return ForeignSyntax(
        *found.span(),
        "a line below a table's head with other columns",
        "",
        "give the head as many cells as the line; a `|` within a cell is written `\\|`",
    )


def _mark(found: re.Match[str], _: _Groups) -> ForeignSyntax:
    return ForeignSyntax(*found.span(), "a blank's mark outside a summary", "", _BLANK_HELP)


def _furigana(found: re.Match[str], groups: _Groups) -> ForeignSyntax:
    whose = "other Markdown has" if found[0][0] == "{" else "Anki's furigana have"
    return ForeignSyntax(
        *found.span(),
        f"a reading as {whose} it",
        f"<ruby>{groups['base']}<rt>{groups['inner']}</rt></ruby>",
    )


def _cloze(found: re.Match[str], _: _Groups) -> ForeignSyntax:
    return ForeignSyntax(*found.span(), "a blank as Anki writes it", _MARK)


_PATTERNS = (
    ("\\(", r"(?<![\\\]])\\\((?P<inner>[^\n]{1,500}?)(?<!\\)\\\)", _dollars),
    ("\\[", r"(?<![\\\w\])+*?}])\\\[(?P<inner>[^\n]{1,500}?)(?<!\\)\\\]", _display),
    (
        "[",
        r"(?is)(?<!\\)\[(?P<name>\$\$?|latex)\](?P<inner>.{0,500}?)\[/(?P=name)\]",
        _old_latex,
    ),
    (
        "\\begin{",
        (
            r"(?s)(?P<inner>\\begin\{(?P<name>(?:equation|align|gather|cases|[pbvB]?matrix|array)\*?)\}"
            r".{0,500}?\\end\{(?P=name)\})"
        ),
        _environment,
    ),
    ("![[", r"(?<!\\)!\[\[(?P<inner>[^\[\]\n]{1,200})\]\]", _embedded),
    (
        "![",
        (
            r"(?mi)(?<!\\)!\[(?P<alt>[^\[\]\n]{0,200})\] ?"
            rf"\((?P<inner>{_FILE})[^()\n]{{0,40}}(?:\)|$)"
        ),
        _file,
    ),
    ("\0{", rf"(?<=\0)\{{(?:{_ATTRIBUTE})(?: (?:{_ATTRIBUTE})){{0,9}}\}}", _attributes),
    (
        "[[",
        (
            r"(?<![\w!\\\]\[)])\[\[(?P<inner>(?![\s:\-]|type:)(?=[^\]\n]{0,200}[^\W\d_]{2})[^\[\]\n]{1,200})\]\]"
            r"(?![\[(\]])"
        ),
        _wiki,
    ),
    (
        "][",
        (
            r"(?<![\w!\\\]\[)])\[\[(?P<inner>(?:https?://|file:)[^\[\]\s]{1,200})\]"
            r"\[(?P<shown>[^\[\]\n]{1,200})\]\]"
        ),
        _org,
    ),
    (
        "[",
        r"(?i)(?<!\\)\[sound:(?P<inner>[^\[\]\n]{0,200}?\.\w{2,5})\s{0,9}\]",
        _sound,
    ),
    (
        "[",
        rf"(?P<base>[{_HAN}]{{1,20}})\[(?P<inner>{_READING})\](?!\()",
        _furigana,
    ),
    ("{", rf"\{{(?P<base>[{_HAN}]{{1,20}})\|(?P<inner>{_READING})\}}", _furigana),
    ("~", rf"(?P<base>[A-Za-z)\]]{{1,9}})~(?P<inner>{_SHORT})~(?!~)", _lowered),
    (
        "-|",
        r"(?m)^\|?(?: ?:?-{2,}:? ?\|)+(?: ?:?-{2,}:?)?(?= ?$)",
        _table,
    ),
    ("[^", r"(?m)^\[\^(?P<inner>[\w-]{1,20})\]:(?=\s)", _footnote),
    (
        _MARK,
        r"(?<![A-Za-z0-9_=!<>)\]\\])==(?:[^\s=](?:[^=\n]{0,200}[^\s=])?)==(?![A-Za-z0-9_=])",
        _mark,
    ),
    ("{{c", r"(?s)(?<![\\{])\{\{c[0-9]+::(?P<inner>.{1,500}?)\}\}", _cloze),
)
