"""
An expense: money that a service has cost, paid or not (R36, R37).

    >>> from astra_billing.money import RUB, Money
    >>> from astra_billing.tax import vat
    >>> day = date(2024, 2, 21)
    >>> spent = Expense(4836, day, "BACKUP-1000", "s1", Money("22.4137", RUB), vat.rate_on(day))
    >>> spent.plus_paid(Money("20.00", RUB)).unpaid
    Money('2.4137', RUB)
"""

from __future__ import annotations

from datetime import date

from attrs import Factory, field, frozen

from astra_billing.copies import replaced, worked_out
from astra_billing.errors import InvalidValue
from astra_billing.money import Money
from astra_billing.tax import TaxedAmount, TaxRate


@frozen(slots=False)  # keeps what it has worked out
class Expense:
    """
    A charge for a service, tax included, with as many decimals as it takes.

    Attributes:
        id: its number in the account; ids rise in the order of charging.
        on: the day of supply, which fixes the tax rate.
        amount: what was charged, tax included.
        rate: the tax rate inside the amount.
        paid: how much of it payments have covered (R38).
        invoice: the number of the invoice that asks for it, None before the 1st.
        payments: the ids of the payments that covered it, in order (R38).
        payer_id: who is billed for it, None while the account has no payer (R17).
        act: the number of the act that lists it, None before there is one (R32).

    Raises:
        InvalidValue: more is paid than was charged.
    """

    id: int
    on: date
    title: str
    service_id: str
    amount: Money
    rate: TaxRate
    paid: Money = field(default=Factory(lambda self: Money.zero(self.amount.currency), takes_self=True))
    invoice: int | None = None
    payments: tuple[str, ...] = ()
    payer_id: str | None = None
    act: int | None = None

    def __attrs_post_init__(self) -> None:
        _checked(self)

    @worked_out("amount", "paid")
    def unpaid(self) -> Money:
        """What no payment has covered yet (R36)."""
        return self.amount - self.paid

    @property
    def is_open(self) -> bool:
        """Whether something of it is unpaid."""
        return self.paid < self.amount

    @property
    def taxed(self) -> TaxedAmount:
        """Net, tax and gross of this expense alone; several together are `tax_lines` (R37)."""
        return self.rate.inclusive(self.amount)

    def plus_paid(self, part: Money, payment_id: str | None = None) -> Expense:
        """The same expense with `part` more of it covered, by the payment with this id."""
        known = payment_id is None or payment_id in self.payments
        payments = self.payments if known else (*self.payments, str(payment_id))
        return _checked(replaced(self, paid=self.paid + part, payments=payments))

    def invoiced(self, number: int) -> Expense:
        """The same expense, asked for by the invoice with this number."""
        return replaced(self, invoice=number)

    def in_act(self, number: int | None) -> Expense:
        """The same expense, listed in the act with this number, or in none."""
        return replaced(self, act=number)

    def billed_to(self, payer_id: str | None) -> Expense:
        """The same expense, billed to another payer."""
        return replaced(self, payer_id=payer_id)


def _checked(expense: Expense) -> Expense:
    if expense.paid.is_negative or expense.paid > expense.amount:
        raise InvalidValue(
            str(expense.paid), expected=f"a part of {expense.amount}", fix="cover at most the unpaid part"
        )
    return expense
