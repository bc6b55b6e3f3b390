"""Changing, stopping by force and deleting services, and the rules behind it (R83, R85, R88, R89, B22)."""

from __future__ import annotations

import pytest

from astra_billing.account import Reason, agenda, commands, events
from astra_billing.catalog import ProductKind
from astra_billing.methods import BALANCE
from astra_billing.services import Actor, DeletionRule, DeletionTime, ServicePolicy, ServiceState, StopCause
from tests.account import shop
from tests.account.book import Book, day


def running(rule: DeletionRule | None = None, *, violations: int | None = None, term: str = "1 month") -> Book:
    """A paid service, and what the provider has decided about its kind."""
    book = Book("2026-01-01")
    deletion = {} if rule is None else {ProductKind.SERVER: rule}
    book.accept("2026-01-01", commands.SetServicePolicy(ServicePolicy(deletion, violations)))
    book.order_paid("2026-01-01", "s1", "100.00", term)
    return book


def sold(term: str = "1 day") -> Book:
    """The manual's service, which is sold by the day, the month and the year, bought for a day."""
    book = Book("2026-01-05")
    book.top_up("2026-01-05", "5000.00")
    offers = {shop.DAY: shop.rub("20.00"), shop.MONTH: shop.rub("100.00"), shop.YEAR: shop.rub("1200.00")}
    bought = shop.DAY.parse(term)
    price = offers.pop(bought)
    command = commands.PlaceOrder(
        service_id="s1",
        title="Тест",
        kind=ProductKind.SERVER,
        price=price,
        term=bought,
        renews_from=BALANCE,
        offers=offers,
    )
    book.accept("2026-01-05", command)
    return book


# --- terms ------------------------------------------------------------------------------------------------------------


def test_a_month_more_of_a_daily_service_is_a_month_from_its_expiry() -> None:
    """R84: however long ago it was begun; a daily service has no day of the month to keep to."""
    book = sold()
    book.close("2026-02-19")
    assert str(book.service("s1").expires_on) == "2026-02-20"
    book.accept("2026-02-19", commands.RenewService("s1", shop.MONTH))
    assert str(book.service("s1").expires_on) == "2026-03-20"


def test_a_term_that_is_not_offered_is_refused() -> None:
    """R83, R84: by hand, and for renewals to come."""
    week = shop.DAY.parse("7 days")
    for command in (commands.RenewService("s1", week), commands.ChangeTerm("s1", week)):
        refused = sold().refuse("2026-01-05", command)
        assert (refused.reason, refused.facts["term"]) == (Reason.TERM_NOT_OFFERED, "7 days")


def test_another_term_begins_with_the_next_renewal_and_the_old_one_stays_on_offer() -> None:
    """R83: the same term is no change; only an active service changes it."""
    book = sold("1 month")
    assert book.accept("2026-01-05", commands.ChangeTerm("s1", shop.MONTH)) == ()
    book.accept("2026-01-05", commands.ChangeTerm("s1", shop.YEAR))
    assert str(book.service("s1").expires_on) == "2026-02-05"
    book.close("2026-02-04")
    assert str(book.service("s1").expires_on) == "2027-02-05"
    assert book.service("s1").price_of(shop.MONTH) == shop.rub("100.00")
    book.accept("2026-02-05", commands.StopService("s1"))
    refused = book.refuse("2026-02-05", commands.ChangeTerm("s1", shop.DAY))
    assert refused.reason is Reason.SERVICE_IN_WRONG_STATE


def test_another_price_is_that_of_the_next_renewal() -> None:
    """R88: what is not paid for yet is not changed."""
    book = running()
    book.accept("2026-01-01", commands.ChangeService("s1", "More", shop.rub("150.00"), {shop.YEAR: shop.rub("1.00")}))
    assert (book.service("s1").title, book.service("s1").price_of(shop.YEAR)) == ("More", shop.rub("1.00"))
    book.accept("2026-01-01", commands.AddToCart(shop.service("s2")))
    book.accept("2026-01-01", commands.Checkout("o1", shop.YOOKASSA))
    refused = book.refuse("2026-01-01", commands.ChangeService("s2", "More", shop.rub("150.00")))
    assert refused.reason is Reason.SERVICE_IN_WRONG_STATE


def test_what_renews_a_service_is_changed_and_switched_off() -> None:
    """R81, R85: the same again is no change."""
    book = running()
    book.save("2026-01-01")
    for source in ("card", None, BALANCE):
        (changed,) = book.accept("2026-01-02", commands.ChangeRenewal("s1", source))
        assert isinstance(changed, events.RenewalChanged)
        assert (changed.rule, book.service("s1").renews_from) == ("R85" if source else "R80", source)
    assert book.accept("2026-01-02", commands.ChangeRenewal("s1", BALANCE)) == ()


# --- stops by force ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", [Actor.ADMINISTRATOR, Actor.SYSTEM])
def test_a_forced_stop_is_released_by_the_administrator_alone(by: Actor) -> None:
    """R89: neither by its customer, nor by money, nor deleted by its customer; and it is not stopped twice."""
    book = running()
    book.accept("2026-01-02", commands.StopService("s1", by=by))
    for again in (commands.StopService("s1"), commands.StopService("s1", by=Actor.ADMINISTRATOR)):
        assert book.refuse("2026-01-02", again).reason is Reason.SERVICE_IN_WRONG_STATE
    for command in (commands.StartService("s1"), commands.DeleteService("s1")):
        assert book.refuse("2026-01-02", command).reason is Reason.NOT_ALLOWED
    book.top_up("2026-03-01", "500.00")
    assert not book.service("s1").is_active
    book.accept("2026-03-01", commands.StartService("s1", by=Actor.ADMINISTRATOR))
    assert (book.service("s1").state, book.balance) == (ServiceState.ACTIVE, "400.00")


