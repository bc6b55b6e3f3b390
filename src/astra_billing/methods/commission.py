"""
What a payment method adds to a payment, and what it gives back (R54, R55, B29, B32).

The commission is a percentage of the order and a fixed sum, added on top, so
the manual's 5.00 % + 10.00 makes 31.00 of 20.00.  Cashback is a percentage of
what was paid, commission included.

    >>> from astra_billing.money import RUB
    >>> Commission("5.00", Money("10.00", RUB)).to_pay(Money("20.00", RUB))
    Money('31.00', RUB)
    >>> Cashback("10").of(Money("115.00", RUB))
    Money('11.50', RUB)

The odd case: half a kopeck goes up, once, on the sum that is paid.

    >>> Commission("5").to_pay(Money("0.10", RUB))
    Money('0.11', RUB)
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import field, frozen

from astra_billing.errors import InvalidValue
from astra_billing.money import Money, Rounding
from astra_billing.money.exact import exact_decimal

if TYPE_CHECKING:
    from attrs import Attribute

WHOLE = 100


def _percent(value: str | int | Decimal) -> Decimal:
    percent = exact_decimal(value, what="a percentage")
    if not 0 <= percent <= WHOLE:
        raise InvalidValue(value, expected="a percentage", fix=f"pass 0 to {WHOLE}")
    return percent


def _not_negative(_: object, __: Attribute[Money | None], amount: Money | None) -> None:
    if amount is not None and amount.is_negative:
        raise InvalidValue(str(amount), expected="an amount of a payment method", fix="pass zero or more")


@frozen
class Commission:
    """
    What the customer pays on top of the order: a percentage of it and a fixed sum (R54, B29).

    Attributes:
        percent: exact decimal from 0 to 100; str, int or Decimal is accepted.
        fixed: the fixed sum, None without one.

    Raises:
        InvalidValue: the percentage is out of range, or the fixed sum is negative.
    """

    percent: Decimal = field(default=Decimal(0), converter=_percent)
    fixed: Money | None = field(default=None, validator=_not_negative)

    def to_pay(self, order_amount: Money) -> Money:
        """The order and its commission together, rounded half-up to the minor unit (B29)."""
        fixed = Money.zero(order_amount.currency) if self.fixed is None else self.fixed
        exact = order_amount + (order_amount * self.percent) / WHOLE + fixed
        return exact.to_minor_unit(Rounding.HALF_UP)

    def __str__(self) -> str:
        fixed = "" if self.fixed is None else f" + {self.fixed}"
        return f"{self.percent:f} %{fixed}"


@frozen
class Cashback:
    """
    What is given back of a payment, as a payment of its own (R55, B32).

    Attributes:
        percent: exact decimal from 0 to 100; str, int or Decimal is accepted.
        maximum: the most that one payment brings, None without a maximum.

    Raises:
        InvalidValue: the percentage is out of range, or the maximum is negative.
    """

    percent: Decimal = field(converter=_percent)
    maximum: Money | None = field(default=None, validator=_not_negative)

    def of(self, paid: Money) -> Money:
        """The cashback of a payment, commission included, rounded half-up to the minor unit (B32)."""
        return (paid * self.percent).divided_by(WHOLE, rounding=Rounding.HALF_UP).clamp(high=self.maximum)
