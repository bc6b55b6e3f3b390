"""
Short lives of an account, to be played on any store: what is prepared, and what then happens day by day.

Accounts are made by commands alone, so the stories outlive changes inside.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from astra_billing.account import ChargeOutcome
from astra_billing.account import commands as c
from astra_billing.account.commands import Command
from astra_billing.catalog import ProductKind
from astra_billing.credit import CreditPolicy
from astra_billing.dates import Term
from astra_billing.methods import BALANCE
from astra_billing.money import RUB, Money

if TYPE_CHECKING:
    from collections.abc import Callable

    from astra_billing.adapters.runtime import Billing

DAY = date(2026, 1, 1)
RUN = "run_day"
"""In the place of a command: the nightly run."""


def rub(amount: str) -> Money:
    """Roubles."""
    return Money(amount, RUB)


def server(name: str, price: str, expires_on: date, renews_from: str | None = BALANCE) -> c.RegisterService:
    """A monthly service that is paid until a day."""
    return c.RegisterService(
        service_id=name,
        title=f"Server {name}",
        kind=ProductKind.SERVER,
        price=rub(price),
        term=Term.parse("1 month"),
        expires_on=expires_on,
        renews_from=renews_from,
    )


def order(name: str, price: str, term: str = "1 month", renews_from: str | None = BALANCE) -> c.PlaceOrder:
    """An order of a service."""
    return c.PlaceOrder(
        service_id=name,
        title=f"Server {name}",
        kind=ProductKind.SERVER,
        price=rub(price),
        term=Term.parse(term),
        renews_from=renews_from,
    )


LIMIT = c.GrantCredit(CreditPolicy(rub("5000.00")))
CARD = c.SaveMethod("card", "Bank card *1111")


@frozen
class Story:
    """
    Something that happens to an account.

    Attributes:
        before: commands of the day before it begins.
        acts: a day, and a command or the nightly run, in order.
        answers: what the bank says from which day on.
    """

    name: str
    before: tuple[Command, ...]
    acts: tuple[tuple[date, Command | str], ...]
    answers: tuple[tuple[date, ChargeOutcome], ...] = ((date.min, ChargeOutcome.SUCCEEDED),)

    def prepare(self, billing: Billing, account_id: str) -> None:
        """Everything before the story begins."""
        for number, command in enumerate((c.OpenAccount(account_id, RUB), *self.before)):
            billing.execute(account_id, command, key=f"before/{number}", on=DAY)

    def play(
        self, billing: Billing, account_id: str, *, begins: int = 0, at: Callable[[int], None] | None = None
    ) -> None:
        """The story itself, from one of its acts on; `at` is told of each act.  Played again, it changes nothing."""
        for number, (on, act) in enumerate(self.acts[begins:], start=begins):
            if at is not None:
                at(number)
            if isinstance(act, str):
                billing.run_day(on)
            else:
                billing.execute(account_id, act, key=f"act/{number}", on=on)


STORIES = (
    Story(
        "an order on credit becomes an invoice and is paid",
        (LIMIT,),
        (
            (date(2026, 1, 10), order("s1", "22.4137", renews_from=None)),
            (date(2026, 2, 1), RUN),
            (date(2026, 2, 12), c.PayInvoice("p1", "bank")),
        ),
    ),
    Story(
        "a card pays two renewals",
        (CARD, server("s1", "900.00", date(2026, 1, 20), "card"), server("s2", "100.01", date(2026, 1, 20), "card")),
        ((date(2026, 1, 19), RUN),),
    ),
    Story(
        "a card is declined, refilled and charged the next day",
        (CARD, server("s1", "900.00", date(2026, 1, 20), "card")),
        (
            (date(2026, 1, 19), RUN),
            (date(2026, 1, 19), c.ConfirmMethod("card")),
            (date(2026, 1, 20), RUN),
        ),
        ((date.min, ChargeOutcome.DECLINED),),
    ),
    Story(
        "a bank does not know at first",
        (CARD, server("s1", "900.00", date(2026, 1, 20), "card")),
        ((date(2026, 1, 19), RUN), (date(2026, 1, 20), RUN), (date(2026, 1, 22), RUN)),
        ((date.min, ChargeOutcome.UNKNOWN), (date(2026, 1, 22), ChargeOutcome.SUCCEEDED)),
    ),
    Story(
        "a debt blocks the limit, a payment brings the service back",
        (LIMIT, order("s1", "349.99", renews_from=BALANCE)),
        (
            (date(2026, 2, 1), RUN),
            (date(2026, 3, 3), RUN),
            (date(2026, 3, 4), order("s9", "1.00")),
            (date(2026, 3, 5), c.TopUp("p1", rub("2000.00"), "bank")),
        ),
    ),
    Story(
        "money comes in parts, a service is stopped and started",
        (c.TopUp("p0", rub("50.00"), "bank"), LIMIT),
        (
            (date(2026, 1, 2), order("s1", "60.00", "7 days")),
            (date(2026, 1, 3), c.StopService("s1")),
            (date(2026, 1, 20), c.StartService("s1")),
            (date(2026, 2, 1), RUN),
            (date(2026, 2, 2), c.PayInvoice("p1", "bank", None, rub("5.55"))),
            (date(2026, 2, 3), c.PayInvoice("p2", "bank")),
        ),
    ),
)
