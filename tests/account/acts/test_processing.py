"""The panel works on services: what that keeps from happening, and what follows it (R46, R89, R90, B21)."""

from __future__ import annotations

import pytest

from astra_billing.account import ChargeOutcome, Reason, UnknownId, agenda, commands, events
from astra_billing.catalog import Opening, ProductKind
from astra_billing.methods import BALANCE
from astra_billing.money import MoneyRange
from astra_billing.services import (
    Actor,
    DeletionRule,
    DeletionTime,
    ProcessingStep,
    ServicePolicy,
    ServiceState,
    StopCause,
)
from tests.account import shop
from tests.account.book import Book, day, table

S = ServiceState


def opened(opening: Opening = Opening.PROVISIONED) -> Book:
    """A paid service that the panel is to open."""
    book = Book("2026-01-01")
    book.top_up("2026-01-01", "100.00")
    book.accept("2026-01-01", commands.AddToCart(shop.service("s1", opening=opening)))
    book.accept("2026-01-01", commands.Checkout("o1"))
    return book


def expired(renews_from: str | None = BALANCE) -> Book:
    """A service that stopped for want of 100.00, and is being moved."""
    book = Book("2026-01-01")
    book.accept("2026-01-01", book.registering("s1", "100.00", "1 month", "2026-01-10", renews_from=renews_from))
    book.accept("2026-01-12", commands.BeginProcessing("s1", ProcessingStep.TRANSFERRING))
    return book


def test_a_service_is_opened_by_the_panel_or_is_out_of_stock() -> None:
    """R89: and a second try may open it."""
    book = opened()
    assert (book.service("s1").state, book.service("s1").step) == (S.PROCESSING, ProcessingStep.OPENING)
    book.accept("2026-01-02", commands.FinishProcessing("s1", succeeded=False))
    assert book.service("s1").state is S.OUT_OF_STOCK
    book.accept("2026-01-03", commands.BeginProcessing("s1", ProcessingStep.OPENING))
    book.accept("2026-01-03", commands.FinishProcessing("s1"))
    assert book.service("s1").is_active


def test_a_quick_order_is_set_up_and_then_opened() -> None:
    """R46, R89: "Требуется настройка", once."""
    book = opened(Opening.NEEDS_SETUP)
    assert book.service("s1").state is S.NEEDS_SETUP
    book.accept("2026-01-02", commands.SetUpService("s1"))
    assert book.refuse("2026-01-02", commands.SetUpService("s1")).reason is Reason.SERVICE_IN_WRONG_STATE
    book.accept("2026-01-02", commands.FinishProcessing("s1"))
    assert book.service("s1").is_active


def test_a_step_begins_where_it_may_and_ends_once() -> None:
    """R90: an ordered service is opened by its payment, a running one is not opened again, nothing ends unbegun."""
    book = opened()
    book.accept("2026-01-02", commands.FinishProcessing("s1"))
    book.accept("2026-01-02", commands.AddToCart(shop.service("s2")))
    book.accept("2026-01-02", commands.Checkout("o2", shop.YOOKASSA))
    for command in (
        commands.BeginProcessing("s1", ProcessingStep.OPENING),
        commands.BeginProcessing("s2", ProcessingStep.OPENING),
        commands.FinishProcessing("s1"),
    ):
        assert book.refuse("2026-01-02", command).reason is Reason.SERVICE_IN_WRONG_STATE
    with pytest.raises(UnknownId):
        book.ask("2026-01-02", commands.SetUpService("s9"))


def test_a_step_may_delete_stop_or_start() -> None:
    """R90: a stop of the panel is the customer's."""
    book = opened()
    book.accept("2026-01-01", commands.FinishProcessing("s1"))
    states = []
    for step in (ProcessingStep.STOPPING, ProcessingStep.STARTING, ProcessingStep.DELETING):
        book.accept("2026-01-02", commands.BeginProcessing("s1", step))
        book.accept("2026-01-02", commands.FinishProcessing("s1"))
        service = book.account.services.get("s1")
        states.append(service and (service.state, service.stop_cause))
    assert states == [(S.STOPPED, StopCause.CUSTOMER), (S.ACTIVE, None), None]


def test_a_forced_stop_ends_the_step() -> None:
    """R89: whatever the panel was doing."""
    book = opened()
    book.accept("2026-01-02", commands.StopService("s1", by=Actor.ADMINISTRATOR))
    assert (book.service("s1").state, book.service("s1").step) == (S.STOPPED_BY_ADMINISTRATOR, None)
    assert book.refuse("2026-01-02", commands.FinishProcessing("s1")).reason is Reason.SERVICE_IN_WRONG_STATE


