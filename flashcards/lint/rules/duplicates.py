"""The rule that no two cards of a run have the same front."""

import re
from collections.abc import Iterator, Sequence
from unicodedata import normalize

from flashcards.diagnostics import quote
from flashcards.lint.faces import Face
from flashcards.lint.finding import Finding

_PUNCTUATION = re.compile(r"[\s.,;:!?\"'“”‘’„«»…¿¡]+")  # noqa: RUF001 - typographic signs of texts


def fold_front(shown: str) -> str:
    """Bring a front to the form in which a learner can't tell it from another."""
    folded = (shown if shown.isascii() else normalize("NFC", shown)).casefold()
    return _PUNCTUATION.sub(" ", folded).strip() or shown


def check_duplicate_front(faces: Sequence[Face]) -> Iterator[tuple[Face, Face, Finding]]:
    """Check that a front asks for one answer in all decks together."""
    seen: dict[tuple[object, str], Face] = {}
    for face in faces:
        if not (face.is_question or face.is_topic):
            continue
        first = seen.setdefault((face.kind, fold_front(face.shown)), face)
        if first is not face:
            noun = "question" if face.is_question else "term"
            yield (
                first,
                face,
                Finding(
                    code="duplicate-front",
                    message=f"the {noun} {quote(face.text.value)} stands on another card, too",
                    help="say how this one differs, or keep only one of the two",
                    text=face.text,
                    twin=first.text,
                ),
            )
