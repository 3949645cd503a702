"""Running a command to an exit status: no exception leaves here.

0 fine, 1 errors in content or the environment, 2 usage, 3 a bug in this program,
130 interrupted.
"""

import errno
import gc
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import click

from flashcards import __version__
from flashcards.cli.echo import echo
from flashcards.cli.group import cli
from flashcards.diagnostics import FlashcardsError
from flashcards.diagnostics.quoting import safe


def run(arguments: Sequence[str]) -> int:  # noqa: PLR0911 - one way out for each way to end
    """Run the command line and give its exit status."""
    # Records have no cycles, and a run ends soon: looking for garbage would only cost time.
    gc.disable()
    if isinstance(sys.stdout, io.TextIOWrapper):
        # What the terminal's encoding lacks is shown by its number, as on standard error.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        status = cli.main(list(arguments), prog_name="flashcards", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.ClickException as error:
        said = io.StringIO()
        error.show(said)
        echo(said.getvalue(), err=True, nl=False)
        return error.exit_code
    except FlashcardsError as error:
        _complain(str(error))
        return 1
    except (KeyboardInterrupt, click.Abort):
        _complain("interrupted; nothing is half written")
        return 130
    except (BrokenPipeError, SystemExit):
        # The reader (`head`, a pager) has gone, and what is left to print has no one to read it.
        # Click and rich end the process themselves when they notice first.
        _drop_output()
        return 0
    except OSError as error:
        return _report_refusal(error)
    except MemoryError:
        _complain("there is not enough memory; nothing is half written")
        return 1
    except Exception as error:  # noqa: BLE001 - a bug must not end in a bare traceback
        _report_bug(error)
        return 3
    return status if isinstance(status, int) else 0


def _report_refusal(error: OSError) -> int:
    """Say what the system refuses, and give the status.

    Files are read and written with messages of their own: mostly it is the output's turn.
    """
    is_closed = sys.platform == "win32" and error.errno == errno.EINVAL and error.filename is None
    if not is_closed:  # so Windows says that the reader of a pipe has gone
        where = f" `{error.filename}`" if error.filename else ""
        _complain(f"the system refuses{where}: {error.strerror}; nothing is half written")
    _drop_output()
    return 0 if is_closed else 1


def _complain(message: str) -> None:
    # With nowhere to say it, the exit status has to do.
    with suppress(OSError):
        echo(f"flashcards: {safe(message)}", err=True)


def _drop_output() -> None:
    """Let what is left to print go nowhere, or Python would fail at it once more on its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _report_bug(error: Exception) -> None:
    import traceback  # noqa: PLC0415 - only a bug needs it

    echo(
        "flashcards: this is a bug in flashcards, not in your content; nothing is half written.\n"
        f"Please report it with what follows (flashcards {__version__}, "
        f"Python {sys.version.split()[0]}):\n",
        err=True,
    )
    text = "".join(traceback.format_exception(error))
    echo("\n".join(f"    {line}" for line in text.splitlines()), err=True)
