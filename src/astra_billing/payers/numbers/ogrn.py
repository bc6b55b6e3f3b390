"""
OGRN (ОГРН), the number of an organisation in the state register: 13 digits.

    >>> validate("1027700132195"), is_valid("1027700000020")
    ('1027700132195', True)
    >>> validate("1027700132196")
    Traceback (most recent call last):
    astra_billing.payers.numbers.faults.NumberFault: '1027700132196' is not an OGRN: its check digits do not fit; ...

The first digit is 1 or 5; 2 and 6 to 9 begin the number of a later record
about the organisation (GRN), which has the same form and is not its OGRN.

    >>> validate("2027700132194")
    Traceback (most recent call last):
    astra_billing.payers.numbers.faults.NumberFault: '2027700132194' is not an OGRN: it does not start with 1 or 5; ...

The parts are the year and the region of the record and its number.  The check
digit is the last digit of the remainder of the first 12 digits by 11.

    >>> year("1027700132195"), region("1027700132195"), check_digits("102770013219")
    (2002, '77', '5')

Sources: consultant.ru LAW_124328 appendix 1 (repealed, same structure); order 165n of the
ministry of finance; 1 and 5 against 2 and 6-9: opensanctions/rigour pull 10.  The region 00
is refused as policy.  Whether the year makes sense is a question to ask with a date.
"""

from __future__ import annotations

from typing import Final

from astra_billing.payers.numbers.characters import spaceless
from astra_billing.payers.numbers.registers import Register

_ORGANISATIONS: Final = Register("ogrn", body=12, first=("1", "5"), divisor=11)


def compact(text: str) -> str:
    """The number without spaces."""
    return spaceless(text)


def validate(text: str) -> str:
    """
    The clean number.

    Raises:
        NumberFault: it is no OGRN.
    """
    return _ORGANISATIONS.validate(text)


def is_valid(text: str) -> bool:
    """Whether the text is an OGRN."""
    return _ORGANISATIONS.fault(compact(text)) is None


def check_digits(body: str) -> str:
    """
    The last digit, which belongs to the first 12.

    Raises:
        NumberFault: the body has other characters than digits, or another length.
    """
    return _ORGANISATIONS.check_digits(body)


def year(text: str) -> int:
    """The year of the record; the register exists since 2002."""
    return _ORGANISATIONS.year(text)


def region(text: str) -> str:
    """The 4th and 5th digit: the region of the record."""
    return _ORGANISATIONS.region(text)
