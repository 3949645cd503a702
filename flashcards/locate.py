"""The coordinator of moments: a transcript's times into a content file that exists."""
