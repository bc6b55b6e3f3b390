"""
SNILS (СНИЛС), the number of a person in the pension system: 11 digits.

    >>> validate("112-233-445 95"), format("11223344595")
    ('11223344595', '112-233-445 95')
    >>> validate("112-233-445 96")
    Traceback (most recent call last):
    astra_billing.payers.numbers.faults.NumberFault: '112-233-445 96' is not a SNILS: its check digits do not fit; ...
    >>> is_valid("000-000-000 00")
    False

The two check digits are the sum of the nine others, weighted 9 to 1, modulo
101, and 00 for the remainder 100.

    >>> check_digits("112233445"), check_digits("100108998")
    ('95', '00')

The numbers up to 001-001-998 are older than the check digits.

    >>> is_valid("001-001-998 00"), is_valid("001-001-999 00")
    (True, False)

Source: consultant.ru LAW_124607 item 8, whose example is the first one here.  That zeros are
refused is plain sense.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from astra_billing.payers.numbers.characters import DASHES, digits_fault, spaceless, weighted_sum
from astra_billing.payers.numbers.faults import NumberFault

if TYPE_CHECKING:
    from astra_billing.payers.numbers.faults import Code

LAST_UNCHECKED: Final = "001001998"
"""The last number without check digits."""

_BODY: Final = 9
_LENGTHS: Final = (_BODY + 2,)
_WEIGHTS: Final = (9, 8, 7, 6, 5, 4, 3, 2, 1)


def compact(text: str) -> str:
    """The number without spaces and hyphens."""
    return spaceless(text, without=DASHES)


def validate(text: str) -> str:
    """
    The clean number.

    Raises:
        NumberFault: it is no SNILS.
    """
    clean = compact(text)
    code = _fault(clean)
    if code:
        raise NumberFault("snils", code, text)
    return clean


def is_valid(text: str) -> bool:
    """Whether the text is a SNILS."""
    return _fault(compact(text)) is None


def format(text: str) -> str:  # noqa: A001 (every number that is printed in groups has this verb)
    """The number as it is printed, such as 112-233-445 95."""
    clean = validate(text)
    return f"{clean[:3]}-{clean[3:6]}-{clean[6:9]} {clean[9:]}"


def check_digits(body: str) -> str:
    """
    The two last digits, which belong to the first nine.

    Raises:
        NumberFault: the body has other characters than digits, or another length.
    """
    code = digits_fault(body, (_BODY,))
    if code:
        raise NumberFault("snils", code, body)
    return _check_digits(body)


def _fault(clean: str) -> Code | None:
    shape = digits_fault(clean, _LENGTHS)
    if shape:
        return shape
    body = clean[:_BODY]
    if not body.strip("0"):
        return "zeros"
    return None if body <= LAST_UNCHECKED or clean == body + _check_digits(body) else "checksum"


def _check_digits(body: str) -> str:
    return f"{weighted_sum(body, _WEIGHTS) % 101 % 100:02}"
