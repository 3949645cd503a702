"""The command line: the only place that prints or exits."""

import sys


def main() -> None:
    """Run the `flashcards` command; ends the process with its exit status."""
    from flashcards.cli.run import run  # noqa: PLC0415 - nothing is imported before it is needed

    sys.exit(run(sys.argv[1:]))
