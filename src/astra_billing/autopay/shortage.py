"""
When the balance will no longer pay for the renewals that it is to pay (R56, B38).

The renewals are played forward, each paid at its first attempt.  The first day
whose renewals the balance cannot pay in full is the day it runs short.

    >>> from astra_billing.catalog import ProductKind
    >>> from astra_billing.money import RUB
    >>> from astra_billing.services import Service
    >>> daily = Service.begun("s1", "Test", ProductKind.OTHER, Money("20.00", RUB), Term.parse("1 day"),
    ...                       on=date(2023, 4, 27), renews_from=BALANCE)
    >>> found = shortage([daily], Money("60.00", RUB), on=date(2023, 4, 28))
    >>> found.short_on.isoformat(), str(found.missing)
    ('2023-05-01', '20.00 RUB')

The odd case: nothing is renewed from the balance, so it is never short.

    >>> shortage([], Money("0.00", RUB), on=date(2023, 4, 28)) is None
    True
"""

from __future__ import annotations

from datetime import date, timedelta
from heapq import heapify, heappop, heappush, heapreplace
from typing import TYPE_CHECKING

from attrs import frozen

from astra_billing.dates import Term, Unit
from astra_billing.methods import BALANCE
from astra_billing.money import Money
from astra_billing.renewal import DAY, charge_after, next_attempt_on
from astra_billing.services import StopCause

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from astra_billing.services import Service

    Due = tuple[date, int, int]
    """The day of a charge, the number of its service, how many terms it will have paid since the anchor."""

LOOK_AHEAD = timedelta(days=400)
"""How far past the first renewal a shortage is looked for; every renewal is a reason to look again."""

COMING_MONTH = Term(1, Unit.MONTH)


@frozen
class Shortage:
    """
    The balance will not be enough.

    Attributes:
        short_on: the first day whose renewals it cannot pay in full.
        need: what the renewals to the end of that day cost together.
        balance: what is there to pay them.
    """

    short_on: date
    need: Money
    balance: Money

    @property
    def missing(self) -> Money:
        """What is not there."""
        return self.need - self.balance


def shortage(services: Iterable[Service], balance: Money, *, on: date, until: date | None = None) -> Shortage | None:
    """
    The first shortage on the day `on` or later, None when there is none in sight.

    Args:
        services: all services; those renewed from the balance count.
        balance: what is there on `on`, before the renewals of that day.
        on: the first day whose renewals count; a service that was tried on it already is tried on the next.
        until: the last day that counts; otherwise it is looked a year past the first renewal.
    """
    need = Money.zero(balance.currency)
    for day, cost in _days(services, on, until):
        need += cost
        if need > balance:
            return Shortage(day, need, balance)
    return None


def month_need(services: Collection[Service], balance: Money, *, on: date) -> Money:
    """
    What the renewals from the balance cost in the month that begins on `on` (R56, B38).

    A service that has stopped for want of money comes back with the money and begins anew (R69, B20), so it counts as
    renewed on `on`: a month that was paid without it would be short again.
    """
    end = COMING_MONTH.end(on)
    back = [each.begun_again(on) for each in services if _comes_back(each)]
    return Money.sum((cost for _, cost in _days(services, on, end - DAY, back)), balance.currency)


def _comes_back(service: Service) -> bool:
    """Whether money on the balance would bring it back by itself; it is not what makes the balance short (B19)."""
    waits = service.stop_cause is StopCause.EXPIRED and not service.is_processed
    return waits and service.renews_from == BALANCE


def _days(
    services: Iterable[Service], on: date, until: date | None, back: Iterable[Service] = ()
) -> Iterator[tuple[date, Money]]:
    """Every day with charges and what they cost, in order; one queue of the next charge of every service."""
    paid = [each for each in services if each.renews_from == BALANCE and each.price]
    queue = _first_charges(paid, on - DAY, until)
    for service in back:
        heappush(queue, (on, len(paid), service.terms))
        paid.append(service)
    if queue and until is None:
        until = queue[0][0] + LOOK_AHEAD
    while queue and until is not None and queue[0][0] <= until:
        day, number, _ = queue[0]
        cost = paid[number].price
        _move_on(queue, paid)
        while queue and queue[0][0] == day:
            cost += paid[queue[0][1]].price
            _move_on(queue, paid)
        yield day, cost


def _first_charges(paid: list[Service], after: date, until: date | None) -> list[Due]:
    queue = []
    for number, service in enumerate(paid):
        day = next_attempt_on(service, after=after)
        if day is not None and (until is None or day <= until):
            queue.append((day, number, service.terms + 1))
    heapify(queue)
    return queue


def _move_on(queue: list[Due], paid: list[Service]) -> None:
    day, number, terms = queue[0]
    following = charge_after(paid[number], day, terms=terms)
    if following is None:
        heappop(queue)
    else:
        heapreplace(queue, (following, number, terms + 1))