def rebooted(renews_from: str | None = BALANCE) -> Book:
    """A service paid until 1 February, which the panel has worked on since 20 January."""
    book = Book("2026-01-01")
    book.save("2026-01-01")
    book.top_up("2026-01-01", "100.00")
    book.order("2026-01-01", "s1", "100.00", renews_from=renews_from)
    book.accept("2026-01-20", commands.BeginProcessing("s1", ProcessingStep.REBOOTING))
    assert agenda(book.account) is None
    return book


@pytest.mark.parametrize("succeeded", [True, False])
def test_a_renewal_that_was_missed_while_the_panel_worked_is_tried_when_it_is_done(*, succeeded: bool) -> None:
    """B21, B16: nothing is tried meanwhile; afterwards the term begins on the day on which it is paid."""
    book = rebooted()
    book.top_up("2026-02-05", "150.00")
    assert table(book.accept("2026-02-10", commands.FinishProcessing("s1", succeeded))) == [
        "2026-02-10 | ProcessingFinished s1",
        "2026-02-10 | ExpenseCharged s1 100.00",
        "2026-02-10 | ExpensesCovered p2 100.00",
        "2026-02-10 | ServiceRenewed s1",
    ]
    service = book.service("s1")
    assert (service.is_active, str(service.anchored_on), str(service.expires_on)) == (True, "2026-02-10", "2026-03-10")
    assert agenda(book.account) == day("2026-03-09")


def test_without_money_it_stops_when_the_panel_is_done_and_comes_back_with_money() -> None:
    """B20, R69: the reason is said; it is not even one night for free."""
    book = rebooted()
    assert table(book.accept("2026-02-10", commands.FinishProcessing("s1"))) == [
        "2026-02-10 | ProcessingFinished s1",
        "2026-02-10 | RenewalRefused s1 100.00",
        "2026-02-10 | ServiceStopped s1",
    ]
    assert (book.service("s1").stop_cause, agenda(book.account)) == (StopCause.EXPIRED, None)
    book.top_up("2026-02-12", "100.00")
    assert (book.service("s1").is_active, str(book.service("s1").expires_on)) == (True, "2026-03-12")


def test_a_service_without_automatic_renewal_stops_when_the_panel_is_done() -> None:
    """B20: money on the balance or not."""
    book = rebooted(None)
    book.top_up("2026-02-05", "150.00")
    happened = book.accept("2026-02-10", commands.FinishProcessing("s1"))
    assert [type(each) for each in happened] == [events.ProcessingFinished, events.ServiceStopped]
    assert book.balance == "150.00"


def test_on_the_last_day_and_before_it_nothing_is_late() -> None:
    """B19: on the day of expiry the term follows the one before; before it, the renewal has a day of its own."""
    for on, expires_on in (("2026-02-01", "2026-03-01"), ("2026-01-31", "2026-02-01")):
        book = rebooted()
        book.top_up("2026-01-25", "100.00")
        book.accept(on, commands.FinishProcessing("s1"))
        service = book.service("s1")
        assert (service.anchored_on, str(service.expires_on)) == (day("2026-01-01"), expires_on)


@pytest.mark.parametrize(("answered_on", "expires_on"), [("2026-02-10", "2026-03-10"), ("2026-02-20", "2026-03-10")])
def test_a_saved_method_is_asked_when_the_panel_is_done(answered_on: str, expires_on: str) -> None:
    """R86, B16: it runs while the answer is awaited, and its term begins on the day of the question."""
    book = rebooted("card")
    happened = book.accept("2026-02-10", commands.FinishProcessing("s1"))
    assert [type(each) for each in happened] == [events.ProcessingFinished, events.ChargeRequested]
    book.close("2026-02-20" if answered_on > "2026-02-10" else "2026-02-10")
    assert book.service("s1").is_active
    book.answer(answered_on, ChargeOutcome.SUCCEEDED)
    assert (book.service("s1").is_active, str(book.service("s1").expires_on)) == (True, expires_on)
    assert book.account.balance.is_zero


def test_a_saved_method_that_declines_or_takes_no_such_amount_stops_it() -> None:
    """R87, R54: as on the day of expiry."""
    book = rebooted("card")
    book.accept("2026-02-10", commands.FinishProcessing("s1"))
    book.answer("2026-02-11", ChargeOutcome.DECLINED)
    assert book.service("s1").stop_cause is StopCause.EXPIRED
    small = rebooted()
    small.accept("2026-01-21", commands.SaveMethod("small", "Small", limits=MoneyRange(None, shop.rub("99.99"))))
    small.accept("2026-01-21", commands.ChangeRenewal("s1", "small"))
    small.accept("2026-02-10", commands.FinishProcessing("s1"))
    assert [each.reason for each in small.all(events.RenewalRefused)] == [Reason.AMOUNT_ABOVE_LIMIT]
    assert small.service("s1").stop_cause is StopCause.EXPIRED


