"""
How much of the cap a calendar month has used (R58, B40).

A payment counts from the moment it is created; one that failed gives its room
back.  Every part has the key of its charge, so what is given back is exactly
what was taken, however often it is said.

    >>> from astra_billing.money import RUB
    >>> may = Month(2023, 5)
    >>> use = CapUse(RUB).plus("a1/top-up/1", may, Money("600.00", RUB))
    >>> str(use.used(may)), str(use.without("a1/top-up/1").used(may))
    ('600.00 RUB', '0.00 RUB')

The odd case: a payment of May that fails in June gives June nothing.

    >>> june = use.plus("a1/top-up/2", may.next, Money("140.00", RUB))
    >>> str(june.without("a1/top-up/1").used(may.next))
    '140.00 RUB'
"""

from __future__ import annotations

from attrs import evolve, frozen

from astra_billing.dates import Month
from astra_billing.money import Currency, Money


@frozen
class CapPart:
    """What one payment takes of the cap of its month."""

    key: str
    month: Month
    amount: Money


@frozen
class CapUse:
    """
    The payments that count against the cap, those of the latest month alone.

    Attributes:
        currency: what the cap is counted in.
        parts: one a payment that was created and hasn't failed, in the order of creation.
    """

    currency: Currency
    parts: tuple[CapPart, ...] = ()

    def used(self, month: Month) -> Money:
        """What the payments of a month have taken."""
        return Money.sum((part.amount for part in self.parts if part.month == month), self.currency)

    def plus(self, key: str, month: Month, amount: Money) -> CapUse:
        """With one more payment; earlier months are forgotten, and a key that is known counts once."""
        kept = (part for part in self.parts if part.month >= month and part.key != key)
        return evolve(self, parts=(*kept, CapPart(key, month, amount)))

    def without(self, key: str) -> CapUse:
        """Without the payment that failed; nothing changes when the key is unknown or its month forgotten."""
        return evolve(self, parts=tuple(part for part in self.parts if part.key != key))
