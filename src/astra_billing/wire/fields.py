"""
The fields of a class, with what each holds where nothing is said.

    >>> from astra_billing.ledger import Part
    >>> [each.name for each in fields_of(Part)]
    ['expense_id', 'amount']
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import NOTHING, AttrsInstance, Factory, fields, frozen, resolve_types

if TYPE_CHECKING:
    from attrs import Attribute

EMPTY = object()
"""A default that is an empty mapping, set or list; each value has its own."""

SELF = object()
"""A default that depends on the rest of the value: it is always written."""


@frozen
class Field:
    """
    A field of a class.

    Attributes:
        kind: its type.
        default: what it holds where nothing is said, `EMPTY`, `SELF` or attrs' `NOTHING`.
        make: makes the default anew; of the value itself where it is `SELF`.
    """

    name: str
    kind: Any
    default: Any
    make: Any


@cache
def fields_of(kind: type[AttrsInstance]) -> tuple[Field, ...]:
    """The fields of an attrs class, in order."""
    return tuple(_field(each) for each in fields(resolve_types(kind)))


def _field(each: Attribute[Any]) -> Field:
    default: Any = each.default
    if not isinstance(default, Factory):  # type: ignore[arg-type]  # attrs declares a function, it is a class
        return Field(each.name, each.type, default, None)
    if default.takes_self:
        return Field(each.name, each.type, SELF, default.factory)
    made = default.factory()
    return Field(each.name, each.type, made or EMPTY, default.factory)


def told(each: Field) -> str:
    """A field as the shape of a record tells it, its default included: what is left out must mean the same later."""
    default = {id(EMPTY): "empty", id(SELF): "of itself", id(NOTHING): "none"}.get(id(each.default))
    return f"{each.name}: {each.kind} = {default or repr(each.default)}"
