"""
The credit calendar walked day by day, with a finger on the calendar on the wall.

Nothing of the library is used here: neither its months nor its day arithmetic.
"""

from __future__ import annotations

from datetime import date, timedelta

from attrs import define

ONE = timedelta(days=1)


@define
class Walk:
    """What a reader of the manual's section on the credit limit writes down, day after day (R62, R63, R68)."""

    issued_on: date
    clamped: bool
    due_on: date | None = None
    overdue_from: date | None = None
    blocked_from: date | None = None
    notices: tuple[tuple[str, str], ...] = ()

    def __attrs_post_init__(self) -> None:
        today, grace = self.issued_on, 0
        while self.blocked_from is None:
            today += ONE
            grace = grace + 1 if self.due_on is not None else 0
            if today.day == 15 and self.due_on is None:
                self.due_on = today
            if grace == 1:
                self.overdue_from = today
            if self._is_block_day(today, grace):
                self.blocked_from = today
        self.notices = tuple(self._remind())

    def _is_block_day(self, today: date, grace: int) -> bool:
        if self.clamped:
            return today.day == 30 or (today + ONE).day == 1
        return grace == 15

    def _remind(self) -> list[tuple[str, str]]:
        assert self.due_on is not None
        assert self.overdue_from is not None
        assert self.blocked_from is not None
        three_before_due = self.due_on - ONE - ONE - ONE
        five_before_block = self.blocked_from - ONE - ONE - ONE - ONE - ONE
        return [
            (str(three_before_due), "due_soon"),
            (str(self.overdue_from), "overdue"),
            (str(five_before_block), "block_soon"),
            (str(self.blocked_from), "blocked"),
        ]


def state_by_walking(issued: list[date], today: date, *, clamped: bool) -> str:
    """The state of several unpaid invoices: the worst that any of them has reached by `today`."""
    rank = ["available", "awaiting", "overdue", "blocked"]
    worst = "available"
    for first in issued:
        walk = Walk(first, clamped)
        assert walk.overdue_from is not None
        assert walk.blocked_from is not None
        state, day = "awaiting", first
        while day <= today:
            if day == walk.overdue_from:
                state = "overdue"
            if day == walk.blocked_from:
                state = "blocked"
            day += ONE
        worst = max(worst, state, key=rank.index)
    return worst