def test_a_violation_too_many_stops_a_service() -> None:
    """R89: one more than is allowed; a service that cannot be stopped is only counted."""
    book = running(violations=1)
    book.accept("2026-01-02", commands.RecordViolation("s1"))
    assert book.service("s1").is_active
    for count in (2, 3):
        book.accept("2026-01-02", commands.RecordViolation("s1"))
        assert (book.service("s1").state, book.service("s1").violations) == (ServiceState.STOPPED_FOR_ABUSE, count)
    assert len(book.all(events.ServiceStopped)) == 1


def test_without_a_rule_violations_are_only_counted() -> None:
    """R89."""
    book = running()
    for _ in range(9):
        book.accept("2026-01-02", commands.RecordViolation("s1"))
    assert (book.service("s1").is_active, book.service("s1").violations) == (True, 9)


# --- deletion ---------------------------------------------------------------------------------------------------------


def test_a_rule_may_forbid_customers_to_delete() -> None:
    """B22: the administrator may."""
    book = running(DeletionRule(customer_may=False))
    assert book.refuse("2026-01-02", commands.DeleteService("s1")).reason is Reason.NOT_ALLOWED
    book.accept("2026-01-02", commands.DeleteService("s1", by=Actor.ADMINISTRATOR))
    assert book.account.deleted_ids == {"s1"}


def test_a_deletion_waits_for_the_end_of_the_paid_time() -> None:
    """B22: it runs till then, is renewed no more, and nothing but its end can be had."""
    book = running(DeletionRule(time=DeletionTime.WHEN_PAID_TIME_ENDS))
    book.top_up("2026-01-02", "500.00")
    book.accept("2026-01-02", commands.DeleteService("s1"))
    assert agenda(book.account) == day("2026-02-01")
    for command in (
        commands.DeleteService("s1"),
        commands.RenewService("s1"),
        commands.ChangeRenewal("s1", BALANCE),
        commands.StartService("s1"),
    ):
        assert book.refuse("2026-01-02", command).reason is Reason.SERVICE_IN_WRONG_STATE
    (deleted,) = book.close("2026-02-01")
    assert isinstance(deleted, events.ServiceDeleted)
    assert (deleted.by_itself, deleted.rule) == (False, "R88")


@pytest.mark.parametrize("by", [Actor.CUSTOMER, Actor.ADMINISTRATOR])
def test_a_service_on_its_way_out_may_stop_before(by: Actor) -> None:
    """B22: and goes on the same day; a forced stop of it is not the customer's to release."""
    book = running(DeletionRule(time=DeletionTime.WHEN_PAID_TIME_ENDS))
    book.accept("2026-01-02", commands.DeleteService("s1"))
    book.accept("2026-01-03", commands.StopService("s1", by=by))
    refused = book.refuse("2026-01-03", commands.StartService("s1"))
    forced = by is Actor.ADMINISTRATOR
    assert refused.reason is (Reason.NOT_ALLOWED if forced else Reason.SERVICE_IN_WRONG_STATE)
    assert agenda(book.account) == day("2026-02-01")
    book.close("2026-02-01")
    assert book.account.services == {}


def test_what_stands_still_is_deleted_at_once() -> None:
    """B22: there is no time to wait for; so is what its administrator deletes."""
    book = running(DeletionRule(time=DeletionTime.WHEN_PAID_TIME_ENDS))
    book.accept("2026-01-02", commands.StopService("s1"))
    book.accept("2026-01-02", commands.DeleteService("s1"))
    assert book.account.services == {}


@pytest.mark.parametrize(("days", "deleted_on"), [(0, "2026-02-01"), (5, "2026-02-06"), (None, None)])
def test_what_stopped_for_want_of_money_is_cleared_away_by_the_rule(days: int | None, deleted_on: str | None) -> None:
    """B22: so many days after the stop."""
    book = running(DeletionRule(after_days=days))
    book.close("2026-12-31")
    assert book.days(events.ServiceDeleted) == ([] if deleted_on is None else [deleted_on])


def test_a_wish_or_force_is_no_want_of_money() -> None:
    """B22: what its customer or the administrator has stopped is never cleared away."""
    for by in (Actor.CUSTOMER, Actor.ADMINISTRATOR):
        book = running(DeletionRule(after_days=5))
        book.accept("2026-01-02", commands.StopService("s1", by=by))
        assert agenda(book.account) is None


def test_a_rule_that_comes_late_works_from_the_next_night() -> None:
    """B22: the days are over already."""
    book = running()
    book.close("2026-03-01")
    assert book.service("s1").stop_cause is StopCause.EXPIRED
    rule = DeletionRule(after_days=5)
    book.accept("2026-03-01", commands.SetServicePolicy(ServicePolicy({ProductKind.SERVER: rule})))
    assert agenda(book.account) == day("2026-03-02")
    book.close("2026-03-02")
    assert book.account.services == {}


def test_an_ordered_service_goes_with_its_order_alone() -> None:
    """R46, R88."""
    book = running()
    book.accept("2026-01-01", commands.AddToCart(shop.service("s2")))
    book.accept("2026-01-01", commands.Checkout("o1", shop.YOOKASSA))
    assert book.refuse("2026-01-01", commands.DeleteService("s2")).reason is Reason.SERVICE_IN_WRONG_STATE
