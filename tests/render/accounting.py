"""What of a text is not seen on its card, and the markup that accounts for it.

Every sign that isn't there must have done something: two stars make one emphasis, two dollars one
formula. Letters and digits never go, but for the numbers of a list, which its tags have.
"""

import re
from collections import Counter

from tests.html_reader import HtmlReader

_FORMULA = re.compile(r"\\\((.*?)\\\)", re.DOTALL)
_DISPLAY = re.compile(r"\\\[(.*?)\\\]", re.DOTALL)
_BLANK = re.compile(r"\{\{c[0-9]+::(.*?)\}\}", re.DOTALL)
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~\n])")
_ALIKE = re.compile(r"^[ >\-+*]*[01][.)]", re.MULTILINE)


def find_unaccounted(text: str, html: str, *, is_marked: bool = True) -> list[str]:
    """Give what is missing from a text's HTML without a reason, or was never typed.

    A blank of a summary is of marks, unless nothing `is_marked`: then the whole is the blank.
    """
    blanks = len(_BLANK.findall(html))
    html = _BLANK.sub(r"\1", html)
    formulas, displays = len(_FORMULA.findall(html)), len(_DISPLAY.findall(html))
    read = HtmlReader(_DISPLAY.sub(r"\1", _FORMULA.sub(r"\1", html)))
    tags = Counter(tag for tag, _ in read.opened)
    numbers = _list_numbers(html)
    typed, shown = _signs(text), _signs(read.text)
    missing, extra = Counter(typed) - Counter(shown), Counter(shown) - Counter(typed)
    if extra:
        return [f"never typed: {extra}"]
    if not _is_within(shown, typed):
        return ["in another order"]
    found: dict[str, bool] = {}
    emphasis = 2 * tags["em"] + 4 * tags["strong"]
    bullets = tags["li"] - len(numbers)
    struck = 4 * tags["del"]
    stars = missing["*"] + missing["_"]
    lines = missing["-"] + missing["+"] + stars - emphasis
    if not (tags["hr"] or tags["table"] or any(tag in tags for tag in ("h1", "h2"))):
        found["bullets and emphasis"] = lines == bullets
    found["~"] = missing["~"] == struck
    found["`"] = (missing["`"] > 0) == (tags["code"] > 0) and missing["`"] % 2 == 0
    found["$"] = missing["$"] == 2 * formulas + 4 * displays
    found["\\"] = missing["\\"] <= len(_ESCAPE.findall(text))
    found[">"] = missing[">"] == 0 or tags["blockquote"] > 0
    found["#"] = missing["#"] == 0 or any(re.fullmatch("h[1-6]", tag) for tag in tags)
    found["|"] = missing["|"] == 0 or tags["table"] > 0
    found[":"] = missing[":"] == 0 or tags["table"] > 0
    found["="] = missing["="] == 4 * blanks * is_marked or tags["h1"] > 0
    digits = "".join(missing.elements())
    digits = "".join(sorted(sign for sign in digits if sign.isdigit()))
    counted = digits == "".join(sorted("".join(numbers)))
    # Where each entry is numbered 1, Markdown counts.
    is_counting = len(_ALIKE.findall(text)) > 1 and len(digits) == len("".join(numbers))
    found["digits"] = counted or is_counting
    found[".)"] = missing["."] + missing[")"] == len(numbers)
    accounted = set("-+*_~`$\\>#|:=.)") | {sign for sign in missing if sign.isdigit()}
    found["others"] = not {sign for sign in missing if sign not in accounted}
    return [f"{signs}: {missing}" for signs, is_right in found.items() if not is_right]


def _signs(text: str) -> str:
    return "".join(text.split())


def _is_within(shown: str, typed: str) -> bool:
    rest = iter(typed)
    return all(sign in rest for sign in shown)


def _list_numbers(html: str) -> list[str]:
    """Give the numbers that a browser shows before the entries of numbered lists."""
    found: list[str] = []
    open_lists: list[int | None] = []
    for tag in re.findall(r"<(/?(?:ol|ul|li)\b[^>]*)>", html):
        if tag.startswith("ol"):
            start = re.search(r'start="(\d+)"', tag)
            open_lists.append(int(start[1]) if start else 1)
        elif tag == "ul":
            open_lists.append(None)
        elif tag in {"/ol", "/ul"}:
            open_lists.pop()
        elif tag == "li" and open_lists and open_lists[-1] is not None:
            found.append(str(open_lists[-1]))
            open_lists[-1] += 1
    return found
