"""Stamped notes to an Anki package; the only importer of genanki."""
