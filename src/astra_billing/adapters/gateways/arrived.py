"""
The form fields of a notification, with a limit on its size.

    >>> from astra_billing.ports.payments import NotificationInput
    >>> form_of(NotificationInput("POST", body=b"LMI_MODE=0&LMI_PAYMENT_NO=17"))
    {'LMI_MODE': '0', 'LMI_PAYMENT_NO': '17'}
    >>> form_of(NotificationInput("GET", query="mdOrder=6135&status=1"))
    {'mdOrder': '6135', 'status': '1'}

The odd case: a real notification is short, so a long one is not read at all.

    >>> form_of(NotificationInput("POST", body=b"a=" + b"b" * LONGEST))
    Traceback (most recent call last):
    ...
    astra_billing.adapters.gateways.reading.Unreadable: longer than 65536 bytes
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from astra_billing.adapters.gateways.forms import read_form
from astra_billing.adapters.gateways.reading import Unreadable
from astra_billing.ports.payments import is_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from astra_billing.ports.payments import NotificationInput

LONGEST: Final = 65_536
"""How many bytes a notification may have, where its gateway needs no more."""


def check_size(arrived: NotificationInput, most: int = LONGEST) -> None:
    """
    Refuse what is too long to be a notification, before anything in it is looked at.

    Raises:
        Unreadable: it is.
    """
    if len(arrived.body) > most or len(arrived.query) > most:
        raise Unreadable(f"longer than {most} bytes")


def form_of(arrived: NotificationInput, encoding: str = "utf-8") -> dict[str, str]:
    """
    The fields: of the body of a POST, of the query of anything else.

    Raises:
        Unreadable: it is too long, no form, or has a field twice.
    """
    check_size(arrived)
    if not arrived.query.isascii():
        raise Unreadable("no query")
    return read_form(arrived.body if arrived.method == "POST" else arrived.query, encoding)


def own_key(text: str) -> str:
    """A key of ours that a hint names; empty for what can be none, as of payments that others have begun."""
    return text if is_key(text) else ""


def needed(fields: Mapping[str, str], name: str) -> str:
    """
    A field that must be there and say something.

    Raises:
        Unreadable: it is missing or empty.
    """
    if not fields.get(name):
        raise Unreadable(f"{name} is missing")
    return fields[name]
