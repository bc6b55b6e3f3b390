"""
The correspondent account (корреспондентский счет) of a bank with the Bank of Russia: 20 digits.

    >>> validate("30101810400000000225", "044525225"), validate("3010 1810 4000 0000 0225")
    ('30101810400000000225', '30101810400000000225')
    >>> validate("30101810500000000225", "044525225")
    Traceback (most recent call last):
    astra_billing.payers.numbers.faults.NumberFault: '30101810500000000225' is not a correspondent account: its key, ...

It starts with 301, and its last three digits are those of the BIK.  The key
alone would accept every bank of the same region.

    >>> validate("30101810400000000225", "044525974")
    Traceback (most recent call last):
    astra_billing.payers.numbers.faults.NumberFault: ... its last three digits are not those of the BIK; take BIK ...

The BIK of a settlement centre keeps accounts of many banks, so the last digits
are not compared with it.  In bank details of the treasury the same field holds
its single account, which starts with 40102 and has a key alone.

    >>> is_valid("30101810800000000746", "049805000"), is_valid("40102810445370000059", "017003983")
    (True, True)

The parts are the currency and the participant, the last three digits.

    >>> participant("30101810400000000225"), check_digits("30101810000000000225", "044525225")
    ('225', '4')

Sources: Bank of Russia order 515 of 1997-09-08 (zakonbase.ru/content/part/140335, its example is
30101810800000000746); the last digits: telegram 86-97 (consultant.ru LAW_16420).  Policy: the
account of the treasury is accepted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from astra_billing.payers.numbers import bik as banks
from astra_billing.payers.numbers.characters import digits_fault, spaceless
from astra_billing.payers.numbers.faults import NumberFault
from astra_billing.payers.numbers.key import AT, LENGTH, bik_fault, key, of_bank_of_russia

if TYPE_CHECKING:
    from astra_billing.payers.numbers.faults import Code

_LENGTHS: Final = (LENGTH,)
_OF_BANK: Final = "301"
_OF_TREASURY: Final = "40102"


def compact(text: str) -> str:
    """The account without spaces."""
    return spaceless(text)


def validate(text: str, bik: str | None = None) -> str:
    """
    The clean account.

    Raises:
        NumberFault: it is no correspondent account, or not that of the bank of this BIK.
    """
    clean = compact(text)
    code = _fault(clean, bik)
    if code:
        raise NumberFault("correspondent_account", code, text)
    return clean


def is_valid(text: str, bik: str | None = None) -> bool:
    """Whether the text is a correspondent account, that of the bank of the BIK if one is passed."""
    return _fault(compact(text), bik) is None


def check_digits(text: str, bik: str) -> str:
    """
    The key, the 9th digit, that belongs to the other digits and the BIK.

    Raises:
        NumberFault: the text or the BIK has not the form of one.
    """
    clean, bank = compact(text), banks.compact(bik)
    code = digits_fault(clean, _LENGTHS) or bik_fault(bank)
    if code:
        raise NumberFault("correspondent_account", code, text)
    return key(clean, of_bank_of_russia(bank))


def currency(text: str) -> str:
    """The 6th to 8th digit: the code of the currency, 810 for the rouble."""
    return validate(text)[5:AT]


def participant(text: str) -> str:
    """The last three digits: the bank, as in its BIK."""
    return validate(text)[17:]


def _fault(clean: str, bik: str | None) -> Code | None:
    shape = digits_fault(clean, _LENGTHS)
    if shape:
        return shape
    if not clean.startswith((_OF_BANK, _OF_TREASURY)):
        return "prefix"
    return None if bik is None else _fault_beside(clean, banks.compact(bik))


def _fault_beside(clean: str, bank: str) -> Code | None:
    wrong = bik_fault(bank)
    if wrong:
        return wrong
    of_state = banks.is_of_state(bank)
    if not of_state and clean.startswith(_OF_TREASURY):
        return "prefix"
    if not of_state and clean[17:] != bank[6:]:
        return "bank"
    return None if clean[AT] == key(clean, of_bank_of_russia(bank)) else "checksum"
