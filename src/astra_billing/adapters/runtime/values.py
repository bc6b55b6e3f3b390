"""What the runtime answers."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from astra_billing.account import Refused
from astra_billing.ports import Happened

SHOWN_FAILURES = 100
"""How many failures of a day are kept one by one; the rest is only counted."""


@frozen
class Failure:
    """
    Something that could not be done now; it stays where it was, and the next run tries again.

    Attributes:
        account_id: whose it is.
        subject: the key of a request, or the day that could not be closed.
        error: what was raised.
    """

    account_id: str
    subject: str
    error: Exception

    def __str__(self) -> str:
        return f"{self.account_id}, {self.subject}: {type(self.error).__name__}: {self.error}"


@frozen
class Executed:
    """
    What became of a command.

    Attributes:
        happened: its events, or its refusal; empty when there was nothing to do.
        is_repeated: whether the command was taken before; then `happened` is what it left the first time.
        failures: requests of the account that could not be carried out now; they wait in the store.
    """

    happened: tuple[Happened, ...]
    is_repeated: bool = False
    failures: tuple[Failure, ...] = ()

    @property
    def refused(self) -> Refused | None:
        """The refusal, None when the command was accepted."""
        return next((each for each in self.happened if isinstance(each, Refused)), None)


@frozen
class DayDone:
    """
    What a daily run has done; with several workers, all of them together.

    Attributes:
        on: the day.
        accounts: how many accounts had work.
        events: how many events that made.
        carried_out: how many requests were answered or told.
        failed: how many accounts and requests could not be done.
        failures: the first of them.
    """

    on: date
    accounts: int = 0
    events: int = 0
    carried_out: int = 0
    failed: int = 0
    failures: tuple[Failure, ...] = ()

    def plus(self, other: DayDone) -> DayDone:
        """Both together."""
        return DayDone(
            self.on,
            self.accounts + other.accounts,
            self.events + other.events,
            self.carried_out + other.carried_out,
            self.failed + other.failed,
            (*self.failures, *other.failures)[:SHOWN_FAILURES],
        )
