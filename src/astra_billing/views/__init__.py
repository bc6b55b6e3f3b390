"""
HTML and SVG as strings, so that any value can show itself in a notebook and on a page.

Pure text building without locale data: the words come with the values, and
everything that comes from data is escaped.

    >>> record_table([{"Tax": "3.33", "Net": "<16.67>"}]).count("&lt;16.67&gt;")
    1
"""

from __future__ import annotations

from astra_billing.views.bar import Slice, stacked_bar
from astra_billing.views.markup import escape, picture, record_table, table, tag
from astra_billing.views.strip import Point, date_strip
from astra_billing.views.style import STYLE, styled
from astra_billing.views.tracks import Band, Lane, Mark, MonthTrack, Span, glyph, month_tracks

__all__ = [
    "STYLE",
    "Band",
    "Lane",
    "Mark",
    "MonthTrack",
    "Point",
    "Slice",
    "Span",
    "date_strip",
    "escape",
    "glyph",
    "month_tracks",
    "picture",
    "record_table",
    "stacked_bar",
    "styled",
    "table",
    "tag",
]
