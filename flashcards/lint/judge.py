"""From cards to diagnostics: the rules, the excuses from them, and their levels.

An excuse is weighed against what a rule finds, whatever its level: whether it excuses anything
doesn't depend on who looks.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby, islice

from flashcards.content.keys import Key, split_key
from flashcards.content.levels import Level
from flashcards.content.model import Breakdown, Text
from flashcards.diagnostics import Diagnostic, Severity, Source, Span, make_warning
from flashcards.lint.card_fronts import Front, make_front
from flashcards.lint.cards import Card, make_cards
from flashcards.lint.rule import Finding
from flashcards.lint.rules import FILE_CODES, FILE_RULES, PAIR_CODES, PAIR_RULES, rules_on

_SHAPES = ("answer-list", "definition-list", "answer-multi", "answer-long")
"""Ways for one back to be too much: the first that is as bad as any other speaks for all."""

_RANKS = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}

_RIGHT_BEHIND = 2
_NOTHING: Mapping[str, Sequence[Span]] = {}

Levels = Mapping[str, Level]
"""Levels of rules by their names; what isn't named keeps the rule's own severity."""


def judge(  # noqa: PLR0913 - what is to be judged, and four options by keyword
    breakdowns: Iterable[Breakdown],
    sources: Mapping[str, Source],
    levels: Levels,
    *,
    is_gentle: bool = False,
    only: Collection[Key] | None = None,
    broken: Mapping[str, Sequence[Span]] = _NOTHING,
) -> Iterator[Diagnostic]:
    """Judge the cards of all files of a run; `levels` override those in the files.

    A gentle judge takes no finding for an error unless a level says so. `only` are the keys of the
    notes to judge, if not all; pairs are then looked for among these, within each file by itself.
    `broken` are the files with errors, by their paths, and where these stand: what may be there
    only in part is not accused, nor is anything missed in it.
    """
    files = tuple(breakdowns)
    groups = [files]
    if only is not None:
        content_ids = {split_key(key).content_id for key in only}
        groups = [(each,) for each in files if each.content_id in content_ids]
    for group in groups:
        yield from _judge_together(
            group, sources, levels, is_gentle=is_gentle, only=only, broken=broken
        )


def _judge_together(  # noqa: PLR0913 - as above
    files: tuple[Breakdown, ...],
    sources: Mapping[str, Source],
    levels: Levels,
    *,
    is_gentle: bool,
    only: Collection[Key] | None,
    broken: Mapping[str, Sequence[Span]],
) -> Iterator[Diagnostic]:
    run = _Run(files, only, broken)
    for breakdown in files:
        own = {each.rule: Level(each.level) for each in breakdown.levels} | dict(levels)
        ranked = [
            (severity, finding)
            for finding in _believe(run.findings[breakdown.path], broken.get(breakdown.path, ()))
            if (severity := _severity(finding, own, is_gentle=is_gentle)) is not None
        ]
        for severity, finding in _one_per_cause(ranked):
            yield _to_diagnostic(finding, severity, sources)
        if breakdown.path in broken:
            continue
        # Of a pair, the other card may not be looked at.
        unsure = PAIR_CODES | FILE_CODES if only is not None else frozenset()
        excuses = (each for each in run.excuses[breakdown.path] if each.value not in unsure)
        yield from _check_excuses(excuses, run.used)


class _Run:
    """What all rules find in all cards: `findings` and excuses by file, and which excuse is `used`.

    Cards are made and forgotten one by one; what the rules on pairs need of them is their front.
    """

    def __init__(
        self,
        files: tuple[Breakdown, ...],
        only: Collection[Key] | None,
        broken: Collection[str],
    ) -> None:
        self.findings: dict[str, list[Finding]] = {each.path: [] for each in files}
        self.excuses: dict[str, list[Text]] = {each.path: [] for each in files}
        self.used: set[int] = set()
        fronts: list[Front] = []
        for breakdown in files:
            before = len(fronts)
            for card in make_cards(breakdown, only):
                self._judge_card(card)
                fronts.append(make_front(card))
                self.excuses[breakdown.path] += card.allow
            if only is None and breakdown.path not in broken:
                self._judge_file(breakdown, fronts[before:])
        for pair_rule in PAIR_RULES:
            for one, other, finding in pair_rule(fronts):
                self._add(finding, (other.allow, one.allow))

    def _judge_card(self, card: Card) -> None:
        for rule in rules_on(card):
            for finding in rule.find(card):
                self._add(finding, (card.allow,))

    def _judge_file(self, breakdown: Breakdown, fronts: Sequence[Front]) -> None:
        for rule in FILE_RULES:
            for allow, finding in rule(breakdown, fronts):
                self._add(finding, (allow,))

    def _add(self, finding: Finding, allowed: Iterable[tuple[Text, ...]]) -> None:
        excuses = [_excuse(allow, finding.code) for allow in allowed]
        self.used.update(id(excuse) for excuse in excuses if excuse is not None)
        if not any(excuses):
            self.findings[finding.text.span.path].append(finding)


def _believe(findings: Iterable[Finding], errors: Sequence[Span]) -> Iterator[Finding]:
    """Leave out findings of texts that an error stands in or right behind: one may be cut off."""
    errors = sorted(errors)
    starts = [span.start for span in errors]
    last_ends = list(accumulate((span.end for span in errors), max))
    for finding in findings:
        span = finding.text.span
        count = bisect_right(starts, span.end + _RIGHT_BEHIND)
        if not count or last_ends[count - 1] < span.start:
            yield finding


def _excuse(allow: Iterable[Text], code: str) -> Text | None:
    return next((text for text in allow if text.value == code), None)


def _severity(finding: Finding, levels: Levels, *, is_gentle: bool) -> Severity | None:
    level = levels.get(finding.code)
    if level is None:
        is_capped = is_gentle and finding.severity is Severity.ERROR
        return Severity.WARNING if is_capped else finding.severity
    return None if level is Level.OFF else Severity(level.value)


def _one_per_cause(
    ranked: list[tuple[Severity, Finding]],
) -> Iterator[tuple[Severity, Finding]]:
    """Leave out what says of one text the same as another finding, in other words."""
    shapes = [each for each in ranked if each[1].code in _SHAPES]
    yield from (each for each in ranked if each[1].code not in _SHAPES)
    shapes.sort(key=lambda each: each[1].text.span)
    for _, group in groupby(shapes, key=lambda each: each[1].text.span):
        yield max(group, key=lambda each: (_RANKS[each[0]], -_SHAPES.index(each[1].code)))


def _to_diagnostic(
    finding: Finding, severity: Severity, sources: Mapping[str, Source]
) -> Diagnostic:
    place = f" ({_place(finding.twin, finding.text, sources)})" if finding.twin else ""
    return Diagnostic(
        code=finding.code,
        severity=severity,
        message=f"{finding.message}{place}",
        span=find_span(finding.text, finding.fragment, sources.get(finding.text.span.path)),
        help=finding.help,
    )


def find_span(text: Text, fragment: str, source: Source | None) -> Span:
    """Give the span of a fragment of a text; where that leaves any doubt, of the whole text.

    A text's value isn't its spelling in YAML (folded lines, quotes, escapes), so the fragment is
    looked for in the spelling.
    """
    words = fragment.split()
    if not words or source is None:
        return text.span
    written = source.text[text.span.start : text.span.end]
    pattern = r"\s+".join(re.escape(word) for word in words)
    found = list(islice(re.finditer(rf"(?<!\w){pattern}(?!\w)", written), 2))
    if len(found) != 1:
        return text.span
    start = text.span.start + found[0].start()
    return Span(text.span.path, start, start + len(found[0][0]))


def _place(twin: Text, text: Text, sources: Mapping[str, Source]) -> str:
    """Say where the other of two is: its line, with its file if that is another."""
    path = twin.span.path
    line = sources[path].position(twin.span.start)[0] if path in sources else 1
    return f"line {line}" if path == text.span.path else f"{path}:{line}"


def _check_excuses(excuses: Iterable[Text], used: set[int]) -> Iterator[Diagnostic]:
    for text in excuses:
        if id(text) not in used:
            yield make_warning(
                "unused-allow",
                text.span,
                f"the rule `{text.value}` finds nothing here to excuse",
                "remove it from `allow`, so that the rule can speak again",
            )
