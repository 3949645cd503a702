"""The add-on's first file, which Anki imports as the add-on starts; elsewhere it does nothing."""

try:
    from aqt import mw
except ImportError:
    mw = None

if mw is not None:
    from .takeover import take_over

    take_over()
