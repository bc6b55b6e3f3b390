"""
The work of a day, as small passes in this order.

1. `list_expenses`: on the 1st, last month's expenses of every payer become an act (R32).
2. `issue_invoice`: on the 1st, last month's unpaid expenses become an invoice (R62, B4).
3. `lapse`: invoices past their date are overdue; past the grace the limit is blocked (R62, R63).
4. `remind`: unpaid invoices owe their dated notices (R68).
5. `top_up`: a balance that will be short is topped up from a saved method (R56, B38).
6. `renew_services`: due renewals are paid from the balance or asked of a saved method (R86, R87).
7. `expire`: services whose paid time is over stop, or go if they were to go (B20, B22).
8. `clear_away`: services that stopped long ago are deleted by the provider's rule (B22).

A day begins with its work: what a customer does on a day comes after.  Days
without work leave no trace, so running a day twice, or late, changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account.agenda import agenda
from astra_billing.account.block import remind
from astra_billing.account.decision import StuckAgenda
from astra_billing.account.passes.autopay import top_up
from astra_billing.account.passes.expiry import clear_away, expire
from astra_billing.account.passes.invoices import issue_invoice, lapse, list_expenses
from astra_billing.account.passes.renewals import renew_services

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.account.draft import Draft

PASSES = (list_expenses, issue_invoice, lapse, remind, top_up, renew_services, expire, clear_away)
"""What is done on a day of the agenda, in order."""


def close_days(draft: Draft, *, through: date) -> None:
    """
    Do the work of every day of the agenda up to a day, each on its own date.

    Raises:
        StuckAgenda: a day of the agenda had no work, which must not be.
    """
    while (day := agenda(draft.account, until=through)) is not None:
        for work in PASSES:
            work(draft, on=day)
        if draft.account.worked_on != day:
            raise StuckAgenda(day)
