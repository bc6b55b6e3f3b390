"""The stacked bar is full, keeps its order, and never loses a part to rounding."""

from __future__ import annotations

from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.views import Slice, stacked_bar
from astra_billing.views.bar import THINNEST, WIDTH, _widths

EVIL = "<script>"


def slices(*weights: str | Decimal) -> list[Slice]:
    """Parts with these weights."""
    return [Slice("available", f"part {place}", str(weight), Decimal(weight)) for place, weight in enumerate(weights)]


@given(st.lists(st.decimals(0, 10**6, places=2), min_size=1, max_size=5))
def test_the_parts_fill_the_bar(weights: list[Decimal]) -> None:
    """Whatever the sums, no gap is left at the right end."""
    assert sum(_widths(slices(*weights))) == (WIDTH if any(weights) else 0)


@given(st.lists(st.decimals("0.01", 10**6, places=2), min_size=1, max_size=5))
def test_a_small_part_is_still_seen(weights: list[Decimal]) -> None:
    """One rouble of a million has its stripe."""
    assert min(_widths(slices(*weights))) >= THINNEST


@pytest.mark.parametrize("weight", ["0", "-5"])
def test_nothing_and_less_than_nothing_are_not_drawn(weight: str) -> None:
    """A limit lowered below the debt has nothing left to show, but its line in the legend stays."""
    svg = stacked_bar(slices("10", weight), title="Credit limit")
    assert (_widths(slices("10", weight)), svg.count("<text")) == ([WIDTH, 0], 4)


def test_the_legend_names_every_part_with_its_amount() -> None:
    """Nothing is told by colour alone."""
    svg = stacked_bar([Slice("overdue", EVIL, "41.60 €", Decimal(1))], title="t")
    assert [text.text for text in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")] == [EVIL, "41.60 €"]  # noqa: S314
