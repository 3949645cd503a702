"""The tables of rivals say where we lose as plainly as where we win; nothing is measured here."""

from tests.benchmarks.measure import Cost
from tests.benchmarks.rival_formats import make_cards
from tests.benchmarks.rival_table import render_rivals
from tests.benchmarks.rivals import OURS, RIVALS, Tool
from tests.benchmarks.side_by_side import Kept, Measured

ANKCOMPILER, YAML_TOOL, _, ANKIFORGE, ANKDOWN = RIVALS


def _measured(tool: Tool, seconds: float, megabytes: float = 80) -> Measured:
    cost = Cost(seconds=seconds, megabytes=megabytes)
    return Measured(tool=tool, notes=10_000, cold=cost, unchanged=cost, edited=cost, size=1_234_567)


def _lines(*measured: Measured) -> list[str]:
    return render_rivals(measured, [], [ANKDOWN]).splitlines()


def test_who_is_faster_and_who_is_slower_is_named() -> None:
    lines = _lines(_measured(OURS, 1), _measured(YAML_TOOL, 2.25), _measured(ANKIFORGE, 0.5, 40))
    assert (
        "- 10,000 notes, first build, in flashcards' time: "
        "faster ankiforge 0.3.1 (0.5); slower anki-yaml-tool 0.4.0 (2.2). "
        "In its memory: less ankiforge 0.3.1 (0.5)."
    ) in lines
    assert (
        "| 10,000 | anki-yaml-tool 0.4.0 | 2.25 s | 2.25 s | 2.25 s | 80 MB | 1,235 kB |"
    ) in lines


def test_a_build_that_was_stopped_shows_the_limit() -> None:
    lines = _lines(_measured(OURS, 2), _measured(ANKCOMPILER, float("inf")))
    assert (
        "- 10,000 notes, first build, in flashcards' time: "
        "faster none; slower ankcompiler 0.6.0 (over 60). In its memory: less none."
    ) in lines
    assert any("| > 120 s | > 120 s | > 120 s |" in line for line in lines)


def test_a_tool_that_could_not_be_installed_is_named() -> None:
    assert _lines(_measured(OURS, 1))[-1] == "Could not be installed here: ankdown 0.7.1 (2019)."


def test_what_a_tool_does_not_keep_is_said() -> None:
    kept = Kept(tool=ANKDOWN, when_reworded=True, when_one_is_put_first=False)
    table = render_rivals([_measured(OURS, 1)], [kept])
    assert (
        "| ankdown 0.7.1 (2019) | Markdown | its place in the file | yes | **no** |"
    ) in table.splitlines()


def test_every_tool_gets_all_questions_and_answers() -> None:
    cards = make_cards(45)
    for tool in (OURS, *RIVALS):
        text = "".join(tool.write(cards).values())
        assert [card for card in cards if card.front not in text] == []
        assert text.count("steps.") == len(cards)
