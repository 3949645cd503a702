"""Fuzzes led by coverage: `python -m tests.fuzz.run TARGET --runs N`; all without a target.

Each target runs in a process of its own, for the engine ends the one it runs in. Needs
`pip install -e '.[test,fuzz]'`. An input that breaks a promise is left in `--findings`.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.fuzz.seeds import WORDS, find_seeds

_CHILD = "tests.fuzz.engine"


def fuzz(  # noqa: PLR0913 - the engine's own switches
    target: str,
    *,
    runs: int,
    seed: int,
    findings: Path,
    longest: int = 4096,
    seconds: int = 0,
) -> subprocess.CompletedProcess[str]:
    """Run a target on so many inputs, or for so long; its end and what it says are the result."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus")
        corpus.mkdir()
        for number, data in enumerate(find_seeds(target)):
            (corpus / str(number)).write_bytes(data)
        words = Path(folder, "words")
        words.write_text("\n".join(map(_quoted, WORDS)), encoding="utf-8")
        findings.mkdir(parents=True, exist_ok=True)
        return subprocess.run(
            [
                *(sys.executable, "-m", _CHILD, target, str(corpus)),
                *(f"-runs={runs}", f"-seed={seed}", f"-max_len={longest}", f"-dict={words}"),
                *(f"-max_total_time={seconds}", f"-artifact_prefix={findings}/{target}-"),
                *("-timeout=30", "-rss_limit_mb=2048", "-print_final_stats=1"),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )


def _quoted(word: str) -> str:
    return '"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"'


def summarise(output: str) -> str:
    """Give the engine's last numbers and what broke, out of all that it says."""
    lines = output.splitlines()
    counts = [line for line in lines if line.startswith(("stat::number_of", "stat::peak"))]
    progress = [line for line in lines if " cov: " in line][-1:]
    start = next((at for at, line in enumerate(lines) if "Uncaught Python" in line), len(lines))
    return "\n".join([*progress, *counts, *lines[start:]])


def main() -> int:
    """Fuzz as the command line says; 1 when a target broke."""
    from tests.fuzz.targets import TARGETS  # noqa: PLC0415 - so that `engine` alone imports early

    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.run", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--runs", type=int, default=100_000, help="inputs for each target")
    parser.add_argument("--seconds", type=int, default=0, help="end earlier; 0 for never")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--findings", type=Path, default=Path(".fuzz"))
    options = parser.parse_args()
    broken = False
    for target in options.targets or TARGETS:
        result = fuzz(
            target,
            runs=options.runs,
            seed=options.seed,
            findings=options.findings,
            seconds=options.seconds,
        )
        broken |= result.returncode != 0
        sys.stdout.write(f"== {target}: exit {result.returncode}\n{summarise(result.stdout)}\n")
        sys.stdout.flush()
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
