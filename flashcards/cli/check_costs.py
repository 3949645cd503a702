"""What craft rules cost learners, as `flashcards check --stats` says it."""

from collections.abc import Sequence
from typing import Any

from flashcards.app.rule_costs import FEWEST_ANSWERS, FEWEST_NOTES, Answered, RuleCost
from flashcards.cli.echo import echo
from flashcards.cli.output import count


def print_costs(costs: Sequence[RuleCost]) -> None:
    """Print a line for each rule: what it costs, that it costs nothing, or what is missing."""
    echo()
    for each in costs:
        echo(f"{each.rule}: {describe_cost(each)}")
    if not costs:
        echo("no rule finds anything that learners could have failed at")


def describe_cost(cost: RuleCost) -> str:
    """Say how often the notes fail that a rule finds; no more than the answers bear."""
    found, others = cost.found, cost.others
    if not (found.is_enough and others.is_enough):
        few = found if not found.is_enough else others
        whose = "that it finds" if few is found else "that it doesn't find"
        notes, answers = count(few.notes, "note"), count(few.answers, "answer")
        return (
            f"no claim from {notes} {whose} with {answers}; "
            f"it takes {FEWEST_NOTES} with {FEWEST_ANSWERS}"
        )
    numbers = f"{_describe_share(found)}, of other notes {_describe_share(others)}"
    if not cost.is_clear:
        return f"what it finds fails no more and no less often than chance explains: {numbers}"
    if not others.failed:
        return f"what it finds fails in your deck, and nothing else does: {numbers}"
    return f"what it finds fails {cost.times:.1f} times as often in your deck: {numbers}"


def _describe_share(answered: Answered) -> str:
    return f"{answered.share:.0%} of {count(answered.answers, 'answer')}"


def cost_to_json(cost: RuleCost) -> dict[str, Any]:
    """Give what a rule costs, for another program."""
    return {
        "rule": cost.rule,
        "found": cost.found._asdict(),
        "others": cost.others._asdict(),
        "enough": cost.found.is_enough and cost.others.is_enough,
        "clear": cost.is_clear,
        "times": round(cost.times, 2) if cost.is_clear and cost.others.failed else None,
    }
