"""
One command given to an account of 20 services and 50 open expenses, and a year of it.

A decision holds its events applied: `decide` is the whole of it.  Beside it
stands the least that one event takes, a copy of the account by `attrs.evolve`,
which asks the constructor again.  Each time the account comes as an event has
left it: what it works out by itself, its balance and its debts, is not there.
"""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from attrs import evolve

from astra_billing.account import Account, agenda, decide, forecast
from astra_billing.account import commands as c
from astra_billing.catalog import Configuration, ProductKind, Tariff
from astra_billing.copies import replaced
from astra_billing.credit import CreditPolicy
from astra_billing.dates import Term
from astra_billing.methods import BALANCE
from astra_billing.money import RUB, Money
from astra_billing.orders import NewService
from benchmarks.race import Race
from benchmarks.table import Row, ns

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.table import Pair

MOST_NS, MOST_YEAR_NS = 50_000, 50_000_000
SERVICES, INVOICED, SPENT = 20, 30, 20
MONTH, YEAR = Term.parse("1 month"), Term.parse("1 year")
OPENED, EARLIER, YESTERDAY, TODAY = date(2025, 12, 5), date(2026, 1, 5), date(2026, 2, 3), date(2026, 2, 4)
NEXT_YEAR = date(2027, 2, 4)
EVOLVED = "evolve(owing, blocked=True)"
LEAST = "an `attrs.evolve` of the account"


def roubles(amount: str) -> Money:
    """So many roubles."""
    return Money(amount, RUB)


def ordered(name: str, price: str = "10.00", term: Term = MONTH) -> c.PlaceOrder:
    """The order of a server."""
    return c.PlaceOrder(service_id=name, title=name, kind=ProductKind.SERVER, price=roubles(price), term=term)


TARIFF = Tariff("t1", "Server", ProductKind.SERVER, {MONTH: roubles("20.00")})
IN_THE_CART = NewService("x", Configuration(TARIFF, MONTH))
ON_CREDIT: dict[str, c.LaterCommand] = {
    "StopService": c.StopService("s1"),
    "ChangeRenewal": c.ChangeRenewal("s1", None),
    "SaveMethod": c.SaveMethod("m", "Card"),
    "TopUp that covers an expense": c.TopUp("p", roubles("10.00"), "bank"),
    "PayInvoice, one expense of it": c.PayInvoice("p", "bank", amount=roubles("10.00")),
    "PlaceOrder on credit": ordered("x"),
    "RenewService on credit": c.RenewService("s1"),
}
WITH_MONEY: dict[str, c.LaterCommand] = {
    "PlaceOrder from the balance": ordered("x"),
    "RenewService from the balance": c.RenewService("s1"),
    "PayInvoice from the balance, one expense": c.PayInvoice("p", BALANCE, amount=roubles("10.00")),
    "Checkout from the balance": c.Checkout("o1"),
    "CloseDay without work": c.CloseDay(),
}
EXPENSIVE: dict[str, c.LaterCommand] = {
    "PayInvoice, all 30 expenses of it": c.PayInvoice("p", "bank"),
    "TopUp that covers all 50 expenses": c.TopUp("p", roubles("5000.00"), "bank"),
}
"""What changes many expenses at once takes longer for each of them; the goal is about a command that does not."""


def rows() -> list[Row]:
    """Ordinary commands with and without money on the balance, some that are not, the agenda, a year."""
    owing, funded = owing_account(), funded_account()
    given = [*ON_CREDIT.items(), *EXPENSIVE.items(), *WITH_MONEY.items()]
    names = {f"command{number}": command for number, (_, command) in enumerate(given)}
    who = {**dict.fromkeys((*ON_CREDIT, *EXPENSIVE), "owing"), **dict.fromkeys(WITH_MONEY, "funded")}
    asked = {what: f"decide(left({who[what]}), command{number}, today)" for number, (what, _) in enumerate(given)}
    race = Race(
        {"owing": owing, "funded": funded, "today": TODAY, "left": as_left, "decide": decide, "evolve": evolve, **names}
    )
    race.run(*asked.values(), EVOLVED)
    pairs = [race.pair(what, asked[what], EVOLVED) for what in asked]
    return [beside(pair, None if pair.what in EXPENSIVE else MOST_NS) for pair in pairs] + later_rows(funded)


