"""The command line: the only place that prints or exits."""

import os
import sys
from contextlib import suppress
from typing import NoReturn


def main() -> NoReturn:
    """Run the `flashcards` command; ends the process with its exit status."""
    try:
        try:
            _stand_in_for_closed_outputs()
            from flashcards.cli.run import run  # noqa: PLC0415 - imports are interrupted in here

            status = run(sys.argv[1:])
        finally:
            # What is left is the way out: an interrupt there would show as a traceback.
            import signal  # noqa: PLC0415 - loaded by then, if there was time

            signal.signal(signal.SIGINT, signal.SIG_IGN)
    except KeyboardInterrupt:
        print("flashcards: interrupted; nothing is half written", file=sys.stderr)  # noqa: T201
        status = 130
    _leave(status)


def _leave(status: int) -> NoReturn:
    """End the process: the system takes its memory back at once, and Python bit by bit.

    What is registered with `atexit` does not run; to profile a command, call `cli.run.run`.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # full or closed, which a run has heard of before
            stream.flush()
    os._exit(status)


def _stand_in_for_closed_outputs() -> None:
    """Let `flashcards build >&-` print to nowhere, and give no file of ours that descriptor."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            stream = open(nowhere, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - to the end
            setattr(sys, name, stream)
