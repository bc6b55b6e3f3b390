"""
What an account is at one moment: what is open, and the ids that must not come again.

Closed history is in the journal.

The state is made by `fold` and by nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from attrs import Factory, field, frozen

from astra_billing.account.charges import Charge
from astra_billing.credit import CreditDebts, CreditPolicy, CreditStanding, OpenInvoice
from astra_billing.ledger import Expense, Invoice
from astra_billing.methods import SavedMethod
from astra_billing.money import Currency, Money
from astra_billing.notices import NoticeTopic
from astra_billing.services import Service

if TYPE_CHECKING:
    from collections.abc import Iterable


@frozen
class Account:
    """
    A customer's account.

    Attributes:
        balance: money that has arrived and covered nothing yet (Лицевой счет).
        credit: the credit policy, None without a limit.
        expenses: the expenses not fully paid, by id.
        invoices: the invoices not settled, by number.
        charges: the charges a gateway has not answered, by key.
        noticed: topic and invoice of every notice raised about an open invoice, so none is raised twice (R68).
        payment_ids: of every payment ever credited, so that none is credited twice.
        blocked: whether the block has been announced; what counts is `standing`.
        next_expense: the id of the next expense.
        next_invoice: the number of the next invoice.
        worked_on: the latest day on which anything happened; the work of that day is done.
    """

    id: str
    currency: Currency
    opened_on: date
    balance: Money
    credit: CreditPolicy | None = None
    methods: Mapping[str, SavedMethod] = Factory(dict)
    services: Mapping[str, Service] = Factory(dict)
    expenses: Mapping[int, Expense] = Factory(dict)
    invoices: Mapping[int, Invoice] = Factory(dict)
    charges: Mapping[str, Charge] = Factory(dict)
    noticed: frozenset[tuple[NoticeTopic, str]] = frozenset()
    payment_ids: frozenset[str] = frozenset()
    blocked: bool = False
    next_expense: int = 1
    next_invoice: int = 1
    worked_on: date = field(default=Factory(lambda self: self.opened_on, takes_self=True))

    @property
    def uninvoiced(self) -> tuple[Expense, ...]:
        """Open expenses that no invoice asks for yet, oldest first."""
        return tuple(each for each in self.expenses.values() if each.invoice is None)

    def expenses_of(self, invoice: Invoice) -> tuple[Expense, ...]:
        """The open expenses of an invoice, oldest first."""
        return tuple(self.expenses[number] for number in invoice.expense_ids if number in self.expenses)

    def unpaid(self, expenses: Iterable[Expense]) -> Money:
        """The exact unpaid sum of some expenses."""
        return Money.sum((each.unpaid for each in expenses), self.currency)

    @property
    def debts(self) -> CreditDebts:
        """Everything unpaid, as credit counts it (B5)."""
        invoices = tuple(
            OpenInvoice(each.number, each.issued_on, self.unpaid(self.expenses_of(each)))
            for each in self.invoices.values()
        )
        return CreditDebts(invoices, spent=self.unpaid(self.uninvoiced))

    def standing(self, *, on: date) -> CreditStanding | None:
        """Where the account stands with its credit on a day; None without a limit."""
        return CreditStanding.of(self.credit, self.debts, on=on) if self.credit else None
