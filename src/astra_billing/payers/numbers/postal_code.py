"""
The postal code (почтовый индекс) of Russia: 6 digits.

    >>> validate("140140"), validate("100 000")
    ('140140', '100000')
    >>> validate("14014")
    Traceback (most recent call last):
    astra_billing.payers.numbers.faults.NumberFault: '14014' is not a postal code: it has the wrong length; ...
    >>> is_valid("000000"), is_valid("010000")
    (False, False)

The first three digits are the area, the others the post office.

    >>> area("140140")
    '140'

Source: samples of the portal's manual.  Policy: addresses in Russia have codes from 1 to 6 in front
(en.wikipedia.org/wiki/Postal_codes_in_Russia); 010000 is in Kazakhstan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from astra_billing.payers.numbers.characters import digits_fault, spaceless
from astra_billing.payers.numbers.faults import NumberFault

if TYPE_CHECKING:
    from astra_billing.payers.numbers.faults import Code

_LENGTHS: Final = (6,)
_FIRST: Final = ("1", "2", "3", "4", "5", "6")


def compact(text: str) -> str:
    """The code without spaces."""
    return spaceless(text)


def validate(text: str) -> str:
    """
    The clean code.

    Raises:
        NumberFault: it is no postal code.
    """
    clean = compact(text)
    code = _fault(clean)
    if code:
        raise NumberFault("postal_code", code, text)
    return clean


def is_valid(text: str) -> bool:
    """Whether the text is a postal code."""
    return _fault(compact(text)) is None


def area(text: str) -> str:
    """The first three digits: the area that mail is sorted by."""
    return validate(text)[:3]


def _fault(clean: str) -> Code | None:
    return digits_fault(clean, _LENGTHS) or (None if clean.startswith(_FIRST) else "prefix")
