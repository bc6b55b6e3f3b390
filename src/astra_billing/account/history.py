"""
The history of a service: when it was opened, renewed, stopped and started, and what it cost (R88).

    >>> from astra_billing.account.commands import OpenAccount, PlaceOrder, StopService, TopUp
    >>> from astra_billing.account.decide import decide
    >>> from astra_billing.catalog import ProductKind
    >>> from astra_billing.dates import Term
    >>> from astra_billing.money import RUB, Money
    >>> day, journal, account = date(2026, 1, 10), [], None
    >>> order = PlaceOrder(service_id="s1", title="Test", kind=ProductKind.SERVER, price=Money("100.00", RUB),
    ...                    term=Term.parse("1 month"))
    >>> for command in (OpenAccount("a1", RUB), TopUp("p1", Money("100.00", RUB), "card"), order, StopService("s1")):
    ...     decision = decide(account, command, day)
    ...     journal, account = [*journal, *decision.events], decision.account
    >>> for line in history(journal, "s1").lines:
    ...     print(line.on, type(line.event).__name__, line.state.value, line.expires_on)
    2026-01-10 ServiceOrdered active 2026-02-10
    2026-01-10 ExpenseCharged active 2026-02-10
    2026-01-10 ServiceStopped stopped 2026-02-10
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, get_args

from attrs import frozen

from astra_billing.account import events as e
from astra_billing.account.charges import RenewalCharge
from astra_billing.account.events import Event
from astra_billing.account.evolution import evolve
from astra_billing.services import ServiceState
from astra_billing.views.tabular import Tabular

if TYPE_CHECKING:
    from collections.abc import Iterable

    from astra_billing.account.state import Account

_OF_SERVICES = get_args(e.ServicesEvent)


@frozen
class HistoryLine:
    """
    One thing that happened to a service.

    Attributes:
        event: what happened.
        state: the state of the service after it.
        expires_on: until when it is paid after it.
    """

    event: Event
    state: ServiceState
    expires_on: date

    @property
    def on(self) -> date:
        """The day it happened."""
        return self.event.on


@frozen
class ServiceHistory(Tabular):
    """
    "История", everything that happened to a service, in order (R88).

    Attributes:
        service_id: whose it is.
        lines: what happened; none for a service that never was.
    """

    service_id: str
    lines: tuple[HistoryLine, ...]

    def to_records(self) -> list[dict[str, object]]:
        """One record a line: the event, the state after it and until when the service is paid."""
        return [
            {**line.event.to_record(), "state": line.state.value, "expires_on": line.expires_on} for line in self.lines
        ]


def history(journal: Iterable[Event], service_id: str) -> ServiceHistory:
    """
    Everything that happened to a service.

    Args:
        journal: the events of its account from the beginning.
        service_id: the service.
    """
    lines: list[HistoryLine] = []
    account: Account | None = None
    for event in journal:
        account = evolve(account, event)
        if _is_about(event, service_id):
            lines.append(_line(account, event, service_id, lines))
    return ServiceHistory(service_id, tuple(lines))


def _is_about(event: Event, service_id: str) -> bool:
    if isinstance(event, e.ChargeRequested | e.ChargeSucceeded | e.ChargeDeclined):
        return isinstance(event.charge, RenewalCharge) and event.charge.service_id == service_id
    return isinstance(event, (*_OF_SERVICES, e.ExpenseCharged)) and event.subject == service_id


def _line(account: Account, event: Event, service_id: str, before: list[HistoryLine]) -> HistoryLine:
    service = account.services.get(service_id)
    if service is None:  # it is deleted, and was paid until when it was paid
        return HistoryLine(event, ServiceState.DELETED, before[-1].expires_on)
    return HistoryLine(event, service.state, service.expires_on)
