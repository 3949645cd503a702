"""Formulas as authors write them, from every field that has some."""

from pathlib import Path

_LINES = Path(__file__).with_name("ordinary_formulas.txt").read_text(encoding="utf-8").splitlines()

ORDINARY = tuple(line for line in _LINES if line and not line.startswith("# "))
"""One formula each, without its dollars."""
