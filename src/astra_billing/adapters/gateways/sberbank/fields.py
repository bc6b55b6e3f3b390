"""
Fields of Sberbank, which change their case and their type.

    >>> said = lowered(Record({"Amount": 150000, "ErrorCode": "0", "BindingInfo": {"bindingId": 555555}}))
    >>> said.get("amount"), whole(said.get("errorcode")), id_in(lowered(said.record("bindinginfo")), "bindingid")
    (150000, 0, '555555')
"""

from __future__ import annotations

import re
from typing import Final

from astra_billing.adapters.gateways.reading import Record, Unreadable

_WHOLE: Final = re.compile(r"-?[0-9]{1,12}")
_MOST: Final = 10**12


def lowered(said: Record) -> Record:
    """
    The same object with its names in lower case; what is inside is left alone.

    Raises:
        Unreadable: two names differ by case alone, so they could be read in two ways.
    """
    fields = {name.lower(): value for name, value in said.fields.items()}
    if len(fields) != len(said.fields):
        raise Unreadable("a field comes twice")
    return Record(fields)


def whole(value: object) -> int:
    """
    A whole number, or its digits as text.

    Raises:
        Unreadable: it is something else.
    """
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    if type(value) is not int or abs(value) >= _MOST:
        raise Unreadable("a code is no whole number")
    return value


def id_in(said: Record, name: str) -> str:
    """
    An id, which comes as text or as a number; empty when it is missing.

    Raises:
        Unreadable: it is something else.
    """
    value = said.get(name)
    if type(value) is int:
        return str(whole(value))
    return said.text(name, "")
