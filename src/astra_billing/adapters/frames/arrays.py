"""Money as arrays of numpy: `to_scaled` and `from_scaled`; bounds and refusals are those of the package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.adapters.frames.units import SCALE, from_units, to_units
from astra_billing.errors import InvalidValue

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from numpy import int64
    from numpy.typing import NDArray

    from astra_billing.money import Currency, Money


def to_scaled(moneys: Iterable[Money], scale: int = SCALE) -> NDArray[int64]:
    """
    Amounts of one currency as 64-bit whole numbers of 10 ** -scale.

    Raises:
        BadRow: an amount has more decimals, is out of bounds, or is of another currency than the first.
    """
    import numpy as np  # noqa: PLC0415 - of an extra

    return np.array(to_units(moneys, scale), dtype=np.int64)


def from_scaled(values: NDArray[Any], currency: Currency, scale: int = SCALE) -> list[Money]:
    """
    The amounts in an array of whole numbers of 10 ** -scale.

    Raises:
        InvalidValue: the array is not one column of whole numbers.
    """
    if values.dtype.kind not in "iu" or values.ndim != 1:
        raise InvalidValue(
            values, expected="one column of whole numbers", fix="pass an array that to_scaled made, or integers"
        )
    return from_units(values.tolist(), currency, scale)
