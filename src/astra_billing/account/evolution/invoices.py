"""What the events about invoices and the block make of an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from astra_billing.account import events as e
from astra_billing.account.evolution.mappings import having, lacking
from astra_billing.copies import replaced
from astra_billing.ledger import number_text
from astra_billing.notices import CREDIT_TOPICS

if TYPE_CHECKING:
    from astra_billing.account.state import Account
    from astra_billing.ledger import Invoice
    from astra_billing.notices import Notice


def apply(account: Account, event: e.InvoicesEvent) -> Account:
    """The account after the event."""
    match event:
        case e.InvoiceIssued(invoice=invoice):
            return _invoiced(account, invoice)
        case e.InvoiceSettled(number=number):
            return _settled(account, number)
        case e.CreditBlocked():
            return replaced(account, blocked=True)
        case e.CreditUnblocked():
            return replaced(account, blocked=False)
        case e.NoticeRaised(notice=notice):
            return _noticed(account, notice)
        case e.InvoiceOverdue() | e.InvoicePartlyPaid():
            return account
        case _:
            assert_never(event)


def _invoiced(account: Account, invoice: Invoice) -> Account:
    asked = {number: account.expenses[number].invoiced(invoice.number) for number in invoice.expense_ids}
    return replaced(
        account,
        expenses={**account.expenses, **asked},
        invoices=having(account.invoices, invoice.number, invoice),
        next_invoice=invoice.number + 1,
    )


def _settled(account: Account, number: int) -> Account:
    noticed = frozenset(told for told in account.noticed if told[1] != number_text(number))
    return replaced(account, invoices=lacking(account.invoices, number), noticed=noticed)


def _noticed(account: Account, notice: Notice) -> Account:
    if notice.topic not in CREDIT_TOPICS.values():
        return account
    return replaced(account, noticed=account.noticed | {(notice.topic, notice.subject)})
