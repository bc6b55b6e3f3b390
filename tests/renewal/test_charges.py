"""The days of charges to come (R86, B15, B19)."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.dates import Term
from astra_billing.money import RUB, Money
from astra_billing.renewal import charge_days, next_attempt_on
from astra_billing.services import ProductKind, Service, StopCause

TODAY = date(2026, 1, 31)


def service(term: str, *, kind: ProductKind = ProductKind.SERVER, on: date = TODAY) -> Service:
    """A service that is begun on a day."""
    return Service.begun("s1", "Test", kind, Money("900.00", RUB), Term.parse(term), on=on, renews_from="card")


def days(found: Service, after: date, count: int = 4) -> list[str]:
    """The next charges as text."""
    return [str(day) for day in islice(charge_days(found, after=after), count)]


def slow(found: Service, after: date, count: int) -> list[date]:
    """The next charges, by attempting and renewing."""
    listed: list[date] = []
    day = next_attempt_on(found, after=after)
    while day is not None and len(listed) < count:
        listed.append(day)
        found = found.attempted(day).renewed()
        day = next_attempt_on(found, after=day)
    return listed


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("1 day", ["2026-02-01", "2026-02-02", "2026-02-03", "2026-02-04"]),
        ("3 days", ["2026-02-02", "2026-02-05", "2026-02-08", "2026-02-11"]),
        ("1 month", ["2026-02-27", "2026-03-30", "2026-04-29", "2026-05-30"]),
        ("3 months", ["2026-04-29", "2026-07-30", "2026-10-30", "2027-01-30"]),
        ("1 year", ["2027-01-30", "2028-01-30", "2029-01-30", "2030-01-30"]),
    ],
)
def test_every_term_is_charged_on_the_eve_of_its_end(term: str, expected: list[str]) -> None:
    """R86, B15: counted from the anchor, so the 31st comes back after February."""
    assert days(service(term), TODAY) == expected


def test_a_domain_of_a_month_catches_up_first() -> None:
    """R86: sixty days before the end of a term of one month lies before the term; one attempt a day (R87)."""
    domain = service("1 month", kind=ProductKind.DOMAIN)
    assert days(domain, TODAY, 5) == ["2026-02-01", "2026-02-02", "2026-03-01", "2026-04-01", "2026-05-01"]


def test_a_service_that_is_not_renewed_has_no_charges() -> None:
    """R81, B21: without automatic renewal, or standing still."""
    assert days(evolve(service("1 month"), renews_from=None), TODAY) == []
    assert days(service("1 month").stopped(StopCause.CUSTOMER), TODAY) == []


def test_a_term_that_ends_in_the_past_ends_the_charges() -> None:
    """B19: a service whose next expiry is not later than the last try is not tried again."""
    odd = evolve(service("1 day"), anchored_on=date(2020, 1, 1))
    assert days(odd, TODAY) == ["2026-02-01"]


@given(
    st.sampled_from(ProductKind),
    st.builds(
        Term, st.integers(1, 40), st.sampled_from([Term.parse(text).unit for text in ("1 day", "1 month", "1 year")])
    ),
    st.dates(date(1999, 1, 1), date(2101, 1, 1)),
    st.integers(-3, 400),
    st.none() | st.integers(0, 5),
    st.integers(1, 4),
)
def test_looking_ahead_is_attempting_and_renewing(  # noqa: PLR0913, PLR0917  # what a charge rests on
    kind: ProductKind, term: Term, begun: date, later: int, tried: int | None, terms: int
) -> None:
    """R86, R87, B15: the fast way and the slow one agree, whatever was tried before."""
    found = Service.begun("s1", "Test", kind, Money("1.00", RUB), term, on=begun, renews_from="card")
    for _ in range(terms - 1):
        found = found.renewed()
    after = begun + timedelta(days=later)
    if tried is not None:
        found = evolve(found, attempted_on=after - timedelta(days=tried))
    assert list(islice(charge_days(found, after=after), 15)) == slow(found, after, 15)
