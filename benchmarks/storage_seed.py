"""Accounts for benchmarks of the store: made by commands once, then written in bulk."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from astra_billing.account import Accepted, decide
from astra_billing.account import commands as c
from astra_billing.adapters.storage.sql.writer import write
from astra_billing.catalog import ProductKind
from astra_billing.credit import CreditPolicy
from astra_billing.dates import Term
from astra_billing.methods import BALANCE
from astra_billing.money import RUB, Money
from astra_billing.ports import Change, Kept, Receipt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from astra_billing.account import Account
    from astra_billing.account.events import Event
    from astra_billing.adapters.storage.sql import SqlStore

OPENED = date(2026, 1, 1)
EXPIRES = date(2026, 1, 20)
DUE = date(2026, 1, 19)
"""The day on which every service of the renewal run is renewed."""

PRICE = Money("100.00", RUB)


def renewing(account_id: str, services: int, *, is_refused: bool = False) -> list[c.Command]:
    """An account whose services are all due on one day, with money for them or not."""
    money = Money("150.00", RUB) if is_refused else PRICE * services
    bought = [
        c.RegisterService(
            service_id=f"s{number}",
            title=f"Server {number}",
            kind=ProductKind.SERVER,
            price=PRICE,
            term=Term.parse("1 month"),
            expires_on=EXPIRES,
            renews_from=BALANCE,
        )
        for number in range(services)
    ]
    return [c.OpenAccount(account_id, RUB), c.TopUp("p0", money, "bank"), *bought]


INVOICED = date(2026, 2, 1)
"""The day on which a month on credit becomes an invoice."""


def with_debts(account_id: str, count: int) -> list[c.Command]:
    """An account with so many open expenses."""
    return [*_limit(account_id), *(_ordered(f"s{number}") for number in range(count))]


def on_credit(account_id: str) -> list[c.Command]:
    """An account with two services on credit, renewed and billed at the end of the month."""
    return [*_limit(account_id), _ordered("s1"), _ordered("s2")]


def _limit(account_id: str) -> list[c.Command]:
    return [c.OpenAccount(account_id, RUB), c.GrantCredit(CreditPolicy(Money("50000.00", RUB)))]


def _ordered(name: str) -> c.PlaceOrder:
    return c.PlaceOrder(
        service_id=name,
        title=f"Server {name}",
        kind=ProductKind.SERVER,
        price=Money("349.99", RUB),
        term=Term.parse("1 month"),
        renews_from=BALANCE,
    )


def made(account_id: str, commands: Sequence[c.Command]) -> Change:
    """An account that its commands have made, as one change of nothing."""
    account: Account | None = None
    happened: list[Event] = []
    for command in commands:
        decision = decide(account, command, OPENED)
        if not isinstance(decision, Accepted):
            raise TypeError(decision)
        account = decision.account
        happened += decision.events
    if account is None:
        raise ValueError(commands)
    return Change(Kept(account_id), account, Receipt("made", OPENED, ""), tuple(happened))


def seed(store: SqlStore, changes: Sequence[Change], batch: int = 500) -> None:
    """Write accounts in bulk."""
    for first in range(0, len(changes), batch):
        with store.engine.begin() as connection:
            write(connection, changes[first : first + batch])
