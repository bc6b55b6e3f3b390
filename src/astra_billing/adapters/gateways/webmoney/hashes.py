"""
The hash of WebMoney's merchant form: plain values in a row, the secret among them.

    >>> fields = {"LMI_PAYEE_PURSE": "Z123428476799", "LMI_PAYMENT_AMOUNT": "14.65", "LMI_PAYMENT_NO": "1444212666",
    ...           "LMI_MODE": "1", "LMI_SYS_INVS_NO": "897", "LMI_SYS_TRANS_NO": "892",
    ...           "LMI_SYS_TRANS_DATE": "20151007 13:07:36", "LMI_PAYER_PURSE": "Z366393600555",
    ...           "LMI_PAYER_WM": "404521188333"}
    >>> form_hash(fields, "226778888", "md5")
    '1D3FFAFA982B134479C4AD1AE2CABB5C'

The odd case: nothing stands between the values, so the amount is hashed as it
was sent and never as a number: "14.65" and "14.650" differ.

Source: dercoder/omnipay-webmoney, whose recorded notifications this reproduces.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Algorithm = Literal["md5", "sha256"]
"""What WebMoney is set to hash with; its signature of 132 characters is not supported."""

_BEFORE: Final = (
    "LMI_PAYEE_PURSE",
    "LMI_PAYMENT_AMOUNT",
    "LMI_PAYMENT_NO",
    "LMI_MODE",
    "LMI_SYS_INVS_NO",
    "LMI_SYS_TRANS_NO",
    "LMI_SYS_TRANS_DATE",
)
_AFTER: Final = ("LMI_PAYER_PURSE", "LMI_PAYER_WM")
HASHED: Final = (*_BEFORE, *_AFTER)
"""The fields that the hash covers; no other field may be believed."""


def form_hash(fields: Mapping[str, str], secret: str, algorithm: Algorithm) -> str:
    """The `LMI_HASH` of a notification, as capital hexadecimal digits; a missing field counts as empty."""
    values = [*(fields.get(name, "") for name in _BEFORE), secret, *(fields.get(name, "") for name in _AFTER)]
    return digest("".join(values), algorithm)


def digest(text: str, algorithm: Algorithm) -> str:
    """The digest of a text, as capital hexadecimal digits."""
    return hashlib.new(algorithm, text.encode(), usedforsecurity=False).hexdigest().upper()
