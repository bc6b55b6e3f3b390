"""
`allocate` and `split` as plain functions over `Money`.

    >>> from astra_billing.money import RUB, Money
    >>> allocate(Money("987.65", RUB), ["48.22", "41.03", "11"])
    (Money('475.06', RUB), Money('404.22', RUB), Money('108.37', RUB))
    >>> split(Money("-0.05", RUB), 2)
    (Money('-0.03', RUB), Money('-0.02', RUB))
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.money.shares import Leftover, Weights

if TYPE_CHECKING:
    from decimal import Decimal

    from astra_billing.money.value import Money


def allocate(
    amount: Money,
    weights: Weights,
    *,
    leftover: Leftover = Leftover.LARGEST_REMAINDER,
    step: Decimal | str | int | None = None,
) -> tuple[Money, ...]:
    """`amount.allocate(...)`: parts in proportion to `weights` that sum to `amount`."""
    return amount.allocate(weights, leftover=leftover, step=step)


def split(
    amount: Money,
    parts: int,
    *,
    leftover: Leftover = Leftover.SPREAD,
    step: Decimal | str | int | None = None,
) -> tuple[Money, ...]:
    """`amount.split(...)`: as equal parts as the unit allows, which sum to `amount`."""
    return amount.split(parts, leftover=leftover, step=step)
