"""Texts of cards: Markdown parsed, read so that nothing is lost, written as HTML, sanitised."""
