"""
The invoice of the 1st: a request to pay last month's unpaid expenses (R62, R70).

    >>> from astra_billing.money import RUB
    >>> amount_to_pay(Money("100.6565", RUB))
    Money('100.66', RUB)
    >>> number_text(5635)
    'pfx/5635'
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import evolve, frozen

from astra_billing.money import Money, Rounding

NUMBER_PREFIX = "pfx"


class InvoiceStatus(Enum):
    """How far an invoice is paid (R70)."""

    TO_PAY = "to_pay"
    PARTLY_PAID = "partly_paid"
    SETTLED = "settled"

    @classmethod
    def of(cls, amount: Money, unpaid: Money) -> InvoiceStatus:
        """The status of an invoice over `amount` with `unpaid` still open."""
        if unpaid.is_zero:
            return cls.SETTLED
        return cls.TO_PAY if unpaid == amount else cls.PARTLY_PAID


@frozen
class Invoice:
    """
    A bill over expenses.

    Attributes:
        number: its number in the account, shown as `number_text`.
        issued_on: the day it was issued; its calendar follows from the month.
        expense_ids: the expenses in it, ascending.
        amount: their exact unpaid sum on that day.
        deferred_to: the last day to pay before the block, where the provider has granted a deferral (B9).
    """

    number: int
    issued_on: date
    expense_ids: tuple[int, ...]
    amount: Money
    deferred_to: date | None = None

    def deferred(self, to: date) -> Invoice:
        """The same invoice, to be paid by another day (B9)."""
        return evolve(self, deferred_to=to)


def amount_to_pay(unpaid: Money) -> Money:
    """An exact debt rounded up to what can be paid, so that paying it closes it; the excess stays on the balance."""
    return unpaid.to_minor_unit(Rounding.CEILING)


def number_text(number: int, prefix: str = NUMBER_PREFIX) -> str:
    """How an invoice number is printed (B48)."""
    return f"{prefix}/{number}"
