"""One discount: how much, on what, when."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from astra_billing.catalog import Configuration, ProductKind, Tariff
from astra_billing.dates import Term
from astra_billing.errors import InvalidValue
from astra_billing.money import RUB, USD, CurrencyMismatch, Money
from astra_billing.orders import Discount, DiscountKind, NewService, Renewal, Validity
from astra_billing.testing.strategies import discounts, moneys

MONTH = Term.parse("1 month")
DAY = date(2026, 7, 1)


def rub(text: str) -> Money:
    """Roubles."""
    return Money(text, RUB)


def discount(**fields: Any) -> Discount:
    """A discount for everybody, of 10 % unless told otherwise."""
    how: dict[str, Any] = {} if {"amount", "price", "percent"} & set(fields) else {"percent": "10"}
    return Discount("d1", "Лето", DiscountKind.GLOBAL, **how, **fields)


ITEM = NewService("i1", Configuration(Tariff("t1", "VM6", ProductKind.SERVER, {MONTH: rub("100.00")}), MONTH))
RENEWAL = Renewal("i2", "3925", "Тест", ProductKind.SERVER, MONTH, rub("100.00"))


@pytest.mark.parametrize(
    ("how", "price", "off"),
    [
        ({"percent": "10"}, "250.00", "25.00"),
        ({"percent": 0}, "250.00", "0"),
        ({"percent": 100}, "250.00", "250.00"),
        ({"percent": "12.5"}, "0.04", "0.01"),
        ({"percent": 50}, "1.01", "0.51"),
        ({"amount": rub("30.00")}, "250.00", "30.00"),
        ({"amount": rub("300.00")}, "250.00", "250.00"),
        ({"price": rub("200.00")}, "250.00", "50.00"),
        ({"price": rub("250.00")}, "250.00", "0"),
        ({"price": rub("300.00")}, "250.00", "0"),
        ({"price": rub("0")}, "250.00", "250.00"),
        ({"amount": rub("0.005")}, "250.00", "0.01"),
        ({"price": rub("249.994")}, "250.00", "0.01"),
        ({"percent": 100}, "0.005", "0.005"),
    ],
)
def test_a_discount_takes_a_percentage_or_a_sum_or_leaves_a_price(how: dict[str, Any], price: str, off: str) -> None:
    """B34: half-up to the kopeck, never below zero, never dearer."""
    assert discount(**how).off(rub(price)) == rub(off)


@pytest.mark.parametrize(
    "wrong",
    [
        {"percent": None},
        {"percent": 10, "amount": rub("5")},
        {"amount": rub("5"), "price": rub("5")},
        {"percent": 101},
        {"percent": -1},
        {"percent": 0.5},
        {"amount": rub("-5")},
        {"price": rub("-5")},
    ],
)
def test_a_discount_is_one_and_in_range(wrong: dict[str, Any]) -> None:
    """B34: percent or fixed, not both."""
    with pytest.raises(InvalidValue, match=r"exactly one of|pass 0 to 100|pass zero or more|pass text"):
        discount(**wrong)


def test_a_sum_of_another_currency_is_never_taken_off() -> None:
    """B33: it covers no item in roubles, and asking anyway is a fault."""
    dollars = discount(amount=Money("5", USD))

    for how in ({"amount": Money("5", USD)}, {"amount": Money("0", USD)}, {"price": Money("0", USD)}):
        assert not discount(**how).covers(ITEM, on=DAY)
    with pytest.raises(CurrencyMismatch):
        dollars.off(rub("100.00"))


@pytest.mark.parametrize(
    ("scope", "new", "renewal"),
    [
        ({}, True, True),
        ({"kinds": (ProductKind.SERVER, ProductKind.HOSTING)}, True, True),
        ({"kinds": (ProductKind.DOMAIN,)}, False, False),
        ({"tariff_ids": ("t1",)}, True, False),
        ({"tariff_ids": ("t2",)}, False, False),
        ({"kinds": (ProductKind.DOMAIN,), "tariff_ids": ("t1",)}, False, False),
        ({"price": Money("0.00", RUB)}, True, True),
    ],
)
def test_a_discount_is_for_some_products(scope: dict[str, Any], *, new: bool, renewal: bool) -> None:
    """B34: kinds and tariffs; empty for any, both where both are named; a renewal has no tariff."""
    assert discount(**scope).covers(ITEM, on=DAY) is new
    assert discount(**scope).covers(RENEWAL, on=DAY) is renewal


@pytest.mark.parametrize(
    ("since", "until", "valid"),
    [
        (None, None, True),
        (date(2026, 7, 1), None, True),
        (date(2026, 7, 2), None, False),
        (None, date(2026, 7, 2), True),
        (None, date(2026, 7, 1), False),
        (date(2026, 6, 1), date(2026, 7, 1), False),
        (date(2026, 7, 1), date(2026, 7, 2), True),
    ],
)
def test_a_discount_has_its_days(since: date | None, until: date | None, *, valid: bool) -> None:
    """B34: from the first day on, up to and without the last one; either end may be open."""
    assert discount(validity=Validity(since, until)).covers(ITEM, on=DAY) is valid


@pytest.mark.parametrize("until", [date(2026, 7, 1), date(2026, 6, 30)])
def test_a_time_of_validity_has_a_day(until: date) -> None:
    """It starts before it ends."""
    with pytest.raises(InvalidValue, match="let it start before it ends"):
        Validity(DAY, until)


def test_the_narrower_discount_has_the_smaller_breadth() -> None:
    """B34: one tariff, two tariffs, one kind, two kinds, everything; a name that comes twice counts once."""
    scopes: list[dict[str, Any]] = [
        {"tariff_ids": ("t1", "t1"), "kinds": (ProductKind.SERVER,)},
        {"tariff_ids": ("t1", "t2")},
        {"kinds": (ProductKind.SERVER, ProductKind.SERVER)},
        {"kinds": (ProductKind.SERVER, ProductKind.HOSTING)},
        {},
    ]
    breadths = [discount(**scope).breadth for scope in scopes]

    assert breadths == [(0, 1), (0, 2), (1, 1), (1, 2), (2, 0)]


@given(discount=discounts(), price=moneys(RUB, places=2, low=0, high=10**6))
def test_a_discount_is_never_negative_and_never_more_than_the_price(discount: Discount, price: Money) -> None:
    """B34: nobody is paid for buying, and nobody pays more."""
    assert rub("0") <= discount.off(price) <= price
