"""Settings for all tests."""

import pytest
from hypothesis import settings

# The same examples in every run: a failure must be of the change at hand.
settings.register_profile(
    "flashcards", max_examples=300, derandomize=True, deadline=None, database=None
)
settings.load_profile("flashcards")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that writes golden outputs anew."""
    parser.addoption(
        "--update-golden", action="store_true", help="write tests/golden anew, then review the diff"
    )
