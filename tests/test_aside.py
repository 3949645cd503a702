"""Work beside this process's own: the same result, whatever becomes of the child."""

import gc
import os
import signal
import weakref
from functools import partial
from pathlib import Path

import pytest

from flashcards.app.aside import Aside
from flashcards.app.judging import Judging
from flashcards.content.levels import Policy
from flashcards.content.load import load_source
from flashcards.diagnostics import Source
from flashcards.lint.judge import judge

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


def test_what_is_worked_on_is_let_go_of_where_there_is_a_way_to_do_it_again() -> None:
    class Large:
        """Something that can be asked whether it is still there."""

    large = Large()
    is_there = weakref.ref(large)
    here = os.getpid()

    def work_on(large: Large) -> str:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return f"{large} here"

    work = Aside(partial(work_on, large), is_long=True, again=lambda: "again")
    del large
    gc.collect()
    assert is_there() is None
    assert work.finish() == "again"


def test_content_is_judged_the_same_beside_here_and_when_the_child_dies() -> None:
    path = "content/a.yaml"
    item = "      - {question: What does the video say of bird %d?, answer: Is it %d?}\n"
    text = "title: A\nchapters:\n  - title: One\n    time: 0:00\n    questions:\n" + "".join(
        item % (number, number) for number in range(4_000)
    )
    assert len(text) > 200_000
    sources = {path: Source(path=path, text=text)}
    breakdown = load_source(sources[path], [])
    assert breakdown is not None
    here = tuple(judge([breakdown], sources, {}))
    assert len(here) >= 4_000
    assert Judging([breakdown], sources, Policy()).finish([path]) == here
    before = find_children()
    judging = Judging([breakdown], sources, Policy())
    begun = find_children() - before
    for child in begun:
        os.kill(child, signal.SIGKILL)
    assert judging.finish([path]) == here
    assert len(begun) == 1


def find_children() -> set[int]:
    """Find this process's children; a browser may be among them."""
    listed = Path(f"/proc/self/task/{os.getpid()}/children")
    if not listed.exists():
        pytest.skip("only Linux lists a process's children so")
    return {int(child) for child in listed.read_text(encoding="ascii").split()}


def test_what_the_work_raises_is_raised_here(capfd: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        raise ValueError("no such luck")

    work = Aside(fail, is_long=True)
    with pytest.raises(ValueError, match="no such luck"):
        work.finish()
    assert capfd.readouterr() == ("", "")


def test_cancelled_work_leaves_no_process_behind() -> None:
    read, write = os.pipe()

    def say_who_and_wait() -> None:
        os.write(write, f"{os.getpid()}\n".encode())
        signal.pause()

    work = Aside(say_who_and_wait, is_long=True)
    child = int(os.read(read, 20))
    os.kill(child, 0)
    work.cancel()
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
    os.close(read)
    os.close(write)


def test_a_child_that_finds_no_reader_ends_in_silence(capfd: pytest.CaptureFixture[str]) -> None:
    work = Aside(lambda: "x" * 10_000_000, is_long=True)
    work.cancel()
    assert capfd.readouterr() == ("", "")
