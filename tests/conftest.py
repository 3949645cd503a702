"""Settings for all tests."""

from hypothesis import settings

# The same examples in every run: a failure must be of the change at hand.
settings.register_profile(
    "flashcards", max_examples=300, derandomize=True, deadline=None, database=None
)
settings.load_profile("flashcards")
