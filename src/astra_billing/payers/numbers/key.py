"""
The key of an account: one digit that ties the account to the BIK of its bank.

Three digits of the BIK and the 20 of the account are weighted 7, 1, 3, 7, 1, 3
and so on; the total must end in 0.  The key is the 9th digit of the account.

A client's account in a bank takes digits 7 to 9 of the BIK:

    >>> key("40602810700000000025", of_bank("049805746"))
    '7'

What the Bank of Russia keeps itself, a bank's correspondent account with it
included, takes a zero and digits 5 and 6:

    >>> key("30101810800000000746", of_bank_of_russia("049805000"))
    '8'

A letter in the 6th place, of a clearing currency, counts as a digit: A is 0,
B is 1, C is 2, E is 3, H is 4, K is 5, M is 6, P is 7, T is 8 and X is 9.

    >>> key("30114B84600000000501", of_bank("044541312"))
    '6'

One digit in ten fits by chance, so the key catches nine wrong BIKs of ten.

Source: Bank of Russia order 515 of 1997-09-08, whose four examples are these three and the
account 40102810000000010001 with the BIK 040305000: zakonbase.ru/content/base/23444,
consultant.ru LAW_16053; the letters are the table of its item 8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from astra_billing.payers.numbers.characters import digits_fault, weighted_sum

if TYPE_CHECKING:
    from astra_billing.payers.numbers.faults import Code

LETTERS: Final = "ABCEHKMPTX"
"""What may stand in the 6th place, each letter for the digit that is its place in this text."""

LENGTH: Final = 20
"""How many characters an account has."""

AT: Final = 8
"""Where the key is, counted from zero."""

_LETTER_AT: Final = 5
_BIK_LENGTHS: Final = (9,)
_WEIGHTS: Final = (7, 1, 3) * 7 + (7, 1)


def of_bank(bik: str) -> str:
    """What a BIK adds to the key of an account in that bank: digits 7 to 9."""
    return bik[6:]


def of_bank_of_russia(bik: str) -> str:
    """What a BIK adds to the key of an account that the Bank of Russia keeps: a zero, digits 5 and 6."""
    return "0" + bik[4:6]


def key(account: str, prefix: str) -> str:
    """The digit that must stand in the 9th place of an account of 20 characters."""
    digits = as_digits(account)
    return str(weighted_sum(f"{prefix}{digits[:AT]}0{digits[AT + 1 :]}", _WEIGHTS) * 3 % 10)


def as_digits(account: str) -> str:
    """The account with the letter of a clearing currency replaced by its digit."""
    place = LETTERS.find(account[_LETTER_AT : _LETTER_AT + 1] or "?")
    return account if place < 0 else f"{account[:_LETTER_AT]}{place}{account[_LETTER_AT + 1 :]}"


def shape_fault(account: str) -> Code | None:
    """What keeps a text from looking like an account, if anything."""
    return digits_fault(as_digits(account), (LENGTH,))


def bik_fault(bik: str) -> Code | None:
    """What keeps a text from being a BIK that a key can be computed with, if anything."""
    return "bik" if digits_fault(bik, _BIK_LENGTHS) else None
