"""
The signature of SimplePay: the script's name, the values by field name, the secret.

    >>> fields = {"sp_outlet_id": "42", "sp_order_id": "300", "sp_payment_id": "170", "sp_amount": "500.00",
    ...           "sp_result": "1", "sp_salt": "77178", "sp_sig": "left out"}
    >>> signature("result.php", fields, "result-secret", "md5")
    'c5ee28c508ea0435e15ebdf15310d483'

The odd case: a message is signed for the script that it goes to, so a Result URL that ends with a slash has no name.

    >>> script_of("https://api.simplepay.pro/sp/init_payment"), script_of("https://shop.example/sp/")
    ('init_payment', '')

Source: the vendor's classes simplepaypro/php (2015) and simplepaypro/php_merchant2015 (2017).
They sort nested values differently, so nested messages are refused; flat ones agree.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

Algorithm = Literal["md5", "sha256", "sha512"]
"""What the outlet is set to sign with."""

SIGNATURE: Final = "sp_sig"


def signature(script: str, fields: Mapping[str, str], secret: str, algorithm: Algorithm) -> str:
    """The `sp_sig` of a message to a script, as small hexadecimal digits."""
    values = (fields[name] for name in sorted(fields) if name != SIGNATURE)
    text = ";".join([script, *values, secret])
    return hashlib.new(algorithm, text.encode(), usedforsecurity=False).hexdigest()


def script_of(url: str) -> str:
    """The name of the script behind an address: its last part."""
    return urlsplit(url).path.rpartition("/")[2]
