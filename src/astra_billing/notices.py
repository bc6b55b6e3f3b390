"""
What the portal tells a customer, and when it owes it (R68, R86, R91, B38).

A notice has a key made from what it is about, never from the clock, so it can
be raised twice and sent once.

    >>> notice = Notice(NoticeTopic.CREDIT_DUE_SOON, account_id="a1", subject="pfx/7", on=date(2026, 1, 12))
    >>> notice.key
    'a1/notice/credit_due_soon/pfx/7'
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from attrs import frozen

from astra_billing.credit import CreditNotice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from astra_billing.credit import CreditCalendar

__all__ = ["CREDIT_TOPICS", "Notice", "NoticeTopic", "due_credit_notices"]


class NoticeTopic(Enum):
    """What a notice is about; all of these belong to the financial category (R13, B55)."""

    CREDIT_ISSUED = "credit_issued"
    CREDIT_DUE_SOON = "credit_due_soon"
    CREDIT_OVERDUE = "credit_overdue"
    CREDIT_BLOCK_SOON = "credit_block_soon"
    CREDIT_BLOCKED = "credit_blocked"
    RENEWAL_FAILED = "renewal_failed"
    AUTOPAY_FAILED = "autopay_failed"


CREDIT_TOPICS = {
    CreditNotice.ISSUED: NoticeTopic.CREDIT_ISSUED,
    CreditNotice.DUE_SOON: NoticeTopic.CREDIT_DUE_SOON,
    CreditNotice.OVERDUE: NoticeTopic.CREDIT_OVERDUE,
    CreditNotice.BLOCK_SOON: NoticeTopic.CREDIT_BLOCK_SOON,
    CreditNotice.BLOCKED: NoticeTopic.CREDIT_BLOCKED,
}


@frozen
class Notice:
    """
    One message that is owed.

    Attributes:
        subject: what it is about: an invoice number, a service and the expiry it was to be renewed at, or a top-up.
        on: the day it is owed.
    """

    topic: NoticeTopic
    account_id: str
    subject: str
    on: date

    @property
    def key(self) -> str:
        """The same for every raising of the same notice."""
        return f"{self.account_id}/notice/{self.topic.value}/{self.subject}"


def due_credit_notices(calendar: CreditCalendar, *, on: date) -> Iterator[NoticeTopic]:
    """The topics that an unpaid invoice owes on a day, besides the one at issue (R68)."""
    return (CREDIT_TOPICS[kind] for day, kind in calendar.notices if day == on)
