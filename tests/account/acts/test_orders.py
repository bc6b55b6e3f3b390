"""The cart, and the orders made from it (R39-R46, R50, R84, B8, B34)."""

from __future__ import annotations

import pytest
from attrs import evolve

from astra_billing.account import ChargeOutcome, DuplicateId, Reason, UnknownId, commands, events, fold
from astra_billing.catalog import Configuration, ProductKind, Tariff
from astra_billing.credit import CreditPolicy
from astra_billing.credit.order import TopUpOrder
from astra_billing.errors import InvalidValue
from astra_billing.ledger import PaymentStatus
from astra_billing.methods import BALANCE, MethodStatus, PaymentMethod
from astra_billing.money import EUR, CurrencyMismatch, Money
from astra_billing.orders import Discount, DiscountKind, NewService, PromoCode, Renewal
from astra_billing.orders.faults import UnknownItem
from astra_billing.services import DeletionRule, DeletionTime, ServicePolicy, ServiceState
from tests.account import shop
from tests.account.book import Book

SPRING = PromoCode("SPRING", Discount("d1", "Spring", DiscountKind.PROMO, percent=10), uses=1)


def with_cart(*items: NewService | Renewal, limit: str | None = None, money: str | None = None) -> Book:
    """An account with things in its cart, and perhaps with a limit or money."""
    book = Book("2026-01-01", limit=limit)
    if money is not None:
        book.top_up("2026-01-01", money)
    for item in items:
        book.accept("2026-01-01", commands.AddToCart(item))
    return book


def free_service(item_id: str, renews_from: str | None = None) -> NewService:
    """A service that costs nothing."""
    tariff = Tariff("0", "Free", ProductKind.SERVER, {shop.MONTH: shop.rub("0.00")})
    return NewService(item_id, Configuration(tariff, shop.MONTH), renews_from)


# --- the cart ---------------------------------------------------------------------------------------------------------


def test_a_cart_holds_an_id_once() -> None:
    """R39: neither twice in the cart, nor the id of a service that there is or was."""
    book = with_cart(shop.service("vm"), money="100.00")
    with pytest.raises(DuplicateId, match="cart item 'vm'"):
        book.ask("2026-01-01", commands.AddToCart(shop.service("vm")))
    book.accept("2026-01-01", commands.Checkout("o1"))
    with pytest.raises(DuplicateId, match="service 'vm'"):
        book.ask("2026-01-01", commands.AddToCart(shop.service("vm")))
    book.accept("2026-01-01", commands.DeleteService("vm"))
    with pytest.raises(DuplicateId, match="service 'vm'"):
        book.ask("2026-01-01", commands.AddToCart(shop.service("vm")))


def test_an_id_that_was_taken_since_is_not_ordered_again() -> None:
    """R39: a service with the id of the item has come another way."""
    book = with_cart(shop.service("vm"), money="300.00")
    book.order("2026-01-01", "vm", "20.00")
    with pytest.raises(DuplicateId, match="service 'vm'"):
        book.ask("2026-01-01", commands.Checkout("o1"))


def test_a_cart_counts_in_the_accounts_currency() -> None:
    """B33: nothing is converted."""
    with pytest.raises(CurrencyMismatch):
        with_cart(Renewal("i1", "s1", "Test", ProductKind.SERVER, shop.MONTH, Money("1.00", EUR)))


def test_what_changes_nothing_in_the_cart_is_no_event() -> None:
    """R44: the same item, the same selection, the same code, nothing removed."""
    book = with_cart(shop.service("vm"))
    for command in (
        commands.EditCartItem(shop.service("vm")),
        commands.SelectInCart(("vm",)),
        commands.RemoveFromCart(()),
        commands.EnterPromoCode(" "),
    ):
        assert book.accept("2026-01-01", command) == ()


def test_an_item_that_is_not_there_is_a_fault() -> None:
    """R44: it can be neither changed, nor selected, nor removed."""
    book = with_cart()
    for command in (
        commands.EditCartItem(shop.service("vm")),
        commands.SelectInCart(("vm",)),
        commands.RemoveFromCart(("vm",)),
    ):
        with pytest.raises(UnknownItem):
            book.ask("2026-01-01", command)


