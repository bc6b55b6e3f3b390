"""
`tax_lines`: the tax of a whole document, line by line, so that the sum is right.

Each line gets the difference of the rounded running total, in the order given
(the order of ids), so equal lines may differ by a kopeck and nothing is lost
(R37):

    >>> from astra_billing.money import RUB, Money
    >>> gross = [Money(text, RUB) for text in ("21.3464", "22.4137", "34.4827", "22.4137")]
    >>> [str(line.tax.amount) for line in tax_lines(gross, TaxRate("20"))]
    ['3.56', '3.73', '5.75', '3.74']

The odd case: ten lines of 0.10 at 22 %, where taxing each line alone invents
two kopecks.

    >>> ten = [Money("0.10", RUB)] * 10
    >>> [str(sum(line.tax for line in tax_lines(ten, "22", method=method)).amount) for method in TaxMethod]
    ['0.18', '0.18', '0.20']
"""

from __future__ import annotations

import enum
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from astra_billing.money import Money, Rounding
from astra_billing.money.rounding import round_ratio
from astra_billing.tax.amount import Side, TaxedAmount
from astra_billing.tax.rate import TaxRate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal


class TaxMethod(enum.Enum):
    """How the tax of a document is shared among its lines."""

    RUNNING_TOTAL = "running total"
    """Each line gets what the rounded tax of the running total grew by; the sum is the tax of the sum."""
    LARGEST_REMAINDER = "largest remainder"
    """Cut off each line's tax, then give the missing units to the largest lost parts; the sum is the tax of the sum."""
    PER_LINE = "per line"
    """Round each line alone, as fiscal receipts do; the sum may differ from the tax of the sum."""


def tax_lines(
    prices: Iterable[Money],
    rate: TaxRate | str | int | Decimal,
    *,
    side: Side = Side.GROSS,
    method: TaxMethod = TaxMethod.RUNNING_TOTAL,
    rounding: Rounding = Rounding.HALF_UP,
) -> list[TaxedAmount]:
    """
    One `TaxedAmount` per price, in the order given; no lines for no prices.

    Args:
        prices: gross amounts, or net ones where `side` says so.
        rate: a `TaxRate`, or its percentage.
        side: whether the prices include the tax.
        method: how the tax of the whole is shared among the lines.
        rounding: how tax meets the minor unit of the currency.

    Raises:
        CurrencyMismatch: the lines are of different currencies.
        InvalidValue: the rate is computed and the prices are net.
    """
    known = rate if isinstance(rate, TaxRate) else TaxRate(rate)
    listed = list(prices)
    for price in listed:
        listed[0].check_same_currency(price, "tax")
    units = share_tax([exact_tax(price, known, side) for price in listed], method, rounding)
    return [taxed_line(price, unit, known, side) for price, unit in zip(listed, units, strict=True)]


def exact_tax(price: Money, rate: TaxRate, side: Side) -> Fraction:
    """The tax of a price, not rounded, in minor units of its currency."""
    tax = rate.tax_inside(price) if side is Side.GROSS else rate.tax_on_top(price)
    scale: int = 10**price.currency.digits
    return tax * scale


def taxed_line(price: Money, units: int, rate: TaxRate, side: Side) -> TaxedAmount:
    """The line for a price with a tax of so many minor units."""
    tax = Money.from_minor_units(units, price.currency)
    net = price - tax if side is Side.GROSS else price
    return TaxedAmount(net=net, tax=tax, rate=rate)


def share_tax(exact: Sequence[Fraction], method: TaxMethod, rounding: Rounding) -> list[int]:
    """
    Whole minor units of tax for each line from the exact ones.

    >>> share_tax([Fraction(3, 2)] * 3, TaxMethod.RUNNING_TOTAL, Rounding.HALF_UP)
    [2, 1, 2]
    >>> share_tax([Fraction(3, 2)] * 3, TaxMethod.LARGEST_REMAINDER, Rounding.HALF_UP)
    [2, 2, 1]
    """
    if method is TaxMethod.PER_LINE:
        return [_round(value, rounding) for value in exact]
    if method is TaxMethod.RUNNING_TOTAL:
        rounded = [_round(total, rounding) for total in accumulate(exact, initial=Fraction(0))]
        return [after - before for before, after in pairwise(rounded)]
    return _by_largest_remainder(exact, rounding)


def _by_largest_remainder(exact: Sequence[Fraction], rounding: Rounding) -> list[int]:
    """A document and its reversal are mirror images, so a negative total is shared as a positive one."""
    total = sum(exact, Fraction(0))
    sign = -1 if total < 0 else 1
    sizes = [sign * value for value in exact]
    units = [value.numerator // value.denominator for value in sizes]
    missing = sign * _round(total, rounding) - sum(units)
    by_loss = sorted(range(len(sizes)), key=lambda index: units[index] - sizes[index])
    for index in by_loss[:missing]:
        units[index] += 1
    return [sign * unit for unit in units]


def _round(value: Fraction, rounding: Rounding) -> int:
    return round_ratio(value.numerator, value.denominator, rounding)
