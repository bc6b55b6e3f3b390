"""The months as tracks: the same states as the library gives, and every event where it happened."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from hypothesis import given

from astra_billing.account import ChargeOutcome, commands
from astra_billing.money import RUB
from astra_billing.presentation import NARROW, WIDE, month_timeline_svg
from astra_billing.presentation.charts import month_track_list
from astra_billing.presentation.story import story
from astra_billing.simulation import AccountScenario, Entry, Scenario, Timeline, day_by_day, simulate
from astra_billing.views import Band, Span
from tests.account import shop
from tests.account.book import Book
from tests.simulation.scenarios import last_day, scenarios

if TYPE_CHECKING:
    from astra_billing.views import MonthTrack

UNTIL = date(2026, 3, 5)


def months(demo: Scenario) -> dict[str, MonthTrack]:
    """The demo's months by name."""
    return {track.label: track for track in month_track_list(simulate(demo, UNTIL), "demo", "en")}


def bands(track: MonthTrack) -> list[tuple[int, int, str]]:
    """The states of a month, without their words."""
    return [(band.first, band.last, band.code) for band in track.bands]


def test_the_demo_shows_the_manuals_story(demo: Scenario) -> None:
    """Awaiting to the 15th, overdue to the 29th, blocked from the 30th (R62, R63)."""
    shown = months(demo)
    assert list(shown) == ["December 2025", "January 2026", "February 2026", "March 2026"]
    assert bands(shown["December 2025"]) == [(1, 31, "available")]
    assert bands(shown["January 2026"]) == [(1, 15, "awaiting"), (16, 29, "overdue"), (30, 31, "blocked")]


def test_a_band_names_its_debt_where_there_is_room(demo: Scenario) -> None:
    """The longer label first."""
    band = months(demo)["January 2026"].bands[1]
    assert band == Band(16, 29, "overdue", ("Overdue: 620.00\xa0₽", "Overdue"))


def test_a_stopped_service_leaves_a_gap(demo: Scenario) -> None:
    """From the block of 30 January to the payment of 12 February (R69)."""
    lanes = {lane.label: lane for lane in months(demo)["February 2026"].lanes}
    assert lanes["CLOUD-20"].spans == (Span(12, 28),)


def test_a_lane_says_how_long_its_service_is_paid_for(demo: Scenario) -> None:
    """The expiry as it is at the end of the month; what is charged by the day has none worth a word."""
    notes = {lane.label: lane.note for lane in months(demo)["December 2025"].lanes}
    assert (notes["DC16"], notes["CLOUD-20"]) == ("until 20 Jan", "by the day")


def test_a_lane_that_is_paid_far_ahead_says_the_year() -> None:
    """A domain of March is not to expire in the March that is over."""
    book = Book("2026-03-01", limit="5000.00")
    book.order("2026-03-31", "domain", "900.00", "1 year")
    (lane,) = tracks_of(book, "2026-04-30")["April 2026"].lanes
    assert lane.note == "until 31 March 2027"


def test_a_service_that_is_deleted_is_shown_to_its_last_day() -> None:
    """R88: its lane ends on the day before, where it has a mark."""
    book = Book("2026-03-01")
    book.order_paid("2026-03-05", "vm", "100.00")
    book.accept("2026-03-20", commands.DeleteService("vm"))
    march = tracks_of(book, "2026-03-31")["March 2026"]
    assert [lane.spans for lane in march.lanes] == [(Span(5, 19),)]
    assert [mark.day for mark in march.marks if mark.code == "stop"] == [20]


def test_a_service_begins_when_it_is_opened_not_when_it_is_ordered() -> None:
    """R45: ordered on the 2nd, paid on the 5th."""
    book = Book("2026-03-01")
    book.accept("2026-03-02", commands.AddToCart(shop.service("vm")))
    book.accept("2026-03-02", commands.Checkout("o1", shop.YOOKASSA))
    book.accept("2026-03-05", commands.RecordPayment("order/o1", ChargeOutcome.SUCCEEDED))
    march = tracks_of(book, "2026-03-31")["March 2026"]
    assert [mark.day for mark in march.marks if mark.code == "start"] == [5]
    assert [lane.spans for lane in march.lanes] == [(Span(5, 31),)]


def tracks_of(book: Book, until: str) -> dict[str, MonthTrack]:
    """The months of an account that is led by hand."""
    entries = tuple(Entry("a1", event.on, event) for event in book.journal)
    timeline = Timeline("By hand", entries[0].on, date.fromisoformat(until), entries, (book.account,))
    return {track.label: track for track in month_track_list(timeline, "a1", "en")}


def test_equal_marks_of_a_day_are_one(demo: Scenario) -> None:
    """And it tells everything that it stands for."""
    for track in months(demo).values():
        places = [(mark.day, mark.code) for mark in track.marks]
        assert len(places) == len(set(places))


def test_daily_renewals_have_no_mark(demo: Scenario) -> None:
    """Thirty arrows a month would hide the one that matters."""
    renewals = [mark.label for track in months(demo).values() for mark in track.marks if mark.code == "renewal"]
    assert renewals
    assert not any("CLOUD-20" in label for label in renewals)


def test_an_account_without_a_limit_has_no_bands() -> None:
    """Its services and payments are shown all the same."""
    opened = date(2025, 12, 1)
    timeline = simulate(Scenario("Prepaid", opened, (AccountScenario("a1", RUB, ()),)), date(2025, 12, 3))
    (track,) = month_track_list(timeline, "a1", "en")
    assert (track.bands, track.marks, track.lanes) == ((), (), ())


@given(scenarios())
def test_each_day_stands_where_the_library_says(scenario: Scenario) -> None:
    """The last day of the picture is the account as the simulation left it."""
    until = last_day(scenario)
    timeline = simulate(scenario, until, pace=day_by_day)
    account = timeline.accounts[0]
    *_, last = story(timeline.of(account.id), timeline.starts_on, until)
    standing = account.standing(on=until)
    assert last.services == tuple(account.services.values())
    assert last.state == (standing.state if standing else None)


@given(scenarios())
def test_every_picture_is_well_formed(scenario: Scenario) -> None:
    """Whatever happens to whatever account, wide and narrow."""
    timeline = simulate(scenario, last_day(scenario))
    for day in (WIDE, NARROW):
        ET.fromstring(month_timeline_svg(timeline, timeline.accounts[0].id, "ru", day=day))  # noqa: S314  # our own
