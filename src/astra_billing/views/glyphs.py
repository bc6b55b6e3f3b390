"""
The marks of a timeline: each a shape of its own, so that none needs its colour.

    >>> glyph("payment").count("<circle")
    1
"""

from __future__ import annotations

from typing import Final

from astra_billing.views.markup import tag


def _path(d: str, class_: str) -> str:
    return tag("path", d=d, class_=class_)


_SHAPES: Final = {
    "invoice": _path("M-5 -7h7l4 4v10h-11z", "sheet") + _path("M-2 -1h5M-2 3h5", "stroke"),
    "notice": _path("M-7 -5h14v10h-14z", "sheet") + _path("M-7 -5l7 6l7 -6", "stroke"),
    "payment": tag("circle", r=7, class_="good") + _path("M-4 0h8M0 -4v8", "stroke bright"),
    "failed": _path("M-4 -8h8l4 4v8l-4 4h-8l-4 -4v-8z", "bad")
    + _path("M-3.2 -3.2l6.4 6.4M-3.2 3.2l6.4 -6.4", "stroke bright"),
    "stop": _path("M-6 -6h12v12h-12z", "dark"),
    "start": _path("M-5 -7l11 7l-11 7z", "good"),
    "renewal": _path("M-6 2a6 6 0 1 1 3 4.5", "turn") + _path("M-8 -2l2 4.5l4 -2.5", "turn"),
}
"""Drawn around the origin, in a box of 16 units."""


def glyph(code: str) -> str:
    """
    The shape of a mark, around the origin.

    Raises:
        KeyError: there is no such mark.
    """
    return _SHAPES[code]
