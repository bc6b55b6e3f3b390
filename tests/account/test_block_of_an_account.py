"""The block as the account asks for it is the block of its standing (R63, R64)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import given

from astra_billing.credit import Operation
from astra_billing.simulation import PureDesk, play
from tests.account.book import Book, day
from tests.simulation.scenarios import last_day, scenarios

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.account import Account
    from astra_billing.account.commands import Command
    from astra_billing.simulation import Scenario


class Doubtful(PureDesk):
    """A desk that compares the two answers after each command, on that day and on the forty days after it."""

    def execute(self, command: Command, on: date, key: str) -> None:
        """Decide as ever, then ask both."""
        super().execute(command, on, key)
        for days in range(0, 41, 5):
            if self.account is not None:
                agree(self.account, on + timedelta(days=days))


def agree(account: Account, on: date) -> None:
    """Sums and calendars come to one answer; a decision asks the calendars, which is cheaper."""
    standing = account.standing(on=on)
    assert account.is_blocked(on=on) == (standing is not None and standing.is_blocked)
    for operation in Operation:
        assert account.forbids(operation, on=on) == (standing is not None and standing.forbids(operation))


@given(scenarios())
def test_the_calendars_alone_say_whether_the_limit_is_blocked(scenario: Scenario) -> None:
    """R63, R64: an invoice that is open has something unpaid, so its dates are enough."""
    play(scenario, last_day(scenario), open_desk=Doubtful)


def test_a_block_begins_on_the_30th() -> None:
    """R63: the 29th is the last day to pay; without a limit there is nothing to block."""
    book = Book(limit="5000.00")
    book.order("2025-12-10", "s1", "100.00", "1 year")
    book.close("2026-01-10")
    assert not book.account.is_blocked(on=day("2026-01-29"))
    assert book.account.is_blocked(on=day("2026-01-30"))
    assert book.account.forbids(Operation.ORDER, on=day("2026-01-30"))
    assert not book.account.forbids(Operation.TOP_UP, on=day("2026-01-30"))
    assert not Book().account.is_blocked(on=day("2026-01-30"))
