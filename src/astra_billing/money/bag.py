"""
`MoneyBag`: an exact sum per currency.

    >>> from astra_billing.money import EUR, RUB, USD, Money, Rounding
    >>> bag = MoneyBag([Money("10.00", RUB), Money("3.00", USD), Money("5.00", RUB)])
    >>> bag.amount_in(RUB), bag.amount_in(EUR)
    (Money('15.00', RUB), Money('0.00', EUR))

It never converts on its own; rates are passed in, and rounding is named:

    >>> bag.converted_to(RUB, {USD: "92.5058"}, rounding=Rounding.HALF_UP)
    Money('292.52', RUB)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.errors import BillingError
from astra_billing.money import notebook
from astra_billing.money.value import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from astra_billing.money.currency import Currency
    from astra_billing.money.exact import Number
    from astra_billing.money.rounding import Rounding


class RateMissing(BillingError, LookupError):
    """
    A bag holds a currency for which no rate was passed.

    Attributes:
        source, target: the currencies to convert between.
    """

    def __init__(self, source: Currency, target: Currency) -> None:
        self.source = source
        self.target = target
        super().__init__(source, target)

    def __str__(self) -> str:
        return f"no rate from {self.source} to {self.target}; add it to the rates"


class MoneyBag:
    """Amounts of several currencies, summed by currency; zeros are not kept. Frozen."""

    __slots__ = ("_sums",)
    _sums: Mapping[Currency, Money]

    def __init__(self, items: Iterable[Money] = ()) -> None:
        groups: dict[Currency, list[Money]] = {}
        for item in items:
            groups.setdefault(item.currency, []).append(item)
        sums = {currency: Money.sum(group, currency) for currency, group in groups.items()}
        ordered = sorted(sums.items(), key=lambda pair: pair[0].code)
        self._sums = {currency: total for currency, total in ordered if total}

    @property
    def currencies(self) -> tuple[Currency, ...]:
        """The currencies of which the bag holds something, by code."""
        return tuple(self._sums)

    def amount_in(self, currency: Currency) -> Money:
        """What the bag holds of one currency; zero where it holds none."""
        return self._sums.get(currency, Money.zero(currency))

    def converted_to(
        self,
        currency: Currency,
        rates: Mapping[Currency, Number | str],
        *,
        rounding: Rounding | None = None,
        places: int | None = None,
    ) -> Money:
        """
        Everything in one currency, at the rates passed in, rounded once at the end.

        A rate says how many units of `currency` one unit of the key is worth.

        Raises:
            RateMissing: a currency of the bag has no rate.
            InexactResult: the result does not fit and no rounding was named.
        """
        total = Money.sum((self._converted(held, currency, rates) for held in self), currency)
        if rounding is None and places is None:
            return total
        return total.divided_by(1, rounding=rounding, places=places)

    def _converted(self, held: Money, currency: Currency, rates: Mapping[Currency, Number | str]) -> Money:
        if held.currency == currency:
            return held
        if held.currency not in rates:
            raise RateMissing(held.currency, currency)
        return held.converted_to(currency, rates[held.currency])

    def __add__(self, other: MoneyBag | Money) -> MoneyBag:
        if isinstance(other, Money):
            return MoneyBag([*self, other])
        return MoneyBag([*self, *other]) if other.__class__ is MoneyBag else NotImplemented

    def __neg__(self) -> MoneyBag:
        return MoneyBag(-held for held in self)

    def __sub__(self, other: MoneyBag | Money) -> MoneyBag:
        return self + -other if other.__class__ in {MoneyBag, Money} else NotImplemented

    def __iter__(self) -> Iterator[Money]:
        return iter(self._sums.values())

    def __len__(self) -> int:
        return len(self._sums)

    def __eq__(self, other: object) -> bool:
        return self._sums == other._sums if isinstance(other, MoneyBag) else NotImplemented

    def __hash__(self) -> int:
        return hash(frozenset(self))

    def to_records(self) -> list[dict[str, str]]:
        """One record per currency, amounts as exact text."""
        return [record for held in self for record in held.to_records()]

    def _repr_html_(self) -> str:
        return notebook.table(self.to_records())

    def __str__(self) -> str:
        return " + ".join(map(str, self)) or "nothing"

    def __repr__(self) -> str:
        return f"MoneyBag({list(self)!r})"
