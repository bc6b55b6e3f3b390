"""
Statements timed in turns, so that a busy moment of the machine hits all of them.

A figure is the best of many rounds.  Each statement is timed twice: alone, and
as the body of a function that is called, which is how most code meets it.
"""

from __future__ import annotations

import timeit
from dataclasses import dataclass, field

from benchmarks.table import Pair

ROUNDS = 40
SPAN = 2_000_000
"""About how many nanoseconds one turn of one statement takes."""


@dataclass
class Race:
    """
    Statements over some names, each with its best times in nanoseconds.

    Attributes:
        names: what the statements can use.
        called: by statement, as the body of a function.
        bare: by statement, alone.
    """

    names: dict[str, object]
    called: dict[str, float] = field(default_factory=dict)
    bare: dict[str, float] = field(default_factory=dict)

    def run(self, *statements: str) -> Race:
        """Time the statements in turns; one that was timed before only gets better."""
        timers = [(times, text, timer) for text in statements for times, timer in self._timers(text)]
        numbers = {id(timer): self._number(timer) for _, _, timer in timers}
        for _ in range(ROUNDS):
            for times, text, timer in timers:
                number = numbers[id(timer)]
                times[text] = min(times.get(text, float("inf")), timer.timeit(number) / number * 1e9)
        return self

    def pair(self, what: str, ours: str, theirs: str) -> Pair:
        """Two statements that have run, beside each other."""
        return Pair(what, self.called[ours], self.called[theirs], (self.bare[ours], self.bare[theirs]))

    def _timers(self, text: str) -> list[tuple[dict[str, float], timeit.Timer]]:
        """Names become local variables, so that only the statement itself is timed."""
        setup = "\n".join(f"{name} = _names[{name!r}]" for name in self.names)
        defaults = ", ".join(f"{name}={name}" for name in self.names if name in text)
        function = f"{setup}\ndef _called({defaults}):\n    return {text}"
        known = {"_names": self.names}
        return [
            (self.bare, timeit.Timer(text, setup, globals=known)),
            (self.called, timeit.Timer("_called()", function, globals=known)),
        ]

    def _number(self, timer: timeit.Timer) -> int:
        timer.timeit(10)  # what is worked out once is worked out here
        once = timer.timeit(10) / 10 * 1e9
        return max(3, int(SPAN / once))
