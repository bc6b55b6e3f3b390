"""Months as tracks: every 1st, 15th, 16th and 30th in one column, nothing over anything else."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.views import Band, Lane, Mark, MonthTrack, Point, Span, date_strip, glyph, month_tracks
from astra_billing.views.tracks import MARK_ROOM, _levels

EVIL = "<script>"


def track(days: int = 31, **parts: object) -> MonthTrack:
    """A month with these parts and no others."""
    empty: dict[str, object] = {"bands": (), "marks": (), "lanes": ()}
    return MonthTrack(label=EVIL, days=days, **(empty | parts))  # type: ignore[arg-type]  # parts are named by the test


def texts(svg: str) -> list[str | None]:
    """Every text of a picture, which also proves that it is well-formed."""
    return [text.text for text in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314  # our own


def test_a_month_shows_its_turning_days() -> None:
    """The 1st, the 15th, the 16th, the 30th (R62, R63)."""
    assert texts(month_tracks([track()], day=11, title="t")) == [EVIL, "1", "15", "16", "30"]


def test_february_has_no_30th() -> None:
    """A day that doesn't exist is not drawn."""
    assert texts(month_tracks([track(28)], day=11, title="t")) == [EVIL, "1", "15", "16"]


@pytest.mark.parametrize(("last", "written"), [(31, "Overdue: 620.00"), (10, "Overdue"), (2, None)])
def test_a_band_has_the_longest_label_that_fits(last: int, written: str | None) -> None:
    """Two days on a phone hold no word; the legend and the tooltip do."""
    band = Band(1, last, "overdue", ("Overdue: 620.00", "Overdue"))
    svg = month_tracks([track(bands=(band,))], day=11, title="t")
    assert [text for text in texts(svg) if text and text.startswith("Over")] == ([written] if written else [])
    assert "<title>Overdue: 620.00</title>" in svg


@given(st.lists(st.integers(1, 31), max_size=40), st.sampled_from([11, 36]))
def test_marks_never_touch(days: list[int], width: int) -> None:
    """Marks of one day, and of days side by side on a phone, stand above one another."""
    marks = [Mark(day, "notice", "") for day in sorted(days)]
    placed = [(mark.day * width, level) for mark, level in zip(marks, _levels(marks, width), strict=True)]
    assert all(one[1] != other[1] or abs(one[0] - other[0]) >= MARK_ROOM for one, other in combinations(placed, 2))


def test_a_mark_tells_what_it_stands_for() -> None:
    """The sentence is the mark's title, escaped."""
    svg = month_tracks([track(marks=(Mark(1, "payment", EVIL),))], day=11, title="t")
    assert "<title>&lt;script&gt;</title>" in svg


def test_a_lane_names_what_lasts_once_and_draws_every_span() -> None:
    """A service that stopped and came back has two spans and one name."""
    lane = Lane(EVIL, "until 20 Feb", (Span(1, 11), Span(13, 31)))
    svg = month_tracks([track(lanes=(lane,))], day=36, title="t")
    assert texts(svg).count("<script>, until 20 Feb") == 1
    assert svg.count('class="lane"') == 2


def test_a_lane_without_a_note_is_its_name() -> None:
    """No comma dangles."""
    svg = month_tracks([track(lanes=(Lane("DNS", "", (Span(1, 31),)),))], day=36, title="t")
    assert "DNS" in texts(svg)


@pytest.mark.parametrize(("span", "left"), [(Span(1, 2), 29), (Span(30, 31), 326), (Span(5, 31), 51)])
def test_a_name_that_its_bar_cannot_hold_stands_behind_it(span: Span, left: int) -> None:
    """Unless the month is over by then."""
    svg = month_tracks([track(lanes=(Lane("Server", "", (span,)),))], day=11, title="t")
    assert re.search(rf'<text x="{left}"[^>]*>Server', svg)


def test_no_months_make_an_empty_picture() -> None:
    """Nothing to show is no fault."""
    assert 'viewBox="0 0 349 1"' in month_tracks([], day=11, title="t")


def test_an_unknown_mark_is_a_fault() -> None:
    """A mark without a shape would vanish in silence."""
    with pytest.raises(KeyError):
        glyph("comet")


def test_a_strip_reads_from_the_earliest_day() -> None:
    """Whatever the order the points come in."""
    svg = date_strip([Point(date(2026, 1, 30), "blocked"), Point(date(2026, 1, 1), EVIL)], title="Invoice")
    assert texts(svg) == ["2026-01-01", EVIL, "2026-01-30", "blocked"]


def test_a_strip_without_points_is_an_axis() -> None:
    """Nothing to show is no fault."""
    assert date_strip([], title="t").count("<circle") == 0
