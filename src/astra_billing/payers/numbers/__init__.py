"""
Official numbers of Russia: one module each, and the same verbs in all of them.

`compact(text)` takes spaces away, `validate(text)` returns the clean number or
raises a `NumberFault` with a stable code, and `is_valid(text)` only asks.  An
account takes the BIK of its bank as well.  Numbers that are printed in groups
have `format(text)`, those with check digits have `check_digits(body)`, and
parts that mean something are functions by their name.

    >>> from astra_billing.payers.numbers import account, bik, inn
    >>> inn.validate("7707 083 893"), inn.region("7707083893"), bik.participant("044525225")
    ('7707083893', '77', '225')
    >>> account.is_valid("40602810700000000025", "049805746")
    True

A fault says what is wrong by a code, and `near` guesses what was meant:

    >>> try:
    ...     inn.validate("7770083893")
    ... except NumberFault as fault:
    ...     fault.code, near(fault.number, fault.value).candidates
    ('checksum', ('7707083893',))

Nothing here looks anything up: a number that fits its rules may still be nobody's.
"""

from __future__ import annotations

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
from astra_billing.payers.numbers.faults import CODES, POLICY, Code, Number, NumberFault
from astra_billing.payers.numbers.nearness import NearMiss, near

__all__ = [
    "CODES",
    "POLICY",
    "Code",
    "NearMiss",
    "Number",
    "NumberFault",
    "account",
    "bik",
    "correspondent_account",
    "inn",
    "kpp",
    "near",
    "ogrn",
    "ogrnip",
    "passport",
    "postal_code",
    "snils",
]
