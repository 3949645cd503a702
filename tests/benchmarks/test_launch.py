"""What a measurement counts: all processes of a command, and none after its time is up."""

import subprocess
import sys
from pathlib import Path

import pytest

_LAUNCH = Path(__file__).with_name("launch.py")
_HOLD_50_MEGABYTES_TWICE = """\
import os, time
process = os.fork()
held = b"x" * 50_000_000
time.sleep(0.3)  # at the same moment, and long enough to be seen
if process:
    os.waitpid(process, 0)
"""


def _launch(limit: float, *command: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(_LAUNCH), str(limit), *command],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the largest process counts alone")
def test_memory_is_that_of_all_processes_together() -> None:
    status, _, kilobytes = _launch(60, sys.executable, "-c", _HOLD_50_MEGABYTES_TWICE)
    assert status == "0"
    assert 100_000 < float(kilobytes) < 150_000


def test_a_command_is_stopped_with_what_it_started_when_its_time_is_up() -> None:
    sleeper = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'input()'])"
    with subprocess.Popen(
        [sys.executable, "-I", "-S", str(_LAUNCH), "0.5", sys.executable, "-c", sleeper],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as launched:
        assert launched.stdout
        assert launched.stderr
        assert launched.stdout.read().split()[0] == "stopped"
        assert launched.stderr.read() == ""  # the last process that could write to it has ended
        assert launched.wait() == 0
