"""The dates of the invoice of the 1st (R62, R63, R68, B1)."""

from __future__ import annotations

from datetime import date

import pytest

from astra_billing.credit import CreditCalendar, CreditNotice, DatedNotice, ShortMonth
from astra_billing.dates import Month
from tests.credit.daywalk import Walk

EVERY_MONTH = [Month(year, month) for year in range(1990, 2101) for month in range(1, 13)]


def test_the_january_of_the_manual() -> None:
    """R62, R63: invoice on 1 January, due on the 15th, overdue from the 16th, blocked on the 30th."""
    january = CreditCalendar.of(Month(2026, 1))
    assert january.issued_on == date(2026, 1, 1)
    assert january.due_on == date(2026, 1, 15)
    assert january.overdue_from == date(2026, 1, 16)
    assert january.last_day_to_pay == date(2026, 1, 29)
    assert january.blocked_from == date(2026, 1, 30)


def test_the_august_of_the_manual() -> None:
    """R71, R72: "До 15 августа ... или 30 августа", and on the next picture "До 29 августа"."""
    august = CreditCalendar.of(Month(2026, 8))
    assert august.due_on == date(2026, 8, 15)
    assert august.last_day_to_pay == date(2026, 8, 29)
    assert august.blocked_from == date(2026, 8, 30)


def test_the_notices_of_january() -> None:
    """R68: besides the 1st on the 12th, 16th, 25th and 30th."""
    assert CreditCalendar.of(Month(2026, 1)).notices == (
        DatedNotice(date(2026, 1, 12), CreditNotice.DUE_SOON),
        DatedNotice(date(2026, 1, 16), CreditNotice.OVERDUE),
        DatedNotice(date(2026, 1, 25), CreditNotice.BLOCK_SOON),
        DatedNotice(date(2026, 1, 30), CreditNotice.BLOCKED),
    )


@pytest.mark.parametrize(
    ("year", "grace_days", "clamped"),
    [
        (2023, date(2023, 3, 2), date(2023, 2, 28)),
        (2024, date(2024, 3, 1), date(2024, 2, 29)),
        (2026, date(2026, 3, 2), date(2026, 2, 28)),
        (2000, date(2000, 3, 1), date(2000, 2, 29)),
        (2100, date(2100, 3, 2), date(2100, 2, 28)),
    ],
)
def test_february_has_no_30th(year: int, grace_days: date, clamped: date) -> None:
    """B1: the grace keeps its 15 days, or the block keeps to the month."""
    february = Month(year, 2)
    assert CreditCalendar.of(february).blocked_from == grace_days
    assert CreditCalendar.of(february, ShortMonth.DAY_30_CLAMPED).blocked_from == clamped


def test_a_clamped_february_warns_before_it_blocks() -> None:
    """R68, B1: five days before the block is the 23rd, after the day of being late."""
    february = CreditCalendar.of(Month(2026, 2), ShortMonth.DAY_30_CLAMPED)
    assert [(str(day), kind.value) for day, kind in february.notices] == [
        ("2026-02-12", "due_soon"),
        ("2026-02-16", "overdue"),
        ("2026-02-23", "block_soon"),
        ("2026-02-28", "blocked"),
    ]
    assert february.last_day_to_pay == date(2026, 2, 27)


@pytest.mark.parametrize("policy", ShortMonth)
def test_every_month_of_111_years_is_what_walking_finds(policy: ShortMonth) -> None:
    """R62, R63, R68, B1: 1990 to 2100, against a walk from day to day."""
    for month in EVERY_MONTH:
        found = CreditCalendar.of(month, policy)
        walked = Walk(date(month.year, month.month, 1), policy is ShortMonth.DAY_30_CLAMPED)
        assert found.issued_on == walked.issued_on
        assert found.due_on == walked.due_on
        assert found.overdue_from == walked.overdue_from
        assert found.blocked_from == walked.blocked_from
        assert tuple((str(day), kind.value) for day, kind in found.notices) == walked.notices


@pytest.mark.parametrize("policy", ShortMonth)
def test_every_calendar_is_in_order(policy: ShortMonth) -> None:
    """Issued, due, overdue, last day, block: and each date but the block lies one day before the next stage."""
    for month in EVERY_MONTH:
        calendar = CreditCalendar.of(month, policy)
        assert calendar.issued_on < calendar.due_on < calendar.overdue_from
        assert (calendar.overdue_from - calendar.due_on).days == 1
        assert (calendar.blocked_from - calendar.last_day_to_pay).days == 1
        assert calendar.overdue_from < calendar.last_day_to_pay
        assert list(calendar.notices) == sorted(calendar.notices, key=lambda notice: notice.on)
        assert calendar.blocked_from < CreditCalendar.of(month.next, policy).due_on


def test_both_policies_agree_in_the_other_eleven_months() -> None:
    """B1: the 30th is the 30th; only February is read differently."""
    for month in EVERY_MONTH:
        both = {CreditCalendar.of(month, policy).blocked_from for policy in ShortMonth}
        if month.month == 2:
            assert len(both) == 2
        else:
            assert both == {date(month.year, month.month, 30)}


def test_the_grace_is_always_15_days_by_default() -> None:
    """R62: "отсрочка 15 дней", whatever the month."""
    assert {(calendar.blocked_from - calendar.due_on).days for calendar in map(CreditCalendar.of, EVERY_MONTH)} == {15}


def test_a_calendar_is_a_table_of_its_dates() -> None:
    """DESIGN 5: the five dates and the four notices, in the order of days."""
    records = CreditCalendar.of(Month(2026, 1)).to_records()
    assert [(str(record["date"]), record["what"]) for record in records] == [
        ("2026-01-01", "issued"),
        ("2026-01-12", "notice: due_soon"),
        ("2026-01-15", "due"),
        ("2026-01-16", "notice: overdue"),
        ("2026-01-16", "overdue"),
        ("2026-01-25", "notice: block_soon"),
        ("2026-01-29", "last day to pay"),
        ("2026-01-30", "blocked"),
        ("2026-01-30", "notice: blocked"),
    ]