def later_rows(funded: Account) -> list[Row]:
    """The next day with work; a year in which the debts block the limit, and one in which everything is renewed."""
    paid = after(funded, YESTERDAY, c.TopUp("p1", roubles("500.00"), "bank"))
    names = {
        "funded": funded,
        "paid": paid,
        "agenda": agenda,
        "forecast": forecast,
        "until": NEXT_YEAR,
        "evolve": evolve,
    }
    next_day, floor = "agenda(funded)", "evolve(funded, blocked=True)"
    years = {"unpaid debts": "forecast(funded, until)", "every debt paid": "forecast(paid, until)"}
    race = Race(names).run(next_day, *years.values(), floor)
    events = [len(forecast(account, NEXT_YEAR).events) for account in (funded, paid)]
    titles = [f"a year with {what}, {number} events" for what, number in zip(years, events, strict=True)]
    pairs = [race.pair(what, year, floor) for what, year in zip(titles, years.values(), strict=True)]
    return [beside(race.pair("agenda", next_day, floor), None), *(beside(pair, MOST_YEAR_NS) for pair in pairs)]


def beside(pair: Pair, most: int | None) -> Row:
    """A time that may have a goal, and how many times the least it is."""
    goal = "" if most is None else f"at most {ns(most)}"
    ratio, bare = pair.ours / pair.theirs, pair.bare[0] / pair.bare[1]
    met = most is not None and pair.ours <= most
    return Row(pair.what, ns(pair.ours), LEAST, ns(pair.theirs), f"{ratio:.1f} x its time", f"{bare:.1f}", goal, met)


def as_left(account: Account) -> Account:
    """The same account with nothing worked out; this takes less than a microsecond."""
    return replaced(account, expenses=account.expenses, payments=account.payments, charges=account.charges)


# --- the accounts -----------------------------------------------------------------------------------------------------


def after(account: Account | None, on: date, *given: c.Command) -> Account:
    """The account after some commands of a day."""
    for command in given:
        account = decide(account, command, on).account
    return account


def with_expenses(account: Account, on: date, first: int, last: int) -> Account:
    """So many expenses more of 10.00 each; the services that they were for are gone."""
    numbers = range(first, last)
    pairs: Iterable[tuple[c.Command, c.Command]] = (
        (ordered(f"o{each}", term=YEAR), c.DeleteService(f"o{each}")) for each in numbers
    )
    return after(account, on, *chain.from_iterable(pairs))


def opened_account() -> Account:
    """A credit limit, and services that are renewed from the balance."""
    services = (
        c.RegisterService(
            service_id=f"s{number}",
            title=f"Server {number}",
            kind=ProductKind.SERVER,
            price=roubles("100.00"),
            term=MONTH,
            expires_on=date(2026, 2, 10 + number % 8),
            renews_from=BALANCE,
        )
        for number in range(SERVICES)
    )
    return after(None, OPENED, c.OpenAccount("a1", RUB), c.GrantCredit(CreditPolicy(roubles("100000.00"))), *services)


def owing_account(account: Account | None = None) -> Account:
    """50 open expenses, an invoice asks for 30 of them; nothing is on the balance."""
    invoiced = with_expenses(account or opened_account(), EARLIER, 0, INVOICED)
    return with_expenses(invoiced, YESTERDAY, INVOICED, INVOICED + SPENT)


def funded_account() -> Account:
    """The same with money on the balance, which an older invoice has not needed, and something in the cart."""
    older = with_expenses(opened_account(), OPENED, 100, 101)
    owing = owing_account(after(older, EARLIER, c.GrantDeferral(1, NEXT_YEAR)))
    paid = c.PayInvoice("p0", "bank", number=1, amount=roubles("50000.00"))
    return after(owing, YESTERDAY, paid, c.AddToCart(IN_THE_CART))
