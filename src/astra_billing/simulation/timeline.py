"""What a played scenario has left: the events in order, and where credit stood at its turning points."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from astra_billing.account import Account, Refused, evolve
from astra_billing.account import events as e
from astra_billing.account.events import Event
from astra_billing.credit import CreditStanding
from astra_billing.views.tabular import Tabular

if TYPE_CHECKING:
    from collections.abc import Iterator

TURNS = (
    e.CreditGranted,
    e.CreditWithdrawn,
    e.DeferralGranted,
    e.InvoiceIssued,
    e.InvoiceOverdue,
    e.InvoicePartlyPaid,
    e.InvoiceSettled,
    e.CreditBlocked,
    e.CreditUnblocked,
)
"""The events after which the dashboard shows another picture."""


@frozen
class Entry:
    """
    One line of a timeline: an event, or a refusal that a command met.

    Attributes:
        account_id: whose it is.
        on: the day.
        happened: what.
    """

    account_id: str
    on: date
    happened: Event | Refused


@frozen
class Moment:
    """Where an account's credit stood at the end of a day."""

    account_id: str
    on: date
    standing: CreditStanding


@frozen
class Timeline(Tabular):
    """
    A played scenario.

    Attributes:
        title: the scenario's title.
        starts_on: its first day.
        until: the last day played.
        entries: what happened, by day; accounts of one day in the scenario's order.
        accounts: the accounts at the end.
    """

    title: str
    starts_on: date
    until: date
    entries: tuple[Entry, ...]
    accounts: tuple[Account, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """The events alone."""
        return tuple(each.happened for each in self.entries if not isinstance(each.happened, Refused))

    def of(self, account_id: str) -> tuple[Entry, ...]:
        """One account's entries."""
        return tuple(each for each in self.entries if each.account_id == account_id)

    def turning_points(self, account_id: str) -> tuple[Moment, ...]:
        """Where an account's credit stood after each day on which its dashboard changed."""
        found: dict[date, Moment] = {}
        account: Account | None = None
        for entry in self.of(account_id):
            if not isinstance(entry.happened, Refused):
                account = evolve(account, entry.happened)
                standing = account.standing(on=entry.on)
                if standing is not None and (isinstance(entry.happened, TURNS) or entry.on in found):
                    found[entry.on] = Moment(account_id, entry.on, standing)
        return tuple(found.values())

    def to_records(self) -> list[dict[str, object]]:
        """One plain record an entry; presentation adds the sentences."""
        return [_record(entry) for entry in self.entries]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)


def _record(entry: Entry) -> dict[str, object]:
    happened = entry.happened
    if isinstance(happened, Refused):
        refused = {"rule": happened.rule, "subject": happened.reason.value, "amount": "", "currency": ""}
        return {"date": entry.on, "account": entry.account_id, "event": "Refused", **refused}
    return {"date": entry.on, "account": entry.account_id, **happened.to_record()}