def test_only_a_service_that_there_is_can_be_renewed() -> None:
    """R84: the cart asks for its id."""
    with pytest.raises(UnknownId, match="no service 's1'"):
        with_cart(shop.renewal("i1", "s1", "100.00"))


# --- what a checkout refuses ------------------------------------------------------------------------------------------


def test_nothing_selected_is_nothing_ordered() -> None:
    """R44: "Выберите товары, чтобы продолжить"."""
    assert with_cart().refuse("2026-01-01", commands.Checkout("o1")).reason is Reason.NOTHING_SELECTED


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


def test_a_service_that_is_gone_leaving_or_unpaid_is_not_renewed() -> None:
    """R84: by the cart as little as by hand."""
    book = with_cart(shop.service("vm"), money="300.00")
    rule = DeletionRule(time=DeletionTime.WHEN_PAID_TIME_ENDS)
    book.accept("2026-01-01", commands.SetServicePolicy(ServicePolicy({ProductKind.HOSTING: rule})))
    book.accept("2026-01-01", commands.Checkout("o1", shop.YOOKASSA))
    book.order("2026-01-01", "gone", "20.00")
    book.accept("2026-01-01", book.ordering("leaving", "20.00", kind=ProductKind.HOSTING))
    for service_id in ("vm", "gone", "leaving"):
        book.accept("2026-01-01", commands.AddToCart(shop.renewal(f"more-{service_id}", service_id, "20.00")))
    book.accept("2026-01-02", commands.DeleteService("gone"))
    book.accept("2026-01-02", commands.DeleteService("leaving"))
    states = {}
    for service_id in ("vm", "gone", "leaving"):
        book.accept("2026-01-02", commands.SelectInCart((f"more-{service_id}",)))
        refused = book.refuse("2026-01-02", commands.Checkout("o2"))
        assert refused.reason is Reason.SERVICE_IN_WRONG_STATE
        states[service_id] = refused.facts["state"]
    assert states == {"vm": "ordered", "gone": "deleted", "leaving": "active"}


def test_a_method_may_ask_for_a_payer_and_has_limits() -> None:
    """R49, R54: before anything is ordered."""
    book = with_cart(shop.service("vm", shop.YEAR), shop.service("big", shop.YEAR), shop.service("huge", shop.YEAR))
    assert book.refuse("2026-01-01", commands.Checkout("o1", shop.INVOICE_TO_COMPANY)).reason is Reason.PAYER_REQUIRED
    assert book.refuse("2026-01-01", commands.Checkout("o1", shop.YOOKASSA)).reason is Reason.AMOUNT_ABOVE_LIMIT


@pytest.mark.parametrize("method", [None, shop.YOOKASSA])
def test_a_blocked_limit_forbids_ordering_by_whatever_method(method: PaymentMethod | None) -> None:
    """R64, B7: and renewals through the cart."""
    book = Book("2026-01-01", limit="500.00")
    book.order("2026-01-10", "s1", "100.00", "1 year")
    book.accept("2026-03-01", commands.AddToCart(shop.service("vm")))
    refused = book.refuse("2026-03-02", commands.Checkout("o1", method))
    assert (refused.reason, refused.facts["operation"]) == (Reason.CREDIT_BLOCKED, "order")
    book.accept("2026-03-02", commands.AddToCart(shop.renewal("more", "s1", "100.00")))
    book.accept("2026-03-02", commands.SelectInCart(("more",)))
    refused = book.refuse("2026-03-02", commands.Checkout("o1", method))
    assert (refused.reason, refused.facts["operation"]) == (Reason.CREDIT_BLOCKED, "cart_renewal")


def test_an_order_beyond_the_balance_is_refused() -> None:
    """R50, R61: as any purchase."""
    book = with_cart(shop.service("vm"), money="99.99")
    assert book.refuse("2026-01-01", commands.Checkout("o1")).reason is Reason.INSUFFICIENT_FUNDS


