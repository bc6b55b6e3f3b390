"""
Proration: the price of a part of a period (B12, B13, B14).

The exact share is rounded once; the fraction of days never is.

    >>> from astra_billing.money import RUB, Money
    >>> prorate(Money("660.00", RUB), 30, 31, rounding=Rounding.HALF_UP)
    Money('638.71', RUB)

The cart of R42: lines are shown rounded up, the total is rounded once from the
exact sum and is the authority, so the two may differ.

    >>> cart = prorate_lines([Money(text, RUB) for text in ("495.00", "110.00", "55.00")], 30, 31)
    >>> [str(line.amount) for line in cart.lines], str(cart.total.amount)
    (['479.04', '106.46', '53.23'], '638.71')
    >>> cart.difference
    Money('0.02', RUB)
    >>> print(cart.explain())
    638.71 RUB to pay, rounded once from the exact sum; the lines as shown add up to 638.73 RUB

A daily charge is cut off at four decimals (B14):

    >>> daily_charge(Money("650.00", RUB), days_in_month=29)
    Money('22.4137', RUB)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from astra_billing.errors import InvalidValue
from astra_billing.money import notebook
from astra_billing.money.rounding import Rounding
from astra_billing.money.value import Money

if TYPE_CHECKING:
    from collections.abc import Sequence


CHARGE_PLACES = 4
"""Decimals of a daily charge (B14)."""


def prorate(amount: Money, days_used: int, days_basis: int, *, rounding: Rounding, places: int | None = None) -> Money:
    """
    `amount` x days_used / days_basis, rounded once (B12).

    Args:
        amount: the price of the whole period.
        days_used: how many days of it are paid for, 0 to days_basis.
        days_basis: how many days the whole period has.
        rounding: how the share meets the last decimal.
        places: how many decimals; by default those of the currency.

    Raises:
        InvalidValue: the days are no whole numbers or do not fit together.
    """
    _check_days(days_used, days_basis)
    return (amount * days_used).divided_by(days_basis, rounding=rounding, places=places)


def daily_charge(
    month_price: Money,
    *,
    days_in_month: int,
    rounding: Rounding = Rounding.DOWN,
    places: int = CHARGE_PLACES,
) -> Money:
    """The price of one day of a month, by default cut off at four decimals (B14)."""
    return prorate(month_price, 1, days_in_month, rounding=rounding, places=places)


@frozen
class ProratedLines:
    """
    Lines of a prorated price and their total, each rounded on its own (B13).

    Attributes:
        lines: display values, in the order given.
        total: rounded once from the exact sum; the sum to pay.
    """

    lines: tuple[Money, ...]
    total: Money

    @property
    def shown(self) -> Money:
        """What the lines add up to as they are shown."""
        return Money.sum(self.lines, self.total.currency)

    @property
    def difference(self) -> Money:
        """How much the lines shown exceed the total; a few kopecks at most."""
        return self.shown - self.total

    def explain(self, locale: str = "en") -> str:
        """One sentence in English or Russian: what is paid, and what the lines add up to."""
        sentence = _RU if locale.startswith("ru") else _EN
        return sentence.format(total=self.total, shown=self.shown)

    def to_records(self) -> list[dict[str, str]]:
        """One record per line and one for the total, amounts as exact text."""
        named = [*(("line", line) for line in self.lines), ("total", self.total)]
        return [{"kind": kind, **money.to_records()[0]} for kind, money in named]

    def _repr_html_(self) -> str:
        return notebook.table(self.to_records())


_EN = "{total} to pay, rounded once from the exact sum; the lines as shown add up to {shown}"
_RU = "к оплате {total}, точная сумма округлена один раз; показанные строки вместе дают {shown}"


def prorate_lines(
    prices: Sequence[Money],
    days_used: int,
    days_basis: int,
    *,
    line_rounding: Rounding = Rounding.CEILING,
    total_rounding: Rounding = Rounding.HALF_UP,
) -> ProratedLines:
    """
    Each price prorated for display, and the exact sum of all prorated once (B13, R42).

    Raises:
        InvalidValue: there is no price, or the days do not fit together.
        CurrencyMismatch: the prices are of different currencies.
    """
    if not prices:
        raise InvalidValue(prices, expected="a list of prices", fix="pass at least one")
    whole = Money.sum(prices, prices[0].currency)
    return ProratedLines(
        tuple(prorate(price, days_used, days_basis, rounding=line_rounding) for price in prices),
        prorate(whole, days_used, days_basis, rounding=total_rounding),
    )


def _check_days(days_used: object, days_basis: object) -> None:
    for days in (days_used, days_basis):
        if type(days) is not int or days < 0:
            raise InvalidValue(days, expected="a number of days", fix="pass a whole number, zero or more")
    if not days_basis or days_used > days_basis:  # type: ignore[operator]
        raise InvalidValue(
            (days_used, days_basis), expected="a part of a period", fix="bill whole periods apart, then the rest"
        )
