"""Our packages in Anki's own engine."""

import anki.collection  # noqa: F401 - its modules import one another; only this one can be first
