"""
Sharing a whole number of units by weights, so that nothing is lost.

Everybody gets the whole part of the exact share; who gets the leftover units
is a named policy, `Leftover`.  A negative number is shared as its mirror image.

    >>> shares(100, [1, 1, 1])
    [34, 33, 33]
    >>> shares(-100, [1, 1, 1], Leftover.LAST)
    [-33, -33, -34]
    >>> shares(100, [2, 3, 1], Leftover.SEPARATE)
    [33, 50, 16, 1]
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import gcd, lcm

from astra_billing.errors import InvalidValue

Weights = Iterable[int | str | Decimal | Fraction]


class Leftover(enum.Enum):
    """Who gets the units that are left after everybody got the whole part of the exact share."""

    LARGEST_REMAINDER = "largest remainder"
    """One unit each to the largest lost fractions, the earlier first among equals (Hamilton's method)."""
    LARGEST_WEIGHT = "largest weight"
    """One unit each from the largest weight down, the earlier first among equals."""
    SPREAD = "spread"
    """One unit each from the first receiver on."""
    FIRST = "first"
    """All of it to the first receiver."""
    LAST = "last"
    """All of it to the last receiver."""
    SEPARATE = "separate"
    """To nobody: it comes back as one more part at the end."""
    SEPARATE_BLOCKS = "separate blocks"
    """Only whole blocks in the exact proportion are shared, the rest comes back as one more part at the end."""


def shares(units: int, weights: Weights, leftover: Leftover = Leftover.LARGEST_REMAINDER) -> list[int]:
    """
    `units` shared in proportion to `weights`; the parts always sum to `units`.

    A receiver of weight zero gets nothing, not even of the leftover.

    Raises:
        InvalidValue: no weights, a negative one, only zeros, or something that is no exact number.
    """
    ratio = whole_weights(weights)
    sign, size = (1, units) if units >= 0 else (-1, -units)
    return [sign * part for part in _share(size, ratio, leftover)]


def whole_weights(weights: Weights) -> list[int]:
    """
    The smallest whole numbers in the same proportion.

    >>> whole_weights(["48.22", "41.03", 11]), whole_weights([Fraction(1, 3), Fraction(2, 3)])
    ([4822, 4103, 1100], [1, 2])
    """
    exact = [_weight(weight) for weight in weights]
    if not any(exact):
        raise InvalidValue(exact, expected="a list of weights", fix="pass at least one weight above zero")
    scale = lcm(*(weight.denominator for weight in exact))
    whole = [int(weight * scale) for weight in exact]
    common = gcd(*whole)
    return [weight // common for weight in whole]


def _weight(weight: object) -> Fraction:
    if isinstance(weight, bool | float) or not isinstance(weight, int | str | Decimal | Fraction):
        raise InvalidValue(weight, expected="an exact weight", fix="pass int, str, Decimal or Fraction")
    try:
        exact = Fraction(weight)
    except (ValueError, OverflowError):
        raise InvalidValue(weight, expected="an exact weight", fix="pass a finite number") from None
    if exact < 0:
        raise InvalidValue(
            weight, expected="a weight", fix="pass zero or more; a negative amount is shared as its mirror"
        )
    return exact


def _share(size: int, ratio: Sequence[int], leftover: Leftover) -> list[int]:
    total = sum(ratio)
    if leftover is Leftover.SEPARATE_BLOCKS:
        return [size // total * weight for weight in ratio] + [size % total]
    parts = [size * weight // total for weight in ratio]
    rest = size - sum(parts)
    if leftover is Leftover.SEPARATE:
        return [*parts, rest]
    receivers = [index for index, weight in enumerate(ratio) if weight]
    if leftover in (Leftover.FIRST, Leftover.LAST):
        parts[receivers[0 if leftover is Leftover.FIRST else -1]] += rest
        return parts
    for index in _queue(receivers, size, ratio, leftover)[:rest]:
        parts[index] += 1
    return parts


def _queue(receivers: list[int], size: int, ratio: Sequence[int], leftover: Leftover) -> list[int]:
    """The receivers in the order in which leftover units are handed out, one each."""
    if leftover is Leftover.LARGEST_REMAINDER:
        total = sum(ratio)
        return sorted(receivers, key=lambda index: -(size * ratio[index] % total))
    if leftover is Leftover.LARGEST_WEIGHT:
        return sorted(receivers, key=lambda index: -ratio[index])
    return receivers
