"""
Prices per period: a mapping of `Term` to `Money`, copied and checked once.

    >>> from astra_billing.money import RUB
    >>> month, year = Term.parse("1 month"), Term.parse("1 year")
    >>> str(checked_prices({month: Money("100.00", RUB), year: Money("1200.00", RUB)})[year])
    '1200.00 RUB'

The odd case: a price below zero.

    >>> checked_prices({Term.parse("1 day"): Money("-1", RUB)})
    Traceback (most recent call last):
    ...
    astra_billing.errors.InvalidValue: '-1 RUB for 1 day' is not a price; pass zero or more
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from astra_billing.dates import Term
from astra_billing.errors import InvalidValue
from astra_billing.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable

    from astra_billing.money import Currency

Prices: TypeAlias = Mapping[Term, Money]
"""What each period costs; a period that is not in it is not offered."""


def checked_prices(prices: Prices) -> Prices:
    """
    A copy that nobody else can change.

    Raises:
        InvalidValue: a key is no `Term`, or a price is no `Money` of zero or more.
    """
    for term, price in prices.items():
        if not isinstance(term, Term):
            raise InvalidValue(term, expected="a Term", fix="use Term.parse('1 month') as the key")
        if not isinstance(price, Money):
            raise InvalidValue(price, expected="a price", fix="pass Money, such as Money('250.00', RUB)")
        if price.is_negative:
            raise InvalidValue(f"{price} for {term}", expected="a price", fix="pass zero or more")
    return dict(prices)


def check_covers(prices: Prices, terms: Iterable[Term], currency: Currency, *, what: str) -> None:
    """
    Refuse prices that leave out one of the terms, or are of another currency; no prices at all mean free.

    Raises:
        InvalidValue: a term has no price.
        CurrencyMismatch: a price is of another currency.
    """
    for term in terms if prices else ():
        if term not in prices:
            listed = ", ".join(map(str, prices))
            fix = f"add a price for {term}, zero where it is free"
            raise InvalidValue(f"{what}: {listed}", expected="a price for every period of the tariff", fix=fix)
    check_currency(prices.values(), currency)


def check_currency(amounts: Iterable[Money], currency: Currency) -> None:
    """
    Refuse amounts of another currency.

    Raises:
        CurrencyMismatch: one is.
    """
    for amount in amounts:
        Money.zero(currency).check_same_currency(amount, "price in")
