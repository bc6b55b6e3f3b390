"""Promo codes: what is refused, what uses one up, what gives a use back (R44, R46)."""

from __future__ import annotations

import pytest
from attrs import evolve

from astra_billing.account import Reason, commands, events, fold
from astra_billing.errors import InvalidValue
from astra_billing.orders import Discount, DiscountKind, PromoCode
from tests.account import shop
from tests.account.carts import with_cart

SPRING = PromoCode("SPRING", Discount("d1", "Spring", DiscountKind.PROMO, percent=10), uses=1)


def test_a_code_that_nobody_knows_is_refused() -> None:
    """R44, B34: also one that is used up; nothing is ordered at another price than was hoped for."""
    book = with_cart(shop.service("vm"), shop.service("two"), money="300.00")
    book.accept("2026-01-01", commands.EnterPromoCode("spring"))
    assert book.refuse("2026-01-01", commands.Checkout("o1")).reason is Reason.PROMO_CODE_NOT_VALID
    refused = book.refuse("2026-01-01", commands.Checkout("o1", promo=SPRING, promo_used=1))
    assert (refused.reason, refused.facts["fault"]) == (Reason.PROMO_CODE_NOT_VALID, "used_up")


def test_a_code_is_used_up_by_the_account_itself() -> None:
    """B34: whatever the provider has counted."""
    book = with_cart(shop.service("vm"), shop.service("two"), money="300.00")
    book.accept("2026-01-01", commands.EnterPromoCode("spring"))
    book.accept("2026-01-01", commands.SelectInCart(("vm",)))
    book.accept("2026-01-01", commands.Checkout("o1", promo=SPRING))
    assert (book.account.promo_uses, book.balance) == ({"SPRING": 1}, "210.00")
    book.accept("2026-01-01", commands.EnterPromoCode("spring"))
    book.accept("2026-01-01", commands.SelectInCart(("two",)))
    refused = book.refuse("2026-01-01", commands.Checkout("o2", promo=SPRING))
    assert (refused.reason, refused.facts["fault"]) == (Reason.PROMO_CODE_NOT_VALID, "used_up")


def test_an_order_that_is_taken_back_gives_its_code_back() -> None:
    """B34, R46: the use was for nothing, so the code is good for another order; the event says it to whoever counts."""
    book = with_cart(shop.service("vm"), shop.service("two"))
    for on, order_id, name in (("2026-01-01", "o1", "vm"), ("2026-01-02", "o2", "two")):
        book.accept(on, commands.EnterPromoCode("spring"))
        book.accept(on, commands.SelectInCart((name,)))
        book.accept(on, commands.Checkout(order_id, shop.YOOKASSA, promo=SPRING))
        assert (book.account.orders[order_id].promo_code, book.account.promo_uses) == ("SPRING", {"SPRING": 1})
        book.accept(on, commands.CancelOrder(order_id))
        assert book.account.promo_uses == {}
    assert [each.promo_code for each in book.all(events.OrderCancelled)] == ["SPRING", "SPRING"]


def test_only_the_use_of_the_order_is_given_back() -> None:
    """B34: another order keeps its own, and an order without a code gives nothing."""
    thrice = evolve(SPRING, uses=3)
    book = with_cart(shop.service("vm"), shop.service("two"), shop.service("plain"))
    for order_id, name, code in (("o1", "vm", "spring"), ("o2", "two", "spring"), ("o3", "plain", None)):
        book.accept("2026-01-01", commands.EnterPromoCode(code))
        book.accept("2026-01-01", commands.SelectInCart((name,)))
        promo = None if code is None else thrice
        book.accept("2026-01-01", commands.Checkout(order_id, shop.YOOKASSA, promo=promo))
    left = []
    for order_id in ("o1", "o3"):
        book.accept("2026-01-02", commands.CancelOrder(order_id))
        left.append(dict(book.account.promo_uses))
    assert left == [{"SPRING": 1}, {"SPRING": 1}]


def test_a_journal_of_before_gives_no_code_back_and_knows_it_for_what_is_open() -> None:
    """B34: what was cancelled without saying so keeps its use, as it did then."""
    book = with_cart(shop.service("vm"))
    book.accept("2026-01-01", commands.EnterPromoCode("spring"))
    book.accept("2026-01-01", commands.Checkout("o1", shop.YOOKASSA, promo=SPRING))
    older = [
        evolve(each, order=evolve(each.order, promo_code="")) if isinstance(each, events.OrderPlaced) else each
        for each in book.journal
    ]
    account = fold(older)
    assert account is not None
    assert account.orders["o1"].promo_code == "SPRING"
    cancelled = fold([events.OrderCancelled(account.worked_on, "o1")], account)
    assert cancelled is not None
    assert (cancelled.orders, cancelled.promo_uses) == ({}, {"SPRING": 1})


def test_a_promo_code_that_was_not_entered_is_a_fault() -> None:
    """R44: the caller looked up another code than the customer's."""
    book = with_cart(shop.service("vm"), money="300.00")
    with pytest.raises(InvalidValue, match="promo code of the cart"):
        book.ask("2026-01-01", commands.Checkout("o1", promo=SPRING))
