"""What several tests need: the shipped content, content from a text, and a fixed time."""

from pathlib import Path

import yaml

from flashcards.app.compile import Compiled, compile_files
from flashcards.app.packing import write_decks
from flashcards.app.release import plan_release
from flashcards.notes.note import Deck

NOW = 1_700_000_000

LEADS_OUTSIDE = (
    "is a link that leads out of this folder; what is behind it is neither read nor written, "
    "so put a file or folder in its place"
)

SHIPPED = Path(__file__).parent.parent / "content" / "state-of-ai-2026.yaml"


def compile_shipped() -> Deck:
    """Compile the content file that the repository ships."""
    (deck,) = compile_files([SHIPPED]).decks
    return deck


def compile_text(folder: Path, text: str, name: str = "case.yaml") -> Compiled:
    """Write a content file and compile it."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return compile_files([path])


def build_files(paths: list[Path], decks: Path, now: int = NOW) -> tuple[Path, ...]:
    """Build the decks of content files into a folder and give the packages' paths."""
    compiled = compile_files(paths)
    assert not compiled.has_errors, compiled.diagnostics
    plan = plan_release(compiled, now, decks)
    assert plan.diagnostics == (), plan.diagnostics
    return tuple(built.path for built in write_decks(plan))


def set_git_traps(project: Path) -> list[Path]:
    """Let a repository ask git to run commands; gives the files that these would leave."""
    marks = [project / f"ran-{number}" for number in range(4)]
    config = project / ".git" / "config"
    config.write_text(
        config.read_text(encoding="utf-8")
        + f"[core]\n\tfsmonitor = touch {marks[0]}\n\tpager = touch {marks[1]}\n"
        "\trepositoryformatversion = 1\n[extensions]\n\tpartialClone = origin\n"
        f'[remote "origin"]\n\turl = ext::sh -c "touch% {marks[2]}"\n\tpromisor = true\n'
        f"\tuploadpack = touch {marks[3]}\n"
        f'[protocol "ext"]\n\tallow = always\n[alias]\n\tcat-file = !touch {marks[0]}\n',
        encoding="utf-8",
    )
    return marks


class _Dumper(yaml.SafeDumper):
    """A named escape such as `\\L` or `\\t` could be meant as text, and would be reported."""

    ESCAPE_REPLACEMENTS = {'"': '"', "\\": "\\"}  # type: ignore[misc]  # noqa: RUF012 - as its base has it


def dump_yaml(content: object) -> str:
    """Write content as YAML in which every character is itself or has its code."""
    text: str = yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=2**31)
    return text


def deck_named(content_id: str, name: str) -> Deck:
    """Make a deck for what only asks what it is called."""
    return Deck(content_id, f"content/{content_id}.yaml", name, "", ())
