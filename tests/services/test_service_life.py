"""What a service goes through: other terms, stops, releases, steps of the panel (R83, R84, R88-R90, B15)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from astra_billing.dates import Term
from astra_billing.errors import InvalidValue
from astra_billing.money import RUB, Money
from astra_billing.services import (
    Change,
    ImpossibleChange,
    ProcessingStep,
    ProductKind,
    Service,
    ServiceState,
    StopCause,
)

DAILY, MONTH, QUARTER, YEAR = (Term.parse(text) for text in ("1 day", "1 month", "3 months", "1 year"))
STOPPED_ON = date(2026, 2, 3)
S = ServiceState


def rub(amount: str) -> Money:
    """Roubles."""
    return Money(amount, RUB)


def begun(on: date = date(2026, 1, 20), term: Term = MONTH, **given: Any) -> Service:
    """A site whose first term begins on a day."""
    site = Service.begun("h1", "Site", ProductKind.HOSTING, rub("100.00"), term, on=on)
    return evolve(site, **given)


# --- beginning --------------------------------------------------------------------------------------------------------


def test_a_service_that_begins_has_paid_one_term() -> None:
    """R46, R87: counted from its first day, on which it was tried."""
    offers = {YEAR: rub("1000.00")}
    site = Service.begun(
        "h1",
        "Site",
        ProductKind.HOSTING,
        rub("100.00"),
        MONTH,
        on=date(2026, 1, 31),
        renews_from="card",
        offers=offers,
    )
    assert site == Service(
        id="h1",
        title="Site",
        kind=ProductKind.HOSTING,
        price=rub("100.00"),
        term=MONTH,
        offers=offers,
        anchored_on=date(2026, 1, 31),
        terms=1,
        expires_on=date(2026, 2, 28),
        renews_from="card",
        attempted_on=date(2026, 1, 31),
    )
    assert (begun().offers, begun().renews_from, begun().state) == ({}, None, S.ACTIVE)


def test_the_fault_of_a_negative_price_names_it() -> None:
    """A service may be free, and no less."""
    with pytest.raises(InvalidValue) as error:
        begun(price=rub("-0.01"))
    assert str(error.value).replace("'", "") == "-0.01 RUB is not a price; pass zero or more"


# --- terms ------------------------------------------------------------------------------------------------------------


def test_a_term_costs_its_own_price_or_is_not_offered() -> None:
    """R84: without a name the usual one."""
    site = begun(offers={YEAR: rub("1000.00")})
    assert site.price_of(None) == site.price_of(MONTH) == rub("100.00")
    assert site.price_of(YEAR) == rub("1000.00")
    assert site.price_of(QUARTER) is None


def test_the_usual_term_by_name_is_the_usual_term() -> None:
    """R84: it is counted from the anchor, like one without a name."""
    site = begun(date(2026, 1, 31))
    assert site.renewed(MONTH) == site.renewed() == evolve(site, terms=2, expires_on=date(2026, 3, 31))


def test_another_term_is_added_to_the_expiry_and_keeps_the_day() -> None:
    """R84, B15: the 31st is kept through a short month, and only through one."""
    january = begun(date(2026, 1, 31))  # to 28 February
    assert january.renewed(QUARTER) == evolve(
        january, terms=0, anchored_on=date(2026, 5, 31), expires_on=date(2026, 5, 31)
    )
    april = january.renewed().renewed()
    assert april.expires_on == date(2026, 4, 30)
    year = april.renewed(YEAR)
    assert (year.anchored_on, year.terms, year.anchor_day, year.expires_on) == (
        date(2027, 4, 30),
        0,
        31,
        date(2027, 4, 30),
    )
    assert year.renewed().expires_on == date(2027, 5, 31)
    assert year.renewed(YEAR).anchor_day == 31  # kept from year to year
    assert year.renewed().renewed(QUARTER).anchor_day is None  # August has a 31st


def test_days_keep_no_day_of_the_month() -> None:
    """B15: a service by the day that pays a month goes on from where it is."""
    site = begun(date(2026, 1, 30), DAILY)
    monthly = site.renewed(MONTH)
    assert (monthly.expires_on, monthly.anchor_day) == (date(2026, 2, 28), None)
    assert monthly.renewed().expires_on == date(2026, 3, 1)
    paid_ahead = begun(date(2026, 1, 5), DAILY, terms=15, expires_on=date(2026, 1, 20))
    assert paid_ahead.renewed(MONTH).expires_on == date(2026, 2, 20)
    assert begun(date(2026, 1, 31)).renewed(Term.parse("5 days")).expires_on == date(2026, 3, 5)


def test_a_day_short_of_the_end_of_a_month_is_no_clamped_day() -> None:
    """B15: the 31st is kept only where the month has none."""
    site = begun(date(2026, 1, 31)).renewed(Term.parse("5 days"))
    assert (site.anchored_on, site.anchor_day) == (date(2026, 3, 5), None)
    whole = begun(date(2026, 1, 28)).with_term(QUARTER, rub("270.00"))
    assert (whole.anchored_on, whole.anchor_day) == (date(2026, 2, 28), None)


def test_a_service_begun_again_has_a_new_anchor() -> None:
    """B16: also where the old one had kept the 31st, and by whatever term it is paid."""
    kept = begun(date(2026, 1, 31)).with_term(QUARTER, rub("270.00"))
    assert kept.anchor_day == 31
    again = kept.begun_again(date(2026, 3, 15))
    assert again == evolve(kept, anchored_on=date(2026, 3, 15), terms=1, anchor_day=None, expires_on=date(2026, 6, 15))
    by_month = kept.begun_again(date(2026, 3, 15), MONTH)
    assert (by_month.expires_on, by_month.anchored_on, by_month.terms) == (date(2026, 4, 15), date(2026, 4, 15), 0)


def test_a_change_of_the_term_is_for_the_next_renewal() -> None:
    """R83: what is paid stays paid, and the old term stays on offer beside the others."""
    site = begun(date(2026, 1, 31), offers={YEAR: rub("1000.00"), QUARTER: rub("270.00")})
    yearly = site.with_term(YEAR, rub("1000.00"))
    assert yearly == evolve(
        site,
        term=YEAR,
        price=rub("1000.00"),
        offers={QUARTER: rub("270.00"), MONTH: rub("100.00")},
        anchored_on=date(2026, 2, 28),
        terms=0,
        anchor_day=31,
    )
    assert yearly.renewed().expires_on == date(2027, 2, 28)
    assert yearly.with_term(MONTH, rub("100.00")).renewed().expires_on == date(2026, 3, 31)
    unlisted = begun().with_term(YEAR, rub("900.00"))
    assert unlisted.offers == {MONTH: rub("100.00")}


def test_the_expiry_counts_terms_from_the_anchor() -> None:
    """B15: on the day that is kept."""
    site = begun(date(2026, 1, 31)).with_term(MONTH, rub("100.00"))
    assert [site.expiry_after(terms) for terms in (0, 1, 2)] == [
        date(2026, 2, 28),
        date(2026, 3, 31),
        date(2026, 4, 30),
    ]


# --- stops ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cause", "term", "change", "state"),
    [
        (StopCause.CUSTOMER, MONTH, Change.STOP, S.STOPPED),
        (StopCause.EXPIRED, DAILY, Change.PAUSE, S.TEMPORARILY_STOPPED),
        (StopCause.ADMINISTRATOR, DAILY, Change.STOP_BY_ADMINISTRATOR, S.STOPPED_BY_ADMINISTRATOR),
        (StopCause.ABUSE, MONTH, Change.STOP_FOR_ABUSE, S.STOPPED_FOR_ABUSE),
    ],
)
def test_a_stop_has_its_cause_its_day_and_its_state(
    cause: StopCause, term: Term, change: Change, state: ServiceState
) -> None:
    """R89: what was stopped by force is released, anything else is started, and then it is as before."""
    site = begun(term=term)
    stopped = site.stopped(cause, on=STOPPED_ON)
    assert site.stop_change(cause) is change
    assert stopped == evolve(site, state=state, stop_cause=cause, stopped_on=STOPPED_ON)
    assert stopped.is_forced_to_stop is (cause in {StopCause.ADMINISTRATOR, StopCause.ABUSE})
    assert not stopped.keeps_its_time
    assert stopped.started() == site


def test_a_stop_by_force_breaks_off_what_the_panel_does() -> None:
    """R89, R90: the administrator need not wait for it."""
    rebooting = begun().processing(ProcessingStep.REBOOTING)
    stopped = rebooting.stopped(StopCause.ADMINISTRATOR)
    assert (stopped.step, stopped.came_from, stopped.stopped_on) == (None, None, None)


def test_an_attempt_is_counted_and_dated() -> None:
    """R87: the next one is on a later day."""
    site = begun(expires_on=date(2026, 2, 20), attempts=2)
    assert site.attempted(STOPPED_ON) == evolve(site, attempted_on=STOPPED_ON, attempts=3)
    assert site.attempted(date(2026, 2, 19)).tries_from == date(2026, 2, 20)
    assert site.tries_from == date(2026, 2, 19)
    assert evolve(site, attempted_on=None).tries_from == date(2026, 2, 19)


# --- steps of the panel -----------------------------------------------------------------------------------------------


def test_a_step_of_the_panel_remembers_where_it_began() -> None:
    """R90: a running service that is rebooted keeps its time."""
    site = begun()
    rebooting = site.processing(ProcessingStep.REBOOTING)
    assert rebooting == evolve(site, state=S.PROCESSING, step=ProcessingStep.REBOOTING, came_from=S.ACTIVE)
    assert rebooting.is_processed
    assert rebooting.keeps_its_time
    assert rebooting.processed(S.ACTIVE, on=STOPPED_ON) == site
    with pytest.raises(ImpossibleChange):
        rebooting.processing(ProcessingStep.REBOOTING)


@pytest.mark.parametrize("state", [S.STOPPED, S.TEMPORARILY_STOPPED])
def test_a_stop_by_a_step_is_the_customers(state: ServiceState) -> None:
    """R90: with the day on which the step ended."""
    site = begun()
    stopped = site.processing(ProcessingStep.STOPPING).processed(state, on=STOPPED_ON)
    assert stopped == evolve(site, state=state, stop_cause=StopCause.CUSTOMER, stopped_on=STOPPED_ON)


def test_a_stopped_service_that_a_step_leaves_stopped_keeps_its_cause() -> None:
    """R90, B20: what expired before the step has expired after it; what a step starts has no cause any more."""
    expired = begun().stopped(StopCause.EXPIRED, on=STOPPED_ON)
    moved = expired.processing(ProcessingStep.TRANSFERRING)
    assert moved.processed(S.STOPPED, on=date(2026, 2, 5)) == expired
    started = expired.processing(ProcessingStep.STARTING).processed(S.ACTIVE, on=date(2026, 2, 5))
    assert started == begun()


def test_a_service_that_cannot_be_opened_has_no_cause_of_a_stop() -> None:
    """R89: it is out of stock, which is no stop."""
    ordered = begun(state=S.ORDERED)
    assert ordered.awaits_payment
    failed = ordered.processing(ProcessingStep.OPENING).processed(S.OUT_OF_STOCK, on=STOPPED_ON)
    assert failed == evolve(ordered, state=S.OUT_OF_STOCK)
