"""Services that are opened, set up, stopped by force, released, deleted and cleared away (R45, R46, R88-R90, B22)."""

from __future__ import annotations

from astra_billing.account import ChargeOutcome, Reason, commands, history
from astra_billing.catalog import Opening, ProductKind
from astra_billing.methods import BALANCE
from astra_billing.services import Actor, DeletionRule, DeletionTime, ProcessingStep, ServicePolicy, ServiceState
from tests.account import shop
from tests.account.book import Book, rows, table

AT_THE_END = ServicePolicy({ProductKind.SERVER: DeletionRule(time=DeletionTime.WHEN_PAID_TIME_ENDS, after_days=30)})


def states(book: Book, service_id: str) -> list[str]:
    """The life of a service: each day on which its state changed, and the state."""
    lived = [f"{line.on} {line.state.value}" for line in history(book.journal, service_id).lines]
    return [each for number, each in enumerate(lived) if not number or each[11:] != lived[number - 1][11:]]


def test_a_quick_order_is_set_up_finds_nothing_in_stock_and_opens_a_week_later() -> None:
    """R43, R46, R89, R90: "Требуется настройка", "Обрабатывается", "Нет в наличии", "Активен"."""
    book = Book("2026-03-01")
    book.accept("2026-03-01", commands.AddToCart(shop.service("vm6", opening=Opening.NEEDS_SETUP)))
    book.accept("2026-03-01", commands.Checkout("o1", shop.YOOKASSA))
    book.accept("2026-03-02", commands.RecordPayment("order/o1", ChargeOutcome.SUCCEEDED))
    book.accept("2026-03-03", commands.SetUpService("vm6"))
    book.accept("2026-03-03", commands.FinishProcessing("vm6", succeeded=False))
    book.accept("2026-03-10", commands.BeginProcessing("vm6", ProcessingStep.OPENING))
    book.accept("2026-03-10", commands.FinishProcessing("vm6"))
    assert table(book.journal)[1:] == rows("""
        2026-03-01 | CartItemAdded vm6
        2026-03-01 | OrderPlaced o1 100.00
        2026-03-01 | ServiceOrdered vm6 100.00
        2026-03-01 | PaymentCreated order/o1 100.00
        2026-03-02 | PaymentCredited order/o1 100.00
        2026-03-02 | ExpenseCharged vm6 100.00
        2026-03-02 | ExpensesCovered order/o1 100.00
        2026-03-02 | ServiceOpened vm6
        2026-03-02 | OrderPaid o1
        2026-03-02 | PaymentCredited cashback/order/o1 11.50
        2026-03-03 | ProcessingBegun vm6
        2026-03-03 | ProcessingFinished vm6
        2026-03-10 | ProcessingBegun vm6
        2026-03-10 | ProcessingFinished vm6
    """)
    assert states(book, "vm6") == [
        "2026-03-01 ordered",
        "2026-03-02 needs_setup",
        "2026-03-03 processing",
        "2026-03-03 out_of_stock",
        "2026-03-10 processing",
        "2026-03-10 active",
    ]


