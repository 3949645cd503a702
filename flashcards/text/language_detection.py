"""Which language a longer text is in, where its script, its letters or its words tell."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

from flashcards.text.folding import fold
from flashcards.text.words import read_common_words

_LONGEST_READ = 50_000
"""Characters; more tell nothing else."""

_BY_SCRIPT = {
    "HANGUL": "ko", "THAI": "th", "LAO": "lo", "KHMER": "km", "MYANMAR": "my", "GEORGIAN": "ka",
    "ARMENIAN": "hy", "HEBREW": "he", "GREEK": "el", "BENGALI": "bn", "TAMIL": "ta",
    "TELUGU": "te", "GUJARATI": "gu", "GURMUKHI": "pa", "KANNADA": "kn", "MALAYALAM": "ml",
    "SINHALA": "si", "ETHIOPIC": "am",
}  # fmt: skip
"""Scripts, by how Unicode's names of their letters begin, that are nearly always one language's."""

_BY_LETTERS = {
    "ARABIC": (("ur", "ٹڈڑےں"), ("fa", "پچژگیک")),
    "CYRILLIC": (("be", "ў"), ("uk", "іїєґ"), ("sr", "ђјљњћџ"), ("ru", "ыэ"), ("bg", "ъщ")),
    "LATIN": (("vi", "ạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉọỏốồổỗộớờởỡợụủứừửữựỵỷỹ"),),
}
"""Letters by which languages of one script are told apart, the first that has any of them."""

_BY_WORDS = {
    "ARABIC": ("ar",),
    "CYRILLIC": ("ru", "uk"),
    "DEVANAGARI": ("hi",),
    "LATIN": ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "pl", "tr", "id"),
}
_KANA = frozenset({"HIRAGANA", "KATAKANA"})
_MOSTLY = 0.6
"""The share of the letters that those of a script have in a text of it."""

_SOME = 0.05
"""The share of kana in Japanese."""

_FEWEST_LETTERS = 8
_FEWEST_WORDS = 3
"""Different common words of a language in a text of it."""

_CLEARLY = 1.5
"""By how many times a language has to have more of the common words than any other."""

_MANY = 0.08
"""The share of all words that common ones have."""


def detect_language(text: str) -> str:
    """Give the BCP 47 code of a text's language, or nothing when that isn't clear."""
    folded = fold(text[:_LONGEST_READ])
    letters = [each for each in folded if each.isalpha()]
    if len(letters) < _FEWEST_LETTERS:
        return ""
    scripts = Counter(map(_name_script, letters))
    kana = sum(scripts[each] for each in _KANA)
    if kana + scripts["CJK"] >= _MOSTLY * len(letters):
        return "ja" if kana >= _SOME * len(letters) else "zh" if not kana else ""
    script, count = scripts.most_common(1)[0]
    if count < _MOSTLY * len(letters):
        return ""
    own = Counter(letters)
    for language, signs in _BY_LETTERS.get(script, ()):
        if sum(own[sign] for sign in signs) >= max(2, 0.01 * len(letters)):
            return language
    return _BY_SCRIPT.get(script) or _tell_by_words(folded, _BY_WORDS.get(script, ()))


@cache
def _name_script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


@cache
def _list_common(languages: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Give for each common word the languages that have it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for language in languages:
        for word in dict.fromkeys(map(fold, read_common_words(language))):
            found[word].append(language)
    return {word: tuple(of) for word, of in found.items()}


def _tell_by_words(text: str, languages: Iterable[str]) -> str:
    common = _list_common(tuple(languages))
    words = re.findall(r"[^\W\d_]+(?:[\u0900-\u0963]+[^\W\d_]*)*", text)
    scores: defaultdict[str, float] = defaultdict(float)
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for word in words:
        for language in (of := common.get(word, ())):
            scores[language] += 1 / len(of)
            kinds[language].add(word)
    if not scores:
        return ""
    best = max(scores, key=lambda language: scores[language])
    score = scores.pop(best)
    second = max(scores.values(), default=0)
    is_clear = score >= _CLEARLY * second and score >= _MANY * len(words)
    return best if is_clear and len(kinds[best]) >= _FEWEST_WORDS else ""
