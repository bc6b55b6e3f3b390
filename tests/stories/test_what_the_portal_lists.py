"""The lists and words of the portal, read off an account that lives (R35-R90)."""

from __future__ import annotations

from astra_billing.account import ChargeOutcome, Reason, commands, events, history
from astra_billing.autopay import AutopaySettings
from astra_billing.catalog import Opening
from astra_billing.credit import Dashboard
from astra_billing.ledger import PaymentStatus
from astra_billing.methods import BALANCE
from astra_billing.orders import orders_awaiting
from astra_billing.services import ProcessingStep, ServiceState
from astra_billing.texts import label
from tests.account import shop
from tests.account.book import Book

SUCCEEDED, DECLINED = ChargeOutcome.SUCCEEDED, ChargeOutcome.DECLINED


def test_an_expense_shows_what_is_unpaid_and_which_payments_paid_the_rest() -> None:
    """R36, R38: 250.00 of which two payments have covered 190.00; its tax is of the whole."""
    book = Book("2024-02-21", limit="1000.00")
    book.order("2024-02-21", "dns", "250.00", "1 year")
    book.top_up("2024-02-22", "150.00")
    book.top_up("2024-02-23", "40.00")
    (expense,) = book.account.expenses.values()
    assert (expense.id, expense.title, str(expense.on)) == (1, "Service dns", "2024-02-21")
    shown = (expense.amount, expense.unpaid, expense.taxed.tax)
    assert [str(each.amount) for each in shown] == ["250.00", "60.00", "41.67"]
    assert expense.payments == ("p1", "p2")


def test_an_order_awaits_payment_until_its_money_comes() -> None:
    """R46: "ждут оплаты", and afterwards "Требуется настройка" for the one, ready for use the other."""
    book = Book("2026-03-01")
    for name, opening in (("VM6 #11717", Opening.NEEDS_SETUP), ("Хостинг #11320", Opening.AT_ONCE)):
        book.accept("2026-03-01", commands.AddToCart(shop.service(name, opening=opening)))
        book.accept("2026-03-01", commands.Checkout(name, shop.YOOKASSA))
    assert [order.id for order in orders_awaiting(book.account.orders.values())] == ["VM6 #11717", "Хостинг #11320"]
    assert {label(each.state, "ru") for each in book.account.services.values()} == {"Заказан"}
    for name in tuple(book.account.orders):
        book.accept("2026-03-02", commands.RecordPayment(f"order/{name}", SUCCEEDED))
    assert book.account.orders == {}
    states = {name: label(each.state, "ru") for name, each in book.account.services.items()}
    assert states == {"VM6 #11717": "Требуется настройка", "Хостинг #11320": "Активен"}


def test_a_payment_is_new_then_being_paid_then_credited() -> None:
    """R51: in the manual's words; a payment that was declined is new again."""
    book = Book("2023-04-01")
    book.accept("2023-04-01", commands.CreatePayment("1186", book.money("100.00"), shop.YOOKASSA))
    seen = [book.account.payments["1186"].status]
    for command in (commands.BeginPayment("1186"), commands.RecordPayment("1186", DECLINED)):
        book.accept("2023-04-01", command)
        seen.append(book.account.payments["1186"].status)
    for command in (commands.BeginPayment("1186"), commands.RecordPayment("1186", SUCCEEDED)):
        book.accept("2023-04-02", command)
        seen.append(book.account.payments["1186"].status)
    assert [label(each, "ru") for each in seen] == ["Новый", "Оплачивается", "Новый", "Оплачивается", "Зачислен"]


def test_the_list_of_payments_has_the_two_rows_of_the_manual() -> None:
    """R52, R55: 115.00 by ЮKassa from a payer, and its cashback of 11.50 from nobody; both are credited."""
    book = Book("2023-04-01")
    book.accept("2023-04-01", commands.AddPayer("ISPsystem", shop.COMPANY))
    book.accept("2023-04-01", commands.CreatePayment("1186", book.money("100.00"), shop.YOOKASSA))
    book.accept("2023-04-02", commands.RecordPayment("1186", SUCCEEDED))
    listed = [
        (each.id, str(each.on), each.payer_id, each.source, str(each.to_pay.amount), label(each.status, "ru"))
        for each in book.account.payments.values()
    ]
    assert listed == [
        ("1186", "2023-04-02", "ISPsystem", "yookassa", "115.00", "Зачислен"),
        ("cashback/1186", "2023-04-02", None, "yookassa", "11.50", "Зачислен"),
    ]


