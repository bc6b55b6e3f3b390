"""
`tax_lines`: the tax of a whole document, line by line, so that the sum is right.

Each line gets the difference of the rounded running total, in the order given
(the order of ids), so equal lines may differ by a kopeck and nothing is lost:

    >>> from astra_billing.money import RUB
    >>> gross = [Money(text, RUB) for text in ("21.3464", "22.4137", "34.4827", "22.4137")]
    >>> [str(line.tax.amount) for line in tax_lines(gross, TaxRate("20"))]
    ['3.56', '3.73', '5.75', '3.74']
"""

from __future__ import annotations


from astra_billing.money import Money, Rounding
from astra_billing.tax.amount import TaxedAmount, TaxRate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal
    from collections.abc import Iterable


def tax_lines(
    gross: Iterable[Money], rate: TaxRate | str | int | Decimal, *, rounding: Rounding = Rounding.HALF_UP
) -> list[TaxedAmount]:
    """
    One `TaxedAmount` per gross line; their tax is the tax of their sum.

    Raises:
        CurrencyMismatch: the lines are of different currencies.
    """
    known = rate if isinstance(rate, TaxRate) else TaxRate(rate)
    lines: list[TaxedAmount] = []
    total = taxed = None
    for line in gross:
        total = line if total is None else total + line
        rounded = known.inclusive(total, rounding=rounding).tax
        tax = rounded if taxed is None else rounded - taxed
        taxed = rounded
        lines.append(TaxedAmount(gross=line, tax=tax, rate=known))
    return lines
