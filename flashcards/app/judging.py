"""Judging content by the craft rules, beside other work where there is much of it."""

from collections.abc import Collection, Iterable, Mapping

from flashcards.app.aside import Aside
from flashcards.content.levels import Policy
from flashcards.content.load import load_source
from flashcards.content.model import Breakdown
from flashcards.diagnostics import Diagnostic, Source

_MUCH = 200_000
"""Letters of content from which on a child process saves more time than it costs."""


def begin_judging(
    breakdowns: Iterable[Breakdown], sources: Mapping[str, Source], policy: Policy
) -> Aside[tuple[Diagnostic, ...]]:
    """Begin to judge files together: pairs of cards are found over all of them."""
    files = tuple(breakdowns)
    return Aside(
        lambda: _judge(files, sources, policy), is_long=_count_letters(files, sources) >= _MUCH
    )


class Judging:
    """Files that are being judged, each by itself: what is found in one depends on no other."""

    def __init__(
        self, breakdowns: Iterable[Breakdown], sources: Mapping[str, Source], policy: Policy
    ) -> None:
        files = {breakdown.path: breakdown for breakdown in breakdowns}
        paths = tuple(files)
        self._sources = sources
        self._policy = policy
        self._files = files
        self._all: Aside[dict[str, tuple[Diagnostic, ...]]] | None = None
        if _count_letters(files.values(), sources) >= _MUCH:
            self._files = {}  # a child has its own, and here it would only take up memory
            self._all = Aside(
                lambda: self._judge(files),
                is_long=True,
                again=lambda: self._judge(self._read_again(paths)),
            )

    def _read_again(self, paths: Iterable[str]) -> dict[str, Breakdown]:
        read = (load_source(self._sources[path], []) for path in paths)
        return {breakdown.path: breakdown for breakdown in read if breakdown}

    def _judge(self, files: Mapping[str, Breakdown]) -> dict[str, tuple[Diagnostic, ...]]:
        return {
            path: _judge([breakdown], self._sources, self._policy)
            for path, breakdown in files.items()
        }

    def finish(self, paths: Collection[str]) -> tuple[Diagnostic, ...]:
        """Give what was found in some of the files; the others may not have been looked at."""
        if not paths:
            self.cancel()
            return ()
        found = (
            self._all.finish()
            if self._all
            else self._judge({path: self._files[path] for path in paths})
        )
        return tuple(diagnostic for path in paths for diagnostic in found[path])

    def cancel(self) -> None:
        """Look no further."""
        if self._all:
            self._all.cancel()


def _count_letters(files: Iterable[Breakdown], sources: Mapping[str, Source]) -> int:
    return sum(len(sources[each.path].text) for each in files)


def _judge(
    files: Iterable[Breakdown], sources: Mapping[str, Source], policy: Policy
) -> tuple[Diagnostic, ...]:
    from flashcards.lint.judge import judge  # noqa: PLC0415 - not for every command

    return tuple(judge(files, sources, dict(policy.levels), is_gentle=policy.is_gentle))
