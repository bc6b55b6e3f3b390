"""
An act of completed work: the expenses of a month that a payer signs for (R19, R32).

    >>> from astra_billing.money import RUB
    >>> from astra_billing.tax import vat
    >>> day = date(2024, 2, 21)
    >>> charged = [(4835, "21.3464"), (4836, "22.4137")]
    >>> spent = tuple(Expense(n, day, "BACKUP-1000", "s1", Money(text, RUB), vat.rate_on(day)) for n, text in charged)
    >>> act = Act(7, "181", date(2024, 3, 1), spent)
    >>> act.amount, act.expense_ids
    (Money('43.7601', RUB), (4835, 4836))
"""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from astra_billing.errors import InvalidValue
from astra_billing.ledger.expense import Expense
from astra_billing.money import Money


def _not_empty(_: Act, __: object, expenses: tuple[Expense, ...]) -> None:
    if not expenses:
        raise InvalidValue(expenses, expected="the lines of an act", fix="name at least one expense")


@frozen
class Act:
    """
    An act of completed work.

    Attributes:
        number: its number in the account.
        payer_id: who signs it; its unpaid expenses lock every other payer (R19).
        issued_on: the day it was made.
        expenses: what it lists, ascending, as it was charged.

    Raises:
        InvalidValue: there are no expenses.
    """

    number: int
    payer_id: str
    issued_on: date
    expenses: tuple[Expense, ...] = field(validator=_not_empty)

    @property
    def amount(self) -> Money:
        """The sum of its expenses."""
        return Money.sum((each.amount for each in self.expenses), self.expenses[0].amount.currency)

    @property
    def expense_ids(self) -> tuple[int, ...]:
        """The ids of its expenses, ascending."""
        return tuple(each.id for each in self.expenses)
