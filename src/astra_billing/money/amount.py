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
from typing import TYPE_CHECKING, NoReturn

from astra_billing import views
from astra_billing.errors import InvalidValue
from astra_billing.money.faults import CurrencyMismatch

if TYPE_CHECKING:
    from decimal import Decimal
    from typing import Self

    from astra_billing.money.currency import Currency


_LAYOUT = re.compile(r"((?:.?[<>^])?[0-9]*)([,_]?)", re.DOTALL)


class Draft:
    """
    The two slots of an amount before it is closed.

    Operators fill a draft, whose slots are set at full speed, and then close
    it by setting its `__class__` to `Money`.
    """

    __slots__ = ("amount", "currency")
    amount: Decimal
    currency: Currency


class Amount(Draft):
    """The frozen side of `Money`: identity, order, text, records, pickle."""

    __slots__ = ()

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
        if isinstance(other, Amount):
            return self.amount == other.amount and (self.currency is other.currency or self.currency == other.currency)
        return NotImplemented

    def __hash__(self) -> int:
        return hash((self.amount, self.currency.code))

    def __lt__(self, other: Self) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        if other.currency is not self.currency:
            self.check_same_currency(other, "compare")
        return self.amount < other.amount

    def __le__(self, other: Self) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        if other.currency is not self.currency:
            self.check_same_currency(other, "compare")
        return self.amount <= other.amount

    def __gt__(self, other: Self) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        if other.currency is not self.currency:
            self.check_same_currency(other, "compare")
        return self.amount > other.amount

    def __ge__(self, other: Self) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        if other.currency is not self.currency:
            self.check_same_currency(other, "compare")
        return self.amount >= other.amount

    def with_amount(self, amount: Decimal) -> Self:
        """The internal door: the same currency with a decimal known to be exact and plain."""
        draft = Draft()
        draft.amount = amount
        draft.currency = self.currency
        draft.__class__ = self.__class__
        return draft  # type: ignore[return-value]

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
        """Align like text (`>20`), group thousands with `,` or `_`; digits are never dropped."""
        layout = _LAYOUT.fullmatch(spec)
        if layout is None:
            raise InvalidValue(
                spec, expected="a layout of an amount", fix="use alignment and ',' only, and rounded() to drop digits"
            )
        return format(f"{self.amount:{layout[2]}f} {self.currency.code}", layout[1])

    def _repr_html_(self) -> str:
        return views.tag("span", views.escape(f"{self:,}"), class_="astra money")

    def to_records(self) -> list[dict[str, str]]:
        """One record, amounts as exact text: ready for pandas and polars."""
        return [{"amount": f"{self.amount:f}", "currency": self.currency.code}]

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __setattr__(self, name: str, value: object) -> NoReturn:
        msg = f"money is frozen; make a new amount instead of setting {name!r}"
        raise AttributeError(msg)

    def __delattr__(self, name: str) -> NoReturn:
        msg = f"money is frozen; {name!r} cannot be deleted"
        raise AttributeError(msg)