def test_the_panel_opens_reboots_stops_and_starts_a_server() -> None:
    """R90, B21: nothing is renewed while the panel works, and every step ends where it must."""
    book = Book("2026-03-01")
    book.top_up("2026-03-01", "300.00")
    book.accept("2026-03-01", commands.AddToCart(shop.service("vm", opening=Opening.PROVISIONED)))
    book.accept("2026-03-01", commands.Checkout("o1"))
    book.accept("2026-03-02", commands.FinishProcessing("vm"))
    for on, step in (
        ("2026-03-05", ProcessingStep.REBOOTING),
        ("2026-03-08", ProcessingStep.STOPPING),
        ("2026-03-09", ProcessingStep.STARTING),
    ):
        book.accept(on, commands.BeginProcessing("vm", step))
        book.accept(on, commands.FinishProcessing("vm"))
    book.accept("2026-03-30", commands.BeginProcessing("vm", ProcessingStep.TRANSFERRING))
    assert book.close("2026-03-31") == ()
    book.accept("2026-03-31", commands.FinishProcessing("vm"))
    book.close("2026-04-02")
    assert states(book, "vm") == [
        "2026-03-01 ordered",
        "2026-03-01 processing",
        "2026-03-02 active",
        "2026-03-05 processing",
        "2026-03-05 active",
        "2026-03-08 processing",
        "2026-03-08 stopped",
        "2026-03-09 processing",
        "2026-03-09 active",
        "2026-03-30 processing",
        "2026-03-31 active",
    ]
    assert table(book.journal)[-3:] == rows("""
        2026-04-01 | ExpenseCharged vm 100.00
        2026-04-01 | ExpensesCovered p1 100.00
        2026-04-01 | ServiceRenewed vm
    """)


def test_too_many_violations_stop_a_service_and_the_administrator_releases_it() -> None:
    """R89: the third of two allowed stops it; neither its customer nor money starts it; a release costs a term."""
    book = Book("2026-03-01")
    book.accept("2026-03-01", commands.SetServicePolicy(ServicePolicy(violations_allowed=2)))
    book.order_paid("2026-03-01", "vm", "100.00")
    for on in ("2026-03-05", "2026-03-12", "2026-03-20"):
        book.accept(on, commands.RecordViolation("vm"))
    assert book.service("vm").state is ServiceState.STOPPED_FOR_ABUSE
    assert book.refuse("2026-03-21", commands.StartService("vm")).reason is Reason.NOT_ALLOWED
    assert book.refuse("2026-03-21", commands.DeleteService("vm")).reason is Reason.NOT_ALLOWED
    book.top_up("2026-04-10", "100.00")
    assert book.service("vm").state is ServiceState.STOPPED_FOR_ABUSE
    book.accept("2026-04-20", commands.StartService("vm", Actor.ADMINISTRATOR))
    assert table(book.journal)[2:] == rows("""
        2026-03-01 | PaymentCredited p1 100.00
        2026-03-01 | ServiceOrdered vm 100.00
        2026-03-01 | ExpenseCharged vm 100.00
        2026-03-01 | ExpensesCovered p1 100.00
        2026-03-05 | ViolationRecorded vm
        2026-03-12 | ViolationRecorded vm
        2026-03-20 | ViolationRecorded vm
        2026-03-20 | ServiceStopped vm
        2026-04-10 | PaymentCredited p2 100.00
        2026-04-20 | ServiceStarted vm
        2026-04-20 | ExpenseCharged vm 100.00
        2026-04-20 | ExpensesCovered p2 100.00
        2026-04-20 | ServiceRenewed vm
    """)
    assert str(book.service("vm").expires_on) == "2026-05-20", "it begins again where it is paid (B16)"


def test_a_move_that_outlasts_the_paid_time_is_paid_when_it_is_done() -> None:
    """B21, B16, B20: nothing is tried while the server is moved; then it is, and the second time money is short."""
    book = Book("2026-03-01")
    book.order_paid("2026-03-01", "vm", "100.00")
    book.top_up("2026-03-20", "130.00")
    for begun, done in (("2026-03-25", "2026-04-05"), ("2026-05-01", "2026-05-09")):
        book.accept(begun, commands.BeginProcessing("vm", ProcessingStep.TRANSFERRING))
        book.accept(done, commands.FinishProcessing("vm"))
    book.top_up("2026-05-20", "70.00")
    assert table(book.journal)[5:] == rows("""
        2026-03-20 | PaymentCredited p2 130.00
        2026-03-25 | ProcessingBegun vm
        2026-04-05 | ProcessingFinished vm
        2026-04-05 | ExpenseCharged vm 100.00
        2026-04-05 | ExpensesCovered p2 100.00
        2026-04-05 | ServiceRenewed vm
        2026-05-01 | ProcessingBegun vm
        2026-05-09 | ProcessingFinished vm
        2026-05-09 | RenewalRefused vm 100.00
        2026-05-09 | ServiceStopped vm
        2026-05-20 | PaymentCredited p3 70.00
        2026-05-20 | ExpenseCharged vm 100.00
        2026-05-20 | ExpensesCovered p2 30.00
        2026-05-20 | ExpensesCovered p3 70.00
        2026-05-20 | ServiceRenewed vm
        2026-05-20 | ServiceStarted vm
    """)


