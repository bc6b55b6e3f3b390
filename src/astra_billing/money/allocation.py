"""
`allocate` and `split` as plain functions over `Money`.

    >>> allocate(Money("987.65", RUB), ["48.22", "41.03", "11"])
    (Money('475.06', RUB), Money('404.22', RUB), Money('108.37', RUB))
    >>> split(Money("-0.05", RUB), 2)
    (Money('-0.03', RUB), Money('-0.02', RUB))
"""

from __future__ import annotations

from decimal import Decimal

from astra_billing.money.currency import RUB
from astra_billing.money.shares import Leftover, Weights
from astra_billing.money.value import Money

__all__ = ["RUB", "allocate", "split"]


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
