"""A cart that is filled, changed and ordered in parts, and services that are renewed on the 1st (R39-R46, B12, B34)."""

from __future__ import annotations

from astra_billing.account import ChargeOutcome, Reason, commands, events
from astra_billing.catalog import Configuration, ProductKind, Tariff
from astra_billing.methods import BALANCE
from astra_billing.orders import Discount, DiscountKind, NewService, PromoCode
from tests.account import shop
from tests.account.book import Book, rows, table
from tests.stories.life import told

SPRING = PromoCode("SPRING", Discount("spring", "Весна", DiscountKind.PROMO, percent=20), uses=1)
LOYAL = Discount("loyal", "Постоянному клиенту", DiscountKind.PERSONAL, percent=5, kinds=(ProductKind.SERVER,))
ALIGNED = Tariff("3461", "DC16", ProductKind.SERVER, {shop.MONTH: shop.rub("660.00")}, pro_rata_day=15)


def test_a_promo_code_is_used_once_and_the_renewal_costs_the_full_price() -> None:
    """R44, R82, B34: 80.00 for the first month and 100.00 for every further one; the second order has no discount."""
    book = Book("2026-03-01")
    book.top_up("2026-03-01", "500.00")
    for item in (shop.service("one"), shop.service("two"), shop.service("spare")):
        book.accept("2026-03-02", commands.AddToCart(item))
    book.accept("2026-03-02", commands.RemoveFromCart(("spare",)))
    book.accept("2026-03-02", commands.SelectInCart(("one",)))
    book.accept("2026-03-02", commands.EnterPromoCode("spring"))
    book.accept("2026-03-02", commands.Checkout("o1", promo=SPRING))
    book.accept("2026-03-03", commands.SelectInCart(("two",)))
    book.accept("2026-03-03", commands.EnterPromoCode("spring"))
    assert book.refuse("2026-03-03", commands.Checkout("o2", promo=SPRING)).reason is Reason.PROMO_CODE_NOT_VALID
    book.accept("2026-03-03", commands.EnterPromoCode(None))
    book.accept("2026-03-03", commands.Checkout("o2"))
    book.close("2026-04-02")
    kinds = (events.OrderPlaced, events.ExpenseCharged, events.ExpensesCovered, events.OrderPaid, events.ServiceRenewed)
    assert told(book.journal, *kinds) == rows("""
        2026-03-02 | OrderPlaced o1 80.00
        2026-03-02 | ExpenseCharged one 80.00
        2026-03-02 | ExpensesCovered p1 80.00
        2026-03-02 | OrderPaid o1
        2026-03-03 | OrderPlaced o2 100.00
        2026-03-03 | ExpenseCharged two 100.00
        2026-03-03 | ExpensesCovered p1 100.00
        2026-03-03 | OrderPaid o2
        2026-04-01 | ExpenseCharged one 100.00
        2026-04-01 | ExpensesCovered p1 100.00
        2026-04-01 | ServiceRenewed one
        2026-04-02 | ExpenseCharged two 100.00
        2026-04-02 | ExpensesCovered p1 100.00
        2026-04-02 | ServiceRenewed two
    """)
    assert book.balance == "120.00"


def test_of_two_discounts_the_personal_one_counts() -> None:
    """B34: one discount and never two; a personal one comes before a promo code, though it is smaller."""
    book = Book("2026-03-01")
    book.top_up("2026-03-01", "500.00")
    book.accept("2026-03-02", commands.AddToCart(shop.service("one")))
    book.accept("2026-03-02", commands.EnterPromoCode("SPRING"))
    book.accept("2026-03-02", commands.Checkout("o1", discounts=(LOYAL,), promo=SPRING))
    (placed,) = book.all(events.OrderPlaced)
    assert (str(placed.order.total.amount), placed.promo_code) == ("95.00", ""), "the code is not used up"


def test_nothing_selected_is_nothing_ordered() -> None:
    """R44: "Выберите товары, чтобы продолжить"."""
    book = Book("2026-03-01")
    book.accept("2026-03-01", commands.AddToCart(shop.service("one")))
    book.accept("2026-03-01", commands.SelectInCart(()))
    assert book.refuse("2026-03-01", commands.Checkout("o1")).reason is Reason.NOTHING_SELECTED


