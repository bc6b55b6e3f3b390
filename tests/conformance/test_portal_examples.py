"""
The examples of the manual that belong to credit, renewals, autopay and the account, read from their file.

The same figures stand literally in the tests of each package; here the file is the judge.  It lies beside the checkout
and is no part of it, so without it these tests are skipped.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from astra_billing.account import events
from astra_billing.autopay import forecast, recommended_cap
from astra_billing.credit import (
    CreditCalendar,
    CreditDebts,
    CreditNotice,
    CreditPolicy,
    CreditStanding,
    Dashboard,
    DashboardPart,
    OpenInvoice,
)
from astra_billing.dates import Month, Term
from astra_billing.ledger import Expense, amount_to_pay, cover
from astra_billing.methods import BALANCE
from astra_billing.money import RUB, Currency, Money
from astra_billing.renewal import lead_days
from astra_billing.services import ProductKind, Service
from astra_billing.tax import vat
from tests.account.book import Book

VECTORS = Path(__file__).parents[3] / "shared" / "vectors" / "portal_examples.json"
Example = dict[str, Any]

pytestmark = pytest.mark.skipif(
    not VECTORS.exists(), reason=f"the manual's examples are not beside the checkout: {VECTORS}"
)


def example(name: str) -> Example:
    """The example with this name."""
    (found,) = (each for each in json.loads(VECTORS.read_text(encoding="utf-8"))["examples"] if each["name"] == name)
    return dict(found)


def dashboard(given: Example, on: str) -> dict[DashboardPart, str]:
    """The parts shown on a day of August for the heaps of an example, which has an invoice a heap."""
    currency = Currency.of(given["currency"])
    issued = {"overdue": date(2026, 7, 1), "awaiting": date(2026, 8, 1)}
    if date.fromisoformat(on) > date(2026, 8, 15):
        issued = {"overdue": date(2026, 8, 1), "awaiting": date(2026, 9, 1)}
    debts = CreditDebts(
        tuple(
            OpenInvoice(number, first, Money(given.get(heap, "0"), currency))
            for number, (heap, first) in enumerate(issued.items(), start=1)
        ),
        spent=Money(given["spent"], currency),
    )
    policy = CreditPolicy(Money(given["limit"], currency))
    shown = Dashboard.of(CreditStanding.of(policy, debts, on=date.fromisoformat(on)))
    assert Money.sum((part.amount for part in shown.parts), currency) == policy.limit
    return {part.code: str(part.amount.amount) for part in shown.parts}


def test_credit_dashboard_untouched() -> None:
    """R67."""
    one = example("credit_dashboard_untouched")
    assert dashboard(one["inputs"], "2026-08-03") == {DashboardPart.AVAILABLE: one["expected"]["available"]}


def test_credit_dashboard_issued() -> None:
    """R71."""
    one = example("credit_dashboard_issued")
    assert dashboard(one["inputs"], "2026-08-03") == {
        DashboardPart.AWAITING: one["inputs"]["awaiting"],
        DashboardPart.AVAILABLE: one["expected"]["available"],
    }


def test_credit_dashboard_overdue() -> None:
    """R72."""
    one = example("credit_dashboard_overdue")
    assert dashboard(one["inputs"], "2026-08-20") == {
        DashboardPart.OVERDUE: one["inputs"]["overdue"],
        DashboardPart.AWAITING: one["inputs"]["awaiting"],
        DashboardPart.SPENT: one["inputs"]["spent"],
        DashboardPart.AVAILABLE: one["expected"]["available"],
    }


def test_credit_dashboard_blocked() -> None:
    """R73."""
    one = example("credit_dashboard_blocked")
    assert dashboard(one["inputs"], "2026-08-03") == {
        DashboardPart.OVERDUE: one["inputs"]["overdue"],
        DashboardPart.AWAITING: one["inputs"]["awaiting"],
        DashboardPart.UNAVAILABLE: one["expected"]["unavailable_remainder"],
    }


@pytest.mark.parametrize("name", ["credit_calendar_january", "credit_calendar_august"])
def test_credit_calendar(name: str) -> None:
    """R62, R63: in any year."""
    one = example(name)
    month = int(one["inputs"]["invoice_date"][:2])
    found = CreditCalendar.of(Month(2026, month))
    dates = {
        "due_date": found.due_on,
        "overdue_from": found.overdue_from,
        "last_day_to_pay": found.last_day_to_pay,
        "block_date": found.blocked_from,
    }
    assert f"{found.issued_on:%m-%d}" == one["inputs"]["invoice_date"]
    printed = {key: text for key, text in one["expected"].items() if key in dates}
    assert {key: f"{dates[key]:%m-%d}" for key in printed} == printed
    assert len(printed) == 3


def test_credit_notifications_january() -> None:
    """R68."""
    names = {
        CreditNotice.DUE_SOON: "three_days_before_due",
        CreditNotice.OVERDUE: "day_after_due",
        CreditNotice.BLOCK_SOON: "five_days_before_block",
        CreditNotice.BLOCKED: "block_day",
    }
    january = CreditCalendar.of(Month(2026, 1))
    found = {names[kind]: f"{day:%m-%d}" for day, kind in january.notices} | {"issued": f"{january.issued_on:%m-%d}"}
    assert found == example("credit_notifications_january")["expected"]["dates"]


def test_autopay_recommended_cap() -> None:
    """R59."""
    one = example("autopay_recommended_cap")
    cap = recommended_cap(Money(one["inputs"]["forecast_max"], RUB))
    assert str(cap.amount) == one["expected"]["recommended_max"]


def test_autopay_forecast_hypothesis() -> None:
    """B39: only the arithmetic is verified; the reading is the project's."""
    one = example("autopay_forecast_hypothesis")
    daily = Service(
        id="3925",
        title="Test",
        kind=ProductKind.OTHER,
        price=Money(one["inputs"]["daily_price"], RUB),
        term=Term.parse("1 day"),
        anchored_on=date(2023, 4, 28),
        expires_on=date(2023, 4, 28),
        renews_from=BALANCE,
        attempted_on=date(2023, 4, 27),
    )
    found = forecast([daily], RUB, after=date(2023, 4, 27))
    assert str(found.minimum.amount) == one["expected"]["min"]
    assert str(found.maximum.amount) == one["expected"]["max"]


