"""
`NumberFault`: why a text is not the official number it is passed as.

Every fault has a stable code.  Of several faults the first in the order of
`CODES` is reported, so facts about the characters come before facts about the
arithmetic, and what is policy comes last:

* `empty`: nothing is left when the spaces are gone.
* `cyrillic`: Cyrillic letters, which only look like Latin letters or digits.
* `not_ascii`: digits of other scripts, or other characters beyond ASCII.
* `letters`: letters, in the wrong place or the wrong case, or signs.
* `length`: too many characters or too few.
* `zeros`: all zeros, which is a filled-in blank and no number.
* `prefix`: the first digits belong to another number.
* `bik`: the BIK passed beside an account is none.
* `bank`: the end of a correspondent account is not the end of the BIK.
* `checksum`: the check digits, or the key of an account, do not fit.
* `region`: the code of the region is 00, which no region has.

    >>> fault = NumberFault("inn", "checksum", "7707083894")
    >>> print(fault)
    '7707083894' is not an INN: its check digits do not fit; compare it with the document digit by digit
    >>> fault.number, fault.code, fault.value, fault.is_policy
    ('inn', 'checksum', '7707083894', False)

What no rule forbids, and the library only doubts, is policy (B45):

    >>> NumberFault("bik", "prefix", "544525225").is_policy
    True
"""

from __future__ import annotations

from typing import Final, Literal

from astra_billing.errors import InvalidValue

Number = Literal[
    "inn",
    "kpp",
    "ogrn",
    "ogrnip",
    "bik",
    "account",
    "correspondent_account",
    "snils",
    "passport",
    "postal_code",
]
"""The name of an official number; that of its module."""

Code = Literal[
    "empty", "cyrillic", "not_ascii", "letters", "length", "zeros", "prefix", "bik", "bank", "checksum", "region"
]
"""What is wrong with a number, in order of precedence."""

_SHAPE: Final[tuple[Code, ...]] = ("empty", "cyrillic", "not_ascii", "letters", "length", "zeros")

CODES: Final[dict[Number, tuple[Code, ...]]] = {
    "inn": (*_SHAPE, "checksum", "region"),
    "kpp": (*_SHAPE, "region"),
    "ogrn": (*_SHAPE, "prefix", "checksum", "region"),
    "ogrnip": (*_SHAPE, "prefix", "checksum", "region"),
    "bik": (*_SHAPE, "prefix"),
    "account": (*_SHAPE, "bik", "checksum"),
    "correspondent_account": (*_SHAPE, "prefix", "bik", "bank", "checksum"),
    "snils": (*_SHAPE, "checksum"),
    "passport": _SHAPE,
    "postal_code": (*_SHAPE, "prefix"),
}
"""Every code that a number can be refused with; the first that applies is reported."""

POLICY: Final[frozenset[tuple[Number, Code]]] = frozenset(
    {
        ("inn", "region"),
        ("kpp", "region"),
        ("ogrn", "region"),
        ("ogrnip", "region"),
        ("bik", "prefix"),
        ("postal_code", "prefix"),
    }
)
"""The codes that are a doubt of this library: a form should warn and not refuse."""

_NAMES: Final[dict[Number, str]] = {
    "inn": "an INN",
    "kpp": "a KPP",
    "ogrn": "an OGRN",
    "ogrnip": "an OGRNIP",
    "bik": "a BIK",
    "account": "an account",
    "correspondent_account": "a correspondent account",
    "snils": "a SNILS",
    "passport": "a passport number",
    "postal_code": "a postal code",
}

_SHAPES: Final[dict[Number, str]] = {
    "inn": "10 digits of an organisation or 12 of a person",
    "kpp": "9 digits, of which the 5th and 6th may be capital Latin letters",
    "ogrn": "13 digits",
    "ogrnip": "15 digits",
    "bik": "9 digits",
    "account": "20 digits, of which the 6th may be one of the Latin letters ABCEHKMPTX",
    "correspondent_account": "20 digits",
    "snils": "11 digits",
    "passport": "10 digits, 4 of the series and 6 of the number",
    "postal_code": "6 digits",
}

_REASONS: Final[dict[Code, tuple[str, str]]] = {
    "empty": ("there is nothing in it", "pass {shape}, or leave the field out"),
    "cyrillic": ("it has Cyrillic letters, which only look right", "type it on a Latin keyboard: {shape}"),
    "not_ascii": ("it has characters other than 0-9 and A-Z", "type {shape}"),
    "letters": ("it has letters or signs where digits belong", "type {shape}"),
    "length": ("it has the wrong length", "type {shape}"),
    "zeros": ("it is all zeros", "pass the real one, or leave the field out"),
    "prefix": ("its first digits belong to no Russian one", "compare it with the document"),
    "bik": ("the BIK beside it is none", "pass a BIK of 9 digits, or none"),
    "bank": (
        "its last three digits are not those of the BIK",
        "take BIK and correspondent account from the same bank details",
    ),
    "checksum": ("its check digits do not fit", "compare it with the document digit by digit"),
    "region": ("no region has the code 00", "compare it with the document"),
}

_OWN_REASONS: Final[dict[tuple[Number, Code], tuple[str, str]]] = {
    ("ogrn", "prefix"): ("it does not start with 1 or 5", "pass the OGRN, not the number of a later record (GRN)"),
    ("ogrnip", "prefix"): ("it does not start with 3", "pass the OGRNIP, not the number of a later record (GRNIP)"),
    ("correspondent_account", "prefix"): (
        "it does not start with 301, or 40102 at the treasury",
        "pass the bank's account, not the client's",
    ),
    ("account", "checksum"): (
        "its key, the 9th digit, does not fit the BIK",
        "compare account and BIK with the bank details",
    ),
    ("correspondent_account", "checksum"): (
        "its key, the 9th digit, does not fit the BIK",
        "compare account and BIK with the bank details",
    ),
}


class NumberFault(InvalidValue):
    """
    A text is not the official number that it is passed as.

    Attributes:
        number: which number it should be, such as "inn".
        code: what is wrong, one of `CODES[number]`.
        value: the text as it was passed.
    """

    def __init__(self, number: Number, code: Code, value: str) -> None:
        self.number: Number = number
        self.code: Code = code
        reason, fix = _OWN_REASONS.get((number, code)) or _REASONS[code]
        super().__init__(value, expected=f"{_NAMES[number]}: {reason}", fix=fix.format(shape=_SHAPES[number]))

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.number, self.code, self.value)

    @property
    def is_policy(self) -> bool:
        """Whether no rule forbids this and the library only doubts it: a form should warn and not refuse."""
        return (self.number, self.code) in POLICY
