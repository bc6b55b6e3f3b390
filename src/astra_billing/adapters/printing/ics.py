"""
What matters of a timeline as a calendar: all-day events for phones and desktops (RFC 5545).

Invoices with their due dates, blocks, notices, payments, stops, refusals and
renewals; what happens every day is left out.  Nothing comes from a clock or
from chance, so the same timeline is the same calendar, and importing it again
changes nothing.

    >>> from datetime import date
    >>> from astra_billing.account.events import CreditBlocked
    >>> from astra_billing.money import RUB, Money
    >>> from astra_billing.simulation import Entry
    >>> blocked = CreditBlocked(date(2026, 1, 30), "a1", Money("620.00", RUB))
    >>> lines = calendar_bytes([Entry("a1", blocked.on, blocked)], "en", "January").decode().splitlines()
    >>> [line for line in lines if line.startswith(("DTSTART", "DTSTAMP"))]
    ['DTSTART;VALUE=DATE:20260130', 'DTSTAMP:20260130T000000Z']
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5

from attrs import frozen

from astra_billing.account import events as e
from astra_billing.account.refusals import Refused
from astra_billing.ledger import amount_to_pay
from astra_billing.presentation.rows import Row, rows
from astra_billing.presentation.showing import show_money
from astra_billing.texts import fill, message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from icalendar import Calendar
    from icalendar import Event as CalendarEvent

    from astra_billing.simulation import Entry
    from astra_billing.texts import Lang

PRODUCT: Final = "-//astra-billing//astra-billing//EN"
DAY: Final = timedelta(days=1)

SHOWN: Final = (
    e.InvoiceIssued,
    e.InvoiceOverdue,
    e.InvoiceSettled,
    e.CreditBlocked,
    e.CreditUnblocked,
    e.NoticeRaised,
    e.PaymentCredited,
    e.ServiceOrdered,
    e.ServiceStopped,
    e.ServiceStarted,
    e.RenewalRefused,
    e.ChargeDeclined,
    e.CapRecommended,
    Refused,
)
"""What is worth a place in a calendar; renewals are, unless they come every day."""


@frozen
class Item:
    """One all-day event, before it is written."""

    on: date
    account: str
    event: str
    subject: str
    text: str
    rule: str

    @property
    def key(self) -> str:
        """What makes it the same event, in whatever language it is told."""
        return f"astra-billing:{self.account}/{self.on}/{self.event}/{self.subject}"


def calendar_bytes(entries: Iterable[Entry], lang: Lang, name: str) -> bytes:
    """
    A calendar of what matters in a timeline.

    Args:
        entries: a timeline, or some of its entries.
        lang: the language of the summaries.
        name: what the calendar is called.
    """
    from icalendar import Calendar  # noqa: PLC0415  # an extra: loaded by who prints a calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    _add_items(calendar, _items(tuple(entries), lang))
    return bytes(calendar.to_ical())


def _add_items(calendar: Calendar, items: Iterable[Item]) -> None:
    seen: dict[str, int] = {}
    for item in sorted(items, key=lambda each: each.on):
        seen[item.key] = seen.get(item.key, 0) + 1
        calendar.add_component(_event(item, seen[item.key]))


def _items(entries: tuple[Entry, ...], lang: Lang) -> Iterator[Item]:
    daily = _daily_services(entries)
    for entry, row in zip(entries, rows(entries, lang), strict=True):
        happened = entry.happened
        monthly_renewal = isinstance(happened, e.ServiceRenewed) and happened.service_id not in daily
        if isinstance(happened, SHOWN) or monthly_renewal:
            yield Item(entry.on, row.account, row.event, row.subject, row.text, row.rule)
        if isinstance(happened, e.InvoiceIssued):
            yield _due(happened, row, lang)


def _due(issued: e.InvoiceIssued, row: Row, lang: Lang) -> Item:
    amount = show_money(amount_to_pay(issued.invoice.amount), lang)
    text = fill(message("calendar.due", lang), invoice=row.subject, amount=amount)
    return Item(issued.due_on, row.account, "InvoiceDue", row.subject, text, "R62")


def _daily_services(entries: Iterable[Entry]) -> frozenset[str]:
    new = (each.happened for each in entries if isinstance(each.happened, e.ServiceOrdered | e.ServiceRegistered))
    return frozenset(event.service.id for event in new if event.service.is_daily)


def _event(item: Item, number: int) -> CalendarEvent:
    """The written event; `number` tells equal ones of a day apart."""
    from icalendar import Event  # noqa: PLC0415  # as above

    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, f"{item.key}/{number}")))
    event.add("dtstamp", datetime.combine(item.on, time(), UTC))
    event.add("dtstart", item.on)
    event.add("dtend", item.on + DAY)
    event.add("summary", item.text)
    event.add("categories", [item.event])
    event.add("description", item.rule)
    event.add("transp", "TRANSPARENT")
    return event
