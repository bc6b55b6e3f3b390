"""
The block of the credit limit: announcing it, and telling the customer what an invoice owes (R63, R68, R69).

Whether the limit is blocked is never decided here; the standing says it.  Here
it becomes an event when it is news, and each notice is raised once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import events as e
from astra_billing.credit import CreditNotice
from astra_billing.ledger import number_text
from astra_billing.notices import CREDIT_TOPICS, Notice, due_credit_notices

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.account.draft import Draft
    from astra_billing.notices import NoticeTopic


def announce_block(draft: Draft, *, on: date) -> None:
    """Say that the limit went out of use or came back, when that is news (R63, R69)."""
    account = draft.account
    is_blocked = account.is_blocked(on=on)
    if is_blocked == account.blocked:
        return
    standing = account.standing(on=on)
    assert standing is not None  # noqa: S101  # without a limit nothing is blocked, and that is no news
    if not is_blocked:
        draft.add(e.CreditUnblocked(on, account.id, standing.overdue))
        return
    draft.add(e.CreditBlocked(on, account.id, standing.overdue))
    for invoice in account.invoices.values():
        calendar = account.calendar_of(invoice)
        if on >= calendar.blocked_from:
            tell_once(draft, CREDIT_TOPICS[CreditNotice.BLOCKED], invoice.number, on=on)


def remind(draft: Draft, *, on: date) -> None:
    """Raise the notices that unpaid invoices owe on a day (R68)."""
    for invoice in draft.account.invoices.values():
        calendar = draft.account.calendar_of(invoice)
        for topic in due_credit_notices(calendar, on=on):
            tell_once(draft, topic, invoice.number, on=on)


def tell_once(draft: Draft, topic: NoticeTopic, number: int, *, on: date) -> None:
    """Raise a notice about an invoice unless it was raised before, whatever calendar it was raised by (R68)."""
    subject = number_text(number)
    if (topic, subject) not in draft.account.noticed:
        draft.add(e.NoticeRaised(on, Notice(topic, draft.account.id, subject, on)))
