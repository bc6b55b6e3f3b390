"""Folding: short enough to enjoy, and every kopeck and every event still in it."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import given

from astra_billing.money import RUB, Money
from astra_billing.presentation import Row, folded, rows
from astra_billing.simulation import simulate
from tests.simulation.scenarios import last_day, scenarios

if TYPE_CHECKING:
    from astra_billing.simulation import Scenario

KEPT = ("ExpenseCharged", "PaymentCredited", "InvoiceIssued", "InvoicePartlyPaid", "CreditBlocked", "RenewalRefused")
"""Events with an amount that no other row tells."""


def charge(on: str, event: str = "ExpenseCharged", amount: str = "20.00", subject: str = "s1") -> Row:
    """A row of a daily service."""
    return Row(on, "a1", event, "R36", subject, amount, "RUB", "Cloud: x", "Cloud", Money(amount, RUB))


def days(first: str, count: int) -> list[str]:
    """So many consecutive days."""
    start = date.fromisoformat(first)
    return [(start + timedelta(days=number)).isoformat() for number in range(count)]


def spans(listed: list[Row]) -> list[tuple[str, str, str]]:
    """First day, last day and amount of every row after folding."""
    return [(row.date, row.until, row.amount) for row in folded(listed, "en")]


def test_a_month_of_daily_charges_is_one_row_with_their_sum() -> None:
    """31 charges of 20.00 are 620.00."""
    (row,) = folded([charge(on) for on in days("2025-12-01", 31)], "en")
    assert row.text.replace("\N{NO-BREAK SPACE}", " ") == "Cloud: 31 charges of 20.00 ₽, 620.00 ₽ in all"
    assert (row.date, row.until, row.amount, row.money, row.count) == (
        "2025-12-01",
        "2025-12-31",
        "620.00",
        Money("620.00", RUB),
        31,
    )


def test_a_month_ends_a_run() -> None:
    """The reader counts in months, as invoices do (R62)."""
    assert spans([charge(on) for on in days("2025-12-29", 6)]) == [
        ("2025-12-29", "2025-12-31", "60.00"),
        ("2026-01-01", "2026-01-03", "60.00"),
    ]


def test_two_days_are_no_run() -> None:
    """Two rows are read faster than explained."""
    assert len(spans([charge(on) for on in days("2025-12-01", 2)])) == 2


def test_a_day_without_a_charge_ends_a_run() -> None:
    """While a service stands still it costs nothing, and that is seen."""
    listed = [charge(on) for on in (*days("2026-02-01", 3), *days("2026-02-12", 3))]
    assert [first for first, _, _ in spans(listed)] == ["2026-02-01", "2026-02-12"]


def test_another_price_ends_a_run() -> None:
    """A sum of different charges would not explain itself."""
    listed = [charge(on, amount="20.00" if on < "2025-12-04" else "25.00") for on in days("2025-12-01", 6)]
    assert [amount for _, _, amount in spans(listed)] == ["60.00", "75.00"]


def test_services_and_accounts_are_folded_apart() -> None:
    """However their days are mixed."""
    listed = [charge(on, subject=name) for on in days("2025-12-01", 3) for name in ("s1", "s2")]
    other = [evolve(row, account="a2") for row in listed]
    assert len(folded([*listed, *other], "en")) == 4


def test_daily_payments_of_a_saved_method_are_one_run() -> None:
    """Each is named after the day it pays for."""
    listed = [charge(on, "PaymentCredited", subject=f"a1/renewal/s1/{on}/1") for on in days("2025-12-01", 3)]
    assert [row.text for row in folded(listed, "ru")] == ["3 платежа по 20,00\xa0₽, всего 60,00\xa0₽"]


def test_a_customers_own_payments_stay_apart() -> None:
    """Three payments on three days are three decisions."""
    listed = [charge(on, "PaymentCredited", subject=f"p{on}") for on in days("2025-12-01", 3)]
    assert len(folded(listed, "en")) == 3


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_demo_is_read_on_one_screen(demo: Scenario, lang: str) -> None:
    """Some two hundred events, some forty rows."""
    every = rows(simulate(demo, date(2026, 3, 5)), "ru" if lang == "ru" else "en")
    assert len(every) > 190
    assert 30 <= len(folded(every, "ru" if lang == "ru" else "en")) <= 48


def test_a_row_tells_its_companions(demo: Scenario) -> None:
    """The invoice and its notice, the payment and what it covers."""
    every = rows(simulate(demo, date(2026, 3, 5)), "en")
    texts = {row.event: row.text for row in folded(every, "en")}
    assert texts["InvoiceIssued"].endswith("; the customer is notified")
    assert "; the payment covers " in texts["PaymentCredited"]
    assert "ChargeRequested" not in texts


@given(scenarios())
def test_no_event_is_lost(scenario: Scenario) -> None:
    """The counts of the rows add up to the events."""
    every = rows(simulate(scenario, last_day(scenario)), "ru")
    assert sum(row.count for row in folded(every, "ru")) == len(every)


@given(scenarios())
def test_the_sums_are_exact(scenario: Scenario) -> None:
    """What each kind of event adds up to is the same before and after."""
    every = rows(simulate(scenario, last_day(scenario)), "en")
    assert _sums(folded(every, "en")) == _sums(every)


@given(scenarios())
def test_the_rows_keep_the_order_of_days(scenario: Scenario) -> None:
    """A run stands at its first day."""
    short = [row.date for row in folded(rows(simulate(scenario, last_day(scenario)), "en"), "en")]
    assert short == sorted(short)


def _sums(listed: tuple[Row, ...]) -> Counter[tuple[str, str]]:
    sums: Counter[tuple[str, str]] = Counter()
    for row in listed:
        if row.event in KEPT:
            sums[row.account, row.event] += Decimal(row.amount)  # type: ignore[assignment]  # a Counter adds any number
    return sums
