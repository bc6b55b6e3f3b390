"""One row of the table: what took how long, beside what, and whether the goal is met."""

from __future__ import annotations

from dataclasses import dataclass

HEAD = (
    "| Measured | astra-billing | beside | takes | ratio | without the call | goal | met |\n"
    "|---|---|---|---|---|---|---|---|"
)


@dataclass(frozen=True)
class Row:
    """
    A measurement beside a peer or a floor of the same run.

    Attributes:
        what: the operation.
        ours, theirs: the figures, with units.
        beside: the peer or the floor.
        ratio: how the two compare; empty where it says nothing.
        bare: the same with the cost of calling a function left out; empty where there is none.
        goal: what was to be reached; empty where nothing was.
        met: whether it was.
    """

    what: str
    ours: str
    beside: str = ""
    theirs: str = ""
    ratio: str = ""
    bare: str = ""
    goal: str = ""
    met: bool = False


def line(row: Row) -> str:
    """The row in Markdown."""
    met = ("yes" if row.met else "**no**") if row.goal else ""
    cells = (row.what, row.ours, row.beside, row.theirs, row.ratio, row.bare, row.goal, met)
    return f"| {' | '.join(cells)} |"


@dataclass(frozen=True)
class Pair:
    """
    Two times in nanoseconds of the same run.

    Attributes:
        what: the operation.
        ours, theirs: the times, the call of a function included.
        bare: the times without it.
    """

    what: str
    ours: float
    theirs: float
    bare: tuple[float, float]

    def faster(self, beside: str, *, least: float | None = None) -> Row:
        """A row about a peer that should be slower."""
        ratio, bare = self.theirs / self.ours, self.bare[1] / self.bare[0]
        goal = "" if least is None else f"at least {least:g} x as fast"
        return self._row(beside, f"{ratio:.1f} x as fast", f"{bare:.1f}", goal, met=ratio >= (least or 0))

    def dearer(self, beside: str, *, most: float | None = None) -> Row:
        """A row about a floor that should not be far below."""
        ratio, bare = self.ours / self.theirs, self.bare[0] / self.bare[1]
        goal = "" if most is None else f"at most {most:g} x its time"
        return self._row(beside, f"{ratio:.1f} x its time", f"{bare:.1f}", goal, met=ratio <= (most or 0))

    def _row(self, beside: str, ratio: str, bare: str, goal: str, *, met: bool) -> Row:
        return Row(self.what, ns(self.ours), beside, ns(self.theirs), ratio, bare, goal, met)


def ns(value: float) -> str:
    """Nanoseconds, or microseconds from ten on."""
    return f"{value:,.0f} ns" if value < 10_000 else f"{value / 1000:,.0f} µs"  # noqa: PLR2004 - as said
