"""Fuzzes led by nothing: words and pieces of seeds, mixed at random, twenty times as fast.

`python -m tests.fuzz.mix TARGET --seconds N` ends with the first input that breaks a promise.
"""

import argparse
import itertools
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from tests.fuzz.seeds import MARKUP, WORDS, find_seeds

_MOST_PIECES = 40
_LONGEST_PIECE = 60
_WORDS = [word.encode() for word in (*WORDS, *MARKUP)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixed:
    """How many inputs there were, and the one that broke a promise, if any, with its traceback."""

    inputs: int
    broken: bytes | None = None
    trace: str = ""


def mix(seeds: tuple[bytes, ...], random: Random) -> bytes:
    """Make an input of words and pieces of seeds."""
    pieces = random.choices(_WORDS, k=int(_MOST_PIECES ** random.random()))
    for _ in range(random.choice((0, 0, 1, 2))):
        seed = random.choice(seeds)
        start = random.randint(0, len(seed))
        piece = seed[start : start + random.randint(1, _LONGEST_PIECE)]
        pieces.insert(random.randint(0, len(pieces)), piece)
    return b"".join(pieces)


def try_mixed(
    check: Callable[[bytes], None], seeds: tuple[bytes, ...], seed: int, seconds: float
) -> Mixed:
    """Try inputs until one breaks a promise, or for so long."""
    end = time.monotonic() + seconds
    for number, data in enumerate(_generate(seeds, seed), 1):
        try:
            check(data)
        except Exception:  # noqa: BLE001 - whatever it is
            return Mixed(inputs=number, broken=data, trace=traceback.format_exc())
        if time.monotonic() > end:
            break
    return Mixed(inputs=number)


def _generate(seeds: tuple[bytes, ...], seed: int) -> Iterator[bytes]:
    random = Random(seed)  # noqa: S311 - to be repeated
    for _ in itertools.count():
        yield mix(seeds, random)


def main() -> int:
    """Fuzz as the command line says; 1 when a target broke."""
    from tests.fuzz.targets import TARGETS  # noqa: PLC0415 - as in `run`

    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.mix", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=float, default=60, help="for each target")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    broken = False
    for target in options.targets or TARGETS:
        mixed = try_mixed(TARGETS[target], tuple(find_seeds(target)), options.seed, options.seconds)
        sys.stdout.write(f"== {target}: {mixed.inputs} inputs\n")
        if mixed.broken is not None:
            broken = True
            sys.stdout.write(f"{mixed.broken!r}\n{mixed.trace}")
        sys.stdout.flush()
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