def test_an_order_id_is_used_once() -> None:
    """R41: another order has another id, also when the first is paid."""
    book = with_cart(shop.service("vm"), shop.service("two"), money="300.00")
    book.accept("2026-01-01", commands.SelectInCart(("vm",)))
    book.accept("2026-01-01", commands.Checkout("o1"))
    book.accept("2026-01-01", commands.SelectInCart(("two",)))
    with pytest.raises(DuplicateId, match="order 'o1'"):
        book.ask("2026-01-01", commands.Checkout("o1"))


# --- what it does -----------------------------------------------------------------------------------------------------


def test_an_order_of_nothing_costs_nothing_and_opens() -> None:
    """R44: by a method with limits too, for no payment is made."""
    for method in (None, shop.YOOKASSA, shop.INVOICE_TO_COMPANY):
        book = with_cart(free_service("vm"))
        book.accept("2026-01-01", commands.Checkout("o1", method))
        assert book.service("vm").state is ServiceState.ACTIVE
        assert (book.account.payments, book.account.orders, book.account.expenses) == ({}, {}, {})


@pytest.mark.parametrize(
    "checkout",
    [commands.Checkout("o1", saves_method="card"), commands.Checkout("o1", shop.YOOKASSA, saves_method="card")],
)
def test_a_method_that_no_payment_saves_renews_nothing(checkout: commands.Checkout) -> None:
    """R78, R81: without a payment there is nothing to remember, and so nothing to renew from."""
    book = with_cart(free_service("vm", renews_from="card"))
    with pytest.raises(UnknownId, match="no method 'card'"):
        book.ask("2026-01-01", checkout)


def test_the_method_of_the_order_is_remembered_for_renewals() -> None:
    """R78, R81: being set up until it has paid."""
    book = with_cart(shop.service("vm", renews_from="card"))
    book.accept("2026-01-01", commands.Checkout("o1", shop.YOOKASSA, saves_method="card"))
    assert book.account.methods["card"].status is MethodStatus.BEING_SET_UP
    book.accept("2026-01-02", commands.RecordPayment("order/o1", ChargeOutcome.SUCCEEDED))
    assert book.account.methods["card"].works
    assert (book.service("vm").renews_from, str(book.service("vm").expires_on)) == ("card", "2026-02-02")
    with pytest.raises(DuplicateId, match="method 'card'"):
        book.ask("2026-01-02", commands.Checkout("o2", shop.YOOKASSA, saves_method="card"))


def test_two_renewals_of_one_service_in_one_order_are_two_terms() -> None:
    """R84: each is paid for, and each moves the expiry."""
    book = with_cart(money="300.00")
    book.accept("2026-01-01", book.registering("s1", "100.00", "1 month", "2026-01-31"))
    for item in ("a", "b"):
        book.accept("2026-01-01", commands.AddToCart(shop.renewal(item, "s1", "100.00")))
    book.accept("2026-01-01", commands.Checkout("o1"))
    assert [str(each.expires_on) for each in book.all(events.ServiceRenewed)] == ["2026-02-28", "2026-03-31"]
    assert book.balance == "100.00"


def test_a_renewal_starts_a_service_that_stopped_for_want_of_money() -> None:
    """R84, B16: from the day of the payment; a forced stop is not undone by money."""
    book = with_cart(money="500.00")
    for name in ("s1", "s2"):
        book.accept("2026-01-01", book.registering(name, "100.00", "1 month", "2026-01-10"))
    book.close("2026-01-20")
    book.accept("2026-01-20", book.registering("s3", "100.00", "1 month", "2026-01-30"))
    book.accept("2026-01-20", commands.StopService("s3", by=shop.ADMINISTRATOR))
    for name in ("s1", "s3"):
        book.accept("2026-01-20", commands.AddToCart(shop.renewal(f"more-{name}", name, "100.00")))
    book.accept("2026-01-20", commands.Checkout("o1"))
    assert (book.service("s1").state, str(book.service("s1").expires_on)) == (ServiceState.ACTIVE, "2026-02-20")
    assert book.service("s2").state is ServiceState.STOPPED
    assert book.service("s3").state is ServiceState.STOPPED_BY_ADMINISTRATOR
    assert str(book.service("s3").expires_on) == "2026-02-28"


