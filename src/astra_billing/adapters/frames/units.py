"""
A column of amounts as whole numbers of 64 bits: the checks that numpy and polars share.

    >>> from astra_billing.money import RUB
    >>> to_units([Money("0.0001", RUB)] * 3)
    [1, 1, 1]
    >>> to_units([Money("1", RUB), Money("10000000000000", RUB)])
    Traceback (most recent call last):
    astra_billing.adapters.frames.units.BadRow: row 1: Money('10000000000000', RUB) is not within 8384883669867.9780 ...
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.errors import InvalidValue
from astra_billing.money import Currency, Money
from astra_billing.money.exact import CONTEXT, unit_of
from astra_billing.money.exact import from_units as units_as_decimal

if TYPE_CHECKING:
    from collections.abc import Iterable

SCALE = 4
"""Decimals of a charge (B14), and of a column unless another number is named."""

WORD = 2**63 - 1
"""The largest whole number that 64 bits with a sign hold."""

MOST_UNITS = WORD // 110
"""The most units of one amount, either sign: times 110 before the division by 100, it still fits."""

_MOST_PLACES = 18


class BadRow(InvalidValue):
    """
    A value of a column cannot come in or go out as it is.

    Attributes:
        row: its place, counted from zero as numpy and polars count.
    """

    def __init__(self, row: int, value: object, *, expected: str, fix: str) -> None:
        super().__init__(value, expected=expected, fix=fix)
        self.row = row

    def __str__(self) -> str:
        return f"row {self.row}: {super().__str__()}"

    def __reduce__(self) -> tuple[object, ...]:
        return _bad_row, (self.row, self.value, self.expected, self.fix)


def to_units(moneys: Iterable[Money], scale: int = SCALE) -> list[int]:
    """
    Every amount as a whole number of 10 ** -scale.

    Raises:
        BadRow: an amount has more decimals, is out of bounds, or is of another currency than the first.
        InvalidValue: the scale is no number of decimals from 0 to 18.
    """
    _check_scale(scale)
    listed = list(moneys)
    currency = getattr(listed[0], "currency", None) if listed else None
    units = [_units(row, money, currency, scale) for row, money in enumerate(listed)]
    _check_sum(listed, units)
    return units


def from_units(units: Iterable[int], currency: Currency, scale: int = SCALE) -> list[Money]:
    """
    The amounts that `to_units` made whole numbers of.

    Raises:
        BadRow: something is no whole number.
        InvalidValue: the scale is no number of decimals from 0 to 18.
    """
    _check_scale(scale)
    return [_money(row, unit, currency, scale) for row, unit in enumerate(units)]


def _check_scale(scale: object) -> None:
    if type(scale) is not int or not 0 <= scale <= _MOST_PLACES:
        raise InvalidValue(scale, expected="a number of decimals", fix="pass an int from 0 to 18")


def _units(row: int, money: object, currency: Currency | None, scale: int) -> int:
    if not isinstance(money, Money):
        raise BadRow(row, money, expected="an amount", fix="leave missing values out, or fill them with Money.zero()")
    if money.currency != currency:
        raise BadRow(row, money, expected=f"an amount in {currency}", fix="make a column for each currency")
    exact = money.amount.scaleb(scale, CONTEXT)
    whole = int(exact)
    if whole != exact:
        unit = f"{unit_of(scale):f}"
        fix = "round it first with a Rounding, or pass a larger scale"
        raise BadRow(row, money, expected=f"a multiple of {unit}", fix=fix)
    if abs(whole) > MOST_UNITS:
        most = f"{units_as_decimal(MOST_UNITS, scale):f}"
        raise BadRow(row, money, expected=f"within {most} either way", fix="pass a smaller scale")
    return whole


def _check_sum(moneys: list[Money], units: list[int]) -> None:
    """Refuse a column of which some sum would not fit, at the row where it first wouldn't."""
    total = 0
    for row, unit in enumerate(units):
        total += abs(unit)
        if total > WORD:
            raise BadRow(
                row, moneys[row], expected="within what 64 bits can sum up", fix="split the column, or lower the scale"
            )


def _money(row: int, unit: object, currency: Currency, scale: int) -> Money:
    if type(unit) is not int:
        raise BadRow(row, unit, expected="a whole number of units", fix="fill or drop missing values first")
    return Money(units_as_decimal(unit, scale), currency)


def _bad_row(row: int, value: object, expected: str, fix: str) -> BadRow:
    return BadRow(row, value, expected=expected, fix=fix)
