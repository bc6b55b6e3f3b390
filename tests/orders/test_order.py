"""Orders: the prices of the day they were placed on, the method they are paid by."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve, fields
from attrs.exceptions import FrozenInstanceError
from hypothesis import assume, given
from hypothesis import strategies as st

from astra_billing.catalog import Configuration, ProductKind, Tariff
from astra_billing.dates import Term
from astra_billing.errors import InvalidValue
from astra_billing.money import RUB, USD, CurrencyMismatch, Money
from astra_billing.orders import (
    Cart,
    Discount,
    DiscountKind,
    NewService,
    NothingSelected,
    Order,
    OrderLine,
    OrderStatus,
    Renewal,
    orders_awaiting,
    orders_paid,
)
from astra_billing.tax import TaxRate
from astra_billing.testing.strategies import carts, discounts

MONTH = Term.parse("1 month")
DAY = date(2024, 2, 21)


def rub(text: str) -> Money:
    """Roubles."""
    return Money(text, RUB)


DNS = Tariff("8558", "DNS", ProductKind.HOSTING, {MONTH: rub("250.00")})
CART = (
    Cart(RUB)
    .plus(NewService("i1", Configuration(DNS, MONTH)))
    .plus(Renewal("i2", "3925", "Тест", ProductKind.OTHER, MONTH, rub("100.00")))
)


def order(cart: Cart = CART, *listed: Discount, id: str = "o1") -> Order:
    """The order of a cart, by card."""
    return Order.of(cart, cart.quote(DAY, listed), id=id, placed_on=DAY, method_id="card", payer_id="181")


def test_an_order_keeps_the_prices_of_its_day() -> None:
    """R44: discount and tax of that day; what the catalogue says later is another matter."""
    placed = order(CART, Discount("g", "Лето", DiscountKind.GLOBAL, percent=10, kinds=(ProductKind.HOSTING,)))

    assert placed.lines[0] == OrderLine(
        "i1", CART["i1"], rub("225.00"), TaxRate("20"), rub("250.00"), renews_on=None, discount_id="g"
    )
    assert (placed.total, placed.tax, placed.lines[1].title) == (rub("325.00"), rub("54.17"), "Тест")
    assert (placed.placed_on, placed.method_id, placed.payer_id) == (DAY, "card", "181")


def test_only_what_is_selected_is_ordered() -> None:
    """R44: the rest stays in the cart."""
    assert [line.id for line in order(CART.selecting(["i2"])).lines] == ["i2"]


def test_nothing_selected_is_no_order() -> None:
    """R44: "Выберите товары, чтобы продолжить"."""
    with pytest.raises(NothingSelected) as caught:
        order(CART.selecting([]))

    assert caught.value.text("ru") == "Выберите товары, чтобы продолжить"
    assert caught.value.text("en") == "Select items to go on"
    assert str(caught.value) == "no item is selected; select at least one with cart.selecting(ids)"


def test_the_method_of_a_placed_order_cannot_change() -> None:
    """R41: the value is frozen, and none of its verbs gives it another method."""
    placed = order()

    with pytest.raises(FrozenInstanceError):
        placed.method_id = "wallet"  # type: ignore[misc]
    assert placed.paid().method_id == "card"
    assert {name for name in vars(Order) if not name.startswith("_")} - {field.name for field in fields(Order)} == {
        "of",
        "total",
        "tax",
        "is_paid",
        "paid",
        "to_records",
    }


def test_a_quote_of_another_cart_is_refused() -> None:
    """R44: what was quoted is what is ordered."""
    stale = CART.quote(DAY)
    changed = CART.changed(Renewal("i2", "3925", "Тест", ProductKind.OTHER, MONTH, rub("200.00")))

    for cart in (changed, CART.selecting(["i1"])):
        with pytest.raises(InvalidValue, match=r"call cart\.quote after the last change"):
            Order.of(cart, stale, id="o1", placed_on=DAY, method_id="card")


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda line: line, InvalidValue),
        (lambda line: evolve(line, id="x", first=Money("1", USD)), CurrencyMismatch),
    ],
)
def test_the_lines_of_an_order_have_their_ids_and_one_currency(change: Any, error: type[Exception]) -> None:
    """An order is right from birth."""
    (line, *_) = order().lines

    with pytest.raises(error):
        evolve(order(), lines=(line, change(line)))


def test_orders_await_payment_or_are_paid() -> None:
    """R46: the two lists, each in the order given."""
    first, second, third = order(id="o1"), order(id="o2").paid(), order(id="o3")
    listed = [first, second, third]

    assert (orders_awaiting(listed), orders_paid(listed)) == ((first, third), (second,))
    assert (second.status, second.is_paid, first.is_paid) == (OrderStatus.PAID, True, False)


def test_an_order_is_a_table_in_a_notebook() -> None:
    """R46: what was ordered, and whether it is paid."""
    first, _ = order().to_records("ru")

    assert first == {
        "order": "o1",
        "placed_on": "2024-02-21",
        "status": "Ждет оплаты",
        "title": "DNS",
        "to_pay": "250.00",
        "tax": "41.67",
        "further": "250.00",
        "currency": "RUB",
    }
    assert order().paid().to_records("ru")[0]["status"] == "Оплачен"
    assert order()._repr_html_().count("<tr>") == 1 + 2


@given(cart=carts(), listed=st.lists(discounts(), max_size=3), on=st.dates(date(2019, 1, 1), date(2030, 1, 1)))
def test_an_order_costs_what_the_cart_said(cart: Cart, listed: list[Discount], on: date) -> None:
    """R42, R44: to the kopeck, tax included, whether it was inside the price or on top of it."""
    assume(cart.selected)
    quoted = cart.quote(on, listed)
    placed = Order.of(cart, quoted, id="o1", placed_on=on, method_id="card")

    assert (placed.total, placed.tax) == (quoted.total, quoted.tax)
    assert placed.total == Money.sum((line.first for line in placed.lines), RUB)
    assert tuple(line.item for line in placed.lines) == cart.selected
    assert [line.taxed for line in placed.lines] == [line.first for line in quoted.selected]
