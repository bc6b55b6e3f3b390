"""A balance that will be short is topped up from a saved method, within the cap (R56, R58, B38)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import events as e
from astra_billing.account.agenda import top_up_day, top_up_plan
from astra_billing.account.charges import TopUpCharge
from astra_billing.autopay import AutopayRefused
from astra_billing.dates import Month
from astra_billing.renewal import DAY

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.account.draft import Draft
    from astra_billing.money import Money


def top_up(draft: Draft, *, on: date) -> None:
    """Ask the saved method for what the coming month needs, or say why that is not possible, and say it once."""
    account = draft.account
    settings = account.autopay
    if settings is None or top_up_day(account, after=on - DAY, until=on) != on:
        return
    plan = top_up_plan(account, settings, on=on)
    if isinstance(plan, AutopayRefused):
        draft.add(e.TopUpRefused(on, account.id, plan.reason, plan.wanted, plan.allowed, plan.short_on))
    else:
        assert plan is not None  # noqa: S101  # the day is one of the schedule
        draft.add(e.ChargeRequested(on, _charge(draft, settings.method_id, plan.amount, on)))


def _charge(draft: Draft, method_id: str, amount: Money, on: date) -> TopUpCharge:
    account, month = draft.account, Month.of(on)
    return TopUpCharge(account.id, method_id, month, account.top_ups_of(month) + 1, amount)
