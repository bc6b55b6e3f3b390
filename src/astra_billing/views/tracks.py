"""
Months as tracks under one another, so that every 1st, 15th, 16th and 30th stands in one column.

A track has, from top to bottom: the name of the month, marks for what happened
on a day, the band of states, the day numbers, and a lane for everything that
lasts.  The same tracks are drawn wide for a screen and narrow for a phone; the
letters keep their size.

    >>> track = MonthTrack("January 2026", 31, (Band(1, 15, "awaiting", ("Awaiting payment", "Awaiting")),),
    ...                    (Mark(1, "invoice", "Invoice issued"),), (Lane("Server", "until 20 Jan", (Span(1, 19),)),))
    >>> svg = month_tracks([track], day=11, title="The months")
    >>> "Awaiting payment" in svg, "January 2026" in svg, svg.count('class="mark invoice"')
    (True, True, 1)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from astra_billing.views.glyphs import glyph
from astra_billing.views.markup import escape, picture, tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Band", "Lane", "Mark", "MonthTrack", "Span", "glyph", "month_tracks"]

DAYS: Final = 31
EDGE: Final = 4
TURNS: Final = (1, 15, 16, 30)
"""The days on which invoices turn; each has its number under the band."""

NAME: Final = 30
MARK: Final = 20
MARK_ROOM: Final = 18
BAND: Final = 30
NUMBERS: Final = 20
LANE: Final = 25
BAR: Final = 20
GAP: Final = 14


class Band(NamedTuple):
    """A state from one day of the month through another; of its labels the first that fits is written."""

    first: int
    last: int
    code: str
    labels: tuple[str, ...]


class Mark(NamedTuple):
    """Something that happened on a day; `label` is told where the pointer rests.  Marks come in the order of days."""

    day: int
    code: str
    label: str


class Span(NamedTuple):
    """Days from one through another."""

    first: int
    last: int


class Lane(NamedTuple):
    """Something that lasts, with a note such as the end of its paid time; it has one span at least."""

    label: str
    note: str
    spans: tuple[Span, ...]


class MonthTrack(NamedTuple):
    """Everything about one month; `days` is its length."""

    label: str
    days: int
    bands: tuple[Band, ...]
    marks: tuple[Mark, ...]
    lanes: tuple[Lane, ...]


def month_tracks(tracks: Iterable[MonthTrack], *, day: int, title: str, description: str = "") -> str:
    """
    The months as SVG.

    Args:
        tracks: the months in order.
        day: how wide a day is, in units: 36 fills a screen, 11 a phone.
        title: what is shown, for those who hear the page.
        description: how it is drawn, for them too.
    """
    top, drawn = 0, []
    for track in tracks:
        drawn.append(tag("g", "".join(_track(track, day)), transform=f"translate({EDGE} {top})"))
        top += _height(track, day)
    width = DAYS * day + 2 * EDGE
    return picture("".join(drawn), size=(width, max(top, 1)), title=title, description=description, class_="tracks")


def _height(track: MonthTrack, day: int) -> int:
    return NAME + _marks_height(track, day) + BAND + NUMBERS + LANE * len(track.lanes) + GAP


def _marks_height(track: MonthTrack, day: int) -> int:
    return MARK * (max(_levels(track.marks, day), default=-1) + 1)


def _levels(marks: Sequence[Mark], day: int) -> list[int]:
    """How high each mark stands: as low as it can without touching an earlier one."""
    taken: list[int] = []
    levels = []
    for mark in marks:
        x = mark.day * day
        level = next((level for level, last in enumerate(taken) if last + MARK_ROOM <= x), len(taken))
        taken[level : level + 1] = [x]
        levels.append(level)
    return levels


def _track(track: MonthTrack, day: int) -> Iterator[str]:
    band = NAME + _marks_height(track, day)
    yield tag("text", escape(track.label), x=0, y=18, class_="ink month")
    yield tag("rect", x=0, y=band, width=track.days * day, height=BAND, rx=4, class_="empty")
    yield from (_box(each, band, day) for each in track.bands)
    yield from _turns(track, band, day)
    yield from (_label(each, band, day) for each in track.bands)
    yield from _marks(track.marks, band, day)
    for place, lane in enumerate(track.lanes):
        yield from _lane(lane, band + BAND + NUMBERS + LANE * place, day, track.days * day)


def _box(band: Band, top: int, day: int) -> str:
    left, width = _extent(band, day)
    middle = top + BAND // 2
    words = tag("title", escape(band.labels[0]))
    box = tag("rect", x=left, y=top, width=width - 1, height=BAND, rx=4, class_=f"fill {band.code}")
    stripes = {"x1": left + 1, "x2": left + width - 2, "y1": middle, "y2": middle, "stroke_width": BAND}
    return tag("g", words + box + tag("line", class_=f"texture {band.code}", **stripes))


def _label(band: Band, top: int, day: int) -> str:
    """The word on a plate of its own, so that neither stripes nor lines cross it."""
    left, width = _extent(band, day)
    middle = top + BAND // 2
    label = next((each for each in band.labels if _reach(each) + 12 < width), "")
    if not label:
        return ""
    plate = tag("rect", x=left + 5, y=middle - 10, width=_reach(label) + 4, height=20, rx=3, class_=f"fill {band.code}")
    return plate + tag("text", escape(label), x=left + 9, y=middle + 5, class_=f"on {band.code}")


def _extent(band: Band, day: int) -> tuple[int, int]:
    return (band.first - 1) * day, (band.last - band.first + 1) * day


def _turns(track: MonthTrack, band: int, day: int) -> Iterator[str]:
    """The numbers stand inwards of the line between the 15th and the 16th, so both fit on a phone."""
    for number in TURNS:
        if number > track.days:
            continue
        ends = number + 1 in TURNS
        x = number * day if ends else (number - 1) * day
        if not ends:
            yield tag("line", x1=x, x2=x, y1=band - 4, y2=band + BAND + 5, class_="rule")
        anchor = "end" if ends else "start"
        shift = -3 if ends else 3
        yield tag("text", str(number), x=x + shift, y=band + BAND + 15, class_="soft figure", text_anchor=anchor)


def _marks(marks: Sequence[Mark], band: int, day: int) -> Iterator[str]:
    for mark, level in zip(marks, _levels(marks, day), strict=True):
        middle, height = (mark.day - 1) * day + day // 2, band - 12 - MARK * level
        drawn = tag("title", escape(mark.label)) + glyph(mark.code)
        yield tag("g", drawn, class_=f"mark {mark.code}", transform=f"translate({middle} {height})")


def _lane(lane: Lane, top: int, day: int, whole: int) -> Iterator[str]:
    words = f"{lane.label}, {lane.note}" if lane.note else lane.label
    for span in lane.spans:
        left, width = (span.first - 1) * day, (span.last - span.first + 1) * day - 1
        yield tag("rect", tag("title", escape(words)), x=left, y=top, width=width, height=BAR, rx=4, class_="lane")
    widest = max(lane.spans, key=lambda span: span.last - span.first)
    left, end = (widest.first - 1) * day + 7, widest.last * day
    if left + _reach(words) > end and end + 7 + _reach(words) < whole:
        left = end + 7
    yield tag("text", escape(words), x=left, y=top + 15, class_="ink note")


def _reach(text: str) -> int:
    """About how wide a text is: letters are not measured here, so it is rather more than less."""
    return len(text) * 15 // 2
