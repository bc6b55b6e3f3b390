"""
The passport of a citizen of Russia: 4 digits of the series and 6 of the number.

    >>> validate("1111 111111"), validate("11 11 № 111111"), format("1111111111")
    ('1111111111', '1111111111', '1111 111111')
    >>> validate("111111111")
    Traceback (most recent call last):
    astra_billing.payers.numbers.faults.NumberFault: '111111111' is not a passport number: it has the wrong length; ...
    >>> is_valid("0000 000000")
    False

The parts are the series and the number; the series is the region of the issue
and the year in which the blank was printed.  There is no check digit.

    >>> series("4510 123456"), number("4510 123456"), region("4510 123456"), year("4510 123456")
    ('4510', '123456', '45', 2010)

Sources: the sample of the portal's manual; the series: pravookey.ru/pasporta-rossii-nomera-regionov.html
on government decree 828 of 1997.  That zeros are refused is plain sense.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from astra_billing.payers.numbers.characters import DASHES, digits_fault, spaceless
from astra_billing.payers.numbers.faults import NumberFault

if TYPE_CHECKING:
    from astra_billing.payers.numbers.faults import Code

_LENGTHS: Final = (10,)
_FIRST_YEAR: Final = 97
_CENTURIES: Final = (1900, 2000)


def compact(text: str) -> str:
    """The number without spaces, hyphens and number signs."""
    return spaceless(text, without=DASHES + "№")


def validate(text: str) -> str:
    """
    The clean number, series first.

    Raises:
        NumberFault: it is no number of a passport.
    """
    clean = compact(text)
    code = _fault(clean)
    if code:
        raise NumberFault("passport", code, text)
    return clean


def is_valid(text: str) -> bool:
    """Whether the text is series and number of a passport."""
    return _fault(compact(text)) is None


def format(text: str) -> str:  # noqa: A001 (every number that is printed in groups has this verb)
    """The number as the portal prints it, such as 1111 111111."""
    clean = validate(text)
    return f"{clean[:4]} {clean[4:]}"


def series(text: str) -> str:
    """The first four digits."""
    return validate(text)[:4]


def number(text: str) -> str:
    """The last six digits."""
    return validate(text)[4:]


def region(text: str) -> str:
    """The first two digits: the region of the issue, by the classifier of territories (OKATO)."""
    return validate(text)[:2]


def year(text: str) -> int:
    """The year in which the blank was printed; the issue may be later.  Passports of this kind begin in 1997."""
    short = int(validate(text)[2:4])
    return _CENTURIES[short < _FIRST_YEAR] + short


def _fault(clean: str) -> Code | None:
    return digits_fault(clean, _LENGTHS)
