"""Compiles a video's breakdown, kept as YAML in git, into an Anki deck."""

__version__ = "0.1.0"
