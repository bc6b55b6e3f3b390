"""
A discount on a plain amount, in percent or as a sum.

The discount itself is rounded, then taken off, so price and discount always
add up to the old price:

    >>> from astra_billing.money import RUB, Money
    >>> discounted(Money("1.01", RUB), percent="50", rounding=Rounding.HALF_UP)
    Money('0.50', RUB)

The odd case: a discount above the price leaves zero, never a debt.

    >>> discounted(Money("10.00", RUB), amount=Money("30.00", RUB))
    Money('0.00', RUB)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.errors import InvalidValue
from astra_billing.money.exact import exact_decimal
from astra_billing.money.rounding import Rounding
from astra_billing.money.value import Money

if TYPE_CHECKING:
    from decimal import Decimal


_WHOLE = 100


def discounted(
    price: Money,
    *,
    percent: str | int | Decimal | None = None,
    amount: Money | None = None,
    rounding: Rounding = Rounding.MUST_BE_EXACT,
) -> Money:
    """
    `price` less a percentage of it or less a sum; not below zero.

    `rounding` brings the discount to the minor unit of the currency.

    Raises:
        InvalidValue: not exactly one of percent and amount, or one that is out of range.
        InexactResult: the percentage is no whole number of minor units and no rounding was named.
        CurrencyMismatch: the sum is of another currency.
    """
    if (percent is None) == (amount is None):
        raise InvalidValue((percent, amount), expected="one discount", fix="pass percent= or amount=, not both")
    if amount is None:
        amount = _share(price, exact_decimal(percent, what="a discount in percent"), rounding)
    elif amount.is_negative:
        raise InvalidValue(amount, expected="a discount", fix="pass zero or more")
    return (price - amount).clamp(low=Money.zero(price.currency))


def _share(price: Money, percent: Decimal, rounding: Rounding) -> Money:
    if not 0 <= percent <= _WHOLE:
        raise InvalidValue(percent, expected="a discount in percent", fix="pass 0 to 100")
    return (price * percent).divided_by(_WHOLE, rounding=rounding)
