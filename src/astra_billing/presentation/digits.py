"""
How amounts are written: digits in groups, the marks of a locale, signs around them.

`writer` answers with a function, so that what a locale and a currency decide is
worked out once and an amount costs a few passes over its text.

    >>> german = Marks(group=".", point=",", plus_end=" €", minus="-", minus_end=" €")
    >>> writer(german, 2)(Decimal("1234567.89")), writer(german, 2)(Decimal("-5.005"))
    ('1.234.567,89 €', '-5,00 €')

The odd case: in India only the last group has three digits.

    >>> writer(Marks(group=",", point=".", sizes=(3, 2)), 2)(Decimal("1234567.89"))
    '12,34,567.89'
"""

from __future__ import annotations

import decimal
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from operator import itemgetter
from typing import TypeAlias

from attrs import frozen

from astra_billing.money import TooManyDigits
from astra_billing.money.exact import DIGITS, half_even, unit_of

Writer: TypeAlias = Callable[[Decimal], str]

_Cut: TypeAlias = Callable[[str], tuple[str, ...]]

_USUAL_LENGTH = 32
"""Characters of a number up to which the cuts are worked out in advance."""
_MOST_PLAIN = 6
"""Decimals up to which `str` of a `Decimal` never has an exponent."""


@frozen
class Marks:
    """
    What stands between the digits and around them.

    Attributes:
        group, point: the marks between groups and before the decimals.
        sizes: how many digits the last group before the point has, and how many every other one.
        plus, plus_end, minus, minus_end: what opens and closes an amount, and one below zero.
    """

    group: str
    point: str
    sizes: tuple[int, int] = (3, 3)
    plus: str = ""
    plus_end: str = ""
    minus: str = "-"
    minus_end: str = ""


@cache
def writer(marks: Marks, places: int) -> Writer:
    """
    What writes an amount with so many decimals, rounding half-even where it has more.

    The function raises `TooManyDigits` for an amount that has no room for its decimals.
    """
    group, point, sizes = marks.group, marks.point, marks.sizes
    plus, plus_end, minus, minus_end = marks.plus, marks.plus_end, marks.minus, marks.minus_end
    unit, tail = unit_of(places), places + 1 if places else 0
    plain: Writer = str if places <= _MOST_PLAIN else "{:f}".format
    cuts = [_cut(length - tail, sizes) for length in range(_USUAL_LENGTH)]

    def write(amount: Decimal) -> str:
        try:
            rounded = amount if amount.same_quantum(unit) else half_even(amount, unit)
        except decimal.DecimalException:
            raise TooManyDigits(amount, most=DIGITS) from None
        text, before, after = plain(rounded), plus, plus_end
        if rounded.is_signed():
            text, before, after = text[1:], minus, minus_end
        try:
            cut = cuts[len(text)]
        except IndexError:
            cut = _cut(len(text) - tail, sizes)
        text = text.replace(".", point)
        return before + (group.join(cut(text)) if cut else text) + after

    return write


def _cut(length: int, sizes: tuple[int, int]) -> _Cut | None:
    """
    What takes a text that begins with so many digits apart, or None where they are one group.

    >>> _cut(7, (3, 2))("1234567.89")
    ('12', '34', '567.89')
    """
    last, other = sizes
    ends = [*reversed(range(length - last, 0, -other))]
    return itemgetter(*map(slice, [None, *ends], [*ends, None])) if ends else None
