"""
What a timeline looks like day by day: the state of credit, which services run, what is worth a mark.

The account is folded again from its events, so a picture needs nothing but the
timeline, and shows what the library would have answered on each of its days.

    >>> from datetime import date
    >>> from astra_billing.money import RUB
    >>> opened = e.AccountOpened(date(2025, 12, 1), "a1", RUB)
    >>> days = list(story([Entry("a1", opened.on, opened)], opened.on, date(2025, 12, 3)))
    >>> [(each.on.day, each.state) for each in days]
    [(1, None), (2, None), (3, None)]
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from attrs import frozen

from astra_billing.account import Account, evolve
from astra_billing.account import events as e
from astra_billing.account.refusals import Refused
from astra_billing.credit import CreditState
from astra_billing.money import Money
from astra_billing.services import Service
from astra_billing.simulation import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

DAY: Final = timedelta(days=1)

MARKS: Final[Mapping[type, str]] = {
    e.InvoiceIssued: "invoice",
    e.NoticeRaised: "notice",
    e.PaymentCredited: "payment",
    e.PaymentDeclined: "failed",
    e.ChargeDeclined: "failed",
    e.RenewalRefused: "failed",
    Refused: "failed",
    e.ServiceStopped: "stop",
    e.ServiceDeleted: "stop",
    e.ServiceOrdered: "start",
    e.ServiceOpened: "start",
    e.ServiceStarted: "start",
    e.ServiceRenewed: "renewal",
}
"""The mark of every event that has one; a daily service's renewals have none."""


@frozen
class StoryDay:
    """
    One day at its end.

    Attributes:
        state: the credit state, None without a limit.
        debt: what the state is about: the overdue sum, or the one awaited; None without debt.
        services: every service the account has.
        entries: what happened.
    """

    on: date
    state: CreditState | None
    debt: Money | None
    services: tuple[Service, ...]
    entries: tuple[Entry, ...]


def story(entries: Iterable[Entry], first: date, last: date) -> Iterator[StoryDay]:
    """One account's days from the first through the last."""
    by_day: dict[date, list[Entry]] = {}
    for entry in entries:
        by_day.setdefault(entry.on, []).append(entry)
    account: Account | None = None
    day = first
    while day <= last:
        happened = tuple(by_day.get(day, ()))
        account = _after(account, happened)
        yield _day(account, day, happened)
        day += DAY


def mark_of(entry: Entry, daily: frozenset[str]) -> str | None:
    """The code of the mark of an entry, None for what has none."""
    happened = entry.happened
    if isinstance(happened, e.ServiceRenewed) and happened.service_id in daily:
        return None
    if isinstance(happened, e.ServiceOrdered) and happened.service.awaits_payment:
        return None
    return MARKS.get(type(happened))


def _after(account: Account | None, entries: Iterable[Entry]) -> Account | None:
    for entry in entries:
        if isinstance(entry.happened, e.BaseEvent):
            account = evolve(account, entry.happened)
    return account


def _day(account: Account | None, on: date, entries: tuple[Entry, ...]) -> StoryDay:
    standing = account.standing(on=on) if account is not None else None
    services = tuple(account.services.values()) if account is not None else ()
    if standing is None:
        return StoryDay(on, None, None, services, entries)
    late = standing.state in {CreditState.OVERDUE, CreditState.BLOCKED}
    debt = standing.overdue if late else standing.awaiting
    return StoryDay(on, standing.state, debt if debt.is_positive else None, services, entries)
