"""What the portal tells a customer, and when it owes it (R68, R86, R91)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from astra_billing.credit import CreditCalendar, CreditNotice, ShortMonth
from astra_billing.dates import Month
from astra_billing.notices import CREDIT_TOPICS, Notice, NoticeTopic, due_credit_notices


def test_january_owes_four_notices_after_the_one_at_issue() -> None:
    """R68: on the 12th, the 16th, the 25th and the 30th, and on no other day."""
    january = CreditCalendar.of(Month(2026, 1))
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(60)]
    owed = [(str(day), topic) for day in days for topic in due_credit_notices(january, on=day)]
    assert owed == [
        ("2026-01-12", NoticeTopic.CREDIT_DUE_SOON),
        ("2026-01-16", NoticeTopic.CREDIT_OVERDUE),
        ("2026-01-25", NoticeTopic.CREDIT_BLOCK_SOON),
        ("2026-01-30", NoticeTopic.CREDIT_BLOCKED),
    ]


@pytest.mark.parametrize(
    ("short_month", "soon", "blocked"),
    [
        (ShortMonth.GRACE_DAYS, date(2026, 2, 25), date(2026, 3, 2)),
        (ShortMonth.DAY_30_CLAMPED, date(2026, 2, 23), date(2026, 2, 28)),
    ],
)
def test_a_february_invoice_warns_by_its_own_calendar(short_month: ShortMonth, soon: date, blocked: date) -> None:
    """R68, B1: five days before the block, whichever day that is."""
    february = CreditCalendar.of(Month(2026, 2), short_month)
    assert list(due_credit_notices(february, on=soon)) == [NoticeTopic.CREDIT_BLOCK_SOON]
    assert list(due_credit_notices(february, on=blocked)) == [NoticeTopic.CREDIT_BLOCKED]


def test_every_kind_of_the_calendar_has_a_topic() -> None:
    """R68: of its own."""
    assert set(CREDIT_TOPICS) == set(CreditNotice)
    assert len(set(CREDIT_TOPICS.values())) == len(CreditNotice)


def test_a_notice_is_known_by_what_it_is_about() -> None:
    """DESIGN 3: the key doesn't know the clock, and tells accounts, topics and subjects apart."""
    notice = Notice(NoticeTopic.CREDIT_OVERDUE, "a1", "pfx/7", date(2026, 1, 16))
    assert notice.key == "a1/notice/credit_overdue/pfx/7"
    assert Notice(NoticeTopic.CREDIT_OVERDUE, "a1", "pfx/7", date(2026, 1, 17)).key == notice.key
    others = {
        Notice(NoticeTopic.CREDIT_OVERDUE, "a2", "pfx/7", notice.on).key,
        Notice(NoticeTopic.CREDIT_BLOCKED, "a1", "pfx/7", notice.on).key,
        Notice(NoticeTopic.CREDIT_OVERDUE, "a1", "pfx/8", notice.on).key,
    }
    assert len(others | {notice.key}) == 4
