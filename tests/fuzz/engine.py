"""One target under atheris, in a process of its own: `run` starts it."""

import sys

import atheris

with atheris.instrument_imports(include=["flashcards"], enable_loader_override=False):
    from tests.fuzz.targets import TARGETS


def break_on_a_word(data: bytes) -> None:
    """Fail on what chance alone would not give in days: the proof that coverage leads."""
    for index, byte in enumerate(b"lead"):
        if data[index : index + 1] != bytes((byte,)):
            return
    raise AssertionError("led there")


def main() -> None:
    """Fuzz the target named first; the rest is for the engine."""
    name, *arguments = sys.argv[1:]
    targets = {**TARGETS, "proof": atheris.instrument_func(break_on_a_word)}
    atheris.Setup([sys.argv[0], *arguments], targets[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
