"""The panel works on services: what that keeps from happening, and what follows it (R46, R89, R90, B21)."""

from __future__ import annotations

import pytest

from astra_billing.account import Reason, UnknownId, agenda, commands, events
from astra_billing.catalog import Opening, ProductKind
from astra_billing.methods import BALANCE
from astra_billing.services import Actor, DeletionRule, ProcessingStep, ServicePolicy, ServiceState, StopCause
from tests.account import shop
from tests.account.book import Book

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


def test_nothing_is_renewed_or_stopped_while_the_panel_works() -> None:
    """B21: what has expired meanwhile stops on the night after."""
    book = Book("2026-01-01")
    book.order_paid("2026-01-01", "s1", "100.00")
    book.accept("2026-01-20", commands.BeginProcessing("s1", ProcessingStep.REBOOTING))
    assert agenda(book.account) is None
    book.accept("2026-02-10", commands.FinishProcessing("s1"))
    assert book.service("s1").is_active
    book.close("2026-02-11")
    assert book.service("s1").stop_cause is StopCause.EXPIRED
    assert book.all(events.RenewalRefused) == []


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
