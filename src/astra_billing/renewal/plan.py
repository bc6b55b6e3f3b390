"""
The list "Автопродление услуг": what is renewed by itself, when, and from what (R85).

    >>> from datetime import date
    >>> from astra_billing.dates import Term
    >>> from astra_billing.money import RUB
    >>> dns = Service.begun("8544", "DNS #8544", ProductKind.OTHER, Money("250.00", RUB), Term.parse("1 month"),
    ...                     on=date(2024, 2, 22), renews_from=BALANCE)
    >>> row = upcoming([dns], [], after=date(2024, 2, 22)).rows[0]
    >>> row.next_on.isoformat(), str(row.price), row.state.value
    ('2024-03-21', '250.00 RUB', 'active')

The odd case: a service that stands still is listed, without a date (B21).

    >>> from astra_billing.services import StopCause
    >>> upcoming([dns.stopped(StopCause.CUSTOMER)], [], after=date(2024, 2, 22)).rows[0].next_on is None
    True
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from astra_billing.catalog import ProductKind
from astra_billing.dates import Term
from astra_billing.methods import BALANCE, MethodStatus, SavedMethod
from astra_billing.money import Money
from astra_billing.renewal.attempts import next_attempt_on
from astra_billing.services import Service, ServiceState
from astra_billing.texts import counted, label, message
from astra_billing.views.tabular import Tabular

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from astra_billing.texts import Lang

COLUMNS = ("title", "kind", "price", "next_on", "term", "method", "state")


@frozen
class RenewalRow:
    """
    One service that is renewed automatically.

    Attributes:
        price: what the next term costs, without discounts.
        next_on: the day of the next attempt, None while the service stands still.
        method_id: what pays, a saved method's id or `BALANCE`.
        method: the saved method's name, empty for the balance.
        method_status: whether the saved method can be charged, None for the balance.
        state: the state of the service.
    """

    service_id: str
    title: str
    kind: ProductKind
    price: Money
    next_on: date | None
    term: Term
    method_id: str
    method: str
    method_status: MethodStatus | None
    state: ServiceState

    def shown(self, lang: Lang) -> dict[str, object]:
        """The row under the heads of the portal; amount and date stay values."""
        cells = {
            "kind": label(self.kind, lang),
            "term": counted(self.term.count, self.term.unit.value, lang),
            "method": self.method or message("balance", lang),
            "state": label(self.state, lang),
        }
        return {message(f"renewals.{name}", lang): cells.get(name, getattr(self, name)) for name in COLUMNS}


@frozen
class RenewalPlan(Tabular):
    """
    The services with automatic renewal, those that come next first and those without a date last (R85).

    Attributes:
        rows: one a service.
    """

    rows: tuple[RenewalRow, ...]

    def to_records(self) -> list[dict[str, object]]:
        """One record a service, with codes for names."""
        return [
            {
                "service": row.service_id,
                "title": row.title,
                "kind": row.kind.value,
                "price": row.price,
                "next_on": row.next_on,
                "term": str(row.term),
                "method": row.method_id,
                "state": row.state.value,
            }
            for row in self.rows
        ]

    def shown(self, lang: Lang) -> list[dict[str, object]]:
        """One record a service, in the words of the portal."""
        return [row.shown(lang) for row in self.rows]


def upcoming(services: Iterable[Service], methods: Iterable[SavedMethod], *, after: date) -> RenewalPlan:
    """
    What is renewed automatically, and on which day later than `after` each is tried next (R85).

    Raises:
        KeyError: a service is renewed from a method that is not among `methods`.
    """
    known = {each.id: each for each in methods}
    rows = [_row(each, each.renews_from, known, after) for each in services if each.renews_from is not None]
    return RenewalPlan(tuple(sorted(rows, key=lambda row: row.next_on or date.max)))


def _row(service: Service, method_id: str, known: Mapping[str, SavedMethod], after: date) -> RenewalRow:
    method = None if method_id == BALANCE else known[method_id]
    return RenewalRow(
        service_id=service.id,
        title=service.title,
        kind=service.kind,
        price=service.price,
        next_on=next_attempt_on(service, after=after),
        term=service.term,
        method_id=method_id,
        method="" if method is None else method.title,
        method_status=None if method is None else method.status,
        state=service.state,
    )
