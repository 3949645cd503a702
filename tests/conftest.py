"""Settings for all tests."""

import os
import signal
from collections.abc import Generator, Iterator
from contextlib import suppress
from importlib import import_module
from pkgutil import walk_packages

import pytest
from hypothesis import settings

import flashcards
from flashcards.disk.cache import VARIABLE

# The same examples in every run: a failure must be of the change at hand.
settings.register_profile(
    "flashcards", max_examples=300, derandomize=True, deadline=None, database=None
)
settings.load_profile("flashcards")

# A shell starts what runs in its background with interrupts ignored, and so would be all that the
# tests start, some to be interrupted.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that writes golden outputs anew."""
    parser.addoption(
        "--update-golden", action="store_true", help="write tests/golden anew, then review the diff"
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let a skipped test fail in CI, which has all that a test may need."""
    report = yield
    is_ci = os.environ.get("CI", "").lower() in {"1", "true"}
    if is_ci and report.skipped and isinstance(report.longrepr, tuple):  # else an expected failure
        _, _, reason = report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{reason}; a skip is a failure in CI"
    return report


@pytest.fixture(autouse=True, scope="session")
def _same_examples() -> None:
    """Load all modules: Hypothesis tries the constants of those that are there.

    Which are is else a matter of the tests that a process has run before.
    """
    for module in walk_packages(flashcards.__path__, f"{flashcards.__name__}."):
        if not module.name.endswith(".__main__"):
            with suppress(ImportError):  # what runs in Anki alone
                import_module(module.name)


@pytest.fixture(autouse=True, scope="session")
def _own_records(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what commands remember out of the records of whoever runs the tests."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = str(tmp_path_factory.mktemp("records"))
    yield
    if before is None:
        del os.environ[VARIABLE]
    else:
        os.environ[VARIABLE] = before
