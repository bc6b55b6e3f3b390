"""
How much one payment by a method may be, and which limit an amount breaks (R54, B30).

    >>> from astra_billing.money import RUB, Money, MoneyRange
    >>> limits = MoneyRange(Money("10.00", RUB), Money("3000.00", RUB))
    >>> broken_limit(limits, Money("5000.00", RUB))
    <AmountRefusal.AMOUNT_ABOVE_LIMIT: 'amount_above_limit'>
    >>> broken_limit(limits, Money("3000.00", RUB)), broken_limit(None, Money("5000.00", RUB))
    (None, None)
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from astra_billing.money import Money, MoneyRange


class AmountRefusal(Enum):
    """Which limit of a payment method an amount breaks (B30)."""

    AMOUNT_BELOW_LIMIT = "amount_below_limit"
    AMOUNT_ABOVE_LIMIT = "amount_above_limit"


def broken_limit(limits: MoneyRange | None, amount: Money) -> AmountRefusal | None:
    """Which of the two limits the amount breaks, None when it keeps both or there are none (B30)."""
    if limits is None or limits.contains(amount):
        return None
    below = amount < limits.clamp(amount)
    return AmountRefusal.AMOUNT_BELOW_LIMIT if below else AmountRefusal.AMOUNT_ABOVE_LIMIT
