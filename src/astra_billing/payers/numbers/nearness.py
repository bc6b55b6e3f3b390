"""
Near misses: what a wrong number could have been meant to be.

A hint for a form, never a correction: the person who typed the number decides.
Three things are looked for, in this order.

Characters that look right, Cyrillic letters above all:

    >>> near("kpp", "7736АВ001")  # these two letters are Cyrillic
    NearMiss(number='kpp', reason='lookalike', candidates=('7736AB001',), fits='kpp')
    >>> near("inn", "77O7O83893").candidates
    ('7707083893',)

A number of the other type, such as the INN of a person for an organisation:

    >>> near("inn", "500100732259", length=10)
    NearMiss(number='inn', reason='other_type', candidates=('500100732259',), fits='inn')
    >>> near("ogrn", "304500116000157").fits
    'ogrnip'

Two neighbours that changed places; a check digit may allow several pairs, so
there may be several candidates:

    >>> near("inn", "7770083893")
    NearMiss(number='inn', reason='swapped', candidates=('7707083893',), fits='inn')
    >>> near("account", "40602810700000000052", bik="049805746").candidates
    ('40620810700000000052', '40602810700000000025')

There is none for a number that is right, and none for one that is far off:

    >>> near("inn", "7707083893"), near("bik", "04452522")
    (None, None)
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, get_args

from attrs import frozen

from astra_billing.errors import InvalidValue
from astra_billing.payers.numbers import (
    account,
    bik,
    correspondent_account,
    inn,
    kpp,
    ogrn,
    ogrnip,
    passport,
    postal_code,
    snils,
)
from astra_billing.payers.numbers.characters import spaceless
from astra_billing.payers.numbers.faults import Number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Reason = Literal["lookalike", "other_type", "swapped"]
"""What a near miss is, in the order in which they are looked for."""

_COMPACT: Final[dict[Number, Callable[[str], str]]] = {"snils": snils.compact, "passport": passport.compact}
_IS_VALID: Final[dict[Number, Callable[[str], bool]]] = {
    "inn": inn.is_valid,
    "kpp": kpp.is_valid,
    "ogrn": ogrn.is_valid,
    "ogrnip": ogrnip.is_valid,
    "bik": bik.is_valid,
    "snils": snils.is_valid,
    "passport": passport.is_valid,
    "postal_code": postal_code.is_valid,
}
_IS_VALID_BESIDE_BIK: Final[dict[Number, Callable[[str, str | None], bool]]] = {
    "account": account.is_valid,
    "correspondent_account": correspondent_account.is_valid,
}
_OTHER: Final[dict[Number, Number]] = {
    "inn": "inn",
    "ogrn": "ogrnip",
    "ogrnip": "ogrn",
    "account": "correspondent_account",
    "correspondent_account": "account",
}
_LONGEST: Final = 20
_LETTERS_AT: Final = {"kpp": (4, 5), "account": (5,)}
_AS_LETTERS: Final = str.maketrans("АВЕКМНОРСТУХ", "ABEKMHOPCTYX")
_AS_DIGITS: Final = str.maketrans("OoQОоIl|iЗзZzЧчSsбBВ", "00000111133224455688")


@frozen
class NearMiss:
    """
    A guess at what was meant.

    Attributes:
        number: the number that was asked for.
        reason: what is wrong with the text: characters that look right, another type, or two that changed places.
        candidates: what it could be, at least one.
        fits: the number that the candidates are; another one than `number` for another type.
    """

    number: Number
    reason: Reason
    candidates: tuple[str, ...]
    fits: Number

    @property
    def value(self) -> str | None:
        """The only candidate, or None if there are several."""
        return self.candidates[0] if len(self.candidates) == 1 else None


def near(number: Number, text: str, *, bik: str | None = None, length: int | None = None) -> NearMiss | None:
    """
    What a wrong number could have been meant to be, if that can be guessed.

    Args:
        number: which number the text should be.
        text: what was typed.
        bik: the BIK beside an account or a correspondent account.
        length: how many digits the INN of this payer has.

    Raises:
        InvalidValue: there is no such number.
    """
    if number not in get_args(Number):
        raise InvalidValue(number, expected="the name of a number", fix=f"pass one of {', '.join(get_args(Number))}")
    clean = _COMPACT.get(number, spaceless)(text)

    def fits(candidate: str) -> bool:
        return _is_valid(number, candidate, bik) and length in {None, len(candidate)}

    if fits(clean):
        return None
    return _lookalike(number, clean, fits) or _other_type(number, clean, bik) or _swapped(number, clean, fits)


def _is_valid(number: Number, text: str, bik: str | None) -> bool:
    beside = _IS_VALID_BESIDE_BIK.get(number)
    return beside(text, bik) if beside else _IS_VALID[number](text)


def _lookalike(number: Number, clean: str, fits: Callable[[str], bool]) -> NearMiss | None:
    letters_at = _LETTERS_AT.get(number, ())
    meant = "".join(
        _as_letter(character) if place in letters_at else _as_digit(character) for place, character in enumerate(clean)
    )
    return NearMiss(number, "lookalike", (meant,), number) if meant != clean and fits(meant) else None


def _as_letter(character: str) -> str:
    return character.upper().translate(_AS_LETTERS)


def _as_digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character.translate(_AS_DIGITS) if value is None else str(value)


def _other_type(number: Number, clean: str, bik: str | None) -> NearMiss | None:
    other = _OTHER.get(number)
    if other and _is_valid(other, clean, bik) and _is_checked(other, clean):
        return NearMiss(number, "other_type", (clean,), other)
    return None


def _swapped(number: Number, clean: str, fits: Callable[[str], bool]) -> NearMiss | None:
    if len(clean) > _LONGEST:
        return None
    found = tuple(swap for swap in _swaps(clean) if fits(swap) and _is_checked(number, swap))
    return NearMiss(number, "swapped", found, number) if found else None


def _is_checked(number: Number, candidate: str) -> bool:
    """Whether a candidate that fits says anything: some accounts and SNILS fit whatever their digits are."""
    if number == "account":
        return not candidate.startswith("0")
    return number != "snils" or candidate[:9] > snils.LAST_UNCHECKED


def _swaps(clean: str) -> Iterator[str]:
    for place, (left, right) in enumerate(pairwise(clean)):
        if left != right:
            yield f"{clean[:place]}{right}{left}{clean[place + 2 :]}"
