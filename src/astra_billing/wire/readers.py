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

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from attrs import NOTHING

from astra_billing.dates import Month, Term
from astra_billing.money import Currency, Money
from astra_billing.tax import TaxRate
from astra_billing.wire.by_type import ByType, Work
from astra_billing.wire.fields import EMPTY, SELF, fields_of
from astra_billing.wire.money import read_currency, read_money

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import Enum

    from cattrs import Converter

REMEMBERED = 4096
"""How many texts of a kind are remembered."""


class Readers(ByType):
    """
    Readers by type, each made once.

    Args:
        converter: reads what has no reader here.
        plain: classes that are read field by field.
    """

    def __init__(self, converter: Converter, plain: frozenset[type]) -> None:
        super().__init__(_LEAVES, _KEYS, plain)
        self._converter = converter

    def _fields(self, kind: type) -> Work:
        return self._trusting(kind) if kind.__dictoffset__ else self._constructing(kind)

    def _members(self, kind: type[Enum]) -> Work:
        return {member.value: member for member in kind}.__getitem__

    def _optional(self, work: Work) -> Work:
        return lambda value: None if value is None else work(value)

    def _listing(self, work: Work) -> Work:
        return lambda values: tuple([work(value) for value in values])

    def _mapping(self, key: Work, work: Work) -> Work:
        return lambda values: {key(name): work(value) for name, value in values.items()}

    def _names(self) -> Work:
        read = self.of(str)
        return lambda values: frozenset([read(value) for value in values])

    def _other(self, kind: Any) -> Work:  # a form of typing has no type of its own
        hook = self._converter.get_structure_hook(kind)
        return lambda value: hook(value, kind)

    def _constructing(self, kind: type) -> Work:
        readers = {each.name: self.of(each.kind) for each in fields_of(kind)}
        return lambda record: kind(**{name: readers[name](value) for name, value in record.items()})

    def _trusting(self, kind: type) -> Work:
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


def _exactly(kind: type) -> Work:
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


_LEAVES: Mapping[object, Work] = {
    **{kind: _exactly(kind) for kind in (str, int, bool)},
    date: date.fromisoformat,
    Decimal: Decimal,
    Month: lru_cache(REMEMBERED)(Month.parse),
    Term: lru_cache(REMEMBERED)(Term.parse),
    Currency: read_currency,
    Money: _money,
    TaxRate: _rate,
}
_KEYS: Mapping[object, Work] = {str: _exactly(str), int: int}
