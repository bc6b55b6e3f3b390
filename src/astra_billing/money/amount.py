"""
What an amount is, before arithmetic: frozen, comparable, hashable, printable.

Equality and hash agree across scales and never across currencies; ordering
across currencies raises.  The text is exact and knows no locale.

    >>> from astra_billing.money import RUB, USD, Money
    >>> sorted([Money("20.00", RUB), Money("3.1", RUB)])
    [Money('3.1', RUB), Money('20.00', RUB)]
    >>> Money("1.0", RUB) == Money("1.00", RUB), Money("1", RUB) == Money("1", USD)
    (True, False)
    >>> f"{Money('1234567.8', RUB):>20,}|"
    '     1,234,567.8 RUB|'
"""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING, NoReturn

from astra_billing.errors import InvalidValue
from astra_billing.money import notebook
from astra_billing.money.faults import CurrencyMismatch

if TYPE_CHECKING:
    from decimal import Decimal
    from typing import Self

    from astra_billing.money.currency import Currency


_LAYOUT = re.compile(r"((?:.?[<>^])?[0-9]*)(,?)", re.DOTALL)


def _refuse(money: Amount, *_: object) -> NoReturn:
    msg = f"{money!r} is frozen; make a new amount, for instance with + or rounded()"
    raise AttributeError(msg)


class Amount:
    """
    The frozen side of `Money`: identity, order, text, records.

    The slots are private and written once, by the door that makes the value;
    what is public has no setter.
    """

    __slots__ = ("_amount", "_currency")
    _amount: Decimal
    _currency: Currency

    if TYPE_CHECKING:

        @property
        def amount(self) -> Decimal:
            """The exact decimal, at the scale it was given with."""

        @property
        def currency(self) -> Currency:
            """What it is an amount of."""

    else:
        # Getters written in C: reading a property of Python code takes three times as long.
        amount = property(attrgetter("_amount"), _refuse, _refuse, "The exact decimal, at the scale it was given with.")
        currency = property(attrgetter("_currency"), _refuse, _refuse, "What it is an amount of.")

    @property
    def is_zero(self) -> bool:
        """Whether this is exactly nothing."""
        return not self.amount

    @property
    def is_positive(self) -> bool:
        """Whether this is above zero."""
        return self.amount > 0

    @property
    def is_negative(self) -> bool:
        """Whether this is below zero."""
        return self.amount < 0

    def __bool__(self) -> bool:
        return bool(self.amount)

    def __eq__(self, other: object) -> bool:
        # Asking for the slots and failing is cheaper than asking for the type first.
        try:
            return self._amount == other._amount and (  # type: ignore[attr-defined]
                self._currency is other._currency or self._currency == other._currency  # type: ignore[attr-defined]
            )
        except AttributeError:
            return NotImplemented

    def __hash__(self) -> int:
        return hash((self._amount, self._currency.code))

    def __lt__(self, other: Self) -> bool:
        try:
            if self._currency is other._currency:
                return self._amount < other._amount
        except AttributeError:
            return NotImplemented
        self.check_same_currency(other, "compare")
        return self._amount < other._amount

    def __le__(self, other: Self) -> bool:
        try:
            if self._currency is other._currency:
                return self._amount <= other._amount
        except AttributeError:
            return NotImplemented
        self.check_same_currency(other, "compare")
        return self._amount <= other._amount

    def __gt__(self, other: Self) -> bool:
        try:
            if self._currency is other._currency:
                return self._amount > other._amount
        except AttributeError:
            return NotImplemented
        self.check_same_currency(other, "compare")
        return self._amount > other._amount

    def __ge__(self, other: Self) -> bool:
        try:
            if self._currency is other._currency:
                return self._amount >= other._amount
        except AttributeError:
            return NotImplemented
        self.check_same_currency(other, "compare")
        return self._amount >= other._amount

    def with_amount(self, amount: Decimal) -> Self:
        """The internal door: the same currency with a decimal known to be exact and plain."""
        money = object.__new__(self.__class__)
        money._amount = amount
        money._currency = self._currency
        return money

    def check_same_currency(self, other: Amount, action: str) -> None:
        """
        Refuse to go on with an amount of another currency.

        Raises:
            CurrencyMismatch: the currencies differ; it carries both and the action.
        """
        if self.currency != other.currency:
            raise CurrencyMismatch(self.currency, other.currency, action=action)

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency.code}"

    def __repr__(self) -> str:
        return f"Money('{self.amount:f}', {self.currency!r})"

    def __format__(self, spec: str) -> str:
        """Align like text (`>20`), group thousands with `,`; digits are never dropped."""
        layout = _LAYOUT.fullmatch(spec)
        if layout is None:
            raise InvalidValue(
                spec, expected="a layout of an amount", fix="use alignment and ',' only, and rounded() to drop digits"
            )
        return format(f"{self.amount:{layout[2]}f} {self.currency.code}", layout[1])

    def _repr_html_(self) -> str:
        return notebook.text(f"{self:,}", kind="money")

    def to_records(self) -> list[dict[str, str]]:
        """One record, amounts as exact text: ready for pandas and polars."""
        return [{"amount": f"{self.amount:f}", "currency": self.currency.code}]

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self
