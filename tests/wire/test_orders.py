"""Carts and orders: what is stored comes back equal."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import date
from typing import Any

import pytest

from astra_billing.catalog import Choice, Configuration, Opening, Option, Parameter, ProductKind, Tariff, TaxMode
from astra_billing.dates import Term
from astra_billing.money import RUB, Money
from astra_billing.orders import Cart, Discount, DiscountKind, NewService, Order, PromoCode, Renewal, Validity
from astra_billing.tax import WITHOUT_VAT, TaxRate
from astra_billing.wire.codec import _converter

MONTH, YEAR = Term.parse("1 month"), Term.parse("1 year")
DAY = date(2026, 7, 17)


def rub(text: str) -> Money:
    """Roubles."""
    return Money(text, RUB)


TARIFF = Tariff(
    "3461",
    "DC16",
    ProductKind.SERVER,
    {MONTH: rub("495.00"), YEAR: rub("4950.00")},
    (Parameter("traffic", "Трафик", "Гиб", 0, 9999, prices={MONTH: rub("0.021484375"), YEAR: rub("0.2")}),),
    choices=(
        Choice("panel", "Панель", (Option("lite", "Lite"), Option("pro", "Pro", {MONTH: rub("5"), YEAR: rub("50")}))),
    ),
    setup_fee=rub("10.00"),
    tax_mode=TaxMode.ON_TOP,
    rate=TaxRate("10"),
    pro_rata_day=15,
    opening=Opening.PROVISIONED,
    asks_domain=True,
)
NEW = NewService("i1", Configuration(TARIFF, MONTH, {"traffic": 5120}, "myserver123", {"panel": "pro"}), "card")
AGAIN = Renewal("i2", "3925", "Тест", ProductKind.OTHER, MONTH, rub("100.00"), WITHOUT_VAT)
CART = Cart(RUB, (NEW, AGAIN), ("i1", "i2"), "SPRING")
SPRING = Discount("d1", "Весна", DiscountKind.PROMO, percent="12.5", kinds=(ProductKind.SERVER,))
PROMO = PromoCode("SPRING", SPRING, 3, Validity(date(2026, 1, 1), None))
ORDER = Order.of(CART, CART.quote(DAY, (), PROMO), id="o1", placed_on=DAY, method_id="card", payer_id="181").paid()
VALUES = (TARIFF, NEW, AGAIN, CART, SPRING, PROMO, ORDER)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_what_is_stored_comes_back_equal(value: Any) -> None:
    """Through JSON and back: prices with all decimals, periods as keys, rates, dates, both kinds of item."""
    converter = _converter()
    record = json.loads(json.dumps(converter.unstructure(value)))

    assert converter.structure(record, type(value)) == value


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_what_is_sent_to_another_process_comes_back_equal(value: Any) -> None:
    """Pickled, copied and hashed: mappings inside are no obstacle."""
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301  # our own bytes
    assert copy.deepcopy(value) == copy.copy(value) == value
    assert hash(copy.deepcopy(value)) == hash(value)


def test_an_item_says_what_it_is() -> None:
    """A reader of a journal sees a new service from a renewal."""
    record = _converter().unstructure(CART)

    assert [item["item"] for item in record["items"]] == ["NewService", "Renewal"]
    assert record["items"][0]["configuration"]["tariff"]["prices"] == {"1 month": "495.00 RUB", "1 year": "4950.00 RUB"}
