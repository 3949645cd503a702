"""Texts that people write or copy, with times in them: lines, lists, headings, and prose below."""
