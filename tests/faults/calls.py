"""Making something happen at each call of this process that touches a file.

Only for a child process that is made for it: what is changed here is never put back.
"""

import fcntl
import os
import sys
from collections.abc import Callable
from typing import Any

_CALLS = (
    "chmod", "close", "fchmod", "fsync", "mkdir", "open", "remove", "rename", "replace", "rmdir",
    "scandir", "truncate", "unlink", "utime",
)  # fmt: skip
"""All but those that only look at a file's name."""

_LONG = 1000


def watch_calls(happen: Callable[[str], None]) -> None:
    """Call `happen` with a name before each such call from now on, and in the middle of a write."""
    for name in _CALLS:
        setattr(os, name, _announced(name, getattr(os, name), happen))
    fcntl.flock = _announced("flock", fcntl.flock, happen)
    os.write = _halved(os.write, happen)
    # What opens files without `os.open`.
    sys.addaudithook(lambda event, _: happen("io.open") if event == "open" else None)


def watch_imports(happen: Callable[[str], None]) -> None:
    """Call `happen` with the name of each module before it is loaded."""
    sys.addaudithook(lambda event, args: happen(str(args[0])) if event == "import" else None)


def watch_lines(files: tuple[str, ...], happen: Callable[[str], None]) -> None:
    """Call `happen` before each line of the files whose paths end so, the first time it runs."""
    seen = set()

    def trace(frame: Any, event: str, _: object) -> Any:  # noqa: ANN401 - Python's own protocol
        if not frame.f_code.co_filename.endswith(files):
            return None
        place = (frame.f_code.co_filename, frame.f_lineno)
        if event == "line" and place not in seen:
            seen.add(place)
            happen(f"{place[0].rpartition('/')[2]}:{place[1]}")
        return trace

    sys.settrace(trace)


def _announced(name: str, call: Callable[..., Any], happen: Callable[[str], None]) -> Any:  # noqa: ANN401 - as `call`
    def announced(*args: Any, **options: Any) -> Any:  # noqa: ANN401
        is_new = name == "open" and len(args) > 1 and args[1] & os.O_CREAT
        happen("create" if is_new else name)
        return call(*args, **options)

    return announced


def _halved(
    write: Callable[[int, Any], int], happen: Callable[[str], None]
) -> Callable[[int, Any], int]:
    def halved(descriptor: int, data: Any) -> int:  # noqa: ANN401
        happen("write")
        size = len(data)
        return write(descriptor, data[: size // 2] if size > _LONG else data)

    return halved
