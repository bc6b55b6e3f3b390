"""
Money as columns of numpy and polars, in and out, without losing a digit.

An amount is stored as a whole number of units of 10 ** -scale, so a column is
exact and as fast as any column of integers.  The bounds are checked where
amounts come in, because neither numpy nor polars notices an overflow:

* an amount has at most `MOST_UNITS` units, about 8.4e12 roubles at four
  decimals, so that times 110 (a percentage) still fits 64 bits;
* all amounts of a column together fit 64 bits, so no sum over it wraps.

    >>> from astra_billing.money import RUB, Money
    >>> to_units([Money("22.4137", RUB), Money("-5", RUB)])
    [224137, -50000]
    >>> from_units([224137, -50000], RUB)
    [Money('22.4137', RUB), Money('-5.0000', RUB)]

The odd case: what does not fit is refused by row and value, never rounded.

    >>> to_units([Money("1", RUB), Money("0.00001", RUB)])
    Traceback (most recent call last):
    astra_billing.adapters.frames.units.BadRow: row 1: Money('0.00001', RUB) is not a multiple of 0.0001; ...

`to_scaled` and `from_scaled` do the same with arrays of numpy, `to_series` and
`from_series` with polars; both come with the extra `astra-billing[frames]`.
"""

from __future__ import annotations

from astra_billing.adapters.frames.arrays import from_scaled, to_scaled
from astra_billing.adapters.frames.series import from_series, records, to_frame, to_series
from astra_billing.adapters.frames.units import MOST_UNITS, BadRow, from_units, to_units

__all__ = [
    "MOST_UNITS",
    "BadRow",
    "from_scaled",
    "from_series",
    "from_units",
    "records",
    "to_frame",
    "to_scaled",
    "to_series",
    "to_units",
]
