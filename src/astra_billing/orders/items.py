"""
What lies in a cart: a new service, or the renewal of one that there is (R39, R84).

    >>> from astra_billing.dates import Term
    >>> from astra_billing.money import RUB
    >>> month = Term.parse("1 month")
    >>> renewal = Renewal("i1", "3925", "Тест", ProductKind.OTHER, month, Money("100.00", RUB))
    >>> renewal.price(date(2023, 5, 20)).first.tax
    Money('16.67', RUB)

The odd case: a renewal that costs less than nothing.

    >>> Renewal("i1", "3925", "Тест", ProductKind.OTHER, month, Money("-1", RUB))
    Traceback (most recent call last):
    ...
    astra_billing.errors.InvalidValue: '-1 RUB' is not a price; pass zero or more
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from attrs import field, frozen

from astra_billing.catalog import Configuration, ProductKind, TaxMode, quote
from astra_billing.dates import Term
from astra_billing.errors import InvalidValue
from astra_billing.money import Money, Rounding
from astra_billing.tax import Side, TaxedAmount, TaxRate, vat

if TYPE_CHECKING:
    from astra_billing.money import Currency
    from astra_billing.tax import VatSchedule

_SIDES = {TaxMode.INCLUDED: Side.GROSS, TaxMode.ON_TOP: Side.NET}


@frozen
class ItemPrice:
    """
    What an item costs on a day, before any discount.

    Attributes:
        tax_mode: which side of the amounts is the listed price.
        rate: the rate of tax.
        first: what is due for the order, setup included.
        further: what one term costs from the next renewal on.
        renews_on: the 1st that the first period ends on; None where it is one whole term.
    """

    tax_mode: TaxMode
    rate: TaxRate
    first: TaxedAmount
    further: TaxedAmount
    renews_on: date | None = None

    @property
    def listed(self) -> Money:
        """The first price as the catalogue lists it; discounts come off this side (B27)."""
        return self.first.gross if self.tax_mode is TaxMode.INCLUDED else self.first.net

    @property
    def further_listed(self) -> Money:
        """The price of a term from the renewal on, as the catalogue lists it."""
        return self.further.gross if self.tax_mode is TaxMode.INCLUDED else self.further.net

    def less(self, off: Money) -> TaxedAmount:
        """The first price less a discount, its tax derived again; never below zero."""
        return self.first.discounted(amount=off, side=_SIDES[self.tax_mode])


@frozen
class NewService:
    """
    A service to be opened.

    Attributes:
        id: the item's id in the cart; the caller brings it.
        configuration: what is ordered.
        renews_from: what will pay the automatic renewal: a saved method's id or the balance; None without one (R81).
    """

    id: str
    configuration: Configuration
    renews_from: str | None = None

    @property
    def title(self) -> str:
        """What the service will be called: the tariff, and the domain name where there is one."""
        return self.configuration.title

    @property
    def kind(self) -> ProductKind:
        """The kind of product."""
        return self.configuration.tariff.kind

    @property
    def term(self) -> Term:
        """The period that is bought, and by which it will be renewed (R83)."""
        return self.configuration.term

    @property
    def tariff_id(self) -> str | None:
        """The tariff, for discounts that are about one."""
        return self.configuration.tariff.id

    @property
    def currency(self) -> Currency:
        """The currency of its price."""
        return self.configuration.tariff.currency

    def price(self, on: date, schedule: VatSchedule = vat) -> ItemPrice:
        """What it costs when it is ordered on a day (R42)."""
        quoted = quote(self.configuration, on, schedule=schedule)
        return ItemPrice(quoted.tax_mode, quoted.rate, quoted.first, quoted.further, quoted.renews_on)


@frozen
class Renewal:
    """
    One more term of a service, by hand (R84).

    Attributes:
        id: the item's id in the cart; the caller brings it.
        service_id: the service to be renewed.
        title: what the service is called.
        kind: the kind of product.
        term: the period that is bought.
        gross: what it costs, tax included.
        rate: the rate of tax; None for the standard rate of the day.

    Raises:
        InvalidValue: the price is negative.
    """

    id: str
    service_id: str
    title: str
    kind: ProductKind
    term: Term
    gross: Money = field()
    rate: TaxRate | None = None

    def __attrs_post_init__(self) -> None:
        if self.gross.is_negative:
            raise InvalidValue(str(self.gross), expected="a price", fix="pass zero or more")

    @property
    def tariff_id(self) -> str | None:
        """None: the service may be of a tariff that is sold no more."""
        return None

    @property
    def currency(self) -> Currency:
        """The currency of its price."""
        return self.gross.currency

    def price(self, on: date, schedule: VatSchedule = vat) -> ItemPrice:
        """What it costs on a day, in whole minor units; the next term costs the same."""
        rate = schedule.rate_on(on) if self.rate is None else self.rate
        amount = rate.inclusive(self.gross.to_minor_unit(Rounding.HALF_UP))
        return ItemPrice(TaxMode.INCLUDED, rate, amount, amount)


CartItem: TypeAlias = NewService | Renewal
"""Whatever lies in a cart."""
