"""
Stripe's minor units, which are not always those of ISO 4217 (docs.stripe.com/currencies).

    >>> from astra_billing.money import Currency, Money
    >>> [units_of(Money("5", Currency.of(code))) for code in ("RUB", "ISK", "JPY")]
    [500, 500, 5]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from astra_billing.adapters.gateways.amounts import currency_of, from_minor, to_minor

if TYPE_CHECKING:
    from astra_billing.money import Money

_DIGITS: Final = {"ISK": 2, "UGX": 2, "MGA": 0}


def units_of(money: Money) -> int:
    """How many of Stripe's minor units."""
    return to_minor(money, digits=_DIGITS.get(money.currency.code))


def money_of(units: object, code: object) -> Money:
    """
    Money from Stripe's minor units and a currency in lower case.

    Raises:
        InvalidValue: it is none.
    """
    currency = currency_of(code)
    return from_minor(units, currency, digits=_DIGITS.get(currency.code))
