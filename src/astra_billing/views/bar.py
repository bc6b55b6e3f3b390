"""
A stacked bar with its legend: how a whole is shared out.

Every part has its word and its amount beside its colour, and late parts have a
texture, so nothing is told by colour alone.

    >>> from decimal import Decimal
    >>> svg = stacked_bar([Slice("overdue", "Overdue", "41.60", Decimal("41.60")),
    ...                    Slice("available", "Available", "58.40", Decimal("58.40"))], title="Credit limit")
    >>> svg.count("<rect"), "Overdue" in svg, 'role="img"' in svg
    (4, True, True)
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from astra_billing.views.markup import escape, picture, tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDTH: Final = 360
HEIGHT: Final = 26
LINE: Final = 24
SWATCH: Final = 12
THINNEST: Final = 4
NOTHING: Final = Decimal(0)


class Slice(NamedTuple):
    """
    A part of the whole.

    Attributes:
        code: its CSS class, such as `overdue`.
        label: its word.
        amount: its amount as it is shown.
        weight: its size; nothing and less than nothing are not drawn.
    """

    code: str
    label: str
    amount: str
    weight: Decimal


def stacked_bar(slices: Sequence[Slice], *, title: str, description: str = "") -> str:
    """The bar as SVG, the parts from left to right, a line of the legend under it for each."""
    drawn = "".join(_drawn(slices))
    legend = "".join(_legend(each, HEIGHT + 8 + LINE * place) for place, each in enumerate(slices))
    height = HEIGHT + 8 + LINE * len(slices)
    return picture(drawn + legend, size=(WIDTH, height), title=title, description=description, class_="bar")


def _drawn(slices: Sequence[Slice]) -> Iterator[str]:
    """Left to right; a thin part takes its room from the widest, so that the bar stays full."""
    widths = _widths(slices)
    left = 0
    for each, width in zip(slices, widths, strict=True):
        if width:
            yield _block(each, left, width)
        left += width


def _widths(slices: Sequence[Slice]) -> list[int]:
    shown = [each.weight if each.weight > 0 else NOTHING for each in slices]
    whole = sum(shown, NOTHING)
    if not whole:
        return [0 for _ in shown]
    widths = [max(int(weight * WIDTH // whole), THINNEST) if weight else 0 for weight in shown]
    widths[widths.index(max(widths))] += WIDTH - sum(widths)
    return widths


def _block(each: Slice, left: int, width: int) -> str:
    words = tag("title", escape(f"{each.label}: {each.amount}"))
    box = tag("rect", x=left, y=0, width=max(width - 1, 1), height=HEIGHT, class_=f"fill {each.code}")
    texture = tag(
        "line",
        x1=left,
        x2=left + width - 1,
        y1=HEIGHT // 2,
        y2=HEIGHT // 2,
        class_=f"texture {each.code}",
        stroke_width=HEIGHT,
    )
    return tag("g", words + box + texture)


def _legend(each: Slice, top: int) -> str:
    base = top + 17
    swatch = tag("rect", x=0, y=base - 11, width=SWATCH, height=SWATCH, rx=2, class_=f"fill {each.code}")
    texture = tag("line", x1=0, x2=SWATCH, y1=base - 5, y2=base - 5, class_=f"texture {each.code}", stroke_width=SWATCH)
    word = tag("text", escape(each.label), x=SWATCH + 8, y=base, class_="ink")
    amount = tag("text", escape(each.amount), x=WIDTH, y=base, class_="ink figure", text_anchor="end")
    return swatch + texture + word + amount
