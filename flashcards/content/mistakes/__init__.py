"""Mistakes in a file's YAML: what the author did, and how the line should read."""
