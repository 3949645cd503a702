"""Work beside this process's own: the same result, whatever becomes of the child."""

import os
import signal

import pytest

from flashcards.aside import Aside

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork") or os.cpu_count() == 1, reason="work is done beside on two cores"
)


def test_the_result_is_the_works_own() -> None:
    work = Aside(lambda: [os.getpid(), "x" * 1_000_000], is_long=True)
    child, text = work.finish()
    assert child != os.getpid()
    assert text == "x" * 1_000_000


def test_short_work_is_done_here_when_its_result_is_asked_for() -> None:
    done: list[int] = []
    work = Aside(lambda: done.append(os.getpid()), is_long=False)
    assert done == []
    work.finish()
    assert done == [os.getpid()]


def test_work_whose_child_dies_is_done_here() -> None:
    here = os.getpid()

    def die_elsewhere() -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return 7

    assert Aside(die_elsewhere, is_long=True).finish() == 7


def test_what_the_work_raises_is_raised_here(capfd: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        raise ValueError("no such luck")

    work = Aside(fail, is_long=True)
    with pytest.raises(ValueError, match="no such luck"):
        work.finish()
    assert capfd.readouterr() == ("", "")


def test_cancelled_work_leaves_no_process_behind() -> None:
    Aside(signal.pause, is_long=True).cancel()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_child_that_finds_no_reader_ends_in_silence(capfd: pytest.CaptureFixture[str]) -> None:
    work = Aside(lambda: "x" * 10_000_000, is_long=True)
    work.cancel()
    assert capfd.readouterr() == ("", "")
