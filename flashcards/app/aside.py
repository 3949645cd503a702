"""Work done beside this process's own, in a child of it, where the system can fork one."""

import os
import sys
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")

_KILL = 9
"""The signal that nothing outlives; its name costs an import."""


class Aside(Generic[T]):
    """Work that has begun in a child; its result is had by `finish`, or given up by `cancel`.

    Where a child isn't worth its cost or can't be made, or where it dies, the work is done when
    the result is asked for. The work must only compute: what it changes stays in the child.
    With a child, the work and what it works on is let go of here; `again` does the same from less.
    """

    def __init__(
        self, work: Callable[[], T], *, is_long: bool, again: Callable[[], T] | None = None
    ) -> None:
        self._work = work
        self._again = again
        self._child = 0
        self._pipe = -1
        if is_long and _can_fork():
            self._begin()

    def _begin(self) -> None:
        read, write = os.pipe()
        try:
            self._child = os.fork()
        except OSError:
            os.close(read)
            os.close(write)
            return
        if self._child:
            os.close(write)
            self._pipe = read
            self._work = self._again or self._work
            return
        # The child; whatever happens, it must end here and say nothing.
        try:
            import pickle  # noqa: PLC0415 - most runs have no child

            os.close(read)
            data = pickle.dumps(self._work())
            with os.fdopen(write, "wb") as pipe:
                pipe.write(data)
        finally:
            os._exit(0)

    def finish(self) -> T:
        """Wait for the work, and give its result."""
        data = b""
        if self._child:
            with os.fdopen(self._pipe, "rb") as pipe:
                data = pipe.read()
            os.waitpid(self._child, 0)
            self._child = 0
        if data:
            import pickle  # noqa: PLC0415 - as above

            result: T = pickle.loads(data)  # noqa: S301 - written by our own child
            return result
        return self._work()

    def cancel(self) -> None:
        """Give the work up."""
        if self._child:
            os.close(self._pipe)
            os.kill(self._child, _KILL)
            os.waitpid(self._child, 0)
            self._child = 0


def _can_fork() -> bool:
    # macOS has fork, but its system libraries don't always survive one.
    return hasattr(os, "fork") and sys.platform != "darwin" and (os.cpu_count() or 1) > 1