def test_renewal_lead_days() -> None:
    """R86."""
    printed = example("renewal_lead_days")["expected"]["lead_days"]
    assert {kind: lead_days(ProductKind(kind)) for kind in printed} == printed


def test_manual_renewal_3925() -> None:
    """R84: an active service is renewed from its expiry."""
    one = example("manual_renewal_3925")
    book = Book("2023-05-01")
    expires_on, price = one["inputs"]["expires"], one["inputs"]["prices"]["month"]
    book.accept("2023-05-01", book.registering("3925", price, "1 month", expires_on, kind=ProductKind.OTHER))
    assert str(book.service("3925").renewed().expires_on) == one["expected"]["new_expiry"]


def test_autorenew_preview_250() -> None:
    """R82, B17: the charge is the attempt on the eve, so the service expires on the 22nd."""
    one = example("autorenew_preview_250")
    book = Book("2024-02-22")
    book.top_up("2024-02-22", "9999.00")
    book.order("2024-02-22", "dns", one["inputs"]["amount"], "1 month", renews_from=BALANCE)
    book.close("2024-05-31")
    renewed_on = book.days(events.ServiceRenewed)
    assert renewed_on == one["expected"]["next_charges"]


def test_account_balance_after_purchase() -> None:
    """R50, R53."""
    one = example("account_balance_after_purchase")
    book = Book("2024-03-01")
    book.top_up("2024-03-01", one["inputs"]["balance_before"])
    book.order("2024-03-01", "test", one["inputs"]["charge"], "1 day")
    assert book.balance == one["expected"]["balance_after"]


def test_expense_taxes_pfx_5635() -> None:
    """R36, R37: one payment, rounded up, closes the four expenses of the table; the taxes are tests of `tax`."""
    one = example("expense_taxes_pfx_5635")
    day = date.fromisoformat(one["inputs"]["date"])
    expenses = [
        Expense(each["id"], day, each["name"], "s1", Money(each["amount"], RUB), vat.rate_on(day))
        for each in one["inputs"]["expenses"]
    ]
    total = Money(one["expected"]["amount_total"], RUB)
    found = cover(expenses, amount_to_pay(total))
    assert found.covered == total
    left = {expense.plus_paid(part.amount).unpaid for expense, part in zip(expenses, found.parts, strict=True)}
    assert left == {Money(one["expected"]["unpaid_each"], RUB)}
