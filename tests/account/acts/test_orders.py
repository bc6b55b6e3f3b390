"""The cart, and what a checkout refuses and does (R39-R43, R50, R84, B34)."""

from __future__ import annotations

import pytest

from astra_billing.account import ChargeOutcome, DuplicateId, Reason, UnknownId, commands, events
from astra_billing.catalog import Configuration, ProductKind, Tariff
from astra_billing.methods import BALANCE, MethodStatus, PaymentMethod
from astra_billing.money import EUR, CurrencyMismatch, Money
from astra_billing.orders import NewService, Renewal
from astra_billing.orders.faults import UnknownItem
from astra_billing.services import DeletionRule, DeletionTime, ServicePolicy, ServiceState
from tests.account import shop
from tests.account.book import Book
from tests.account.carts import with_cart


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
