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
from datetime import date
from decimal import Decimal
from functools import partial
from json.encoder import encode_basestring as quoted
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from attrs import NOTHING

from astra_billing.dates import Month, Term
from astra_billing.money import Currency, Money
from astra_billing.tax import TaxRate
from astra_billing.wire.by_type import ByType, Work
from astra_billing.wire.fields import EMPTY, SELF, fields_of
from astra_billing.wire.money import write_currency, write_money

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import Enum

    from cattrs import Converter

compact = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))
"""The text of a record: nothing is escaped that need not be, and no space is wasted."""


class Writers(ByType):
    """
    Writers by type, each made once.

    Args:
        converter: writes what has no writer here.
        plain: classes that are written field by field, as the converter does.
        is_sparse: leave out the fields that have their default.
    """

    def __init__(self, converter: Converter, plain: frozenset[type], *, is_sparse: bool = False) -> None:
        super().__init__(_LEAVES, _KEYS, plain)
        self._converter = converter
        self._is_sparse = is_sparse

    def _fields(self, kind: type) -> Work:
        return self._sparse(kind) if self._is_sparse else self._full(kind)

    def _members(self, kind: type[Enum]) -> Work:
        return {member: compact(member.value) for member in kind}.__getitem__

    def _optional(self, work: Work) -> Work:
        return lambda value: "null" if value is None else work(value)

    def _listing(self, work: Work) -> Work:
        return lambda values: f"[{','.join([work(value) for value in values])}]"

    def _mapping(self, key: Work, work: Work) -> Work:
        return lambda values: f"{{{','.join([f'{key(name)}:{work(value)}' for name, value in values.items()])}}}"

    def _names(self) -> Work:
        return lambda members: f"[{','.join(map(quoted, sorted(members)))}]"

    def _other(self, kind: Any) -> Work:  # a form of typing has no type of its own
        return lambda value: compact(self._converter.unstructure(value, unstructure_as=kind))

    def _full(self, kind: type) -> Work:
        known = fields_of(kind)
        values = attrgetter(*(each.name for each in known))
        parts = [(f'"{each.name}":', self.of(each.kind)) for each in known]

        def write(value: Any) -> str:  # of `kind`
            said = [label + of(each) for (label, of), each in zip(parts, values(value), strict=True)]
            return f"{{{','.join(said)}}}"

        return write if len(parts) > 1 else lambda value: f"{{{parts[0][0]}{parts[0][1](values(value))}}}"

    def _sparse(self, kind: type) -> Work:
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


def _money(money: Money) -> str:
    return f'"{money.amount:f} {money.currency.code}"' if money.currency.is_standard else compact(write_money(money))


def _rate(rate: TaxRate) -> str:
    flags = "".join(f',"{name}":true' for name in ("is_exempt", "is_computed") if getattr(rate, name))
    return f'{{"percent":"{rate.percent:f}"{flags}}}'


_KEYS: Mapping[object, Work] = {str: quoted, int: lambda number: f'"{number}"'}
_LEAVES: Mapping[object, Work] = {
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
