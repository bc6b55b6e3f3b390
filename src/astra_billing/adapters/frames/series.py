"""
Money as columns of polars, and any value of the library as rows of a frame.

    >>> from astra_billing.money import RUB, Money
    >>> records([Money("5.00", RUB), Money("7.50", RUB)])
    [{'amount': '5.00', 'currency': 'RUB'}, {'amount': '7.50', 'currency': 'RUB'}]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from astra_billing.adapters.frames.units import SCALE, from_units, to_units
from astra_billing.errors import InvalidValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from polars import DataFrame, Series

    from astra_billing.money import Currency, Money


class Recorded(Protocol):
    """A value that shows itself as records, as every public result of the library does."""

    def to_records(self) -> Sequence[Mapping[str, object]]:
        """Its rows."""


def to_series(moneys: Iterable[Money], name: str = "amount", scale: int = SCALE) -> Series:
    """
    Amounts of one currency as a polars column of 64-bit whole numbers of 10 ** -scale.

    Raises:
        BadRow: an amount has more decimals, is out of bounds, or is of another currency than the first.
    """
    import polars as pl  # noqa: PLC0415 - of an extra

    return pl.Series(name, to_units(moneys, scale), dtype=pl.Int64)


def from_series(series: Series, currency: Currency, scale: int = SCALE) -> list[Money]:
    """
    The amounts in a polars column of whole numbers of 10 ** -scale.

    Raises:
        InvalidValue: the column holds no whole numbers.
        BadRow: a value is missing.
    """
    if not series.dtype.is_integer():
        raise InvalidValue(series.dtype, expected="a column of whole numbers", fix="pass what to_series made, or Int64")
    return from_units(series.to_list(), currency, scale)


def records(values: Iterable[Recorded]) -> list[dict[str, object]]:
    """The rows of many values as one list: what pandas and polars take, amounts as exact text."""
    return [dict(record) for value in values for record in value.to_records()]


def to_frame(values: Iterable[Recorded]) -> DataFrame:
    """The rows of many values as a polars frame; amounts stay exact text, see `to_series` for numbers."""
    import polars as pl  # noqa: PLC0415 - of an extra

    return pl.DataFrame(records(values), infer_schema_length=None)
