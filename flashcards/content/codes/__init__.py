"""The explanations of all diagnostic codes, a Markdown file each."""

from pathlib import Path

_FOLDER = Path(__file__).parent


def list_codes() -> tuple[str, ...]:
    """All codes, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.md")))


def explain_code(code: str) -> str:
    """Give what the code means, why it matters, a bad and a good example, as Markdown."""
    return (_FOLDER / f"{code}.md").read_text(encoding="utf-8")
