"""
Own keys as whole numbers, for gateways whose order ids are numbers.

The key stays the caller's: it is the number, in decimal digits, that the caller
allocated and stored before the call.  Nothing is hashed and nothing is looked
up, so the number in an answer or a notification is the key again.

    >>> number_of("simplepay", "300", most=10**15), key_of("300", most=10**15)
    (300, '300')

The odd case: a number has one spelling, or one order would have two keys.

    >>> number_of("simplepay", "0300", most=10**15)
    Traceback (most recent call last):
    ...
    astra_billing.ports.payments.faults.InvalidRequest: simplepay refuses the request: the key '0300' is no whole ...
"""

from __future__ import annotations

import re
from typing import Final

from astra_billing.adapters.gateways.reading import Unreadable
from astra_billing.ports.payments import InvalidRequest

_NUMBER: Final = re.compile(r"[1-9][0-9]{0,17}")


def number_of(gateway: str, key: str, *, most: int) -> int:
    """
    The number that a key is.

    Raises:
        InvalidRequest: it is none, or more than the gateway takes.
    """
    if not _is_number(key, most):
        raise InvalidRequest(gateway, text=f"the key {key!r} is no whole number from 1 to {most}: allocate one")
    return int(key)


def key_of(text: str, *, most: int) -> str:
    """
    The key that a number from outside is.

    Raises:
        Unreadable: it is no number that we could have allocated.
    """
    if not _is_number(text, most):
        raise Unreadable("an order number that is not ours")
    return text


def _is_number(text: str, most: int) -> bool:
    return _NUMBER.fullmatch(text) is not None and int(text) <= most
