"""How an account lives on between what its customer does: day after day, and what banks answer."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from astra_billing.account import ChargeOutcome, agenda, commands, events, fold
from tests.account.book import day, line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from astra_billing.account.events import BaseEvent
    from tests.account.book import Book


def live(book: Book, until: str, outcome: ChargeOutcome = ChargeOutcome.SUCCEEDED) -> None:
    """Let time pass up to and including a day; every charge is answered on the day it is asked for."""
    while (ahead := agenda(book.account)) is not None and ahead <= day(until):
        book.close(str(ahead))
        for key in tuple(book.account.charges):
            book.accept(str(ahead), commands.RecordCharge(key, outcome, "no money"))
    book.close(until)


def told(happened: Iterable[BaseEvent], *kinds: type[BaseEvent]) -> list[str]:
    """The events of some kinds as lines, to be compared with a story that tells no more than those."""
    return [line(event) for event in happened if isinstance(event, kinds)]


def year(book: Book) -> list[str]:
    """
    One line a month: what services cost, what came, what went back, and then the balance and what is owed.

    In every line and for the whole way: cost is what came, less what went back, less the balance, plus the debt.
    """
    lines = []
    nothing = book.money("0.00")
    cost = came = returned = nothing
    for month, happened in groupby(book.journal, key=lambda event: f"{event.on:%Y-%m}"):
        listed = list(happened)
        charged = book.account.sum(each.expense.amount for each in listed if isinstance(each, events.ExpenseCharged))
        paid = book.account.sum(each.payment.amount for each in listed if isinstance(each, events.PaymentCredited))
        back = book.account.sum(each.refund.amount for each in listed if isinstance(each, events.PaymentRefunded))
        cost, came, returned = cost + charged, came + paid, returned + back
        account = fold(event for event in book.journal if f"{event.on:%Y-%m}" <= month)
        assert account is not None
        owed = account.unpaid(account.expenses.values())
        assert came - returned - cost == account.balance - owed, "no kopeck is lost"
        shown = (charged, paid, back, account.balance, owed)
        lines.append(" | ".join((month, *(f"{each.amount:.2f}" for each in shown))))
    return lines
