"""The cart: add, change, remove, select, enter a promo code; what it costs and why."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.catalog import Configuration, Parameter, ProductKind, Tariff, TaxMode
from astra_billing.dates import Term
from astra_billing.errors import InvalidValue
from astra_billing.money import RUB, USD, CurrencyMismatch, Money, Rounding
from astra_billing.orders import (
    Cart,
    Discount,
    DiscountKind,
    ItemExists,
    NewService,
    PromoCode,
    PromoFault,
    Renewal,
    UnknownItem,
    Validity,
)
from astra_billing.tax import TaxRate
from astra_billing.testing.strategies import carts, discounts

MONTH = Term.parse("1 month")
DAY = date(2023, 5, 20)


def rub(text: str) -> Money:
    """Roubles."""
    return Money(text, RUB)


DOMAINS = Parameter("domains", "Лимит доменов", "Шт.", 10, 100, included=10, prices={MONTH: rub("5.00")})
DNS = Tariff("8558", "DNS", ProductKind.HOSTING, {MONTH: rub("250.00")}, (DOMAINS,))
VM = Tariff(
    "3461",
    "DC16",
    ProductKind.SERVER,
    {MONTH: rub("660.00")},
    tax_mode=TaxMode.ON_TOP,
    rate=TaxRate("10"),
    pro_rata_day=15,
)
SERVICE = NewService("i1", Configuration(DNS, MONTH))
RENEWAL = Renewal("i2", "3925", "Тест", ProductKind.OTHER, MONTH, rub("100.00"))
CART = Cart(RUB).plus(SERVICE).plus(RENEWAL)
SPRING = PromoCode("SPRING", Discount("d1", "Весна", DiscountKind.PROMO, percent=20), uses=1)


def test_what_is_added_is_selected() -> None:
    """R44: a checkout orders it unless it is deselected."""
    assert CART.ids == CART.selected_ids == ("i1", "i2")
    assert (len(CART), "i1" in CART, "i3" in CART, list(CART)) == (2, True, False, [SERVICE, RENEWAL])


def test_an_item_is_changed_in_its_place() -> None:
    """R44: "Изменить"; the selection stays."""
    more = NewService("i1", Configuration(DNS, MONTH, {"domains": 20}))
    changed = CART.selecting(["i2"]).changed(more)

    assert changed.items == (more, RENEWAL)
    assert changed.selected == (RENEWAL,)
    assert CART["i1"] == SERVICE


def test_selected_items_are_removed() -> None:
    """R44: "Удалить выбранные"."""
    chosen = CART.selecting(["i1"])

    assert chosen.without(chosen.selected_ids) == Cart(RUB, (RENEWAL,))
    assert CART.without([]) == CART


def test_a_selection_replaces_the_one_before() -> None:
    """R44: "Выбрать все" and none; the order of the clicks says nothing."""
    assert CART.selecting(["i2", "i1"]) == CART
    assert CART.selecting([]).selected == ()
    assert CART.selecting([]).selecting(CART.ids) == CART


@pytest.mark.parametrize("code", ["SPRING", " SPRING "])
def test_a_promo_code_replaces_the_one_before(code: str) -> None:
    """R44: one field."""
    assert CART.with_promo_code("OLD").with_promo_code(code).promo_code == "SPRING"
    assert CART.with_promo_code(code).with_promo_code(None).promo_code is None
    assert CART.with_promo_code(" ").promo_code is None


def test_an_id_comes_once() -> None:
    """The caller brings the id."""
    with pytest.raises(ItemExists, match="there is an item 'i1' in the cart already; change it, or bring another id"):
        CART.plus(SERVICE)


def test_an_unknown_id_is_refused() -> None:
    """R44: the error names those there are."""
    stranger = NewService("i9", Configuration(DNS, MONTH))
    for act in (
        lambda: CART["i9"],
        lambda: CART.without(["i1", "i9"]),
        lambda: CART.selecting(["i9"]),
        lambda: CART.changed(stranger),
        lambda: Cart(RUB, CART.items, ("i9",)),
    ):
        with pytest.raises(UnknownItem, match="there is no item 'i9' in the cart; use one of i1, i2"):
            act()
    with pytest.raises(UnknownItem, match="none: add an item first"):
        Cart(RUB)["i9"]


def test_a_cart_has_one_currency() -> None:
    """B33: nothing is converted."""
    with pytest.raises(CurrencyMismatch, match="put into one cart"):
        Cart(USD).plus(SERVICE)


def test_the_total_is_of_what_is_selected() -> None:
    """R44, R48: one item of 100.00, tax 16.67."""
    quoted = CART.selecting(["i2"]).quote(DAY)

    assert (quoted.total, quoted.tax, quoted.further, quoted.off) == (*map(rub, ("100", "16.67", "100", "0")),)
    assert [line.is_selected for line in quoted.lines] == [False, True]


def test_a_promo_code_opens_its_discount() -> None:
    """R44, B34: 20 % of each, the tax derived again, the next term at the full price (R82)."""
    quoted = CART.with_promo_code("spring").quote(DAY, (), SPRING)

    assert [line.gross for line in quoted.lines] == [rub("200"), rub("80")]
    assert (quoted.tax, quoted.off, quoted.further) == (rub("46.66"), rub("70"), rub("350"))
    assert quoted.is_promo_used


def test_a_promo_code_that_opens_nothing_says_why() -> None:
    """R44, B34: used up by another order."""
    quoted = CART.with_promo_code("SPRING").quote(DAY, (), SPRING, promo_used=1)

    assert (quoted.total, quoted.promo_fault, quoted.is_promo_used) == (rub("350"), PromoFault.USED_UP, False)
    assert "Промокод SPRING уже использован" in quoted.explain("ru")


def test_a_better_discount_leaves_the_code_unused() -> None:
    """B34: one discount an item; a personal one comes first, however small, and the code can be used another time."""
    personal = Discount("p", "Постоянному клиенту", DiscountKind.PERSONAL, percent=1)
    quoted = CART.with_promo_code("SPRING").quote(DAY, [personal], SPRING)

    assert quoted.total == rub("346.50")
    assert not quoted.is_promo_used


def test_a_discount_of_a_code_needs_the_code() -> None:
    """B34: it may stand in the list of all discounts, and nobody gets it for nothing."""
    assert CART.quote(DAY, [SPRING.discount]).off == rub("0")


def test_a_code_that_nobody_entered_is_a_fault() -> None:
    """R44: the caller looks up what was entered."""
    with pytest.raises(InvalidValue, match="enter it first"):
        CART.quote(DAY, (), SPRING)
    with pytest.raises(InvalidValue, match="the promo code of the cart, 'OTHER'"):
        CART.with_promo_code("OTHER").quote(DAY, (), SPRING)


def test_a_discount_comes_off_the_net_where_the_tax_is_on_top() -> None:
    """R42, B27: 660.00 less 10 % is 594.00, and 59.40 of tax on top."""
    summer = Discount("g", "Лето", DiscountKind.GLOBAL, percent=10)
    (line,) = Cart(RUB).plus(NewService("i1", Configuration(VM, MONTH))).quote(date(2026, 7, 1), [summer]).lines

    assert (line.first.net, line.tax, line.gross, line.further) == (*map(rub, ("594", "59.40", "653.40", "726")),)
    assert line.renews_on == date(2026, 8, 1)


def test_a_cart_explains_itself() -> None:
    """R42, R44: price, until when, tax, the discount and why this one, total."""
    cart = (
        Cart(RUB)
        .plus(NewService("i1", Configuration(VM, MONTH)))
        .plus(RENEWAL)
        .plus(NewService("i3", SERVICE.configuration))
    )
    summer = Discount("g", "Лето", DiscountKind.GLOBAL, percent=10, kinds=(ProductKind.SERVER,))

    assert cart.quote(date(2026, 7, 12), [summer]).explain("ru").splitlines() == [
        "DC16: 425.81 RUB до 2026-08-01, далее 660.00 RUB за 1 месяц; налог не включен в стоимость: 38.32 RUB",
        "  Скидка для всех «Лето»: минус 42.58 RUB, других скидок нет",
        "Тест: продление на 1 месяц, 100.00 RUB; в том числе налоги: 18.03 RUB",
        "DNS: 250.00 RUB, покупка на 1 месяц, далее 250.00 RUB; в том числе налоги: 45.08 RUB",
        "Итого: 771.55 RUB, в том числе налоги: 101.43 RUB",
    ]


def test_a_cart_without_a_selection_says_so() -> None:
    """R44: "Выберите товары, чтобы продолжить"."""
    assert CART.selecting([]).quote(DAY).explain("ru") == "Выберите товары, чтобы продолжить"
    assert Cart(RUB).quote(DAY).explain("ru") == "Корзина пуста"


def test_a_cart_is_a_table_in_a_notebook() -> None:
    """One row an item; amounts are exact text."""
    summer = Discount("g", "Лето", DiscountKind.GLOBAL, percent=10, kinds=(ProductKind.OTHER,))
    cart = CART.plus(NewService("i3", Configuration(VM, MONTH))).selecting(["i2"])
    first, second, third = cart.quote(DAY, [summer]).to_records("ru")

    assert (first["selected"], first["discount"], first["off"], first["why"]) == (False, "", "", "")
    assert (second["listed"], second["off"], second["to_pay"], second["further"]) == (
        "100.00",
        "10.00",
        "90.00",
        "100.00",
    )
    assert (second["discount"], second["why"], second["renews_on"]) == ("Лето", "других скидок нет", "")
    assert third["renews_on"] == "2023-07-01"
    assert cart.quote(DAY)._repr_html_().count("<tr>") == 1 + 3


@given(cart=carts(), listed=st.lists(discounts(), max_size=3), on=st.dates(date(2019, 1, 1), date(2030, 1, 1)))
def test_totals_are_sums_and_discounts_only_take_off(cart: Cart, listed: list[Discount], on: date) -> None:
    """B34, R42: per item at most one discount, never below zero, whole kopecks; the totals are those of the lines."""
    quoted = cart.quote(on, listed)

    assert quoted.total == Money.sum((line.gross for line in quoted.selected), RUB)
    assert quoted.total + quoted.off == Money.sum((line.price.first.gross for line in quoted.selected), RUB)
    assert rub("0") <= quoted.total == quoted.total.to_minor_unit(Rounding.MUST_BE_EXACT)
    assert not quoted.off.is_negative
    for line in quoted.lines:
        assert line.first.net + line.tax == line.gross
        assert line.given is None or line.given.discount.kind is not DiscountKind.PROMO
    assert quoted.explain("ru")
    assert len(quoted.to_records()) == len(cart)


@given(cart=carts())
def test_removing_what_is_selected_and_what_is_not_empties_a_cart(cart: Cart) -> None:
    """R44: the two parts are the whole."""
    rest = cart.without(cart.selected_ids)

    assert len(rest) + len(cart.selected) == len(cart)
    assert rest.without(rest.ids).items == ()
    assert cart.selecting(cart.ids).selected == cart.items


def test_a_code_that_is_not_valid_yet_or_no_more_says_so() -> None:
    """B34: in both languages."""
    early = PromoCode("SPRING", SPRING.discount, validity=Validity(date(2024, 1, 1)))
    late = PromoCode("SPRING", SPRING.discount, validity=Validity(until=DAY))
    cart = CART.with_promo_code("SPRING")

    assert "The promo code SPRING is not valid yet" in cart.quote(DAY, (), early).explain()
    assert "Срок действия промокода SPRING закончился" in cart.quote(DAY, (), late).explain("ru")
