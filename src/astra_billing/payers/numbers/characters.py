"""
What all official numbers share: removing spaces, and faults of single characters.

    >>> spaceless(" 7707 083 893")
    '7707083893'
    >>> digits_fault("7707083893", (10, 12)), digits_fault("770708389", (10, 12))
    (None, 'length')

A digit of another script is no digit of a document:

    >>> digits_fault("٧٧٠٧٠٨٣٨٩٣", (10, 12))
    'not_ascii'

A number is text: as an `int` it has lost its leading zeros.

    >>> spaceless(44525225)
    Traceback (most recent call last):
    astra_billing.errors.InvalidValue: 44525225 is not text; pass a str, with its leading zeros
"""

from __future__ import annotations

from operator import mul
from typing import TYPE_CHECKING, Final

from astra_billing.errors import InvalidValue

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from astra_billing.payers.numbers.faults import Code

DASHES: Final = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}"
"""The signs that a hyphen becomes on its way through editors."""

_INVISIBLE: Final = "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
_CYRILLIC: Final = ("\u0400", "\u04ff")
_ZERO: Final = ord("0")


def spaceless(text: object, *, without: str = "") -> str:
    """
    The text without spaces of any kind, invisible characters and the signs in `without`.

    Raises:
        InvalidValue: what was passed is no text.
    """
    if not isinstance(text, str):
        raise InvalidValue(text, expected="text", fix="pass a str, with its leading zeros")
    if text.isascii() and text.isalnum():
        return text
    return "".join(text.split()).translate(dict.fromkeys(map(ord, _INVISIBLE + without)))


def digits_fault(clean: str, lengths: Container[int]) -> Code | None:
    """What keeps a text from being digits of one of the lengths and not all zeros, if anything."""
    if not (clean.isdigit() and clean.isascii()):
        return character_fault(clean)
    if len(clean) not in lengths:
        return "length"
    return None if clean.strip("0") else "zeros"


def character_fault(clean: str) -> Code:
    """The fault of a text that is not all digits."""
    if not clean:
        return "empty"
    if any(_CYRILLIC[0] <= character <= _CYRILLIC[1] for character in clean):
        return "cyrillic"
    return "letters" if clean.isascii() else "not_ascii"


def region_fault(region: str) -> Code | None:
    """What keeps two digits from being the code of a region, if anything."""
    return "region" if region == "00" else None


def weighted_sum(digits: str, weights: Sequence[int]) -> int:
    """The sum of the products of digits and weights, which are equally many."""
    codes: int = sum(map(mul, weights, digits.encode()))
    return codes - _ZERO * sum(weights)
