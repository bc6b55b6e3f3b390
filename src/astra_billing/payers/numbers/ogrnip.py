"""
OGRNIP (ОГРНИП), the number of a sole trader in the state register: 15 digits.

    >>> validate("304500116000157")
    '304500116000157'
    >>> validate("304500116000158")
    Traceback (most recent call last):
    astra_billing.payers.numbers.faults.NumberFault: '304500116000158' is not an OGRNIP: its check digits ...

The first digit is 3; 4 begins the number of a later record (GRNIP).

    >>> is_valid("415770000000000"), is_valid("30450011600015")
    (False, False)

The parts are the year and the region of the record and its number.  The check
digit is the last digit of the remainder of the first 14 digits by 13, so that
the remainders 10, 11 and 12 give 0, 1 and 2.  (A check that compares the digit
with the whole remainder refuses 3 of 13 true numbers.)

    >>> 31577000000012 % 13, check_digits("31577000000012"), is_valid("315770000000122")
    (12, '2', True)
    >>> year("304500116000157"), region("304500116000157")
    (2004, '50')

Sources: docs.cntd.ru/document/901878495 appendix 1 (repealed, same structure); order 165n of
the ministry of finance; the last digit: rin-nas/postgresql-patterns-library issue 10.  The
region 00 is refused as policy.  Whether the year makes sense is a question to ask with a date.
"""

from __future__ import annotations

from typing import Final

from astra_billing.payers.numbers.characters import spaceless
from astra_billing.payers.numbers.registers import Register

_SOLE_TRADERS: Final = Register("ogrnip", body=14, first=("3",), divisor=13)


def compact(text: str) -> str:
    """The number without spaces."""
    return spaceless(text)


def validate(text: str) -> str:
    """
    The clean number.

    Raises:
        NumberFault: it is no OGRNIP.
    """
    return _SOLE_TRADERS.validate(text)


def is_valid(text: str) -> bool:
    """Whether the text is an OGRNIP."""
    return _SOLE_TRADERS.fault(compact(text)) is None


def check_digits(body: str) -> str:
    """
    The last digit, which belongs to the first 14.

    Raises:
        NumberFault: the body has other characters than digits, or another length.
    """
    return _SOLE_TRADERS.check_digits(body)


def year(text: str) -> int:
    """The year of the record; the register exists since 2004."""
    return _SOLE_TRADERS.year(text)


def region(text: str) -> str:
    """The 4th and 5th digit: the region of the record."""
    return _SOLE_TRADERS.region(text)
