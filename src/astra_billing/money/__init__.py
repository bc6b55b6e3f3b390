"""
Exact money: `Money`, `Currency`, `Rounding`, `allocate`, and what a bill does with them.

    >>> price = Money("660.00", RUB)
    >>> price.allocate([3, 1])
    (Money('495.00', RUB), Money('165.00', RUB))
    >>> price.divided_by(7, rounding=Rounding.HALF_UP)
    Money('94.29', RUB)
"""

from __future__ import annotations

from astra_billing.money.allocation import allocate, split
from astra_billing.money.bag import MoneyBag, RateMissing
from astra_billing.money.currency import EUR, RUB, USD, Currency
from astra_billing.money.discounts import discounted
from astra_billing.money.faults import CurrencyMismatch, InexactResult, TooManyDigits
from astra_billing.money.proration import ProratedLines, daily_charge, prorate, prorate_lines
from astra_billing.money.range import MoneyRange
from astra_billing.money.rounding import Rounding
from astra_billing.money.shares import Leftover
from astra_billing.money.value import Money

__all__ = [
    "EUR",
    "RUB",
    "USD",
    "Currency",
    "CurrencyMismatch",
    "InexactResult",
    "Leftover",
    "Money",
    "MoneyBag",
    "MoneyRange",
    "ProratedLines",
    "RateMissing",
    "Rounding",
    "TooManyDigits",
    "allocate",
    "daily_charge",
    "discounted",
    "prorate",
    "prorate_lines",
    "split",
]
