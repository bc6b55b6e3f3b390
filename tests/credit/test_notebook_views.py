"""How results of the core show themselves: records for data frames, a picture or a table for notebooks."""

from __future__ import annotations

import re
from datetime import date

from astra_billing import RUB, Money
from astra_billing.account import Accepted, decide
from astra_billing.account.commands import OpenAccount
from astra_billing.autopay import forecast
from astra_billing.credit import CreditDebts, CreditPolicy, CreditStanding, Dashboard, OpenInvoice
from astra_billing.dates import Month

POLICY = CreditPolicy(Money("2000.00", RUB))
DEBTS = CreditDebts((OpenInvoice(1, date(2026, 1, 1), Money("41.60", RUB)),), spent=Money("42.99", RUB))
STANDING = CreditStanding.of(POLICY, DEBTS, on=date(2026, 1, 20))


def test_a_calendar_lists_its_days_in_order_and_draws_them() -> None:
    """R62, R63, R68: nine dates, each with its meaning."""
    calendar = POLICY.calendar(Month(2026, 1))
    records = calendar.to_records()

    assert [record["date"] for record in records] == sorted(record["date"] for record in records)  # type: ignore[type-var]
    assert {"date": date(2026, 1, 15), "what": "due"} in records
    assert {"date": date(2026, 1, 12), "what": "notice: due_soon"} in records
    assert len(records) == 9
    assert "<svg" in calendar._repr_html_()
    assert "2026-01-30" in calendar._repr_html_()


def test_the_picture_of_a_calendar_has_a_dot_for_each_stage() -> None:
    """R62, R63: each with its colour, its day and its word, under a name that can be read aloud."""
    drawn = POLICY.calendar(Month(2026, 1))._repr_html_()

    assert re.findall(r'class="fill edge (\w+)"', drawn) == ["available", "awaiting", "overdue", "blocked"]
    assert re.findall(r">([\w-]+)</text>", drawn) == [
        "2026-01-01", "issued", "2026-01-15", "due", "2026-01-16", "overdue", "2026-01-30", "blocked"
    ]  # fmt: skip
    assert "<title>Invoice</title>" in drawn


def test_a_standing_lists_the_parts_of_the_limit() -> None:
    """R72: overdue, awaiting, spent and available."""
    assert STANDING.to_records() == [
        {"part": "overdue", "amount": Money("41.60", RUB)},
        {"part": "awaiting", "amount": Money("0.00", RUB)},
        {"part": "spent", "amount": Money("42.99", RUB)},
        {"part": "available", "amount": Money("1915.41", RUB)},
    ]
    assert "1915.41 RUB" in STANDING._repr_html_()


def test_a_dashboard_draws_its_bar() -> None:
    """R72: the parts that are shown, as records and as a picture with their amounts."""
    dashboard = Dashboard.of(STANDING)

    assert [record["part"] for record in dashboard.to_records()] == ["overdue", "spent", "available"]
    assert "<svg" in dashboard._repr_html_()
    assert "41.60 RUB" in dashboard._repr_html_()
    assert dashboard.limit == POLICY.limit


def test_the_picture_of_a_dashboard_names_its_parts() -> None:
    """R72: each with its colour and its word."""
    drawn = Dashboard.of(STANDING)._repr_html_()

    assert re.findall(r'rx="2" class="fill (\w+)"', drawn) == ["overdue", "spent", "available"]
    assert re.findall(r'class="ink">([\w ]+)</text>', drawn) == ["Overdue", "Spent", "Available on credit"]
    assert "<title>Credit limit</title>" in drawn


def test_a_forecast_lists_its_months() -> None:
    """R59: one record a month."""
    assert forecast((), RUB, after=date(2026, 4, 27)).to_records() == [
        {"month": Month(2026, 4), "amount": Money("0", RUB)},
        {"month": Month(2026, 5), "amount": Money("0", RUB)},
    ]


def test_a_decision_lists_its_events() -> None:
    """Every event with its day, its rule and what it is about."""
    decision = decide(None, OpenAccount("a1", RUB), date(2026, 1, 1))
    assert isinstance(decision, Accepted)

    (record,) = decision.to_records()

    assert (record["date"], record["event"], record["rule"]) == (date(2026, 1, 1), "AccountOpened", "R3")
    assert "AccountOpened" in decision._repr_html_()
