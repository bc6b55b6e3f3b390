"""A granted deferral (B9)."""

from __future__ import annotations

import copy
import pickle
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.credit import (
    CreditCalendar,
    CreditDebts,
    CreditNotice,
    CreditPolicy,
    CreditStanding,
    CreditState,
    DatedNotice,
    OpenInvoice,
    ShortMonth,
)
from astra_billing.dates import Month
from astra_billing.errors import InvalidValue
from astra_billing.money import RUB, Money

JANUARY = CreditCalendar.of(Month(2026, 1))
POLICY = CreditPolicy(Money("5000.00", RUB))
TO = date(2026, 2, 10)


def standing(*invoices: OpenInvoice, on: str, policy: CreditPolicy = POLICY) -> CreditStanding:
    """The standing of these invoices."""
    debts = CreditDebts(invoices, spent=Money.zero(RUB))
    return CreditStanding.of(policy, debts, on=date.fromisoformat(on))


def invoice(month: int, deferred_to: date | None = None, unpaid: str = "620.00") -> OpenInvoice:
    """The unpaid invoice of a month."""
    return OpenInvoice(month, date(2026, month, 1), Money(unpaid, RUB), deferred_to)


def test_a_deferral_moves_the_block_and_its_notices() -> None:
    """B9: paid to the end of 10 February; due date, overdue date and their notices stay."""
    found = JANUARY.deferred(TO)
    assert found == CreditCalendar(
        issued_on=date(2026, 1, 1),
        due_on=date(2026, 1, 15),
        overdue_from=date(2026, 1, 16),
        last_day_to_pay=TO,
        blocked_from=date(2026, 2, 11),
    )
    assert found.notices == (
        DatedNotice(date(2026, 1, 12), CreditNotice.DUE_SOON),
        DatedNotice(date(2026, 1, 16), CreditNotice.OVERDUE),
        DatedNotice(date(2026, 2, 6), CreditNotice.BLOCK_SOON),
        DatedNotice(date(2026, 2, 11), CreditNotice.BLOCKED),
    )


def test_calendars_pickle_and_copy_with_their_notices() -> None:
    """DESIGN 5: before and after the notices were asked for."""
    calendar = JANUARY.deferred(TO)
    for _ in range(2):
        assert pickle.loads(pickle.dumps(calendar)) == copy.deepcopy(calendar) == calendar  # noqa: S301  # our own bytes
        assert pickle.loads(pickle.dumps(calendar)).notices == calendar.notices  # noqa: S301  # our own bytes


def test_a_deferral_may_be_prolonged() -> None:
    """B9: from the date that was granted before."""
    assert JANUARY.deferred(TO).deferred(date(2026, 3, 1)) == JANUARY.deferred(date(2026, 3, 1))


def test_a_deferral_to_the_last_day_changes_nothing() -> None:
    """B9: it grants what the calendar grants."""
    assert JANUARY.deferred(date(2026, 1, 29)) == JANUARY


@pytest.mark.parametrize("to", ["2026-01-28", "2025-12-31"])
def test_a_deferral_takes_no_day_away(to: str) -> None:
    """B9: a broken contract, which names the first day that would do."""
    with pytest.raises(InvalidValue, match=f"^'{to}' is not a deferral; pass 2026-01-29 or a later day$"):
        JANUARY.deferred(date.fromisoformat(to))


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2026-01-15", CreditState.AWAITING),
        ("2026-01-16", CreditState.OVERDUE),
        ("2026-01-30", CreditState.OVERDUE),
        ("2026-02-10", CreditState.OVERDUE),
        ("2026-02-11", CreditState.BLOCKED),
    ],
)
def test_a_deferred_invoice_blocks_later(on: str, state: CreditState) -> None:
    """B9: it is overdue all the same."""
    found = standing(invoice(1, TO), on=on)
    assert found.state is state
    assert found.calendar == JANUARY.deferred(TO)
    assert found.overdue == (Money.zero(RUB) if state is CreditState.AWAITING else Money("620.00", RUB))


def test_the_invoice_that_blocks_first_drives_the_block() -> None:
    """B5, B9: January is deferred beyond the block of February, so February drives it, while January is overdue."""
    both = (invoice(1, date(2026, 3, 20)), invoice(2))
    early = standing(*both, on="2026-02-10")
    assert early.state is CreditState.OVERDUE
    assert (early.overdue, early.awaiting) == (Money("620.00", RUB), Money("620.00", RUB))
    assert early.calendar == CreditCalendar.of(Month(2026, 2))
    assert standing(*both, on="2026-03-01").state is CreditState.OVERDUE
    assert standing(*both, on="2026-03-02").state is CreditState.BLOCKED


def test_of_two_that_block_together_the_older_one_speaks() -> None:
    """B5: January deferred to the last day of February's invoice."""
    both = (invoice(2), invoice(1, date(2026, 3, 1)))
    found = standing(*both, on="2026-02-20")
    assert found.calendar == JANUARY.deferred(date(2026, 3, 1))


def test_a_deferred_invoice_that_is_paid_defers_nothing() -> None:
    """B5: only what is unpaid counts."""
    found = standing(invoice(1, TO, "0.00"), invoice(2), on="2026-02-20")
    assert found.calendar == CreditCalendar.of(Month(2026, 2))


def test_a_policy_that_grants_more_than_the_deferral_wins() -> None:
    """B9, B1: deferred by a day under the clamped February, then the policy became the full grace."""
    february = invoice(2, date(2026, 2, 28))
    clamped = CreditPolicy(POLICY.limit, ShortMonth.DAY_30_CLAMPED)
    assert february.calendar(clamped).blocked_from == date(2026, 3, 1)
    assert february.calendar(POLICY) == CreditCalendar.of(Month(2026, 2))


@given(st.integers(0, 200), st.integers(-60, 200), st.sampled_from(ShortMonth), st.integers(1, 12))
def test_a_deferral_only_ever_postpones(days: int, later: int, short_month: ShortMonth, month: int) -> None:
    """B9: blocked exactly from the day after; on no day is the state worse than without it."""
    policy = CreditPolicy(POLICY.limit, short_month)
    plain = policy.calendar(Month(2026, month))
    to = plain.last_day_to_pay + timedelta(days=days)
    on = str(to + timedelta(days=later))
    found, without = standing(invoice(month, to), on=on, policy=policy), standing(invoice(month), on=on, policy=policy)
    assert found.is_blocked == (later > 0)
    assert list(CreditState).index(found.state) <= list(CreditState).index(without.state)
    assert (found.overdue, found.awaiting) == (without.overdue, without.awaiting)
