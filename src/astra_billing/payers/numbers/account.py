"""
The account (расчетный счет) of a client in a bank: 20 characters.

The key of an account can only be checked beside the BIK of its bank; alone, an
account is checked for its form.

    >>> validate("40602810700000000025", "049805746"), validate("4060 2810 7000 0000 0025")
    ('40602810700000000025', '40602810700000000025')
    >>> validate("40602810700000000025", "044525974")
    Traceback (most recent call last):
    astra_billing.payers.numbers.faults.NumberFault: '40602810700000000025' is not an account: its key, ...

An account at a treasury office starts with 0 and has no key.  What the Bank of
Russia keeps has a key of another variant: the account of a treasury office
with it, accounts in its settlement centres, correspondent accounts of banks.

    >>> is_valid("03100643000000018500", "017003983"), is_valid("40102810445370000059", "017003983")
    (True, True)

The parts are the balance account, the currency, the key, the branch and a
serial number.  In the 6th place a letter may stand, for a clearing currency.

    >>> balance_account("40602810700000000025"), currency("40602810700000000025"), check_digits(
    ...     "40602810000000000025", "049805746"
    ... )
    ('40602', '810', '7')

Sources: Bank of Russia order 515 of 1997-09-08 (zakonbase.ru/content/base/23444); its example is the
first one here.  Accounts of the treasury: tried, the key fits neither variant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from astra_billing.payers.numbers import bik as banks
from astra_billing.payers.numbers.characters import spaceless
from astra_billing.payers.numbers.faults import NumberFault
from astra_billing.payers.numbers.key import AT, bik_fault, key, of_bank, of_bank_of_russia, shape_fault

if TYPE_CHECKING:
    from astra_billing.payers.numbers.faults import Code

_WITHOUT_KEY: Final = "0"
_OF_BANK: Final = "30101"


def compact(text: str) -> str:
    """The account without spaces."""
    return spaceless(text)


def validate(text: str, bik: str | None = None) -> str:
    """
    The clean account.

    Raises:
        NumberFault: it is no account, or none in the bank of this BIK.
    """
    clean = compact(text)
    code = _fault(clean, bik)
    if code:
        raise NumberFault("account", code, text)
    return clean


def is_valid(text: str, bik: str | None = None) -> bool:
    """Whether the text is an account, in the bank of the BIK if one is passed."""
    return _fault(compact(text), bik) is None


def check_digits(text: str, bik: str) -> str:
    """
    The key, the 9th digit, that belongs to the other characters and the BIK.

    Raises:
        NumberFault: the text or the BIK has not the form of one.
    """
    clean, bank = compact(text), banks.compact(bik)
    code = shape_fault(clean) or bik_fault(bank)
    if code:
        raise NumberFault("account", code, text)
    return key(clean, _prefix(clean, bank))


def balance_account(text: str) -> str:
    """The first five digits: the account of the chart of accounts, 40702 for a company."""
    return validate(text)[:5]


def currency(text: str) -> str:
    """The 6th to 8th character: the code of the currency, 810 for the rouble."""
    return validate(text)[5:AT]


def branch(text: str) -> str:
    """The 10th to 13th digit: the branch of the bank, zeros for its head office."""
    return validate(text)[9:13]


def _fault(clean: str, bik: str | None) -> Code | None:
    shape = shape_fault(clean)
    if shape or bik is None:
        return shape
    bank = banks.compact(bik)
    wrong = bik_fault(bank)
    if wrong or clean.startswith(_WITHOUT_KEY):
        return wrong
    return None if clean[AT] == key(clean, _prefix(clean, bank)) else "checksum"


def _prefix(clean: str, bank: str) -> str:
    if clean.startswith(_OF_BANK) or banks.is_of_state(bank):
        return of_bank_of_russia(bank)
    return of_bank(bank)
