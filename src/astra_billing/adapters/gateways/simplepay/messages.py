"""
The message inside a notification, in whichever of its four shapes it came.

    >>> from astra_billing.ports.payments import NotificationInput
    >>> message_of(NotificationInput("POST", body=b"sp_order_id=300&other=1")).fields
    {'sp_order_id': '300'}
    >>> message_of(NotificationInput("POST", body=b"sp_json=%5B%7B%22sp_order_id%22%3A300%7D%5D"))
    Message(fields={'sp_order_id': '300'}, is_json=True)

The odd case: values inside values are signed in two ways by the vendor's own
classes, so a message that has them is not read.

    >>> message_of(NotificationInput("POST", body=b"sp_json=%7B%22sp_order_id%22%3A%5B1%5D%7D"))
    Traceback (most recent call last):
    ...
    astra_billing.adapters.gateways.reading.Unreadable: a message that is not flat
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from attrs import frozen

from astra_billing.adapters.gateways.arrived import form_of
from astra_billing.adapters.gateways.reading import Unreadable, decoded

if TYPE_CHECKING:
    from astra_billing.ports.payments import NotificationInput

_MOST: Final = 10**18


@frozen
class Message:
    """Its own fields as text, and whether it came as JSON."""

    fields: dict[str, str]
    is_json: bool = False


def message_of(arrived: NotificationInput) -> Message:
    """
    The message of a notification.

    Raises:
        Unreadable: it has none, or one that is not flat.
    """
    fields = form_of(arrived)
    if "sp_json" in fields:
        return Message(_own(_json(fields["sp_json"])), is_json=True)
    if "sp_xml" in fields:
        return Message(_own(_xml(fields["sp_xml"])))
    return Message(_own(fields))


def _own(fields: dict[str, str]) -> dict[str, str]:
    """The fields of the protocol: what a shop's address adds to them is not signed."""
    return {name: value for name, value in fields.items() if name.startswith("sp_")}


def _json(text: str) -> dict[str, str]:
    """An object, or a list with one in it, as the vendor's class reads it."""
    wrapped = decoded(b'{"in": ' + text.encode() + b"}").get("in")
    inside = wrapped[0] if isinstance(wrapped, list) and len(wrapped) == 1 else wrapped
    if not isinstance(inside, dict):
        raise Unreadable("no JSON object")
    return {name: _flat(value) for name, value in inside.items()}


def _xml(text: str) -> dict[str, str]:
    if "<!" in text:
        raise Unreadable("no plain XML")
    try:
        root = ET.fromstring(text)  # noqa: S314 - documents with definitions of their own are refused above
    except (ET.ParseError, ValueError, LookupError) as error:
        raise Unreadable("no XML") from error
    fields = {each.tag: each.text or "" for each in root}
    if len(fields) != len(root) or any(len(each) for each in root):
        raise Unreadable("a message that is not flat")
    return fields


def _flat(value: object) -> str:
    if type(value) is int and abs(value) < _MOST:
        return str(value)
    if not isinstance(value, str):
        raise Unreadable("a message that is not flat")
    return value
