"""
What was asked of a payment system as a plain record, and back, so that the same can be asked again word for word.

    >>> from astra_billing.money import RUB, Money
    >>> from astra_billing.ports.payments import ChargeSaved
    >>> charge = ChargeSaved("k1", "card-token", Money("140.00", RUB))
    >>> record = dump_operation(charge)
    >>> record["type"], record["amount"], load_operation(record) == charge
    ('ChargeSaved', '140.00 RUB', True)
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, cast, get_args

from astra_billing.ports.conversations import Asked
from astra_billing.wire.codec import UnreadableRecord, new_converter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cattrs import Converter

_TYPES: Mapping[str, type] = {each.__name__: each for each in get_args(Asked)}


def dump_operation(operation: Asked) -> dict[str, object]:
    """The plain record of an operation."""
    fields = cast("dict[str, object]", _converter().unstructure(operation))
    return {"type": type(operation).__name__, **fields}


def load_operation(record: Mapping[str, Any]) -> Asked:
    """
    The operation of a record.

    Raises:
        UnreadableRecord: its type or a field is not known.
    """
    from cattrs.errors import ForbiddenExtraKeysError  # noqa: PLC0415  # only who reads pays for it

    kind = record.get("type")
    if kind not in _TYPES:
        raise UnreadableRecord(kind, "no such operation in this version")
    fields = {name: value for name, value in record.items() if name != "type"}
    try:
        return cast("Asked", _converter().structure(fields, _TYPES[str(kind)]))
    except (ForbiddenExtraKeysError, LookupError, TypeError, ValueError) as error:
        raise UnreadableRecord(kind, f"{type(error).__name__}: {error}") from error


@cache
def _converter() -> Converter:
    return new_converter()
