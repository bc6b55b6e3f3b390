"""
`Rounding`: what happens to the digits that do not fit, named by meaning.

Nothing in the library rounds on its own: every inexact step names one of
these (DESIGN house rule 6).  All of Python's decimal modes are here by
meaning, three half-way rules that other libraries have and Python lacks, and
`MUST_BE_EXACT`, which refuses to round.

    >>> round_ratio(5, 2, Rounding.HALF_UP), round_ratio(-5, 2, Rounding.HALF_UP)
    (3, -3)
    >>> round_ratio(5, 2, Rounding.HALF_EVEN), round_ratio(-5, 2, Rounding.FLOOR)
    (2, -3)
    >>> round_ratio(5, 2, Rounding.MUST_BE_EXACT)
    Traceback (most recent call last):
    astra_billing.money.faults.InexactResult: 5/2 is not whole; pass a Rounding, such as Rounding.HALF_UP
"""

from __future__ import annotations

import decimal
import enum
from fractions import Fraction

from astra_billing.money.faults import InexactResult


class Rounding(enum.Enum):
    """
    The rule that picks one of the two neighbours of a value that does not fit.

    UP and DOWN look away from and towards zero, CEILING and FLOOR look along
    the number line; the ``HALF_`` rules take the nearer neighbour and differ only
    at the exact middle.
    """

    HALF_UP = "half up"
    """Nearest; the middle goes away from zero (school rounding, Russian tax law)."""
    HALF_EVEN = "half even"
    """Nearest; the middle goes to the even neighbour (bankers' rounding)."""
    HALF_DOWN = "half down"
    """Nearest; the middle goes towards zero."""
    HALF_ODD = "half odd"
    """Nearest; the middle goes to the odd neighbour."""
    HALF_CEILING = "half ceiling"
    """Nearest; the middle goes towards positive infinity."""
    HALF_FLOOR = "half floor"
    """Nearest; the middle goes towards negative infinity."""
    UP = "up"
    """Away from zero."""
    DOWN = "down"
    """Towards zero: the extra digits are cut off."""
    CEILING = "ceiling"
    """Towards positive infinity."""
    FLOOR = "floor"
    """Towards negative infinity."""
    ZERO_FIVE_UP = "zero five up"
    """Away from zero when the last kept digit would be 0 or 5, else towards zero."""
    MUST_BE_EXACT = "must be exact"
    """No rounding: a value that does not fit raises `InexactResult`."""
    __hash__ = object.__hash__
    # Members are unique, so their identity is hash enough; the one of Enum is Python code and slow.

    UNNECESSARY = MUST_BE_EXACT
    """Another name of `MUST_BE_EXACT`, the one brick and Java use."""


DECIMAL_MODES: dict[Rounding, str] = {
    Rounding.HALF_UP: decimal.ROUND_HALF_UP,
    Rounding.HALF_EVEN: decimal.ROUND_HALF_EVEN,
    Rounding.HALF_DOWN: decimal.ROUND_HALF_DOWN,
    Rounding.UP: decimal.ROUND_UP,
    Rounding.DOWN: decimal.ROUND_DOWN,
    Rounding.CEILING: decimal.ROUND_CEILING,
    Rounding.FLOOR: decimal.ROUND_FLOOR,
    Rounding.ZERO_FIVE_UP: decimal.ROUND_05UP,
}
"""The modes that `decimal` has itself; the others are done by `round_ratio`."""


def round_ratio(numerator: int, denominator: int, rounding: Rounding) -> int:
    """
    The whole number that `rounding` picks for numerator / denominator.

    Works on integers, so that a quotient is rounded once and never through an
    intermediate precision.  The denominator is positive.

    Raises:
        InexactResult: `rounding` is MUST_BE_EXACT and the quotient is no whole number.

    >>> [round_ratio(n, 4, Rounding.HALF_ODD) for n in (-6, -3, 0, 2, 6, 10)]
    [-1, -1, 0, 1, 1, 3]
    """
    size, left = divmod(abs(numerator), denominator)
    if not left:
        return size if numerator >= 0 else -size
    if rounding is Rounding.MUST_BE_EXACT:
        raise InexactResult(Fraction(numerator, denominator), unit="whole")
    if _grows(size, 2 * left - denominator, rounding, positive=numerator > 0):
        size += 1
    return size if numerator >= 0 else -size


def _grows(size: int, middle: int, rounding: Rounding, *, positive: bool) -> bool:
    """Whether a magnitude between `size` and `size + 1` goes up; `middle` is the sign of its distance from the half."""
    if rounding.name.startswith("HALF_"):
        return middle > 0 or (middle == 0 and _middle_grows(size, rounding, positive=positive))
    match rounding:
        case Rounding.UP:
            return True
        case Rounding.CEILING:
            return positive
        case Rounding.FLOOR:
            return not positive
        case Rounding.ZERO_FIVE_UP:
            return size % 5 == 0
        case _:
            return False


def _middle_grows(size: int, rounding: Rounding, *, positive: bool) -> bool:
    """Whether the exact middle above a magnitude of `size` goes away from zero."""
    match rounding:
        case Rounding.HALF_UP:
            return True
        case Rounding.HALF_EVEN:
            return size % 2 == 1
        case Rounding.HALF_ODD:
            return size % 2 == 0
        case Rounding.HALF_CEILING:
            return positive
        case Rounding.HALF_FLOOR:
            return not positive
        case _:
            return False
