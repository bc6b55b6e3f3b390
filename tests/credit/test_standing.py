"""Where an account stands with its credit: a pure function of debts and date (R61-R65, R72)."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.credit import (
    CreditDebts,
    CreditPolicy,
    CreditStanding,
    CreditState,
    OpenInvoice,
    Operation,
    ShortMonth,
)
from astra_billing.money import EUR, RUB, CurrencyMismatch, Money
from tests.credit.daywalk import state_by_walking

LIMIT = CreditPolicy(Money("5000.00", RUB))
FIRSTS = [date(year, month, 1) for year in (2023, 2024, 2025) for month in range(1, 13)]
AMOUNTS = st.decimals("0", "9999.9999", places=4).map(lambda amount: Money(amount, RUB))
UNPAID = st.decimals("0.0001", "9999.9999", places=4).map(lambda amount: Money(amount, RUB))


@st.composite
def debts(draw: st.DrawFn) -> CreditDebts:
    """Invoices of different months, in any order, and something spent."""
    firsts = draw(st.lists(st.sampled_from(FIRSTS), unique=True, max_size=5))
    invoices = tuple(OpenInvoice(number, first, draw(UNPAID)) for number, first in enumerate(firsts, start=1))
    return CreditDebts(invoices, spent=draw(AMOUNTS))


POLICIES = st.builds(CreditPolicy, AMOUNTS, st.sampled_from(ShortMonth))
DAYS = st.dates(date(2023, 1, 1), date(2026, 3, 31))


def standing(*invoices: tuple[str, str], on: str, spent: str = "0.00", policy: CreditPolicy = LIMIT) -> CreditStanding:
    """The standing with invoices written as (issued, unpaid)."""
    opened = tuple(
        OpenInvoice(number, date.fromisoformat(issued), Money(unpaid, RUB))
        for number, (issued, unpaid) in enumerate(invoices, start=1)
    )
    return CreditStanding.of(policy, CreditDebts(opened, Money(spent, RUB)), on=date.fromisoformat(on))


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2026-01-01", CreditState.AWAITING),
        ("2026-01-15", CreditState.AWAITING),
        ("2026-01-16", CreditState.OVERDUE),
        ("2026-01-29", CreditState.OVERDUE),
        ("2026-01-30", CreditState.BLOCKED),
        ("2027-01-01", CreditState.BLOCKED),
    ],
)
def test_an_unpaid_invoice_ages(on: str, state: CreditState) -> None:
    """R62, R63, B2: the 15th is in time, the 16th is late, the 29th is the last day, the 30th begins blocked."""
    assert standing(("2026-01-01", "620.00"), on=on).state is state


@pytest.mark.parametrize(
    ("on", "grace_days", "clamped"),
    [
        ("2026-02-27", CreditState.OVERDUE, CreditState.OVERDUE),
        ("2026-02-28", CreditState.OVERDUE, CreditState.BLOCKED),
        ("2026-03-01", CreditState.OVERDUE, CreditState.BLOCKED),
        ("2026-03-02", CreditState.BLOCKED, CreditState.BLOCKED),
    ],
)
def test_a_february_invoice_is_read_two_ways(on: str, grace_days: CreditState, clamped: CreditState) -> None:
    """B1: side by side."""
    invoice = ("2026-02-01", "620.00")
    assert standing(invoice, on=on).state is grace_days
    by_day_30 = CreditPolicy(Money("5000.00", RUB), ShortMonth.DAY_30_CLAMPED)
    assert standing(invoice, on=on, policy=by_day_30).state is clamped


def test_nothing_owed_is_available() -> None:
    """R67: and there is no date to keep."""
    calm = standing(on="2026-01-20")
    assert calm.state is CreditState.AVAILABLE
    assert calm.calendar is None
    assert calm.available == Money("5000.00", RUB)


def test_spending_alone_is_no_debt_with_a_date() -> None:
    """R72: what was spent this month waits for its invoice."""
    spending = standing(on="2026-01-20", spent="42.99")
    assert spending.state is CreditState.AVAILABLE
    assert spending.calendar is None
    assert spending.available == Money("4957.01", RUB)


def test_the_oldest_open_invoice_drives_the_block() -> None:
    """B5: a newer one in time doesn't hide an older one that is late."""
    both = standing(("2026-01-01", "100.00"), ("2026-02-01", "50.00"), on="2026-02-05", spent="7.00")
    assert both.state is CreditState.BLOCKED
    assert both.calendar is not None
    assert both.calendar.issued_on == date(2026, 1, 1)
    assert (both.overdue, both.awaiting, both.spent) == (
        Money("100.00", RUB),
        Money("50.00", RUB),
        Money("7.00", RUB),
    )