def test_a_service_is_deleted_when_its_paid_time_ends() -> None:
    """R88, B22: asked for on the 10th, it runs to its last day and is not renewed, whatever the balance."""
    book = Book("2026-03-01")
    book.accept("2026-03-01", commands.SetServicePolicy(AT_THE_END))
    book.order_paid("2026-03-01", "vm", "100.00")
    book.top_up("2026-03-05", "500.00")
    book.accept("2026-03-10", commands.DeleteService("vm"))
    book.close("2026-05-01")
    assert table(book.journal)[2:] == rows("""
        2026-03-01 | PaymentCredited p1 100.00
        2026-03-01 | ServiceOrdered vm 100.00
        2026-03-01 | ExpenseCharged vm 100.00
        2026-03-01 | ExpensesCovered p1 100.00
        2026-03-05 | PaymentCredited p2 500.00
        2026-03-10 | DeletionScheduled vm
        2026-04-01 | ServiceDeleted vm
    """)
    assert book.account.services == {}
    assert book.balance == "500.00"


def test_a_service_without_money_is_cleared_away_after_thirty_days() -> None:
    """B20, B22: stopped on 1 April, gone on 1 May; one that its customer stopped stays."""
    book = Book("2026-03-01")
    book.accept("2026-03-01", commands.SetServicePolicy(AT_THE_END))
    book.order_paid("2026-03-01", "vm", "100.00")
    book.order_paid("2026-03-02", "kept", "100.00")
    book.accept("2026-03-15", commands.StopService("kept"))
    book.close("2026-06-30")
    assert table(book.journal)[10:] == rows("""
        2026-03-15 | ServiceStopped kept
        2026-03-31 | RenewalRefused vm 100.00
        2026-04-01 | RenewalRefused vm 100.00
        2026-04-01 | ServiceStopped vm
        2026-05-01 | ServiceDeleted vm
    """)
    assert list(book.account.services) == ["kept"]


def test_money_on_the_last_day_saves_a_service_from_being_cleared_away() -> None:
    """B22, R69: thirty days are thirty; on 30 April it comes back."""
    book = Book("2026-03-01")
    book.accept("2026-03-01", commands.SetServicePolicy(AT_THE_END))
    book.order_paid("2026-03-01", "vm", "100.00")
    book.close("2026-04-30")
    book.top_up("2026-04-30", "100.00")
    book.close("2026-05-29")
    assert book.service("vm").is_active


def test_an_administrators_stop_outlives_the_customers_wish() -> None:
    """R89: "Остановлен администратором", over a service that its customer has stopped already."""
    book = Book("2026-03-01")
    book.accept("2026-03-01", book.registering("vm", "100.00", "1 month", "2026-05-01", renews_from=BALANCE))
    book.accept("2026-03-02", commands.StopService("vm"))
    book.accept("2026-03-03", commands.StopService("vm", Actor.ADMINISTRATOR))
    assert book.refuse("2026-03-04", commands.StartService("vm")).reason is Reason.NOT_ALLOWED
    book.accept("2026-03-05", commands.StartService("vm", Actor.ADMINISTRATOR))
    assert states(book, "vm") == [
        "2026-03-01 active",
        "2026-03-02 stopped",
        "2026-03-03 stopped_by_administrator",
        "2026-03-05 active",
    ]
