"""
JSON text straight from values: what `dump` and the JSON encoder make together, without the record in between.

A nightly run writes a dozen records an account, so a writer is put together
once for every class and then only joins texts.  Classes that are not named
here go through the converter, so a new one needs nothing.

    >>> from astra_billing.ledger import Part
    >>> from astra_billing.money import RUB
    >>> from astra_billing.wire.codec import new_converter
    >>> write = Writers(new_converter(), frozenset({Part})).of(Part)
    >>> write(Part(7, Money("22.4137", RUB)))
    '{"expense_id":7,"amount":"22.4137 RUB"}'
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import partial
from json.encoder import encode_basestring as quoted
from operator import attrgetter
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

from attrs import NOTHING

from astra_billing.dates import Month, Term
from astra_billing.money import Currency, Money
from astra_billing.tax import TaxRate
from astra_billing.wire.fields import EMPTY, SELF, fields_of
from astra_billing.wire.money import write_currency, write_money

if TYPE_CHECKING:
    from cattrs import Converter

Writer = Callable[[Any], str]

compact = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))
"""The text of a record: nothing is escaped that need not be, and no space is wasted."""


class Writers:
    """
    Writers by type, each made once.

    Args:
        converter: writes what has no writer here.
        plain: classes that are written field by field, as the converter does.
        is_sparse: leave out the fields that have their default.
    """

    def __init__(self, converter: Converter, plain: frozenset[type], *, is_sparse: bool = False) -> None:
        self._converter = converter
        self._plain = plain
        self._is_sparse = is_sparse
        self._known: dict[object, Writer] = dict(_LEAVES)

    def of(self, kind: Any) -> Writer:  # a type, or a form of typing that has no type of its own
        """The writer of a type."""
        if kind not in self._known:
            self._known[kind] = self._made(kind)
        return self._known[kind]

    def _made(self, kind: Any) -> Writer:  # as above
        if kind in self._plain:
            return self._sparse(kind) if self._is_sparse else self._full(kind)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return {member: compact(member.value) for member in kind}.__getitem__
        return self._of_form(kind, get_origin(kind), get_args(kind))

    def _of_form(self, kind: Any, origin: object, inner: tuple[Any, ...]) -> Writer:  # as above
        if origin in {Union, UnionType} and len(inner) == 2 and NoneType in inner:  # noqa: PLR2004  # something or nothing
            return _optional(self.of(inner[0] if inner[1] is NoneType else inner[1]))
        if origin is tuple and inner[1:] == (...,):
            return _listing(self.of(inner[0]))
        if origin is Mapping and inner[0] in _KEYS:
            return _mapping(_KEYS[inner[0]], self.of(inner[1]))
        if kind == frozenset[str]:
            return lambda members: f"[{','.join(map(quoted, sorted(members)))}]"
        return lambda value: compact(self._converter.unstructure(value, unstructure_as=kind))

    def _full(self, kind: type) -> Writer:
        known = fields_of(kind)
        values = attrgetter(*(each.name for each in known))
        parts = [(f'"{each.name}":', self.of(each.kind)) for each in known]

        def write(value: Any) -> str:  # of `kind`
            said = [label + of(each) for (label, of), each in zip(parts, values(value), strict=True)]
            return f"{{{','.join(said)}}}"

        return write if len(parts) > 1 else lambda value: f"{{{parts[0][0]}{parts[0][1](values(value))}}}"

    def _sparse(self, kind: type) -> Writer:
        known = fields_of(kind)
        values = attrgetter(*(each.name for each in known))
        parts = [(f'"{each.name}":', self.of(each.kind), each.default) for each in known]
        parts = [(label, of, SELF if default is NOTHING else default) for label, of, default in parts]

        def write(value: Any) -> str:  # as above
            said = [
                label + of(each)
                for (label, of, default), each in zip(parts, values(value), strict=True)
                if each is not default and (default is SELF or ((each or default is not EMPTY) and each != default))
            ]
            return f"{{{','.join(said)}}}"

        return write


def _optional(write: Writer) -> Writer:
    return lambda value: "null" if value is None else write(value)


def _listing(write: Writer) -> Writer:
    return lambda values: f"[{','.join([write(value) for value in values])}]"


def _mapping(key: Writer, write: Writer) -> Writer:
    return lambda values: f"{{{','.join([f'{key(name)}:{write(value)}' for name, value in values.items()])}}}"


def _money(money: Money) -> str:
    return f'"{money.amount:f} {money.currency.code}"' if money.currency.is_standard else compact(write_money(money))


def _rate(rate: TaxRate) -> str:
    flags = "".join(f',"{name}":true' for name in ("is_exempt", "is_computed") if getattr(rate, name))
    return f'{{"percent":"{rate.percent:f}"{flags}}}'


_KEYS: Mapping[object, Writer] = {str: quoted, int: lambda number: f'"{number}"'}
_LEAVES: Mapping[object, Writer] = {
    str: quoted,
    int: str,
    bool: lambda value: "true" if value else "false",
    date: lambda day: f'"{day.isoformat()}"',
    Decimal: lambda number: f'"{number}"',
    Month: lambda month: f'"{month}"',
    Term: lambda term: f'"{term}"',
    Currency: lambda currency: compact(write_currency(currency)),
    Money: _money,
    TaxRate: _rate,
}
