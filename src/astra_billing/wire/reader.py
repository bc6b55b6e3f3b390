"""
Reads a table of a file field by field and notes what is wrong instead of stopping.

Where a value is wrong a stand-in goes on in its place, so one reading finds
every fault of a file; with a fault noted, nothing of what was read is used.

    >>> faults = FaultList('''price = 12.5
    ... period = "1 week"
    ... colour = "red"''')
    >>> reader = Reader({"price": 12.5, "period": "1 week", "colour": "red"}, "", faults)
    >>> price, period = reader.money("price", Currency.of("RUB")), reader.term("period")
    >>> reader.end()
    >>> for fault in faults.in_order():
    ...     print(fault)
    line 1, price: found 12.5; expected an amount in RUB; write it in quotes, as "620.00"
    line 2, period: found '1 week'; expected a period; write it as '1 day', '3 months' or '1 year'
    line 3, colour: nobody knows this key; expected one of period, price; leave it out
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeVar

from astra_billing.dates import Term, Unit
from astra_billing.errors import InvalidValue
from astra_billing.money import Currency, Money
from astra_billing.wire.faults import Fault
from astra_billing.wire.lines import key_lines, line_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from enum import Enum

    E = TypeVar("E", bound=Enum)
T = TypeVar("T")

DATE_FIX = "write it without quotes, as 2026-01-15"
MONEY_FIX = 'write it in quotes, as "620.00"'
TERM_FIX = "write it as '1 day', '3 months' or '1 year'"
CURRENCY_FIX = 'write an ISO 4217 code, as "RUB"'
_WHOLE = 100
NO_NAME = ""
"""The stand-in for a name that is wrong or missing."""


class FaultList:
    """The faults of one text, each given its line."""

    def __init__(self, text: str) -> None:
        self._lines = key_lines(text)
        self._faults: list[Fault] = []

    def add(self, path: str, found: str, expected: str, fix: str) -> None:
        """Note a fault."""
        self._faults.append(Fault(path, line_of(path, self._lines), found, expected, fix))

    def in_order(self) -> tuple[Fault, ...]:
        """All faults, by line."""
        return tuple(sorted(self._faults, key=lambda fault: fault.line or 0))


class Reader:
    """One table of the file, with its place and the faults of the whole."""

    def __init__(self, table: Mapping[str, object], path: str, faults: FaultList) -> None:
        self._table = table
        self._asked: set[str] = set()
        self.path = path
        self.faults = faults

    def has(self, key: str) -> bool:
        """Whether a key that may be left out is there."""
        self._asked.add(key)
        return key in self._table

    def peek(self, key: str) -> object:
        """What stands there, unread; None for nothing."""
        return self._table.get(key)

    def fault(self, key: str, expected: str, fix: str) -> None:
        """Note that the value of a key is wrong, or missing."""
        found = f"found {_shown(self._table[key])}" if key in self._table else "it is missing"
        self.faults.add(self._place(key), found, expected, fix)

    def text(self, key: str, fix: str, default: str | None = None) -> str:
        """A text that is not empty; the default where the key is absent."""
        value = self._value(key, default)
        if isinstance(value, str) and value.strip():
            return value
        if value != default or default is None:
            self.fault(key, "a text", fix)
        return default or NO_NAME

    def translated(self, key: str, lang: str, fix: str, default: str | None = None) -> str:
        """A text, or a table of the same text by language, of which the wanted one is taken, or the first."""
        value = self.peek(key)
        if not isinstance(value, dict):
            return self.text(key, fix, default)
        self._asked.add(key)
        texts = Reader(value, self._place(key), self.faults)
        return texts.text(lang if lang in value else next(iter(value), lang), fix)

    def number(self, key: str) -> int:
        """A whole number of at least one."""
        value = self._value(key)
        if type(value) is int and value > 0:
            return value
        self.fault(key, "a whole number from 1 on", "write it without quotes, as 1")
        return 1

    def count(self, key: str) -> int:
        """A whole number of zero or more."""
        value = self._value(key)
        if type(value) is int and value >= 0:
            return value
        self.fault(key, "a whole number from 0 on", "write it without quotes, as 2")
        return 0

    def percent(self, key: str) -> Decimal:
        """A quoted decimal number from 0 to 100; zero where the key is absent."""
        value = self._value(key, "0")
        if isinstance(value, str) and re.fullmatch(r"\d+(\.\d+)?", value, flags=re.ASCII) and Decimal(value) <= _WHOLE:
            return Decimal(value)
        self.fault(key, "a number of percent from 0 to 100", 'write it in quotes, as "5" or "2.5"')
        return Decimal(0)

    def date(self, key: str, stand_in: date = date.max) -> date:
        """A calendar date."""
        value = self._value(key)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        self.fault(key, "a date", DATE_FIX)
        return stand_in

    def money(self, key: str, currency: Currency) -> Money:
        """An amount of zero or more, as a quoted decimal number."""
        expected = f"an amount in {currency.code}"
        amount = self._built(
            key, lambda text: Money(text, currency), Money.zero(currency), expected=expected, fix=MONEY_FIX
        )
        if amount.is_negative:
            self.fault(key, f"{expected} of zero or more", "leave the minus out")
        return amount

    def positive(self, key: str, currency: Currency) -> Money:
        """An amount above zero."""
        amount = self.money(key, currency)
        if amount.is_zero and str(self.peek(key)).strip("0.") == "":
            self.fault(key, f"an amount in {currency.code} above zero", MONEY_FIX)
        return amount

    def term(self, key: str) -> Term:
        """How long one payment lasts."""
        return self._built(key, Term.parse, Term(1, Unit.DAY), expected="a period", fix=TERM_FIX)

    def prices(self, key: str, currency: Currency) -> dict[Term, Money]:
        """A table of prices by period; empty where the key is absent."""
        value = self._value(key, {})
        if not isinstance(value, dict):
            self.fault(key, "prices by period", 'write them as { "1 year" = "1000.00" }')
            return {}
        table = Reader(value, self._place(key), self.faults)
        found = {}
        for period in value:
            price = table.money(period, currency)
            try:
                found[Term.parse(period)] = price
            except InvalidValue:
                table.fault(period, "a period before the price", TERM_FIX)
        return found

    def currency(self, key: str, default: Currency) -> Currency:
        """An ISO 4217 code."""
        if not self.has(key):
            return default
        return self._built(key, Currency.of, default, expected="a currency code", fix=CURRENCY_FIX)

    def choice(self, key: str, choices: type[E], default: E) -> E:
        """One of the values of an enum."""
        named = {str(each.value): each for each in choices}
        return named.get(self.name(key, named, str(default.value)), default)

    def name(self, key: str, names: Iterable[str], default: str | None = None) -> str:
        """One of some names."""
        listed = sorted(names)
        value = self._value(key, default)
        if isinstance(value, str) and value in listed:
            return value
        near = get_close_matches(str(value), listed, n=1)
        self.fault(key, "one of " + ", ".join(listed), f"write {near[0]!r}" if near else "choose one of them")
        return NO_NAME

    def tables(self, key: str) -> list[Reader]:
        """The readers of an array of tables."""
        value = self._value(key, [])
        if isinstance(value, list) and all(isinstance(each, dict) for each in value):
            return [Reader(each, f"{self._place(key)}[{number}]", self.faults) for number, each in enumerate(value)]
        self.fault(key, "tables", f"begin each with [[{self._place(key)}]]")
        return []

    def end(self) -> None:
        """Note every key that nobody asked for."""
        for key in self._table:
            if key not in self._asked:
                near = get_close_matches(key, self._asked, n=1)
                fix = f"did you mean {near[0]!r}?" if near else "leave it out"
                known = "one of " + ", ".join(sorted(self._asked))
                self.faults.add(self._place(key), "nobody knows this key", known, fix)

    def _place(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def _value(self, key: str, default: object = None) -> object:
        self._asked.add(key)
        return self._table.get(key, default)

    def _built(self, key: str, build: Callable[[str], T], stand_in: T, *, expected: str, fix: str) -> T:
        value = self._value(key)
        if isinstance(value, str):
            with suppress(InvalidValue):
                return build(value)
        self.fault(key, expected, fix)
        return stand_in


def _shown(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else repr(value)
