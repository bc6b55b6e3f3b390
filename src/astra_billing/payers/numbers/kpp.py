"""
KPP (КПП), why an organisation is registered with a tax office: 9 characters.

    >>> validate("773601001"), validate("7707 AB 001")
    ('773601001', '7707AB001')
    >>> validate("7736АВ001")  # these two letters are Cyrillic
    Traceback (most recent call last):
    astra_billing.payers.numbers.faults.NumberFault: '7736АВ001' is not a KPP: it has Cyrillic letters, ...
    >>> is_valid("A73601001"), is_valid("77360100")
    (False, False)

The parts are four digits of the tax office, two digits or capital Latin
letters of the reason, and a serial number of three digits.  There is no check
digit.  A sole trader has no KPP.

    >>> region("773601001"), office("773601001"), reason("773601001")
    ('77', '7736', '01')

Source: order MMV-7-6/435@ of the tax service (viacademia.ru/library/nalog/440-mmv-7-6-435);
the letters are widely used and were not seen in the text of the order.  The region
00 is refused as policy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from astra_billing.payers.numbers.characters import digits_fault, region_fault, spaceless
from astra_billing.payers.numbers.faults import NumberFault

if TYPE_CHECKING:
    from astra_billing.payers.numbers.faults import Code

_LENGTHS: Final = (9,)
_AS_DIGITS: Final = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "1" * 26)


def compact(text: str) -> str:
    """The number without spaces."""
    return spaceless(text)


def validate(text: str) -> str:
    """
    The clean number.

    Raises:
        NumberFault: it is no KPP.
    """
    clean = compact(text)
    code = _fault(clean)
    if code:
        raise NumberFault("kpp", code, text)
    return clean


def is_valid(text: str) -> bool:
    """Whether the text is a KPP."""
    return _fault(compact(text)) is None


def region(text: str) -> str:
    """The first two digits: the region of the tax office."""
    return validate(text)[:2]


def office(text: str) -> str:
    """The first four digits: the tax office."""
    return validate(text)[:4]


def reason(text: str) -> str:
    """The 5th and 6th character: why the organisation is registered there, 01 at its own address."""
    return validate(text)[4:6]


def _fault(clean: str) -> Code | None:
    digits = clean[:4] + clean[4:6].translate(_AS_DIGITS) + clean[6:]
    return digits_fault(digits, _LENGTHS) or region_fault(clean[:2])
