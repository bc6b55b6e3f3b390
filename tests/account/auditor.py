"""
A second bookkeeper: reads nothing but the journal, keeps books of its own and checks the laws after every event.

It shares no code with `evolve`: sums, dates, expiries and states are kept here in the plainest way there is.  There are
four books, each of which reads every event: cash, debts, the shelf of services, and people.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from astra_billing.account import events as e
from tests.account.books.cash import Cash
from tests.account.books.debts import Debts
from tests.account.books.people import People
from tests.account.books.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from astra_billing.account import Account
    from astra_billing.account.events import Event
    from astra_billing.money import Money


class Auditor:
    """Books kept beside the account, from its events alone."""

    cash: Cash
    debts: Debts

    def __init__(self) -> None:
        self.shelf = Shelf()
        self.people = People()
        self.latest = date.min

    def read(self, events: Iterable[Event]) -> None:
        """Enter events, checking each against the books so far."""
        for event in events:
            assert event.on >= self.latest, "the journal goes back in time"
            if isinstance(event, e.AccountOpened):
                assert self.latest == date.min, "opened twice"
                self.cash, self.debts = Cash(event.currency), Debts(event.currency)
            self.latest = event.on
            for book in (self.cash, self.debts, self.shelf, self.people):
                book.read(event)

    @property
    def owed(self) -> Money:
        """Everything unpaid."""
        return self.debts.owed

    @property
    def balance(self) -> Money:
        """What is there to be spent."""
        return self.cash.balance

    def agrees_with(self, account: Account, on: date | None = None) -> None:
        """The account says the same as the books, on the day of its last event or on another."""
        self.cash.agrees_with(account)
        self.debts.agrees_with(account, on or account.worked_on)
        self.shelf.agrees_with(account)
        self.people.agrees_with(account)
        self.people.nothing_names_what_is_gone(account)
        spent = self.cash.sum(part for parts in self.cash.spent.values() for part in parts)
        assert spent == self.cash.sum(part for parts in self.debts.covered.values() for part in parts)

    def every_term_is_charged_once(self) -> None:
        """Whatever was charged is a term that was given, and the other way round."""
        self.shelf.every_term_is_charged_once()