def test_a_renewal_never_costs_paid_time() -> None:
    """B16: a service that its customer has stopped and that is paid is renewed from its expiry."""
    book = with_cart(money="500.00")
    book.accept("2026-01-01", book.registering("s1", "100.00", "1 month", "2026-06-30"))
    book.accept("2026-01-02", commands.StopService("s1"))
    book.accept("2026-01-02", commands.AddToCart(shop.renewal("more", "s1", "100.00")))
    book.accept("2026-01-02", commands.Checkout("o1"))
    assert (book.service("s1").state, str(book.service("s1").expires_on)) == (ServiceState.ACTIVE, "2026-07-30")


@pytest.mark.parametrize(
    ("paid_on", "expires_on"),
    [
        ("2026-01-20", "2026-02-01"),
        ("2026-01-31", "2026-02-01"),
        ("2026-02-01", "2026-03-01"),
        ("2026-02-10", "2026-04-01"),
    ],
)
def test_an_aligned_order_ends_on_a_1st_however_late_it_is_paid(paid_on: str, expires_on: str) -> None:
    """R42, B12: on the 1st it was made for; when that is over, on the first that gives no less than 30/31."""
    tariff = Tariff("a", "Aligned", ProductKind.SERVER, {shop.MONTH: shop.rub("310.00")}, pro_rata_day=31)
    book = with_cart(NewService("vm", Configuration(tariff, shop.MONTH), BALANCE))
    book.accept("2026-01-02", commands.Checkout("o1", shop.YOOKASSA))
    book.accept(paid_on, commands.RecordPayment("order/o1", ChargeOutcome.SUCCEEDED))
    service = book.service("vm")
    assert str(service.expires_on) == expires_on
    assert (service.anchored_on, service.renewed().expires_on.day) == (service.expires_on, 1)
    assert str(book.all(events.ExpenseCharged)[0].expense.amount) == "300.00 RUB", "the order keeps its price (R41)"


# --- awaiting payment -------------------------------------------------------------------------------------------------


def ordered(limit: str | None = None, order: TopUpOrder = TopUpOrder.PURPOSE_FIRST, *, debt: str = "0.00") -> Book:
    """A service is ordered by a method, perhaps while something is owed."""
    book = Book("2026-01-01")
    if limit is not None:
        book.accept("2026-01-01", commands.GrantCredit(CreditPolicy(book.money(limit), direct_payments=order)))
        book.order("2026-01-02", "debt", debt, "1 year")
    book.accept("2026-01-02", commands.AddToCart(shop.service("vm")))
    book.accept("2026-01-02", commands.Checkout("o1", shop.INVOICE_WITHOUT_PAYER))
    return book


def test_an_order_can_be_taken_back_once() -> None:
    """R46, B36: its payment goes with it, its service never was, and its id is used."""
    book = ordered()
    book.accept("2026-01-03", commands.CancelOrder("o1"))
    assert book.account.services == {}
    assert book.account.payments["order/o1"].status is PaymentStatus.CANCELLED
    assert book.refuse("2026-01-03", commands.CancelOrder("o1")).reason is Reason.NOTHING_TO_PAY
    with pytest.raises(UnknownId, match="no order 'o9'"):
        book.ask("2026-01-03", commands.CancelOrder("o9"))
    with pytest.raises(DuplicateId):
        book.ask("2026-01-03", commands.AddToCart(shop.service("vm")))


def test_money_for_an_order_that_was_taken_back_is_on_the_balance() -> None:
    """R51: money that came is never lost."""
    book = ordered()
    book.accept("2026-01-03", commands.CancelOrder("o1"))
    book.accept("2026-01-04", commands.RecordPayment("order/o1", ChargeOutcome.SUCCEEDED))
    assert book.balance == "100.00"


