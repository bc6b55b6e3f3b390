"""When an automatic renewal is tried, and tried again (R86, R87, B19, B21)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.dates import Term
from astra_billing.money import RUB, Money
from astra_billing.renewal import first_attempt_on, lead_days, next_attempt_on
from astra_billing.services import ProductKind, Service, StopCause

EXPIRY = date(2026, 2, 20)


def service(kind: ProductKind = ProductKind.SERVER, *, renews_from: str | None = "card") -> Service:
    """A service that was registered: nothing has been tried yet."""
    return Service(
        id="s1",
        title="Test",
        kind=kind,
        price=Money("900.00", RUB),
        term=Term.parse("1 month"),
        anchored_on=EXPIRY,
        expires_on=EXPIRY,
        renews_from=renews_from,
    )


@pytest.mark.parametrize(
    ("kind", "days"),
    [
        (ProductKind.SERVER, 1),
        (ProductKind.HOSTING, 1),
        (ProductKind.STORAGE, 1),
        (ProductKind.LICENCE, 1),
        (ProductKind.OTHER, 1),
        (ProductKind.DOMAIN, 60),
        (ProductKind.SSL_CERTIFICATE, 60),
    ],
)
def test_the_lead_is_a_day_and_sixty_for_domains_and_certificates(kind: ProductKind, days: int) -> None:
    """R86: for every kind there is."""
    assert lead_days(kind) == days
    assert first_attempt_on(EXPIRY, kind) == EXPIRY - timedelta(days=days)


@pytest.mark.parametrize(
    ("expires_on", "kind", "first"),
    [
        (date(2026, 1, 1), ProductKind.SERVER, date(2025, 12, 31)),
        (date(2028, 3, 1), ProductKind.SERVER, date(2028, 2, 29)),
        (date(2026, 3, 1), ProductKind.DOMAIN, date(2025, 12, 31)),
        (date(2028, 3, 1), ProductKind.DOMAIN, date(2028, 1, 1)),
    ],
)
def test_the_lead_crosses_years_and_leap_days(expires_on: date, kind: ProductKind, first: date) -> None:
    """R86: sixty days, not two months."""
    assert first_attempt_on(expires_on, kind) == first


def test_attempts_go_on_daily_until_the_day_of_expiry() -> None:
    """B19: with a lead of one day there are two, the eve and the day itself; then no more."""
    server = service()
    assert next_attempt_on(server, after=date(2026, 1, 1)) == date(2026, 2, 19)
    assert next_attempt_on(server, after=date(2026, 2, 18)) == date(2026, 2, 19)
    assert next_attempt_on(server, after=date(2026, 2, 19)) == date(2026, 2, 20)
    assert next_attempt_on(server, after=date(2026, 2, 20)) is None


def test_a_day_has_one_attempt() -> None:
    """R87: the next is on a later day, even if the day isn't over."""
    tried = service().attempted(date(2026, 2, 19))
    assert next_attempt_on(tried, after=date(2026, 2, 18)) == date(2026, 2, 20)
    assert next_attempt_on(tried.attempted(date(2026, 2, 20)), after=date(2026, 2, 19)) is None


def test_a_service_without_automatic_renewal_is_never_tried() -> None:
    """R81: nothing was activated."""
    assert next_attempt_on(service(renews_from=None), after=date(2026, 2, 1)) is None


def test_a_service_that_stands_still_is_never_tried() -> None:
    """B21: only a running one is renewed."""
    assert next_attempt_on(service().stopped(StopCause.CUSTOMER), after=date(2026, 2, 1)) is None


@given(
    st.sampled_from(ProductKind),
    st.integers(-100, 100),
    st.none() | st.integers(-100, 100),
)
def test_the_next_attempt_is_the_first_day_that_may_have_one(kind: ProductKind, after: int, tried: int | None) -> None:
    """R86, R87, B19: found by trying one day after the other."""
    today = EXPIRY + timedelta(days=after)
    last = None if tried is None else EXPIRY + timedelta(days=tried)
    expected, day = None, today
    while expected is None and day < EXPIRY:
        day += timedelta(days=1)
        left = (EXPIRY - day).days
        in_window = left <= (60 if kind in {ProductKind.DOMAIN, ProductKind.SSL_CERTIFICATE} else 1)
        if in_window and (last is None or day > last):
            expected = day
    assert next_attempt_on(evolve(service(kind), attempted_on=last), after=today) == expected
