"""The calendar: valid, stable, and only what matters."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar

from astra_billing.account import events as e
from astra_billing.adapters.printing.ics import calendar_bytes
from astra_billing.notices import Notice, NoticeTopic
from astra_billing.simulation import Entry, simulate

if TYPE_CHECKING:
    from icalendar import Event

    from astra_billing.simulation import Scenario
    from astra_billing.texts import Lang

UNTIL = date(2026, 3, 5)


def day_of(event: Event) -> date:
    """The day of an event, which has no time."""
    day = event.start
    assert type(day) is date
    return day


def kinds(event: Event) -> list[str]:
    """What an event is, as the library calls it."""
    return list(event.categories)


def written(scenario: Scenario, lang: Lang = "en") -> list[Event]:
    """The events of a scenario's calendar, read back."""
    calendar = Calendar.from_ical(calendar_bytes(simulate(scenario, UNTIL), lang, "Credit, in December"))
    assert calendar["x-wr-calname"] == "Credit, in December"
    return calendar.events


def of_kind(events: list[Event], kind: str) -> list[date]:
    """The days of one kind of event."""
    return [day_of(event) for event in events if kinds(event) == [kind]]


def test_the_calendar_reads_back_without_a_fault(demo: Scenario) -> None:
    """Every event has what RFC 5545 asks of it, and no error was noted."""
    events = written(demo)
    assert len(events) > 20
    assert not any(event.errors for event in events)
    assert all({"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(event) for event in events)


def test_events_last_all_day(demo: Scenario) -> None:
    """Dates without a time zone: a due date is the same day everywhere."""
    for event in written(demo):
        assert event.end == day_of(event) + timedelta(days=1)


def test_the_turning_days_are_there(demo: Scenario) -> None:
    """Issued on the 1st, due on the 15th, overdue from the 16th, blocked on the 30th (R62, R63)."""
    events = written(demo)
    assert date(2026, 1, 1) in of_kind(events, "InvoiceIssued")
    assert date(2026, 1, 15) in of_kind(events, "InvoiceDue")
    assert date(2026, 1, 16) in of_kind(events, "InvoiceOverdue")
    assert date(2026, 1, 30) in of_kind(events, "CreditBlocked")


def test_what_happens_every_day_is_left_out(demo: Scenario) -> None:
    """Renewals by the month and the year are there, those by the day are not."""
    renewals = [str(event.summary) for event in written(demo) if kinds(event) == ["ServiceRenewed"]]
    assert renewals
    assert not any("CLOUD-20" in summary for summary in renewals)
    assert not of_kind(written(demo), "ExpenseCharged")


def test_no_event_has_the_name_of_another(demo: Scenario) -> None:
    """A calendar program keeps one event a UID."""
    names = [event.uid for event in written(demo)]
    assert len(names) == len(set(names))


def test_two_equal_events_of_a_day_are_two() -> None:
    """Nothing is swallowed, and in whatever order they are told apart, it stays the same."""
    on = date(2026, 1, 16)
    notice = e.NoticeRaised(on, Notice(NoticeTopic.CREDIT_OVERDUE, "a1", "pfx/1", on))
    calendar = Calendar.from_ical(calendar_bytes([Entry("a1", on, notice)] * 2, "en", "n"))
    assert len({event.uid for event in calendar.walk("VEVENT")}) == 2


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_same_timeline_is_the_same_calendar(demo: Scenario, lang: Lang) -> None:
    """Nothing comes from a clock or from chance."""
    timeline = simulate(demo, UNTIL)
    assert calendar_bytes(timeline, lang, "n") == calendar_bytes(timeline, lang, "n")


def test_a_translated_calendar_replaces_the_first(demo: Scenario) -> None:
    """The UIDs are the events', not the words'."""
    assert [event.uid for event in written(demo, "ru")] == [event.uid for event in written(demo, "en")]


def test_an_event_is_stamped_with_its_own_day(demo: Scenario) -> None:
    """DTSTAMP must be there; the moment of printing is nobody's business."""
    for event in written(demo):
        day = day_of(event)
        assert event.DTSTAMP.date() == day
        assert event.DTSTAMP.utcoffset() == timedelta(0)


def test_nothing_to_show_is_a_calendar_all_the_same() -> None:
    """An empty month imports without a complaint."""
    assert not Calendar.from_ical(calendar_bytes([], "en", "n")).walk("VEVENT")
