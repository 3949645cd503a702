"""Texts and looks of cards: Markdown to safe HTML, cloze marks, links, templates and CSS."""
