"""
What a provider grants: how much credit, and how its calendar reads February.

    >>> from astra_billing.money import RUB
    >>> policy = CreditPolicy(limit=Money("5000.00", RUB))
    >>> policy.calendar(Month(2026, 2)).last_day_to_pay.isoformat()
    '2026-03-01'
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import field, frozen

from astra_billing.credit.calendar import CreditCalendar, ShortMonth
from astra_billing.credit.order import TopUpOrder
from astra_billing.dates import Month
from astra_billing.errors import InvalidValue
from astra_billing.money import Money

if TYPE_CHECKING:
    from datetime import date


@frozen
class CreditPolicy:
    """
    A credit limit (R61) and its reading of short months (B1).

    Attributes:
        limit: how much can be owed.
        short_month: when a February invoice blocks the limit.
        direct_payments: whether a payment for a service pays older debts first (B8).

    Raises:
        InvalidValue: the limit is negative.
    """

    limit: Money = field()
    short_month: ShortMonth = ShortMonth.GRACE_DAYS
    direct_payments: TopUpOrder = TopUpOrder.PURPOSE_FIRST

    def __attrs_post_init__(self) -> None:
        if self.limit.is_negative:
            raise InvalidValue(str(self.limit), expected="a credit limit", fix="pass zero or more")

    def calendar(self, month: Month) -> CreditCalendar:
        """The dates of the invoice issued on the 1st of `month` (R62, R63, R68)."""
        return CreditCalendar.of(month, self.short_month)

    def calendar_from(self, issued_on: date, deferred_to: date | None = None) -> CreditCalendar:
        """The dates of an invoice; a granted deferral that is shorter than the policy's grace changes nothing (B9)."""
        return _calendar(issued_on, deferred_to, self.short_month)


@lru_cache(maxsize=4096)
def _calendar(issued_on: date, deferred_to: date | None, short_month: ShortMonth) -> CreditCalendar:
    calendar = CreditCalendar.of(Month.of(issued_on), short_month)
    if deferred_to is None or deferred_to <= calendar.last_day_to_pay:
        return calendar
    return calendar.deferred(deferred_to)
