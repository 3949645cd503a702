"""Runs a command and prints its exit status, wall time in seconds and peak memory in kilobytes.

The first argument is how many seconds it may take; then it is stopped, with all that it started,
and the status is `stopped`. Memory is that of the whole tree of processes at one moment: what the
system remembers of the largest process, or, where several ran at once, the most that all of
them were seen to hold together, each shared page counted once (on Linux only).

A process of its own, for the memory of the process that starts it counts as a command's as well.
"""

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

_PROCESSES = Path("/proc")
_PAUSE = 0.01
"""Seconds between two looks at the tree."""


def _tree(process: int) -> list[int]:
    """Give a process and all that descend from it."""
    found = [process]
    for each in found:  # it grows meanwhile
        with suppress(OSError):  # it has ended meanwhile
            for thread in (_PROCESSES / str(each) / "task").iterdir():
                found += map(int, (thread / "children").read_text().split())
    return found


def _held_together(processes: list[int]) -> int:
    """Give the kilobytes that processes hold, a page that several share counted once."""
    held = 0
    for each in processes:
        with suppress(OSError):
            for line in (_PROCESSES / str(each) / "smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    held += int(line.split()[1])
    return held


def main(limit: float, command: list[str]) -> None:
    """Run the command and print the three figures."""
    ended = threading.Event()
    most = [0]

    def watch() -> None:
        while not ended.wait(_PAUSE):
            if time.perf_counter() - start > limit:
                os.killpg(process.pid, signal.SIGKILL)
                return
            processes = _tree(process.pid)
            if len(processes) > 1:
                most.append(_held_together(processes))

    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True) as process:
        watcher = threading.Thread(target=watch)
        watcher.start()
        status = process.wait()  # with a timeout it would look only 20 times a second
        seconds = time.perf_counter() - start
        ended.set()
        watcher.join()
    kilobytes = max(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, *most)
    print("stopped" if seconds > limit else status, seconds, kilobytes)  # noqa: T201 - the result


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2:])
