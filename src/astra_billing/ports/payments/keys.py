"""
The idempotency key of an operation: derived from the obligation, never from the clock.

    >>> key_for("a1", "autopay", "2026-11", "1") == key_for("a1", "autopay", "2026-11", "1")
    True
    >>> is_key(key_for("a1", "autopay", "2026-11", "1")), is_key("a1/autopay/2026-11/1"), is_key("40017")
    (True, False, True)

The odd case: parts are kept apart, so moving a border makes another key.

    >>> key_for("a1", "1") == key_for("a", "11")
    False
"""

from __future__ import annotations

import re
from hashlib import sha256

from astra_billing.errors import InvalidValue

LONGEST_KEY = 32
"""The shortest limit that a vendor names (an order number of Sberbank)."""

_KEY = re.compile(rf"[0-9A-Za-z-]{{1,{LONGEST_KEY}}}")


def key_for(*parts: str) -> str:
    """A key of 32 hexadecimal digits for an obligation, told by its parts: account, kind, subject, attempt."""
    return sha256("\0".join(parts).encode()).hexdigest()[:LONGEST_KEY]


def is_key(text: str) -> bool:
    """Whether every gateway can take the text as a key: 1 to 32 Latin letters, digits and hyphens."""
    return _KEY.fullmatch(text) is not None


def check_key(text: str) -> None:
    """
    Refuse what a gateway could not take as a key.

    Raises:
        InvalidValue: it is too long, empty, or has other characters.
    """
    if not is_key(text):
        fix = f"use 1 to {LONGEST_KEY} Latin letters, digits and hyphens, or key_for(account, kind, subject, attempt)"
        raise InvalidValue(text, expected="a key of an operation", fix=fix)
