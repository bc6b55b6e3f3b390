"""
The days on which a service will be charged, if every renewal is paid at its first attempt.

Forecasts and automatic payments look ahead with it; it says what attempting
and renewing the service again and again would, only faster.

    >>> from datetime import date
    >>> from itertools import islice
    >>> from astra_billing.catalog import ProductKind
    >>> from astra_billing.dates import Term
    >>> from astra_billing.money import RUB, Money
    >>> from astra_billing.services import Service
    >>> site = Service.begun("h1", "Hosting", ProductKind.HOSTING, Money("100.00", RUB), Term.parse("1 month"),
    ...                      on=date(2026, 1, 31), renews_from="balance")
    >>> [day.isoformat() for day in islice(charge_days(site, after=date(2026, 2, 1)), 3)]
    ['2026-02-27', '2026-03-30', '2026-04-29']

The odd case: a service that stands still is not charged at all (B21).

    >>> from attrs import evolve
    >>> list(charge_days(evolve(site, renews_from=None), after=date(2026, 2, 1)))
    []
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.renewal.attempts import DAY, first_attempt_on, next_attempt_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from astra_billing.services import Service


def charge_days(service: Service, *, after: date) -> Iterator[date]:
    """The days later than `after` on which a renewal is tried and, as is assumed here, paid (R86, B15)."""
    day = next_attempt_on(service, after=after)
    terms = service.terms
    while day is not None:
        yield day
        terms += 1
        day = charge_after(service, day, terms=terms)


def charge_after(service: Service, day: date, *, terms: int) -> date | None:
    """The charge that follows one of `day`, which has paid so many terms since the anchor; None when it is the last."""
    expires_on = service.expiry_after(terms)
    following = max(first_attempt_on(expires_on, service.kind), day + DAY)
    return following if following <= expires_on else None
