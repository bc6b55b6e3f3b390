"""One service: what it costs, and until when it is paid (R84, R88, R89, B15, B16)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.dates import Anchor, Month, Term
from astra_billing.errors import InvalidValue
from astra_billing.money import RUB, Money
from astra_billing.services import ImpossibleChange, ProductKind, Service, ServiceState, StopCause

MONTH = Term.parse("1 month")


def begun(on: str, term: str = "1 month") -> Service:
    """A service whose first term begins on a day."""
    price = Money("100.00", RUB)
    return Service.begun("s1", "Test", ProductKind.HOSTING, price, Term.parse(term), on=date.fromisoformat(on))


def test_a_service_is_paid_to_the_day_before_its_expiry() -> None:
    """R88: the expiry is the first day that is not paid for."""
    service = begun("2026-01-20")
    assert service.is_paid(on=date(2026, 2, 19))
    assert not service.is_paid(on=date(2026, 2, 20))
    assert service.is_active


def test_the_renewal_of_the_manual() -> None:
    """R84: 2023-05-27 and a month is 2023-06-27."""
    assert begun("2023-04-27").expires_on == date(2023, 5, 27)
    assert begun("2023-04-27").renewed().expires_on == date(2023, 6, 27)


def test_day_31_does_not_drift() -> None:
    """B15: the 31st, the last day of February, the 31st again."""
    service, expiries = begun("2026-01-31"), []
    for _ in range(5):
        expiries.append(str(service.expires_on))
        service = service.renewed()
    assert expiries == ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30"]


@given(st.dates(date(2019, 1, 1), date(2040, 12, 31)), st.integers(1, 40))
def test_every_renewal_keeps_to_the_anchor(on: date, terms: int) -> None:
    """B15: after n months the service expires on the anchor's day of the n-th month."""
    service = begun(str(on))
    for _ in range(terms - 1):
        service = service.renewed()
    assert service.terms == terms
    assert service.expires_on == Anchor.of(on).occurrence(Month.of(on).plus(terms))


def test_a_stopped_service_begins_again_where_it_is_paid() -> None:
    """B16: payment day and a term; the old anchor is gone."""
    again = begun("2026-01-31").begun_again(date(2026, 3, 15))
    assert (again.anchored_on, again.terms, again.expires_on) == (date(2026, 3, 15), 1, date(2026, 4, 15))
    assert again.renewed().expires_on == date(2026, 5, 15)


@pytest.mark.parametrize(
    ("term", "state"),
    [("1 month", ServiceState.STOPPED), ("1 year", ServiceState.STOPPED), ("1 day", ServiceState.TEMPORARILY_STOPPED)],
)
def test_a_stop_is_named_after_the_way_of_charging(term: str, state: ServiceState) -> None:
    """R89: temporarily stopped with daily charging, stopped with periodic."""
    stopped = begun("2026-01-20", term).stopped(StopCause.CUSTOMER)
    assert stopped.state is state
    assert stopped.stop_cause is StopCause.CUSTOMER
    assert not stopped.is_active
    started = stopped.started()
    assert started.is_active
    assert started.stop_cause is None


def test_a_service_stops_once() -> None:
    """R89: the table has no stop from a stopped state, and no start of one that runs."""
    stopped = begun("2026-01-20").stopped(StopCause.EXPIRED)
    with pytest.raises(ImpossibleChange):
        stopped.stopped(StopCause.CUSTOMER)
    with pytest.raises(ImpossibleChange):
        stopped.started().started()


def test_attempts_are_counted_with_their_day() -> None:
    """R87: so that there is one a day, each with a number of its own."""
    service = begun("2026-01-20")
    assert (service.attempts, service.attempted_on) == (0, date(2026, 1, 20))
    tried = service.attempted(date(2026, 2, 19)).attempted(date(2026, 2, 20))
    assert (tried.attempts, tried.attempted_on) == (2, date(2026, 2, 20))


def test_a_price_below_zero_is_refused() -> None:
    """A service may be free, but nobody is paid for having one."""
    with pytest.raises(InvalidValue, match="pass zero or more"):
        Service.begun("s1", "Test", ProductKind.OTHER, Money("-0.01", RUB), MONTH, on=date(2026, 1, 1))
    free = Service.begun("s1", "Test", ProductKind.OTHER, Money("0.00", RUB), MONTH, on=date(2026, 1, 1))
    assert free.price.is_zero
