"""The add-on's first file, which Anki imports as the add-on starts; elsewhere it does nothing.

It has to be understood by any Python that an Anki may bring.
"""

_UNKNOWN_ANKI = (
    "The add-on Flashcards doesn't know this version of Anki, and does nothing. "
    "Decks can be imported as without it: notes that you edited or marked may then miss updates."
)

try:
    from aqt import mw
except ImportError:
    mw = None

if mw is not None:
    try:
        from .takeover import take_over

        take_over()
    except (AttributeError, ImportError, SyntaxError, TypeError):
        # Parts of Anki that it takes are missing, or Python is older than its own files ask for.
        from aqt.utils import showWarning

        showWarning(_UNKNOWN_ANKI)
