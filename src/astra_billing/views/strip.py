"""
A strip of dates: a line with a point for every day that matters.

    >>> from datetime import date
    >>> svg = date_strip([Point(date(2026, 1, 1), "issued"), Point(date(2026, 1, 15), "due")], title="Invoice")
    >>> svg.count("<circle"), "2026-01-15" in svg
    (2, True)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from astra_billing.views.markup import escape, picture, tag

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

WIDTH: Final = 360
LINE: Final = 30
AXIS: Final = 10


class Point(NamedTuple):
    """A day, what it means, and the CSS class of its dot."""

    on: date
    label: str
    code: str = "available"


def date_strip(points: Iterable[Point], *, title: str, description: str = "") -> str:
    """The days as SVG, earliest on top, the word beside each; read like a list, so it fits a phone."""
    ordered = sorted(points, key=lambda point: point.on)
    height = LINE * max(len(ordered), 1)
    axis = tag("line", x1=AXIS, x2=AXIS, y1=LINE // 2, y2=height - LINE // 2, class_="rule")
    body = "".join(_point(point, LINE * place + LINE // 2) for place, point in enumerate(ordered))
    return picture(axis + body, size=(WIDTH, height), title=title, description=description, class_="strip")


def _point(point: Point, middle: int) -> str:
    dot = tag("circle", cx=AXIS, cy=middle, r=7, class_=f"fill edge {point.code}")
    day = tag("text", escape(point.on.isoformat()), x=30, y=middle + 5, class_="ink figure")
    return dot + day + tag("text", escape(point.label), x=124, y=middle + 5, class_="ink")
