"""The forecast and the recommended cap of automatic payments (R58, R59, B39)."""

from __future__ import annotations

import copy
import pickle
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.autopay import Forecast, ForecastLine, MonthForecast, forecast, recommended_cap
from astra_billing.dates import Month, Term
from astra_billing.methods import BALANCE
from astra_billing.money import EUR, RUB, Money
from astra_billing.services import ProductKind, Service, StopCause


def service(
    expires_on: str,
    price: str = "20.00",
    term: str = "1 day",
    *,
    kind: ProductKind = ProductKind.SERVER,
    renews_from: str | None = BALANCE,
) -> Service:
    """A running service that was paid until a day."""
    return Service(
        id="s1",
        title="Test",
        kind=kind,
        price=Money(price, RUB),
        term=Term.parse(term),
        anchored_on=date.fromisoformat(expires_on),
        expires_on=date.fromisoformat(expires_on),
        renews_from=renews_from,
    )


def lines(found: Forecast) -> list[tuple[str, str, int, str, str]]:
    """The lines of a forecast as text: service, month, how many renewals, of how much, together."""
    return [(each.title, str(each.month), len(each.days), str(each.price), str(each.amount)) for each in found.lines]


def months(found: Forecast) -> list[tuple[str, str]]:
    """A forecast as text."""
    return [(str(each.month), str(each.amount)) for each in found.months]


def test_the_cap_of_the_manual() -> None:
    """R59: a maximum of 620.00 and 10 % is 682.00."""
    assert recommended_cap(Money("620.00", RUB)) == Money("682.00", RUB)


@pytest.mark.parametrize(
    ("most", "cap"), [("0.00", "0.00"), ("0.04", "0.04"), ("0.05", "0.06"), ("0.15", "0.17"), ("22.4137", "24.66")]
)
def test_the_cap_is_rounded_half_up(most: str, cap: str) -> None:
    """B39: to the kopeck."""
    assert recommended_cap(Money(most, RUB)) == Money(cap, RUB)


def test_60_and_620_are_a_daily_service_of_20() -> None:
    """B39: asked on 27 April, three charges are left in April and 31 come in May."""
    found = forecast([service("2023-04-29")], RUB, after=date(2023, 4, 27))
    assert months(found) == [("2023-04", "60.00 RUB"), ("2023-05", "620.00 RUB")]
    assert found.minimum == Money("60.00", RUB)
    assert found.maximum == Money("620.00", RUB)
    assert found.cap == Money("682.00", RUB)


def test_a_day_later_two_charges_are_left() -> None:
    """B39: the day of asking is not counted, its work is done."""
    found = forecast([service("2023-04-30")], RUB, after=date(2023, 4, 28))
    assert found.minimum == Money("40.00", RUB)


def test_the_rest_of_december_and_january() -> None:
    """B39: the year turns between the two months."""
    found = forecast([service("2026-01-10", "100.00", "1 month")], RUB, after=date(2025, 12, 31))
    assert months(found) == [("2025-12", "0.00 RUB"), ("2026-01", "100.00 RUB")]


def test_a_month_is_charged_on_the_eve_of_its_expiry() -> None:
    """R86: so an expiry on 1 February is a charge of January."""
    found = forecast([service("2026-02-01", "100.00", "1 month")], RUB, after=date(2026, 1, 10))
    assert months(found) == [("2026-01", "100.00 RUB"), ("2026-02", "100.00 RUB")]


def test_a_domain_is_charged_sixty_days_ahead() -> None:
    """R86: a domain that expires in March is a charge of January."""
    domain = service("2026-03-21", "900.00", "1 year", kind=ProductKind.DOMAIN)
    found = forecast([domain], RUB, after=date(2026, 1, 10))
    assert months(found) == [("2026-01", "900.00 RUB"), ("2026-02", "0.00 RUB")]


def test_only_running_services_of_the_balance_count() -> None:
    """B39: a saved method pays itself; a service without renewal, or one that stands still, costs nothing."""
    others = [
        service("2026-01-20", renews_from="card"),
        service("2026-01-20", renews_from=None),
        service("2026-01-20").stopped(StopCause.CUSTOMER),
    ]
    found = forecast(others, RUB, after=date(2026, 1, 10))
    assert found.maximum.is_zero
    assert found.cap == Money("0.00", RUB)


def test_a_forecast_of_nothing_is_in_the_accounts_currency() -> None:
    """Zero euros are euros."""
    assert forecast([], EUR, after=date(2026, 1, 10)) == Forecast(
        (MonthForecast(Month(2026, 1), Money.zero(EUR)), MonthForecast(Month(2026, 2), Money.zero(EUR)))
    )


