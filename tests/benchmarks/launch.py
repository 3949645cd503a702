"""Runs a command and prints its exit status, wall time in seconds and peak memory in kilobytes.

A process of its own, for the memory of the process that starts it counts as a command's as well.
"""

import resource
import subprocess
import sys
import time

if __name__ == "__main__":
    start = time.perf_counter()
    status = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - start
    kilobytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(status, seconds, kilobytes)  # noqa: T201 - the result