def test_money_for_a_renewal_whose_service_is_gone_pays_debts_and_is_on_the_balance() -> None:
    """B8: it serves nothing, so it closes what is owed."""
    book = Book("2026-01-01", limit="500.00")
    book.order("2026-01-02", "debt", "30.00", "1 year")
    book.order("2026-01-02", "s1", "0.00")
    book.accept("2026-01-02", commands.AddToCart(shop.renewal("more", "s1", "100.00")))
    book.accept("2026-01-02", commands.Checkout("o1", shop.YOOKASSA))
    book.accept("2026-01-03", commands.DeleteService("s1"))
    book.accept("2026-01-04", commands.RecordPayment("order/o1", ChargeOutcome.SUCCEEDED))
    assert (book.account.orders, book.account.expenses) == ({}, {})
    assert book.balance == "81.50", "100.00 less the debt, and 11.50 of cashback"


@pytest.mark.parametrize(("order", "owed"), [(TopUpOrder.PURPOSE_FIRST, "60.00"), (TopUpOrder.DEBTS_FIRST, "60.00")])
def test_a_direct_payment_serves_its_order_or_debts_first_as_the_policy_says(order: TopUpOrder, owed: str) -> None:
    """B8: either way both are paid as far as the limit allows, but other expenses stay open."""
    book = ordered("500.00", order, debt="60.00")
    book.accept("2026-01-03", commands.RecordPayment("order/o1", ChargeOutcome.SUCCEEDED))
    assert book.service("vm").state is ServiceState.ACTIVE
    assert {each.service_id: str(each.unpaid.amount) for each in book.account.expenses.values()} == {
        "debt" if order is TopUpOrder.PURPOSE_FIRST else "vm": owed
    }


def test_an_order_whose_payment_went_to_older_debts_waits_for_money() -> None:
    """B8, R64: a block, or a limit below the debt, lets the debt go first; what comes later opens the order."""
    book = ordered("500.00", debt="60.00")
    book.accept("2026-01-03", commands.WithdrawCredit())
    book.accept("2026-01-03", commands.RecordPayment("order/o1", ChargeOutcome.SUCCEEDED))
    assert book.service("vm").state is ServiceState.ORDERED
    assert (book.balance, set(book.account.orders)) == ("40.00", {"o1"})
    book.top_up("2026-01-04", "60.00")
    assert (book.balance, set(book.account.orders)) == ("0.00", set())
    assert (book.service("vm").state, str(book.service("vm").expires_on)) == (ServiceState.ACTIVE, "2026-02-04")


def test_an_order_whose_payment_went_to_older_debts_can_be_taken_back() -> None:
    """R46: the rest of its money stays on the balance, or has been spent."""
    for debt, balance in (("60.00", "40.00"), ("100.00", "0.00")):
        book = ordered("500.00", debt=debt)
        book.accept("2026-01-03", commands.WithdrawCredit())
        book.accept("2026-01-03", commands.RecordPayment("order/o1", ChargeOutcome.SUCCEEDED))
        (taken,) = book.accept("2026-01-03", commands.CancelOrder("o1"))
        assert isinstance(taken, events.OrderCancelled)
        assert (book.balance, set(book.account.services)) == (balance, {"debt"})


def test_a_payment_for_an_order_unblocks_and_opens_it_when_it_is_enough() -> None:
    """R69, B8: the debt first, then the limit is open again and covers the order."""
    book = ordered("500.00", debt="60.00")
    book.close("2026-03-05")
    book.accept("2026-03-05", commands.RecordPayment("order/o1", ChargeOutcome.SUCCEEDED))
    assert book.days(events.CreditBlocked) == ["2026-03-02"]
    assert book.days(events.CreditUnblocked) == ["2026-03-05"]
    assert book.service("vm").state is ServiceState.ACTIVE
    assert [str(each.unpaid.amount) for each in book.account.expenses.values()] == ["60.00"]


def test_a_promo_code_that_was_not_entered_is_a_fault() -> None:
    """R44: the caller looked up another code than the customer's."""
    book = with_cart(shop.service("vm"), money="300.00")
    with pytest.raises(InvalidValue, match="promo code of the cart"):
        book.ask("2026-01-01", commands.Checkout("o1", promo=SPRING))
