"""
The next day on which anything can happen to an account by itself.

Never later than the first thing that would happen, and on each of its days
something does: so a simulation may jump from one to the next, and a store may
look only at the accounts whose day has come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.dates import Month
from astra_billing.ledger import number_text
from astra_billing.methods import BALANCE
from astra_billing.notices import CREDIT_TOPICS
from astra_billing.renewal import DAY, next_attempt_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from astra_billing.account.state import Account
    from astra_billing.services import Service


def agenda(account: Account) -> date | None:
    """The next day with work of its own, later than the last day worked on; None when nothing is ahead."""
    return min((*_invoice_days(account), *_service_days(account)), default=None)


def renewal_day(account: Account, service: Service, *, after: date) -> date | None:
    """The next day after `after` on which this service's automatic renewal is tried; None while it cannot be (R87)."""
    if is_charged_now(account, service) or not _method_works(account, service.renews_from):
        return None
    return next_attempt_on(service, after=after)


def is_charged_now(account: Account, service: Service) -> bool:
    """Whether a gateway still owes an answer about this service."""
    return any(charge.service_id == service.id for charge in account.charges.values())


def _invoice_days(account: Account) -> Iterator[date]:
    if account.credit is None:
        return
    done = account.worked_on
    if account.uninvoiced:
        yield Month.of(done).next.first
    for invoice in account.invoices.values():
        calendar = account.credit.calendar(Month.of(invoice.issued_on))
        subject = number_text(invoice.number)
        told = [day for day, kind in calendar.notices if (CREDIT_TOPICS[kind], subject) not in account.noticed]
        block = [] if account.blocked else [calendar.blocked_from]
        yield from (day for day in (*told, calendar.overdue_from, *block) if day > done)


def _service_days(account: Account) -> Iterator[date]:
    tomorrow = account.worked_on + DAY
    for service in account.services.values():
        if not service.is_active or is_charged_now(account, service):
            continue
        yield max(service.expires_on, tomorrow)
        tried = renewal_day(account, service, after=account.worked_on)
        if tried is not None:
            yield tried


def _method_works(account: Account, method_id: str | None) -> bool:
    if method_id is None or method_id == BALANCE:
        return True
    return account.methods[method_id].works
