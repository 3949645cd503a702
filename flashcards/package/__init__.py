"""Stamped notes to an Anki package; the only importer of genanki."""

import functools
import sys

# All that genanki takes from `cached_property` is the function of that name, which Python has. The
# package itself brings asyncio along, and with it 3 MB and a fortieth of a large build's time.
sys.modules.setdefault("cached_property", functools)
