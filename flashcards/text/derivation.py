"""Whether one English word is made of another, or both of a third: `erosion`, `erode`.

What was derived is another word to a learner's history, but in a definition it says the term.
"""

from functools import lru_cache

from flashcards.text.words import count_equal, stem

_ENDINGS = sorted(
    (
        "ization isation izations isations ification ifications ication ications ation ations "
        "ition itions tion tions sion sions ion ions ment ments ness ity ities ism isms ist "
        "ists istic ic ics ical ically ive ives al ally able ible ably ibly ance ances ence "
        "ences ancy ency ant ants ent ents er ers or ors ar ed ing ings es s ate ates ated "
        "ating ise ises ised ising ize izes ized izing ify ifies ified ifying y ies ied e ous "
        "ously osity osities ability ibility ly ful less fully ship age ages ary ery ory hood dom "
        "ish ian ians en ens ened"
    ).split(),
    key=lambda ending: (-len(ending), ending),
)
_SHORTEST_ROOT = 4
_SHORTEST_START = 5
_LEAST_SHARED = 0.65


def is_derived(word: str, other: str) -> bool:
    """Whether two words, in lower case, have one root as far as spelling tells."""
    if min(len(word), len(other)) < _SHORTEST_ROOT or word[:3] != other[:3]:
        return False
    if stem(word) == stem(other):
        return True
    start = count_equal(word, other)
    if start >= _SHORTEST_START and start >= _LEAST_SHARED * max(len(word), len(other)):
        return True
    return not _find_roots(word).isdisjoint(_find_roots(other))


@lru_cache(maxsize=4096)
def _find_roots(word: str) -> frozenset[str]:
    ending = next(
        (each for each in _ENDINGS if word.endswith(each) and len(word) - len(each) >= 3),  # noqa: PLR2004 - `ero-sion`
        "",
    )
    root = word[: len(word) - len(ending)]
    if ending.startswith("sion"):
        # `erosion`, `erode`; `division`, `divide`.
        roots = [f"{root}d", f"{root}t" if root.endswith("s") else f"{root}s"]
        if root.endswith("s"):
            roots.append(f"{root[:-1]}t")
    elif word.endswith(("sis", "ses")):
        # `diuresis`, `diuretic`; `analyses`, `analytic`.
        roots = [f"{word[:-3]}t", root, word]
    elif ending.startswith("tion"):
        roots = [root, f"{root}t", *([f"{root[:-1]}b"] if root.endswith("p") else [])]
    else:
        # `filter`, `filtration`.
        roots = [root, word, *([f"{word[:-2]}r"] if word.endswith("er") else [])]
    single = [
        each[:-1] for each in roots if len(each) > _SHORTEST_ROOT and each[-1:] == each[-2:-1]
    ]
    return frozenset(each for each in (*roots, *single) if len(each) >= _SHORTEST_ROOT)
