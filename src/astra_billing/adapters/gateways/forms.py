"""
Form bodies and query strings.

    >>> form_bytes({"amount": "620.00", "card[exp]": "12/30"})
    b'amount=620.00&card%5Bexp%5D=12%2F30'
    >>> read_form(b"LMI_MODE=0&LMI_PAYMENT_NO=17")["LMI_PAYMENT_NO"]
    '17'

The odd case: a name that comes twice can be read in two ways, so it is not read at all.

    >>> read_form(b"amount=1&amount=2")
    Traceback (most recent call last):
    ...
    astra_billing.adapters.gateways.reading.Unreadable: the field 'amount' comes twice
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from astra_billing.adapters.gateways.reading import Unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_FIELDS = 200


def form_bytes(fields: Mapping[str, str]) -> bytes:
    """The body of `application/x-www-form-urlencoded`, in UTF-8."""
    return urlencode(fields).encode("ascii")


def read_form(body: bytes | str, encoding: str = "utf-8") -> dict[str, str]:
    """
    The fields of a form body or a query string, empty ones too.

    Raises:
        Unreadable: it is no such form, has too many fields, or one of them twice.
    """
    try:
        text = body if isinstance(body, str) else body.decode("ascii")
        pairs = parse_qsl(text, keep_blank_values=True, encoding=encoding, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError as error:  # UnicodeDecodeError is one
        raise Unreadable("no form") from error
    fields = dict(pairs)
    if len(fields) != len(pairs):
        twice = next(name for name in fields if sum(each == name for each, _ in pairs) > 1)
        raise Unreadable(f"the field {twice!r} comes twice")
    return fields
