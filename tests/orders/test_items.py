"""What lies in a cart, and what it costs before any discount."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from astra_billing.catalog import Configuration, ProductKind, Tariff, TaxMode, quote
from astra_billing.dates import Term
from astra_billing.errors import InvalidValue
from astra_billing.money import RUB, Money
from astra_billing.orders import NewService, Renewal
from astra_billing.tax import WITHOUT_VAT, TaxRate
from astra_billing.testing.strategies import configurations

MONTH = Term.parse("1 month")
DAY = date(2023, 5, 20)


def rub(text: str) -> Money:
    """Roubles."""
    return Money(text, RUB)


def test_a_new_service_knows_what_will_be_opened() -> None:
    """R40, R81: named by tariff and domain, renewed by the method that was chosen on the form."""
    vm = Tariff("11717", "VM6", ProductKind.SERVER, {MONTH: rub("100.00")}, asks_domain=True)
    item = NewService("i1", Configuration(vm, MONTH, domain="myserver123"), "card")

    assert (item.title, item.kind, item.term) == ("VM6 (myserver123)", ProductKind.SERVER, MONTH)
    assert (item.tariff_id, item.currency, item.renews_from) == ("11717", RUB, "card")


def test_a_renewal_by_hand_costs_its_price_with_the_tax_inside() -> None:
    """R84, R48: 100.00 for a month, 16.67 of it tax."""
    price = Renewal("i1", "3925", "Тест", ProductKind.OTHER, MONTH, rub("100.00")).price(DAY)

    assert (price.listed, price.first.tax, price.further.gross) == (rub("100.00"), rub("16.67"), rub("100.00"))
    assert (price.tax_mode, price.renews_on) == (TaxMode.INCLUDED, None)


def test_a_renewal_may_have_a_rate_of_its_own() -> None:
    """A service without VAT is renewed without VAT."""
    item = Renewal("i1", "3925", "Тест", ProductKind.OTHER, MONTH, rub("100.00"), WITHOUT_VAT)

    assert item.price(DAY).first.tax == rub("0")
    assert (item.tariff_id, item.currency) == (None, RUB)


def test_a_renewal_is_paid_in_whole_kopecks() -> None:
    """R84: a service may have a price with more decimals, a payment has none."""
    item = Renewal("i1", "3925", "Тест", ProductKind.OTHER, MONTH, rub("22.4150"))

    assert item.price(DAY).first.gross == item.price(DAY).further.gross == rub("22.42")


def test_a_renewal_costs_zero_or_more() -> None:
    """The error names the value and the fix."""
    with pytest.raises(InvalidValue, match="'-1 RUB' is not a price; pass zero or more"):
        Renewal("i1", "3925", "Тест", ProductKind.OTHER, MONTH, rub("-1"))


def test_a_discount_comes_off_the_side_that_is_listed() -> None:
    """B27: off the gross where the tax is inside, off the net where it is on top; the tax is derived again."""
    prices, rate = {MONTH: rub("100.00")}, TaxRate("20")
    inside = Tariff("t1", "VM6", ProductKind.SERVER, prices, rate=rate)
    on_top = Tariff("t1", "VM6", ProductKind.SERVER, prices, rate=rate, tax_mode=TaxMode.ON_TOP)
    first, second = (NewService("i1", Configuration(each, MONTH)).price(DAY) for each in (inside, on_top))

    assert (first.listed, first.less(rub("40.00")).gross, first.less(rub("40.00")).tax) == (
        *map(rub, ("100", "60", "10")),
    )
    assert (second.listed, second.less(rub("40.00")).net, second.less(rub("40.00")).tax) == (
        *map(rub, ("100", "60", "12")),
    )
    assert (first.further_listed, second.further_listed) == (rub("100"), rub("100"))


@given(configuration=configurations())
def test_an_item_costs_what_its_order_form_shows(configuration: Configuration) -> None:
    """R42, R47: the cart says nothing else than the form."""
    price, form = NewService("i1", configuration).price(DAY), quote(configuration, DAY)

    assert (price.first.gross, price.first.tax, price.further.gross) == (form.to_pay, form.tax, form.further_gross)
    assert (price.listed, price.renews_on, price.rate) == (form.first_total, form.renews_on, form.rate)
