"""
Throws any text at everything that reads payers, until the time is up; only documented faults may come back.

    python -m tests.payers.fuzzing --seconds 300

Each target draws its own cases with Hypothesis, a new search every round.  What breaks one is shrunk
and shown as a failing test would show it, and the exit code is 1.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from time import monotonic

from tests.payers.fuzzing.targets import TARGETS, TRIED

SECONDS = 300


def main() -> None:
    """Go round all targets, at least once, and say how many cases that were."""
    parser = ArgumentParser(description="Throw any text at everything that reads payers.")
    parser.add_argument("--seconds", type=float, default=SECONDS, help=f"by default {SECONDS}")
    seconds, started = parser.parse_args().seconds, monotonic()
    is_first = True
    while is_first or monotonic() - started < seconds:
        is_first = False
        for target in TARGETS:
            target()
    lines = [f"{name:<10} {count:>9,}" for name, count in TRIED.items()]
    total = f"{TRIED.total():,} cases in {monotonic() - started:.0f} s, and only documented faults"
    sys.stdout.write("\n".join([*lines, total, ""]))


if __name__ == "__main__":
    main()
