"""
BIK (БИК), the code of a bank in the payment system of the Bank of Russia: 9 digits.

    >>> validate("044525225"), validate("04 4525 225")
    ('044525225', '044525225')
    >>> validate("04452522")
    Traceback (most recent call last):
    astra_billing.payers.numbers.faults.NumberFault: '04452522' is not a BIK: it has the wrong length; type 9 digits

The parts are the country, the territory, the unit of the Bank of Russia and
the bank itself, the participant.  There is no check digit, so an account or a
correspondent account beside it says more.

    >>> territory("044525225"), unit("044525225"), participant("044525225")
    ('45', '25', '225')

The participants 000 to 002 are the settlement centres of the Bank of Russia
itself.  A treasury office does not begin with 04.

    >>> is_bank_of_russia("049805000"), is_treasury("017003983")
    (True, True)

Sources: dmitryga.ru/2010/410; hy.periodicalfinance.com/10585361-what-is-bic.  Policy: 04, 00, 01
and 02 are taken for the first two digits; the last three are in use for the treasury and
for members abroad, but were not seen in the text of a rule.  So are the numbers 000 to 002.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from astra_billing.payers.numbers.characters import digits_fault, spaceless
from astra_billing.payers.numbers.faults import NumberFault

if TYPE_CHECKING:
    from astra_billing.payers.numbers.faults import Code

_LENGTHS: Final = (9,)
_NO_BANKS: Final = ("00", "01", "02")
_FIRST: Final = ("04", *_NO_BANKS)
_SETTLEMENT_CENTRES: Final = ("000", "001", "002")


def compact(text: str) -> str:
    """The code without spaces."""
    return spaceless(text)


def validate(text: str) -> str:
    """
    The clean code.

    Raises:
        NumberFault: it is no BIK.
    """
    clean = compact(text)
    code = _fault(clean)
    if code:
        raise NumberFault("bik", code, text)
    return clean


def is_valid(text: str) -> bool:
    """Whether the text is a BIK."""
    return _fault(compact(text)) is None


def country(text: str) -> str:
    """The first two digits: 04 for a Russian bank."""
    return validate(text)[:2]


def territory(text: str) -> str:
    """The 3rd and 4th digit: the region, by the classifier of territories (OKATO)."""
    return validate(text)[2:4]


def unit(text: str) -> str:
    """The 5th and 6th digit: the unit of the Bank of Russia that keeps the bank's account."""
    return validate(text)[4:6]


def participant(text: str) -> str:
    """The last three digits: the bank, as that unit numbers it."""
    return validate(text)[6:]


def is_bank_of_russia(text: str) -> bool:
    """Whether this is a settlement centre (RKC) or a head office of the Bank of Russia."""
    return validate(text).endswith(_SETTLEMENT_CENTRES)


def is_treasury(text: str) -> bool:
    """Whether this is no bank but an office of the treasury, or another member that is no Russian bank."""
    return validate(text).startswith(_NO_BANKS)


def is_of_state(clean: str) -> bool:
    """Whether the Bank of Russia keeps the accounts of a clean BIK: those of its own centres and of the treasury."""
    return clean.endswith(_SETTLEMENT_CENTRES) or clean.startswith(_NO_BANKS)


def _fault(clean: str) -> Code | None:
    return digits_fault(clean, _LENGTHS) or (None if clean.startswith(_FIRST) else "prefix")
