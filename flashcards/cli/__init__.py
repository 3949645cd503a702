"""The command line: the only place that prints or exits."""

import os
import sys


def main() -> None:
    """Run the `flashcards` command; ends the process with its exit status."""
    try:
        try:
            _stand_in_for_closed_outputs()
            from flashcards.cli.run import run  # noqa: PLC0415 - imports are interrupted in here

            status = run(sys.argv[1:])
        finally:
            # What is left is Python's own way out: an interrupt there would show as a traceback.
            import signal  # noqa: PLC0415 - loaded by then, if there was time

            signal.signal(signal.SIGINT, signal.SIG_IGN)
    except KeyboardInterrupt:
        print("flashcards: interrupted; nothing is half written", file=sys.stderr)  # noqa: T201
        status = 130
    sys.exit(status)


def _stand_in_for_closed_outputs() -> None:
    """Let `flashcards build >&-` print to nowhere, and give no file of ours that descriptor."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            stream = open(nowhere, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - to the end
            setattr(sys, name, stream)
