"""
Values straight from the records that a store wrote: the way back of `writers`.

What is read was valid when it was written, so nothing is judged again; but a
field that is not known, one that is missing, or a text where a number must be
is refused, and the store folds the journal instead.  Values that come again
and again (prices, terms, rates) are made once for each text: a text means the
same for ever, so there is nothing here to go stale.

    >>> from astra_billing.ledger import Part
    >>> from astra_billing.wire.codec import new_converter
    >>> read = Readers(new_converter(), frozenset({Part})).of(Part)
    >>> read({"expense_id": 7, "amount": "22.4137 RUB"})
    Part(expense_id=7, amount=Money('22.4137', RUB))
    >>> read({"expense_id": "7", "amount": "22.4137 RUB"})
    Traceback (most recent call last):
    ...
    TypeError: '7' is not of type int
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

from attrs import NOTHING

from astra_billing.dates import Month, Term
from astra_billing.money import Currency, Money
from astra_billing.tax import TaxRate
from astra_billing.wire.fields import EMPTY, SELF, fields_of
from astra_billing.wire.money import read_currency, read_money

if TYPE_CHECKING:
    from cattrs import Converter

Reader = Callable[[Any], Any]

REMEMBERED = 4096
"""How many texts of a kind are remembered."""


class Readers:
    """
    Readers by type, each made once.

    Args:
        converter: reads what has no reader here.
        plain: classes that are read field by field.
    """

    def __init__(self, converter: Converter, plain: frozenset[type]) -> None:
        self._converter = converter
        self._plain = plain
        self._known: dict[object, Reader] = dict(_LEAVES)

    def of(self, kind: Any) -> Reader:  # a type, or a form of typing that has no type of its own
        """The reader of a type."""
        if kind not in self._known:
            self._known[kind] = self._made(kind)
        return self._known[kind]

    def _made(self, kind: Any) -> Reader:  # as above
        if kind in self._plain:
            return self._trusting(kind) if kind.__dictoffset__ else self._constructing(kind)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return {member.value: member for member in kind}.__getitem__
        return self._of_form(kind, get_origin(kind), get_args(kind))

    def _of_form(self, kind: Any, origin: object, inner: tuple[Any, ...]) -> Reader:  # as above
        if origin in {Union, UnionType} and len(inner) == 2 and NoneType in inner:  # noqa: PLR2004  # something or nothing
            return _optional(self.of(inner[0] if inner[1] is NoneType else inner[1]))
        if origin is tuple and inner[1:] == (...,):
            return _listing(self.of(inner[0]))
        if origin is Mapping and inner[0] in _KEYS:
            return _mapping(_KEYS[inner[0]], self.of(inner[1]))
        if kind == frozenset[str]:
            read = _listing(self.of(str))
            return lambda values: frozenset(read(values))
        hook = self._converter.get_structure_hook(kind)
        return lambda value: hook(value, kind)

    def _constructing(self, kind: type) -> Reader:
        readers = {each.name: self.of(each.kind) for each in fields_of(kind)}
        return lambda record: kind(**{name: readers[name](value) for name, value in record.items()})

    def _trusting(self, kind: type) -> Reader:
        """Puts a value together without asking its constructor, as `copies.replaced` does."""
        known = fields_of(kind)
        readers = {each.name: self.of(each.kind) for each in known}
        constant = {each.name: each.default for each in known if each.default not in (EMPTY, SELF, NOTHING)}
        made = [(each.name, each.make) for each in known if each.default is EMPTY]
        of_itself = [(each.name, each.make) for each in known if each.default is SELF]
        needed = [each.name for each in known if each.default is NOTHING]

        def read(record: Mapping[str, Any]) -> Any:  # of `kind`
            held = constant.copy()
            for name, value in record.items():
                held[name] = readers[name](value)
            for name in needed:
                held[name]  # one that is missing is a KeyError with its name
            for name, make in made:
                if name not in held:
                    held[name] = make()
            value = object.__new__(kind)
            object.__setattr__(value, "__dict__", held)
            for name, make in of_itself:
                if name not in held:
                    held[name] = make(value)
            return value

        return read


def _optional(read: Reader) -> Reader:
    return lambda value: None if value is None else read(value)


def _listing(read: Reader) -> Reader:
    return lambda values: tuple([read(value) for value in values])


def _mapping(key: Reader, read: Reader) -> Reader:
    return lambda values: {key(name): read(value) for name, value in values.items()}


def _exactly(kind: type) -> Reader:
    def read(value: Any) -> Any:  # of `kind`, or refused
        if type(value) is not kind:
            raise TypeError(f"{value!r} is not of type {kind.__name__}")
        return value

    return read


@lru_cache(REMEMBERED)
def _money_of(text: str) -> Money:
    return read_money(text)


def _money(data: Any) -> Money:  # a text, or the record of a currency of one's own
    return _money_of(data) if type(data) is str else read_money(data)


_rate_of = lru_cache(REMEMBERED)(TaxRate)


def _rate(data: Mapping[str, Any]) -> TaxRate:
    return _rate_of(**data)


_LEAVES: Mapping[object, Reader] = {
    **{kind: _exactly(kind) for kind in (str, int, bool)},
    date: date.fromisoformat,
    Decimal: Decimal,
    Month: lru_cache(REMEMBERED)(Month.parse),
    Term: lru_cache(REMEMBERED)(Term.parse),
    Currency: read_currency,
    Money: _money,
    TaxRate: _rate,
}
_KEYS: Mapping[object, Reader] = {str: _exactly(str), int: int}
