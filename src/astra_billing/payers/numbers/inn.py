"""
INN (ИНН), the number of a taxpayer: 10 digits of an organisation, 12 of a person.

    >>> validate("7707083893"), validate(" 5001 0073 2259 ")
    ('7707083893', '500100732259')
    >>> validate("7707083894")
    Traceback (most recent call last):
    astra_billing.payers.numbers.faults.NumberFault: '7707083894' is not an INN: its check digits do not fit; ...
    >>> is_valid("770708389"), is_valid("0000000000")
    (False, False)

The parts are the tax office that gave the number, whose first two digits are
the region, and a serial number.  A sole trader has the 12 digits of a person.

    >>> region("7707083893"), office("7707083893"), is_person("500100732259")
    ('77', '7707', True)

Sources: order MMV-7-6/435@ of the tax service (viacademia.ru/library/nalog/440-mmv-7-6-435);
the structure: aif.ru/dontknows/eternal/1412680.  That zeros are refused is plain sense,
for no tax office has the code 0000; the region 00 is refused as policy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from astra_billing.payers.numbers.characters import digits_fault, region_fault, spaceless, weighted_sum
from astra_billing.payers.numbers.faults import NumberFault

if TYPE_CHECKING:
    from astra_billing.payers.numbers.faults import Code

ORGANISATION: Final = 10
"""How many digits the INN of an organisation has."""
PERSON: Final = 12
"""How many digits the INN of a person has, a sole trader included."""

_LENGTHS: Final = (ORGANISATION, PERSON)
_LAST: Final = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_OF_PERSON: Final = _LAST[1:]
_OF_ORGANISATION: Final = _LAST[2:]


def compact(text: str) -> str:
    """The number without spaces."""
    return spaceless(text)


def validate(text: str) -> str:
    """
    The clean number.

    Raises:
        NumberFault: it is no INN.
    """
    clean = compact(text)
    code = _fault(clean)
    if code:
        raise NumberFault("inn", code, text)
    return clean


def is_valid(text: str) -> bool:
    """Whether the text is an INN."""
    return _fault(compact(text)) is None


def check_digits(body: str) -> str:
    """
    The one or two last digits that belong to the first 9 or 10.

    Raises:
        NumberFault: the body has other characters than digits, or another length.
    """
    code = digits_fault(body, (9, 10))
    if code:
        raise NumberFault("inn", code, body)
    return _check_digits(body)


def region(text: str) -> str:
    """The first two digits: the region of the tax office."""
    return validate(text)[:2]


def office(text: str) -> str:
    """The first four digits: the tax office that gave the number."""
    return validate(text)[:4]


def is_person(text: str) -> bool:
    """Whether the number is of a person, a sole trader included."""
    return len(validate(text)) == PERSON


def _fault(clean: str) -> Code | None:
    shape = digits_fault(clean, _LENGTHS)
    if shape:
        return shape
    body = clean[:9] if len(clean) == ORGANISATION else clean[:10]
    if clean != body + _check_digits(body):
        return "checksum"
    return region_fault(clean[:2])


def _check_digits(body: str) -> str:
    if len(body) < ORGANISATION:
        return str(weighted_sum(body, _OF_ORGANISATION) % 11 % 10)
    first = str(weighted_sum(body, _OF_PERSON) % 11 % 10)
    return first + str(weighted_sum(body + first, _LAST) % 11 % 10)
