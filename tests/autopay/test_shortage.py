"""When the balance runs short (R56, B38)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.autopay import Shortage, month_need, shortage
from astra_billing.autopay.shortage import LOOK_AHEAD
from astra_billing.money import EUR, RUB, CurrencyMismatch, Money
from astra_billing.renewal import next_attempt_on
from astra_billing.services import ProcessingStep, Service, StopCause
from tests.autopay.world import BALANCES, SERVICES, TODAY, day_of, rub, service


@pytest.mark.parametrize(
    ("balance", "short_on", "need"),
    [
        ("0.00", "2026-01-19", "100.00"),
        ("99.99", "2026-01-19", "100.00"),
        ("100.00", "2026-02-19", "200.00"),
        ("299.99", "2026-03-19", "300.00"),
        ("-5.00", "2026-01-19", "100.00"),
    ],
)
def test_the_first_day_that_cannot_be_paid(balance: str, short_on: str, need: str) -> None:
    """B38: every renewal before it is paid on the eve of its expiry."""
    found = shortage([service("2026-01-20")], rub(balance), on=TODAY)
    assert found == Shortage(date.fromisoformat(short_on), rub(need), rub(balance))
    assert found.missing == rub(need) - rub(balance)


def test_the_renewals_of_one_day_are_paid_together_or_not_at_all() -> None:
    """B20: 150.00 pays one of two renewals of 100.00, whichever it is; the day is short."""
    two = [service("2026-01-20"), service("2026-01-20", name="s2")]
    assert shortage(two, rub("150.00"), on=TODAY) == Shortage(date(2026, 1, 19), rub("200.00"), rub("150.00"))
    assert shortage(two, rub("200.00"), on=TODAY, until=date(2026, 2, 18)) is None


def test_days_are_taken_in_their_order() -> None:
    """B38: whatever the order of the services, and each as often as it comes."""
    found = [service("2026-01-25"), service("2026-01-21", "10.00", "2 days"), service("2026-01-22", name="s3")]
    assert shortage(found, rub("129.99"), on=TODAY) == Shortage(date(2026, 1, 24), rub("230.00"), rub("129.99"))
    assert shortage(found, rub("119.99"), on=TODAY) == Shortage(date(2026, 1, 22), rub("120.00"), rub("119.99"))


def test_the_first_day_counts_and_what_was_tried_on_it_is_over() -> None:
    """R87: renewals of `on` are still to come, unless they were tried."""
    site = service("2026-01-20")
    on = date(2026, 1, 19)
    assert shortage([site], rub("0.00"), on=on) == Shortage(on, rub("100.00"), rub("0.00"))
    tried = shortage([site.attempted(on)], rub("0.00"), on=on)
    assert tried == Shortage(date(2026, 1, 20), rub("100.00"), rub("0.00"))


def test_nothing_beyond_the_last_day_counts() -> None:
    """The day itself does."""
    site = service("2026-01-20")
    assert shortage([site], rub("0.00"), on=TODAY, until=date(2026, 1, 19)) is not None
    assert shortage([site], rub("0.00"), on=TODAY, until=date(2026, 1, 18)) is None


def test_a_balance_that_lasts_for_long_is_not_short() -> None:
    """It is looked 400 days past the first renewal, and a far first renewal is seen all the same."""
    site = service("2026-01-20", "1.00", "1 day")
    first = next_attempt_on(site, after=TODAY)
    assert first is not None
    found = shortage([site], rub("400.00"), on=TODAY)
    assert found == Shortage(first + LOOK_AHEAD, rub("401.00"), rub("400.00"))
    assert shortage([site], rub("401.00"), on=TODAY) is None
    far = service("2031-01-20", "1.00", "5 years")
    assert shortage([far], rub("0.00"), on=TODAY) == Shortage(date(2031, 1, 19), rub("1.00"), rub("0.00"))


def test_a_service_whose_charges_end_is_no_more_in_the_way() -> None:
    """B19: registered with an anchor long past, it is charged once; the other goes on."""
    odd = evolve(service("2026-01-20", "50.00"), anchored_on=date(2020, 1, 1))
    both = [odd, service("2026-01-25", name="s2")]
    assert shortage(both, rub("249.99"), on=TODAY) == Shortage(date(2026, 2, 24), rub("250.00"), rub("249.99"))
    assert shortage([odd], rub("50.00"), on=TODAY) is None


def test_services_that_the_balance_does_not_pay_are_left_out() -> None:
    """B38, B21: saved methods pay themselves; nothing is tried for what stands still, or costs nothing."""
    others = [
        service("2026-01-20", renews_from="card"),
        service("2026-01-20", renews_from=None),
        service("2026-01-20").stopped(StopCause.CUSTOMER),
        service("2026-01-20").stopped(StopCause.ABUSE),
        service("2026-01-20", renews_from="card").stopped(StopCause.EXPIRED),
        service("2026-01-20").stopped(StopCause.EXPIRED).processing(ProcessingStep.TRANSFERRING),
        service("2026-01-20", "0.00"),
    ]
    assert shortage(others, rub("-50.00"), on=TODAY) is None
    assert month_need(others, rub("0.00"), on=TODAY) == rub("0.00")


@pytest.mark.parametrize(
    ("expires_on", "need"),
    [("2026-01-15", "200.00"), ("2026-01-16", "100.00"), ("2026-02-15", "100.00"), ("2026-02-16", "0.00")],
)
def test_a_month_goes_up_to_its_own_day(expires_on: str, need: str) -> None:
    """B38: from 15 January up to and without 15 February."""
    assert month_need([service(expires_on)], rub("0.00"), on=TODAY) == rub(need)


@pytest.mark.parametrize(
    ("term", "need"),
    [("1 month", "200.00"), ("1 day", "3100.00"), ("15 days", "300.00"), ("1 year", "100.00")],
)
def test_what_comes_back_with_the_money_is_part_of_what_a_month_needs(term: str, need: str) -> None:
    """R56, R69, B20: it begins anew on the day the money comes; it makes no balance short, as it waits already."""
    stopped = service("2026-01-10", term=term).stopped(StopCause.EXPIRED)
    assert month_need([stopped], rub("0.00"), on=TODAY) == rub(need)
    assert shortage([stopped], rub("0.00"), on=TODAY) is None
    with_others = [stopped, service("2026-01-20", "7.00"), service("2026-01-18", "0.50", name="s3")]
    assert month_need(with_others, rub("0.00"), on=TODAY) == rub(need) + rub("7.50")


@given(SERVICES, st.lists(st.sampled_from((StopCause.EXPIRED, None)), min_size=5, max_size=5))
def test_a_month_needs_what_it_would_if_all_that_comes_back_were_ordered_now(
    services: list[Service], causes: list[StopCause | None]
) -> None:
    """B38, B16: what begins anew on a day costs what a new order of that day costs, and the rest costs the same."""
    mixed = [each.stopped(cause) if cause else each for each, cause in zip(services, causes, strict=False)]
    running = [each for each in mixed if each.is_active]
    back = [each for each in mixed if not each.is_active and each.renews_from == "balance"]
    again = [
        Service.begun(each.id, each.title, each.kind, each.price, each.term, on=TODAY, renews_from="balance")
        for each in back
    ]
    orders = Money.sum((each.price for each in again), RUB)
    assert month_need(mixed, rub("0.00"), on=TODAY) == month_need([*running, *again], rub("0.00"), on=TODAY) + orders


def test_a_month_of_the_31st_ends_with_february() -> None:
    """B38: a month later is the 28th, which is not counted any more."""
    daily = service("2026-01-31", "1.00", "1 day")
    assert month_need([daily], rub("0.00"), on=date(2026, 1, 31)) == rub("28.00")


def test_currencies_are_not_mixed() -> None:
    """A balance in euros pays no roubles."""
    with pytest.raises(CurrencyMismatch):
        shortage([service("2026-01-20")], Money("1000.00", EUR), on=TODAY)


def played(services: list[Service], balance: Money, days: int) -> date | None:
    """The first day on which a renewal isn't paid, by living through the days."""
    for number in range(days):
        on = TODAY + timedelta(days=number)
        due = [
            each
            for each in services
            if each.renews_from == "balance"
            and each.price
            and next_attempt_on(each, after=on - timedelta(days=1)) == on
        ]
        if due and Money.sum((each.price for each in due), RUB) > balance:
            return on
        services, balance = day_of(services, balance, on)
    return None


@given(SERVICES, BALANCES)
def test_the_day_is_the_one_that_living_finds(services: list[Service], balance: Money) -> None:
    """B38: day by day, every renewal paid from the balance until one cannot be."""
    found = shortage(services, balance, on=TODAY, until=TODAY + timedelta(days=119))
    assert (found and found.short_on) == played(services, balance, 120)


@given(SERVICES, BALANCES, st.integers(0, 120))
def test_a_nearer_last_day_only_hides(services: list[Service], balance: Money, days: int) -> None:
    """The answer is the same or none."""
    until = TODAY + timedelta(days=days)
    found = shortage(services, balance, on=TODAY)
    expected = found if found is not None and found.short_on <= until else None
    assert shortage(services, balance, on=TODAY, until=until) == expected
