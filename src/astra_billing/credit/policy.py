"""
What a provider grants: how much credit, and how its calendar reads February.

    >>> from astra_billing.dates import Month
    >>> from astra_billing.money import RUB
    >>> policy = CreditPolicy(limit=Money("5000.00", RUB))
    >>> policy.calendar(Month(2026, 2)).last_day_to_pay.isoformat()
    '2026-03-01'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from astra_billing.credit.calendar import CreditCalendar, ShortMonth
from astra_billing.credit.order import TopUpOrder
from astra_billing.errors import InvalidValue
from astra_billing.money import Money

if TYPE_CHECKING:
    from astra_billing.dates import Month


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
