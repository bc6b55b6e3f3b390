"""
The next day on which anything can happen to an account by itself.

Never later than the first thing that would happen, and on each of its days
something does: so a simulation may jump from one to the next, and a store may
look only at the accounts whose day has come.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from astra_billing.autopay import AutopayRefused, check_days, plan_top_up
from astra_billing.dates import Month
from astra_billing.ledger import number_text
from astra_billing.methods import BALANCE
from astra_billing.notices import CREDIT_TOPICS
from astra_billing.renewal import DAY, next_attempt_on
from astra_billing.services import StopCause

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from astra_billing.account.state import Account
    from astra_billing.autopay import AutopaySettings, TopUpPlan
    from astra_billing.services import Service


def agenda(account: Account, *, until: date | None = None) -> date | None:
    """
    The next day with work of its own, later than the last day worked on; None when nothing is ahead.

    Args:
        account: the account.
        until: later days are of no interest, which makes a day without work cheap.
    """
    done = account.worked_on
    if until is not None and until <= done:
        return None
    days = (*_first_days(account, until), *_invoice_days(account, until), *_service_days(account, until))
    ahead = min(days, default=None)
    if until is not None and (ahead is None or until < ahead):
        return top_up_day(account, after=done, until=until)
    return top_up_day(account, after=done, until=ahead) or ahead


# --- what the passes ask too ------------------------------------------------------------------------------------------


def renewal_day(account: Account, service: Service, *, after: date) -> date | None:
    """The next day after `after` on which this service's automatic renewal is tried; None while it cannot be (R87)."""
    return next_attempt_on(service, after=after) if can_be_renewed(account, service) else None


def can_be_renewed(account: Account, service: Service) -> bool:
    """Whether anything can be asked of what renews it: no answer is awaited, and a saved method works (R87)."""
    return service.id not in account.charged_services and _method_works(account, service.renews_from)


def top_up_day(account: Account, *, after: date, until: date | None = None) -> date | None:
    """
    The next day after `after` on which the balance is topped up automatically (B19); None while it is not.

    A day that could only repeat a refusal is passed over: the customer knows (R58, B38).

    Args:
        account: the account.
        after: the day whose work is done.
        until: later days are of no interest.
    """
    settings = account.autopay
    if settings is None or account.is_topped_up_now or not _method_works(account, settings.method_id):
        return None
    days = check_days(
        account.services.values(),
        account.balance_less_debts,
        after=after,
        settings=settings,
        attempted_on=account.autopay_tried_on,
        until=until,
    )
    return next((day for day in days if not _is_told(account, settings, day)), None)


def top_up_plan(account: Account, settings: AutopaySettings, *, on: date) -> TopUpPlan | AutopayRefused | None:
    """What an automatic top-up of a day would be, or why there is none (B38)."""
    return plan_top_up(
        account.services.values(),
        account.balance_less_debts,
        on=on,
        settings=settings,
        use=account.cap_use,
        limits=account.methods[settings.method_id].limits,
    )


def _is_told(account: Account, settings: AutopaySettings, day: date) -> bool:
    """Whether all that the day would bring is a refusal that was told already."""
    told = account.refused_top_up
    if told is None or told.month != Month.of(day):
        return False
    plan = top_up_plan(account, settings, on=day)
    return isinstance(plan, AutopayRefused) and told.says(plan, on=day)


def deletion_day(account: Account, service: Service) -> date | None:
    """The day on which a service that stands still is deleted by the provider's rule (B22); None for not in sight."""
    if service.is_processed:
        return None
    if service.is_leaving and service.stop_cause is not None:
        return service.expires_on
    if service.stop_cause is not StopCause.EXPIRED or service.stopped_on is None:
        return None
    return account.service_policy.rule_for(service.kind).deletes_on(stopped_on=service.stopped_on)


# --- days with work ---------------------------------------------------------------------------------------------------


def _first_days(account: Account, until: date | None) -> tuple[date, ...]:
    first = _first_after(account.worked_on)
    is_far = until is not None and until < first
    has_work = not is_far and (account.unlisted or (account.credit is not None and account.has_uninvoiced))
    return (first,) if has_work else ()


@lru_cache(maxsize=1024)
def _first_after(day: date) -> date:
    return Month.of(day).next.first


def _invoice_days(account: Account, until: date | None) -> Iterator[date]:
    done = account.worked_on
    for invoice in account.invoices.values():
        calendar = account.calendar_of(invoice)
        subject = number_text(invoice.number)
        ahead = [dated for dated in calendar.notices if dated.on > done and (until is None or dated.on <= until)]
        yield from (day for day, kind in ahead if (CREDIT_TOPICS[kind], subject) not in account.noticed)
        block = () if account.blocked else (calendar.blocked_from,)
        yield from (day for day in (calendar.overdue_from, *block) if day > done)


def _service_days(account: Account, until: date | None) -> Iterator[date]:
    tomorrow = account.worked_on + DAY
    days = (_next_day(account, each) for each in _awake(account, until))
    return (max(day, tomorrow) for day in days if day is not None)


def _awake(account: Account, until: date | None) -> Iterable[Service]:
    """What stands still, and what runs and is tried or expires up to a day: nothing happens to the rest before."""
    services = account.services.values()
    if until is None:
        return services
    return [each for each in services if not each.is_active or each.tries_from <= until or each.expires_on <= until]


def _next_day(account: Account, service: Service) -> date | None:
    if not service.is_active:
        return deletion_day(account, service)
    tried = renewal_day(account, service, after=account.worked_on)
    if tried is not None:
        return tried  # never later than the expiry
    is_waiting = not service.is_leaving and service.id in account.charged_services
    return None if is_waiting else service.expires_on


def _method_works(account: Account, method_id: str | None) -> bool:
    if method_id == BALANCE:
        return True
    method = account.methods.get(method_id or "")
    return method is not None and method.works
