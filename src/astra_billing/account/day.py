"""
The work of a day, as small passes in this order.

1. `_issue`: on the 1st, last month's unpaid expenses become an invoice (R62, B4).
2. `_lapse`: invoices past their date are overdue; past the grace the limit is blocked (R62, R63).
3. `remind`: unpaid invoices owe their dated notices (R68).
4. `_renew`: due renewals are paid from the balance or asked of a saved method (R86, R87).
5. `_expire`: services whose paid time is over stop (B20).

A day begins with its work: what a customer does on a day comes after.  Days
without work leave no trace, so running a day twice, or late, changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import events as e
from astra_billing.account.agenda import agenda, is_charged_now, renewal_day
from astra_billing.account.block import announce_block, remind, tell_once
from astra_billing.account.charges import Charge
from astra_billing.account.decision import StuckAgenda
from astra_billing.account.funds import refusal_of, renew, renew_from_balance
from astra_billing.credit import CreditNotice, CreditPolicy, Operation
from astra_billing.dates import Month
from astra_billing.ledger import Invoice, amount_to_pay
from astra_billing.methods import BALANCE
from astra_billing.notices import CREDIT_TOPICS
from astra_billing.renewal import DAY
from astra_billing.services import StopCause

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.account.draft import Draft
    from astra_billing.services import Service


def close_days(draft: Draft, *, through: date) -> None:
    """
    Do the work of every day of the agenda up to a day, each on its own date.

    Raises:
        StuckAgenda: a day of the agenda had no work, which must not be.
    """
    while (day := agenda(draft.account)) is not None and day <= through:
        _work(draft, day)
        if draft.account.worked_on != day:
            raise StuckAgenda(day)


def _work(draft: Draft, on: date) -> None:
    if (policy := draft.account.credit) is not None:
        _issue(draft, policy, on)
        _lapse(draft, policy, on)
        remind(draft, policy, on=on)
    _renew(draft, on)
    _expire(draft, on)


def _issue(draft: Draft, policy: CreditPolicy, on: date) -> None:
    account = draft.account
    expenses = account.uninvoiced
    if on.day != 1 or not expenses:
        return
    calendar = policy.calendar(Month.of(on))
    invoice = Invoice(account.next_invoice, on, tuple(each.id for each in expenses), account.unpaid(expenses))
    draft.add(e.InvoiceIssued(on, invoice, calendar.due_on, calendar.blocked_from))
    tell_once(draft, CREDIT_TOPICS[CreditNotice.ISSUED], invoice.number, on=on)


def _lapse(draft: Draft, policy: CreditPolicy, on: date) -> None:
    account = draft.account
    for invoice in account.invoices.values():
        if policy.calendar(Month.of(invoice.issued_on)).overdue_from == on:
            draft.add(e.InvoiceOverdue(on, invoice.number, account.unpaid(account.expenses_of(invoice))))
    announce_block(draft, on=on)


def _renew(draft: Draft, on: date) -> None:
    for service in _by_expiry(draft):
        if renewal_day(draft.account, service, after=on - DAY) != on:
            continue
        if service.renews_from == BALANCE:
            _renew_from_balance(draft, service, on)
        elif service.price.is_zero:
            renew(draft, service, on=on)
        else:
            draft.add(e.ChargeRequested(on, _charge(draft, service)))


def _renew_from_balance(draft: Draft, service: Service, on: date) -> None:
    reason = refusal_of(draft.account, service.price, Operation.BALANCE_RENEWAL, on=on)
    if reason is None:
        renew_from_balance(draft, service, on=on)
    else:
        draft.add(e.RenewalRefused(on, service.id, reason, service.price))


def _charge(draft: Draft, service: Service) -> Charge:
    return Charge(
        account_id=draft.account.id,
        method_id=str(service.renews_from),
        service_id=service.id,
        expires_on=service.expires_on,
        attempt=service.attempts + 1,
        amount=amount_to_pay(service.price),
    )


def _expire(draft: Draft, on: date) -> None:
    for service in _by_expiry(draft):
        if not (service.is_paid(on=on) or is_charged_now(draft.account, service)):
            draft.add(e.ServiceStopped(on, service.id, StopCause.EXPIRED))


def _by_expiry(draft: Draft) -> list[Service]:
    running = [each for each in draft.account.services.values() if each.is_active]
    return sorted(running, key=lambda each: (each.expires_on, each.id))