def test_what_costs_nothing_is_renewed_by_whatever_method_when_the_panel_is_done() -> None:
    """R86: no bank is asked for nothing; the term begins on that day."""
    book = Book("2026-01-01")
    book.save("2026-01-01")
    book.order("2026-01-01", "s1", "0.00", renews_from="card")
    book.accept("2026-01-20", commands.BeginProcessing("s1", ProcessingStep.REBOOTING))
    book.accept("2026-02-10", commands.FinishProcessing("s1"))
    assert (book.service("s1").is_active, str(book.service("s1").expires_on)) == (True, "2026-03-10")


def test_setting_up_may_outlast_the_paid_time() -> None:
    """R46, B21: it is opened late, and the next term is paid from that day."""
    book = opened(Opening.NEEDS_SETUP)
    book.top_up("2026-02-05", "100.00")
    book.accept("2026-02-20", commands.SetUpService("s1"))
    book.accept("2026-02-21", commands.FinishProcessing("s1"))
    assert (book.service("s1").is_active, str(book.service("s1").expires_on)) == (True, "2026-03-21")


def test_what_is_on_its_way_out_goes_the_night_after_the_panel_is_done() -> None:
    """B22: it was to go when its paid time ends, so it does not stop first."""
    book = rebooted()
    rule = DeletionRule(time=DeletionTime.WHEN_PAID_TIME_ENDS)
    book.accept("2026-01-21", commands.FinishProcessing("s1"))
    book.accept("2026-01-21", commands.SetServicePolicy(ServicePolicy({ProductKind.SERVER: rule})))
    book.accept("2026-01-21", commands.DeleteService("s1"))
    book.accept("2026-01-21", commands.BeginProcessing("s1", ProcessingStep.REBOOTING))
    (finished,) = book.accept("2026-02-10", commands.FinishProcessing("s1"))
    assert isinstance(finished, events.ProcessingFinished)
    book.close("2026-02-11")
    assert book.account.services == {}


def test_a_renewal_through_the_cart_counts_from_the_expiry_while_the_panel_works() -> None:
    """R84: paid time is not lost to a reboot."""
    book = Book("2026-01-01")
    book.order_paid("2026-01-01", "s1", "100.00")
    book.accept("2026-01-20", commands.BeginProcessing("s1", ProcessingStep.REBOOTING))
    book.top_up("2026-01-20", "100.00")
    book.accept("2026-01-20", commands.AddToCart(shop.renewal("more", "s1", "100.00")))
    book.accept("2026-01-20", commands.Checkout("o1"))
    assert (book.service("s1").state, str(book.service("s1").expires_on)) == (S.PROCESSING, "2026-03-01")


def test_money_waits_for_the_panel() -> None:
    """R69, B21: a service that is being moved comes back when that is done, and is paid for then."""
    book = expired()
    book.top_up("2026-01-13", "150.00")
    assert (book.service("s1").state, book.balance) == (S.PROCESSING, "150.00")
    book.accept("2026-01-15", commands.FinishProcessing("s1"))
    assert (book.service("s1").state, str(book.service("s1").expires_on)) == (S.ACTIVE, "2026-02-15")
    assert book.balance == "50.00"


def test_what_was_paid_through_the_cart_meanwhile_runs_when_the_panel_is_done() -> None:
    """R84: without being paid for twice."""
    for renews_from in (None, BALANCE):
        book = expired(renews_from)
        book.top_up("2026-01-13", "300.00")
        book.accept("2026-01-13", commands.AddToCart(shop.renewal("more", "s1", "100.00")))
        book.accept("2026-01-13", commands.Checkout("o1"))
        assert (book.service("s1").state, str(book.service("s1").expires_on)) == (S.PROCESSING, "2026-02-13")
        book.accept("2026-01-15", commands.FinishProcessing("s1"))
        assert (book.service("s1").state, str(book.service("s1").expires_on)) == (S.ACTIVE, "2026-02-13")
        assert book.balance == "200.00"


def test_nobody_starts_what_the_panel_works_on() -> None:
    """R90: the step comes to its end first."""
    book = expired()
    book.top_up("2026-01-13", "300.00")
    for command in (commands.StartService("s1"), commands.RenewService("s1"), commands.DeleteService("s1")):
        assert book.refuse("2026-01-13", command).reason is Reason.SERVICE_IN_WRONG_STATE


def test_nothing_is_cleared_away_while_the_panel_works() -> None:
    """B22: it goes on the night after."""
    book = expired(None)
    rule = DeletionRule(after_days=3)
    book.accept("2026-01-12", commands.SetServicePolicy(ServicePolicy({ProductKind.SERVER: rule})))
    book.close("2026-01-20")
    assert set(book.account.services) == {"s1"}
    book.accept("2026-01-20", commands.FinishProcessing("s1"))
    book.close("2026-01-21")
    assert book.account.services == {}
