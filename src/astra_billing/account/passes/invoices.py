"""The 1st makes acts and invoices; later days make invoices overdue and block the limit."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from astra_billing.account import events as e
from astra_billing.account.block import announce_block, tell_once
from astra_billing.credit import CreditNotice
from astra_billing.dates import Month
from astra_billing.ledger import Act, Invoice
from astra_billing.notices import CREDIT_TOPICS

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.account.draft import Draft
    from astra_billing.ledger import Expense


def list_expenses(draft: Draft, *, on: date) -> None:
    """On the 1st, one act for each payer, over the expenses before this day that no act lists (R32)."""
    if on.day != 1:
        return
    earlier = [each for each in draft.account.unlisted.values() if each.on < on]
    for payer_id, expenses in groupby(sorted(earlier, key=_by_payer), key=lambda each: each.payer_id):
        draft.add(e.ActIssued(on, Act(draft.account.next_act, str(payer_id), on, tuple(expenses))))


def _by_payer(expense: Expense) -> tuple[str, int]:
    return str(expense.payer_id), expense.id


def issue_invoice(draft: Draft, *, on: date) -> None:
    """On the 1st, one invoice over everything unpaid that no invoice asks for (R62, B4)."""
    account = draft.account
    if account.credit is None or on.day != 1 or not (expenses := account.uninvoiced):
        return
    calendar = account.credit.calendar(Month.of(on))
    invoice = Invoice(account.next_invoice, on, tuple(each.id for each in expenses), account.unpaid(expenses))
    draft.add(e.InvoiceIssued(on, invoice, calendar.due_on, calendar.blocked_from))
    tell_once(draft, CREDIT_TOPICS[CreditNotice.ISSUED], invoice.number, on=on)


def lapse(draft: Draft, *, on: date) -> None:
    """From the 16th an unpaid invoice is overdue; when its grace is over, the limit is blocked (R62, R63)."""
    account = draft.account
    for invoice in account.invoices.values():
        calendar = account.calendar_of(invoice)
        if calendar.overdue_from == on:
            draft.add(e.InvoiceOverdue(on, invoice.number, account.unpaid_of(invoice)))
    announce_block(draft, on=on)
