"""
Which payment paid which expense (R38), oldest first.

    >>> from datetime import date
    >>> from astra_billing.ledger.expense import Expense
    >>> from astra_billing.money import RUB
    >>> from astra_billing.tax import vat
    >>> day = date(2026, 1, 10)
    >>> debts = [Expense(n, day, "Server", "s1", Money("20.00", RUB), vat.rate_on(day)) for n in (1, 2)]
    >>> for part in cover(debts, Money("30.00", RUB)).parts:
    ...     print(part.expense_id, part.amount)
    1 20.00 RUB
    2 10.00 RUB
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from astra_billing.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable

    from astra_billing.ledger.expense import Expense


@frozen
class Part:
    """So much of one expense."""

    expense_id: int
    amount: Money


@frozen
class Coverage:
    """
    Money laid over expenses: the parts and the rest always add up to it.

    Attributes:
        parts: what each expense received, in the order it was offered.
        rest: what no expense needed.
    """

    parts: tuple[Part, ...]
    rest: Money

    @property
    def covered(self) -> Money:
        """The sum of the parts."""
        return Money.sum((part.amount for part in self.parts), self.rest.currency)


def cover(expenses: Iterable[Expense], money: Money) -> Coverage:
    """Lay `money` over the unpaid parts of `expenses` in their order until it runs out (R38, B8)."""
    parts = []
    for expense in expenses:
        if not money.is_positive:
            break
        amount = min(expense.unpaid, money)
        if amount.is_positive:
            parts.append(Part(expense.id, amount))
            money -= amount
    return Coverage(tuple(parts), money)