def test_an_invoice_without_a_rest_is_no_debt() -> None:
    """R70: settled is settled, however old."""
    assert standing(("2025-01-01", "0.00"), on="2026-01-20").state is CreditState.AVAILABLE


def test_a_limit_lowered_below_the_debt_leaves_less_than_nothing() -> None:
    """R61: the identity holds; what is left is negative."""
    low = standing(("2026-01-01", "620.00"), on="2026-01-02", policy=CreditPolicy(Money("500.00", RUB)))
    assert low.available == Money("-120.00", RUB)


@pytest.mark.parametrize("on", ["2026-01-29", "2026-01-30"])
@pytest.mark.parametrize("operation", Operation)
def test_only_a_blocked_limit_forbids(on: str, operation: Operation) -> None:
    """R63, R64, R65: while the invoice is merely late, everything goes on."""
    refused = {Operation.ORDER, Operation.CART_RENEWAL, Operation.BALANCE_RENEWAL} if on == "2026-01-30" else set()
    assert standing(("2026-01-01", "620.00"), on=on).forbids(operation) is (operation in refused)


def test_debts_of_another_currency_are_refused() -> None:
    """An invoice in euros is no debt of a limit in roubles."""
    foreign = CreditDebts((OpenInvoice(1, date(2026, 1, 1), Money("1.00", EUR)),), spent=Money.zero(RUB))
    with pytest.raises(CurrencyMismatch):
        CreditStanding.of(LIMIT, foreign, on=date(2026, 1, 2))


def test_spending_in_another_currency_is_refused() -> None:
    """Neither is spending."""
    foreign = CreditDebts((), spent=Money("1.00", EUR))
    with pytest.raises(CurrencyMismatch):
        CreditStanding.of(LIMIT, foreign, on=date(2026, 1, 2))


@given(POLICIES, debts(), DAYS)
def test_the_limit_is_shared_out(policy: CreditPolicy, owed: CreditDebts, on: date) -> None:
    """R72: limit = overdue + awaiting + spent + available, and every open kopeck is in one heap."""
    found = CreditStanding.of(policy, owed, on=on)
    assert found.limit == found.overdue + found.awaiting + found.spent + found.available
    unpaid = sum((each.unpaid for each in owed.invoices), Money.zero(RUB))
    assert found.overdue + found.awaiting == unpaid
    assert found.owed == unpaid + owed.spent


@given(debts(), DAYS)
def test_the_order_of_invoices_does_not_matter(owed: CreditDebts, on: date) -> None:
    """A standing is a pure function of what is owed."""
    found = {
        CreditStanding.of(LIMIT, CreditDebts(order, owed.spent), on=on)
        for order in list(permutations(owed.invoices))[:24]
    }
    assert len(found) == 1


@given(debts(), DAYS, st.sampled_from(ShortMonth))
def test_walking_day_by_day_finds_the_same_state(owed: CreditDebts, on: date, short_month: ShortMonth) -> None:
    """R62, R63, B1, B5: the worst state of any open invoice, found by ageing each of them day after day."""
    clamped = short_month is ShortMonth.DAY_30_CLAMPED
    known = CreditDebts(tuple(each for each in owed.invoices if each.issued_on <= on), owed.spent)
    found = CreditStanding.of(CreditPolicy(LIMIT.limit, short_month), known, on=on)
    assert found.state.value == state_by_walking([each.issued_on for each in known.invoices], on, clamped=clamped)
    late = [each for each in known.invoices if state_by_walking([each.issued_on], on, clamped=clamped) != "awaiting"]
    assert found.overdue == Money.sum((each.unpaid for each in late), RUB)


@given(POLICIES, debts(), DAYS)
def test_time_alone_never_lifts_a_block(policy: CreditPolicy, owed: CreditDebts, on: date) -> None:
    """R63, R69: only paying does."""
    ranks = list(CreditState)
    today = CreditStanding.of(policy, owed, on=on)
    tomorrow = CreditStanding.of(policy, owed, on=on + timedelta(days=1))
    assert ranks.index(today.state) <= ranks.index(tomorrow.state)
    assert today.overdue <= tomorrow.overdue


def test_a_standing_is_a_table_of_its_heaps() -> None:
    """DESIGN 5, R72: exact, and in the order of the bar."""
    both = standing(("2026-01-01", "10.0001"), ("2026-02-01", "20.00"), on="2026-02-05", spent="7.00")
    assert both.to_records() == [
        {"part": "overdue", "amount": Money("10.0001", RUB)},
        {"part": "awaiting", "amount": Money("20.00", RUB)},
        {"part": "spent", "amount": Money("7.00", RUB)},
        {"part": "available", "amount": Money("4962.9999", RUB)},
    ]