@given(
    st.lists(
        st.tuples(
            st.integers(1, 40), st.sampled_from(("1 day", "3 days", "1 month")), st.sampled_from(("20.00", "22.4137"))
        ),
        max_size=4,
    ),
    st.dates(date(2023, 1, 1), date(2028, 12, 31)),
)
def test_the_forecast_is_what_the_days_will_cost(listed: list[tuple[int, str, str]], today: date) -> None:
    """B39: lived through day by day, each term paid on the eve of its end."""
    first, second = Month.of(today), Month.of(today).next
    services = [service(str(today + timedelta(days=days)), price, term) for days, term, price in listed]
    spent = {first: Money.zero(RUB), second: Money.zero(RUB)}
    for each in services:
        day, paid_to, terms = today, each.expires_on, 0
        while day < second.last:
            day += timedelta(days=1)
            if (paid_to - day).days in {0, 1}:
                terms += 1
                paid_to = each.term.end(each.anchored_on, times=terms)
                spent[Month.of(day)] += each.price
    assert {each.month: each.amount for each in forecast(services, RUB, after=today).months} == spent


def test_a_forecast_is_a_table_of_its_months() -> None:
    """DESIGN 5: a record a month."""
    found = forecast([service("2023-04-29")], RUB, after=date(2023, 4, 27))
    assert found.to_records() == [
        {"month": Month(2023, 4), "amount": Money("60.00", RUB)},
        {"month": Month(2023, 5), "amount": Money("620.00", RUB)},
    ]


def test_a_forecast_says_which_renewals_come_on_which_days() -> None:
    """B39: a line a service and month, in the order of services; months without renewals have none."""
    monthly = service("2023-05-20", "100.00", "1 month")
    found = forecast([service("2023-04-29"), monthly], RUB, after=date(2023, 4, 27))
    assert lines(found) == [
        ("Test", "2023-04", 3, "20.00 RUB", "60.00 RUB"),
        ("Test", "2023-05", 31, "20.00 RUB", "620.00 RUB"),
        ("Test", "2023-05", 1, "100.00 RUB", "100.00 RUB"),
    ]
    assert found.lines[0].days == (date(2023, 4, 28), date(2023, 4, 29), date(2023, 4, 30))
    assert found.lines[2] == ForecastLine("s1", "Test", Month(2023, 5), (date(2023, 5, 19),), Money("100.00", RUB))


def test_a_forecast_explains_itself() -> None:
    """R59, B39: month by month, service by service, days that follow each other as a run."""
    found = forecast([service("2023-04-29"), service("2023-04-29", "7.00", "3 days")], RUB, after=date(2023, 4, 27))
    assert found.explain().splitlines()[:3] == [
        "2023-04: 67.00 RUB",
        "  Test: 3 renewals of 20.00 RUB (2023-04-28..2023-04-30)",
        "  Test: 1 renewal of 7.00 RUB (2023-04-28)",
    ]
    assert found.explain("ru").splitlines()[3:] == [
        "2023-05: 697.00 RUB",
        "  Test: 31 продление по 20.00 RUB (2023-05-01..2023-05-31)",
        (
            "  Test: 11 продлений по 7.00 RUB (2023-05-01, 2023-05-04, 2023-05-07, 2023-05-10, 2023-05-13, "
            "2023-05-16, 2023-05-19, 2023-05-22, 2023-05-25, 2023-05-28, 2023-05-31)"
        ),
        "В месяц от 67.00 RUB до 697.00 RUB; рекомендованная максимальная сумма автоплатежей 766.70 RUB",
    ]


def test_days_with_gaps_are_told_in_runs() -> None:
    """B39: 1, 2, 3, 5 and 8, 9 May."""
    may = [date(2023, 5, day) for day in (1, 2, 3, 5, 8, 9)]
    line = ForecastLine("s1", "Test", Month(2023, 5), tuple(may), Money("1.00", RUB))
    assert line.explain() == (
        "Test: 6 renewals of 1.00 RUB (2023-05-01..2023-05-03, 2023-05-05, 2023-05-08..2023-05-09)"
    )


def test_a_forecast_pickles_and_copies() -> None:
    """DESIGN 5."""
    found = forecast([service("2023-04-29")], RUB, after=date(2023, 4, 27))
    assert pickle.loads(pickle.dumps(found)) == copy.deepcopy(found) == found  # noqa: S301  # our own bytes