def test_a_stub_ends_on_the_1st_and_every_month_begins_there() -> None:
    """R42, B12: ordered on 12 July, 20 days of 31 cost 425.81, and then 660.00 on the eve of each 1st."""
    book = Book("2026-07-12")
    book.top_up("2026-07-12", "2000.00")
    book.accept("2026-07-12", commands.AddToCart(NewService("dc16", Configuration(ALIGNED, shop.MONTH), BALANCE)))
    book.accept("2026-07-12", commands.Checkout("o1"))
    book.close("2026-09-01")
    assert table(book.journal)[2:] == rows("""
        2026-07-12 | CartItemAdded dc16
        2026-07-12 | OrderPlaced o1 425.81
        2026-07-12 | ServiceOrdered dc16 660.00
        2026-07-12 | ExpenseCharged dc16 425.81
        2026-07-12 | ExpensesCovered p1 425.81
        2026-07-12 | ServiceOpened dc16
        2026-07-12 | OrderPaid o1
        2026-07-31 | ExpenseCharged dc16 660.00
        2026-07-31 | ExpensesCovered p1 660.00
        2026-07-31 | ServiceRenewed dc16
        2026-08-31 | ExpenseCharged dc16 660.00
        2026-08-31 | ExpensesCovered p1 660.00
        2026-08-31 | ServiceRenewed dc16
    """)
    assert str(book.service("dc16").expires_on) == "2026-10-01"


def test_ordered_late_in_the_month_the_stub_takes_the_next_month_with_it() -> None:
    """B12: ordered on 17 July, paid to 1 September: 15 days of 31 and a whole month."""
    book = Book("2026-07-17")
    book.top_up("2026-07-17", "1000.00")
    book.accept("2026-07-17", commands.AddToCart(NewService("dc16", Configuration(ALIGNED, shop.MONTH), BALANCE)))
    book.accept("2026-07-17", commands.Checkout("o1"))
    assert str(book.service("dc16").expires_on) == "2026-09-01"
    assert str(book.all(events.ExpenseCharged)[0].expense.amount.amount) == "979.35"


def test_an_order_that_is_never_paid_is_taken_back() -> None:
    """R41, R46: another method needs another order; the first one awaits payment until it is cancelled."""
    book = Book("2026-03-01")
    book.accept("2026-03-01", commands.AddToCart(shop.service("one")))
    book.accept("2026-03-01", commands.AddPayer("181", shop.COMPANY))
    book.accept("2026-03-01", commands.Checkout("o1", shop.INVOICE_TO_COMPANY))
    assert list(book.account.orders) == ["o1"]
    book.accept("2026-03-05", commands.CancelOrder("o1"))
    book.accept("2026-03-05", commands.AddToCart(shop.service("one-more")))
    book.accept("2026-03-05", commands.Checkout("o2", shop.YOOKASSA))
    book.accept("2026-03-05", commands.RecordPayment("order/o2", ChargeOutcome.SUCCEEDED))
    assert table(book.journal)[3:] == rows("""
        2026-03-01 | PayerChosen 181
        2026-03-01 | OrderPlaced o1 100.00
        2026-03-01 | ServiceOrdered one 100.00
        2026-03-01 | PaymentCreated order/o1 100.00
        2026-03-05 | OrderCancelled o1
        2026-03-05 | PaymentDeleted order/o1
        2026-03-05 | CartItemAdded one-more
        2026-03-05 | OrderPlaced o2 100.00
        2026-03-05 | ServiceOrdered one-more 100.00
        2026-03-05 | PaymentCreated order/o2 100.00
        2026-03-05 | PaymentCredited order/o2 100.00
        2026-03-05 | ExpenseCharged one-more 100.00
        2026-03-05 | ExpensesCovered order/o2 100.00
        2026-03-05 | ServiceOpened one-more
        2026-03-05 | OrderPaid o2
        2026-03-05 | ContractFormed 1
        2026-03-05 | PaymentCredited cashback/order/o2 11.50
    """)
    assert book.account.orders == {}
