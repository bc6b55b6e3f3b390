"""The manual's own checkout: 300.00 on the account, a service from it, a second one by ЮKassa (R48-R55)."""

from __future__ import annotations

from astra_billing.account import ChargeOutcome, commands, events
from astra_billing.autopay import CapUse
from astra_billing.dates import Month
from astra_billing.ledger import PurposeKind
from astra_billing.methods import BALANCE, MethodStatus
from astra_billing.texts import label
from tests.account import shop
from tests.account.book import Book, rows, table


def test_300_on_the_account_pay_for_a_service_of_20() -> None:
    """R35, R48-R50: an advance payment comes, and the checkout from the account takes no payment of its own."""
    book = Book("2023-04-26")
    book.top_up("2023-04-26", "300.00")
    book.accept("2023-04-27", commands.AddToCart(shop.service("test", shop.DAY)))
    book.accept("2023-04-27", commands.Checkout("o1"))
    assert table(book.journal)[1:] == rows("""
        2023-04-26 | PaymentCredited p1 300.00
        2023-04-27 | CartItemAdded test
        2023-04-27 | OrderPlaced o1 20.00
        2023-04-27 | ServiceOrdered test 20.00
        2023-04-27 | ExpenseCharged test 20.00
        2023-04-27 | ExpensesCovered p1 20.00
        2023-04-27 | ServiceOpened test
        2023-04-27 | OrderPaid o1
    """)
    assert book.balance == "280.00", "what the manual's next page shows"
    (credited,) = book.all(events.PaymentCredited)
    assert credited.payment.purpose.kind is PurposeKind.ADVANCE
    assert label(credited.payment.purpose.kind, "ru") == "Авансовый платеж"
    (placed,) = book.all(events.OrderPlaced)
    assert (placed.order.method_id, str(placed.order.tax.amount)) == (BALANCE, "3.33")


def test_100_by_yookassa_cost_115_and_bring_back_11_50() -> None:
    """R41, R45, R51-R55: made out, paid at the second try, credited; the service opens and the cashback comes."""
    book = Book("2023-04-26")
    book.top_up("2023-04-26", "280.00")
    book.accept("2023-04-27", commands.AddToCart(shop.service("coffee")))
    book.accept("2023-04-27", commands.Checkout("o1", shop.YOOKASSA))
    book.accept("2023-04-27", commands.BeginPayment("order/o1"))
    book.accept("2023-04-27", commands.RecordPayment("order/o1", ChargeOutcome.DECLINED, "no money"))
    book.accept("2023-04-28", commands.BeginPayment("order/o1"))
    book.accept("2023-04-28", commands.RecordPayment("order/o1", ChargeOutcome.SUCCEEDED))
    assert table(book.journal)[2:] == rows("""
        2023-04-27 | CartItemAdded coffee
        2023-04-27 | OrderPlaced o1 100.00
        2023-04-27 | ServiceOrdered coffee 100.00
        2023-04-27 | PaymentCreated order/o1 100.00
        2023-04-27 | PaymentStarted order/o1
        2023-04-27 | PaymentDeclined order/o1
        2023-04-28 | PaymentStarted order/o1
        2023-04-28 | PaymentCredited order/o1 100.00
        2023-04-28 | ExpenseCharged coffee 100.00
        2023-04-28 | ExpensesCovered order/o1 100.00
        2023-04-28 | ServiceOpened coffee
        2023-04-28 | OrderPaid o1
        2023-04-28 | PaymentCredited cashback/order/o1 11.50
    """)
    (placed,), created = book.all(events.OrderPlaced), book.all(events.PaymentCreated)[0].payment
    assert str(placed.order.tax.amount) == "16.67"
    assert (str(created.commission.amount), str(created.to_pay.amount)) == ("15.00", "115.00")
    assert book.balance == "291.50", "280.00 as before, and 11.50 more"
    assert str(book.service("coffee").expires_on) == "2023-05-28", "the paid time begins when the money comes"


def test_the_same_service_by_yookassa_would_have_cost_31() -> None:
    """R54: 20.00, 5 % of it and 10.00."""
    book = Book("2023-04-27")
    book.accept("2023-04-27", commands.AddToCart(shop.service("test", shop.DAY)))
    book.accept("2023-04-27", commands.Checkout("o1", shop.YOOKASSA))
    (created,) = book.all(events.PaymentCreated)
    assert str(created.payment.to_pay.amount) == "31.00"


def test_a_card_remembered_on_the_payment_form_pays_the_subscription() -> None:
    """R74, R78, R79, R81: "Запомнить способ оплаты", and from then on every month from that card."""
    book = Book("2024-02-22")
    book.accept("2024-02-22", commands.AddToCart(shop.service("dns", renews_from="card")))
    book.accept("2024-02-22", commands.Checkout("o1", shop.YOOKASSA, saves_method="card"))
    assert book.account.methods["card"].status is MethodStatus.BEING_SET_UP
    book.accept("2024-02-22", commands.RecordPayment("order/o1", ChargeOutcome.SUCCEEDED))
    for on in ("2024-03-21", "2024-04-21"):
        book.close(on)
        book.answer(on, ChargeOutcome.SUCCEEDED)
    assert table(book.journal)[1:] == rows("""
        2024-02-22 | CartItemAdded dns
        2024-02-22 | OrderPlaced o1 100.00
        2024-02-22 | ServiceOrdered dns 100.00
        2024-02-22 | PaymentCreated order/o1 100.00
        2024-02-22 | MethodSaved card
        2024-02-22 | PaymentCredited order/o1 100.00
        2024-02-22 | MethodRestored card
        2024-02-22 | ExpenseCharged dns 100.00
        2024-02-22 | ExpensesCovered order/o1 100.00
        2024-02-22 | ServiceOpened dns
        2024-02-22 | OrderPaid o1
        2024-02-22 | PaymentCredited cashback/order/o1 11.50
        2024-03-21 | ChargeRequested dns 100.00
        2024-03-21 | ChargeSucceeded dns 100.00
        2024-03-21 | PaymentCredited a1/renewal/dns/2024-03-22/1 100.00
        2024-03-21 | ExpenseCharged dns 100.00
        2024-03-21 | ExpensesCovered a1/renewal/dns/2024-03-22/1 100.00
        2024-03-21 | ServiceRenewed dns
        2024-04-21 | ChargeRequested dns 100.00
        2024-04-21 | ChargeSucceeded dns 100.00
        2024-04-21 | PaymentCredited a1/renewal/dns/2024-04-22/1 100.00
        2024-04-21 | ExpenseCharged dns 100.00
        2024-04-21 | ExpensesCovered a1/renewal/dns/2024-04-22/1 100.00
        2024-04-21 | ServiceRenewed dns
    """)
    assert str(book.service("dns").expires_on) == "2024-05-22"
    assert book.account.cap_use == CapUse(book.currency), "a subscription is no automatic top-up (R58)"
    assert Month(2024, 5).first > book.account.worked_on