def test_a_payment_is_deleted_only_while_it_is_new() -> None:
    """R52, B36: not while it is being paid, and never once it is credited."""
    book = Book("2023-04-01")
    for name in ("new", "paid"):
        book.accept("2023-04-01", commands.CreatePayment(name, book.money("100.00"), shop.YOOKASSA))
    book.accept("2023-04-01", commands.BeginPayment("paid"))
    refused = book.refuse("2023-04-01", commands.DeletePayment("paid"))
    assert (refused.reason, refused.facts["status"]) == (Reason.PAYMENT_IN_WRONG_STATE, "being_paid")
    book.accept("2023-04-02", commands.RecordPayment("paid", SUCCEEDED))
    assert book.refuse("2023-04-02", commands.DeletePayment("paid")).reason is Reason.PAYMENT_IN_WRONG_STATE
    book.accept("2023-04-02", commands.DeletePayment("new"))
    assert book.account.payments["new"].status is PaymentStatus.CANCELLED, (
        "should its money come after all, it is known"
    )


def test_the_two_kinds_of_payment() -> None:
    """R48, R53: money for the balance touches no order; money for an order touches no balance."""
    book = Book("2026-03-01")
    book.top_up("2026-03-01", "40.00")
    book.accept("2026-03-01", commands.AddPayer("181", shop.COMPANY))
    book.accept("2026-03-01", commands.AddToCart(shop.service("vm")))
    book.accept("2026-03-01", commands.Checkout("o1", shop.INVOICE_TO_COMPANY))
    book.accept("2026-03-05", commands.RecordPayment("order/o1", SUCCEEDED))
    assert book.service("vm").state is ServiceState.ACTIVE
    assert book.balance == "40.00"


def test_the_debt_in_the_header_is_all_that_is_owed() -> None:
    """R66: overdue, awaiting and spent together, whatever the state of the limit."""
    book = Book("2025-11-01", limit="5000.00")
    book.order("2025-11-10", "one", "400.00", "1 year")
    book.order("2025-12-10", "two", "200.00", "1 year")
    book.close("2026-01-02")
    book.top_up("2026-01-02", "400.00")
    book.order("2026-01-03", "three", "60.00", "1 year")
    book.close("2026-01-20")
    standing = book.standing("2026-01-20")
    assert str(standing.owed) == "260.00 RUB"
    debts = [part.amount for part in Dashboard.of(standing).parts[:-1]]
    assert book.account.sum(debts) == standing.owed, "and the home page shows the same sum in its parts"


def test_an_automatic_payment_is_made_out_to_its_payer() -> None:
    """R57: "Метод оплаты, Выбор плательщика, Подтверждение": the payer of the setting, not the one that is chosen."""
    book = Book("2026-03-01")
    book.save("2026-03-01")
    book.accept("2026-03-01", commands.AddPayer("181", shop.COMPANY))
    book.accept("2026-03-01", commands.AddPayer("190", shop.PERSON))
    book.order_paid("2026-03-01", "vm", "100.00")
    book.accept("2026-03-01", commands.SetUpAutopay(AutopaySettings("card", book.money("110.00"), payer_id="190")))
    book.close("2026-03-22")
    book.answer("2026-03-22", SUCCEEDED)
    (_, automatic) = book.all(events.PaymentCredited)
    assert (automatic.payment.payer_id, str(automatic.payment.amount)) == ("190", "100.00 RUB")


def test_the_steps_of_a_service_that_is_processed_have_the_manuals_words() -> None:
    """R90: открытие, выключение, включение, перезагрузка, продление, трансфер, удаление."""
    words = ["открытие", "выключение", "включение", "перезагрузка", "продление", "трансфер", "удаление"]
    assert [label(step, "ru").lower() for step in ProcessingStep] == words


def test_everything_that_a_customer_does_with_a_service_is_in_its_history() -> None:
    """R88: renewed, changed, stopped, started, deleted; the history tells it in order."""
    book = Book("2026-03-01")
    book.top_up("2026-03-01", "1000.00")
    book.order("2026-03-01", "vm", "100.00", renews_from=BALANCE)
    book.accept("2026-03-02", commands.RenewService("vm"))
    book.accept("2026-03-03", commands.ChangeService("vm", "VM, 4 GB", book.money("150.00")))
    book.accept("2026-03-04", commands.StopService("vm"))
    book.accept("2026-03-05", commands.StartService("vm"))
    book.close("2026-05-01")
    book.accept("2026-05-02", commands.DeleteService("vm"))
    told = history(book.journal, "vm").lines
    assert [f"{line.on} {type(line.event).__name__} {line.state.value} {line.expires_on}" for line in told] == [
        "2026-03-01 ServiceOrdered active 2026-04-01",
        "2026-03-01 ExpenseCharged active 2026-04-01",
        "2026-03-02 ExpenseCharged active 2026-04-01",
        "2026-03-02 ServiceRenewed active 2026-05-01",
        "2026-03-03 ServiceChanged active 2026-05-01",
        "2026-03-04 ServiceStopped stopped 2026-05-01",
        "2026-03-05 ServiceStarted active 2026-05-01",
        "2026-04-30 ExpenseCharged active 2026-05-01",
        "2026-04-30 ServiceRenewed active 2026-06-01",
        "2026-05-02 ServiceDeleted deleted 2026-06-01",
    ]
    assert str(told[-3].event.amount) == "150.00 RUB", "changed resources cost more from the next renewal on"
