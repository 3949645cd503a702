"""Words that tell little of what a text is about: not at all, or not much.

All are English. In another language rarity alone tells, which ranking weighs anyway.
"""

from flashcards.text.words import STOP_WORDS

_SPOKEN = frozenset(
    (
        "actually again always anyway aren back basically can come comes couldn didn doesn don "
        "even ever everything get gets getting give go goes going gonna gone good got guess hadn "
        "hasn haven hey isn kind know let like little ll look lot make makes many maybe mean "
        "means much now oh ok okay people pretty quite re really right said say saying says see "
        "shouldn something sort still sure take talk talked talking talks tell thank thanks thing "
        "things think thought uh um us use used uses using ve very want wasn way well went weren "
        "whatever won wouldn yeah yep yes"
    ).split()
)
"""What talk is full of, whatever it is about."""

_ASKED = frozenset("according account example happen happens main name term work works".split())
"""What questions are asked with."""

FAINT = frozenset(
    (
        "able above across act add age ago allow almost already although among amount appear area "
        "argue ask away bad base became become began begin behind believe best better big bring "
        "build built call called care carry case cause central certain chance change choose chosen "
        "clear close combine common compare compared complete concern condition consider contain "
        "continue control cost count cover create current cut day deal decide define depend "
        "describe design detail determine develop differ difference different difficult direct "
        "double down draw drive drop during early easy effect eight either end enough enter entire "
        "equal event every exactly exist expect explain express extra fact fail fall far fast "
        "feature feel few field figure final find first five fix follow force form found four free "
        "full further future general generally group grow half hand hard head help high hold hour "
        "however hundred idea identify important improve include increase indeed instead involve "
        "join keep kept key large largest last late later lead learn least leave left less level "
        "likely limit line list live local long longer lose low major man material matter maximum "
        "measure member method middle million minimum minute modern moment month move natural near "
        "nearly need never new next nine normal note number observe occur offer often old once "
        "open order ordinary original others outside pair part particular pass pay per percent "
        "perform period person piece place plan play point possible power practice prefer prevent "
        "previous probably problem process produce proper prove provide purpose put question quick "
        "quickly raise range rate rather reach read real reason receive recent reduce refer relate "
        "relative remain remove replace report represent require rest result reveal role round "
        "rule run safe second seem sense separate serve set seven several shape share short show "
        "side sign significant similar simple simply since single six size slow small soon source "
        "special specific spend spread stage stand standard start state stay step stop strong "
        "structure study suggest suppose switch ten tend test thousand three time today together "
        "top total toward towards travel true try turn twice two type typical under unit unlike "
        "usual usually value various version view wait week whole wide within without word world "
        "write wrong year years yet zero "
        "january february march april june july august september october november december"
    ).split()
)
"""What any subject is told with."""


def is_carrying(word: str) -> bool:
    """Whether a word, in lower case, carries meaning; a single letter does not."""
    if len(word) == 1 and word.isascii() and not word.isdigit():
        return False
    return word not in STOP_WORDS and word not in _SPOKEN and word not in _ASKED
