"""The report views say what the accounts themselves say, to the last decimal; on both databases."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from astra_billing.account import commands as c
from astra_billing.account.events import ExpenseCharged, InvoiceIssued
from astra_billing.adapters.runtime import Billing
from astra_billing.adapters.storage.sql import open_store
from astra_billing.adapters.storage.sql.reports import report_rows
from astra_billing.catalog import ProductKind
from astra_billing.credit import CreditPolicy
from astra_billing.dates import Term
from astra_billing.methods import BALANCE
from astra_billing.money import EUR, RUB, Currency, Money

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from astra_billing.account import Account
    from astra_billing.account.commands import Command
    from astra_billing.adapters.storage.sql import SqlStore

NIGHTS = 150


def order(name: str, price: str, term: str, currency: Currency = RUB) -> c.PlaceOrder:
    """A service from the balance, on credit where there is a limit."""
    return c.PlaceOrder(
        service_id=name,
        title=name,
        kind=ProductKind.SERVER,
        price=Money(price, currency),
        term=Term.parse(term),
        renews_from=BALANCE,
    )


LIVES: Mapping[str, tuple[Currency, Mapping[int, Command]]] = {
    "daily": (RUB, {125: order("s1", "22.4137", "1 day"), 126: order("s2", "349.99", "1 month")}),
    "in parts": (RUB, {0: order("s1", "100.01", "7 days"), 45: c.PayInvoice("p1", "bank", None, Money("5.55", RUB))}),
    "late": (RUB, {0: order("s1", "21.3464", "1 day"), 50: c.PayInvoice("p1", "bank"), 99: c.PayInvoice("p2", "bank")}),
    "monthly": (RUB, {95: order("s1", "900.00", "1 month")}),
    "older": (RUB, {60: order("s1", "31.00", "1 day")}),
    "abroad": (EUR, {90: order("s1", "34.4827", "1 day", EUR)}),
    "prepaid": (EUR, {0: c.TopUp("p1", Money("500.00", EUR), "bank"), 3: order("s1", "9.99", "1 month", EUR)}),
    "idle": (EUR, {}),
}
"""By name the currency, and what the customer does on which day; some of it is refused, as the calendar has it."""


@pytest.fixture(name="store")
def empty_store(url: str) -> Iterator[SqlStore]:
    """A store without accounts."""
    store = open_store(url)
    yield store
    store.close()


def live(store: SqlStore, first: date) -> dict[str, Account]:
    """Everybody's life, night after night; the accounts at the end."""
    billing = Billing(store)
    for name, (currency, _) in LIVES.items():
        billing.execute(name, c.OpenAccount(name, currency), key="open", on=first)
        if name != "prepaid":
            limit = CreditPolicy(Money("9000.00", currency))
            billing.execute(name, c.GrantCredit(limit), key="limit", on=first)
    for number in range(NIGHTS):
        day = first + timedelta(days=number)
        billing.run_day(day)
        for name, (_, acts) in LIVES.items():
            if number in acts:
                billing.execute(name, acts[number], key=f"{number}", on=day)
    return {name: billing.account(name) for name in LIVES}


def today_of(store: SqlStore) -> date:
    """The day on which the database believes to be; ages are counted from it."""
    says = "SELECT date('now')" if store.engine.dialect.name == "sqlite" else "SELECT CURRENT_DATE"
    with store.engine.connect() as connection:
        return date.fromisoformat(str(connection.execute(text(says)).scalar_one()))


def report(store: SqlStore, view: str) -> list[dict[str, str]]:
    """The rows of a view by their heads."""
    heads, rows = report_rows(store, view)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_open_invoices_and_the_ageing_of_debts_are_those_of_the_accounts(store: SqlStore) -> None:
    """Every invoice that an account still has open, with what is left of it, and the sums by age and currency."""
    accounts = live(store, today_of(store) - timedelta(days=NIGHTS - 1))
    due = {
        (name, each.happened.invoice.number): each.happened.due_on
        for name in accounts
        for each in store.journal(name)
        if isinstance(each.happened, InvoiceIssued)
    }
    invoices = [
        (name, each.number, each.issued_on, due[name, each.number], each.amount.amount, account.unpaid_of(each).amount)
        for name, account in sorted(accounts.items())
        for each in account.invoices.values()
    ]

    today = today_of(store)
    found, summed = report(store, "open_invoices"), report(store, "debt_ageing")
    assert [
        (
            row["account_id"],
            int(row["number"]),
            date.fromisoformat(row["issued_on"]),
            date.fromisoformat(row["due_on"]),
            Decimal(row["amount"]),
            Decimal(row["unpaid"]),
        )
        for row in found
    ] == invoices
    assert [int(row["days_past_due"]) for row in found] == [(today - each[3]).days for each in invoices]
    assert {row["account_id"]: row["currency"] for row in found} == {name: LIVES[name][0].code for name, *_ in invoices}

    ages: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
    for name, *_, due_on, _, unpaid in invoices:
        ages[LIVES[name][0].code, age_of((today - due_on).days)].append(unpaid)
    debts = [(row["currency"], row["age"], int(row["invoices"]), Decimal(row["unpaid"])) for row in summed]
    assert debts == [
        (*key, len(ages[key]), sum(ages[key])) for key in sorted(ages, key=lambda key: (key[0], AGES.index(key[1])))
    ]
    assert len({age for _, age in ages}) >= 3
    standings = [each.standing(on=today) for each in accounts.values()]
    owed = sum((each.overdue.amount for each in standings if each is not None), Decimal())
    assert owed == sum((row[3] for row in debts if row[1] != "not_due"), Decimal())


def test_the_tenth_invoice_comes_after_the_second(store: SqlStore) -> None:
    """Rows are ordered by what they say."""
    billing = Billing(store)
    limit = c.GrantCredit(CreditPolicy(Money("90000.00", RUB)))
    commands: tuple[Command, ...] = (c.OpenAccount("a1", RUB), limit, order("s1", "22.4137", "1 day"))
    for key, command in enumerate(commands):
        billing.execute("a1", command, key=str(key), on=date(2025, 1, 1))
    for number in range(11):
        month = date(2025 + (number + 1) // 12, (number + 1) % 12 + 1, 1)
        billing.run_day(month)
        billing.execute(
            "a1", c.PayInvoice(f"p{number}", "bank", None, Money("1.00", RUB)), key=f"part/{number}", on=month
        )
        billing.execute("a1", c.GrantDeferral(number + 1, date(2027, 1, 1)), key=f"later/{number}", on=month)

    assert [row["number"] for row in report(store, "open_invoices")] == [str(number) for number in range(1, 12)]


AGES = ["not_due", "days_1_15", "days_16_30", "days_31_90", "days_over_90"]


def age_of(days: int) -> str:
    """The age of a debt that is so many days past its due date; it is not due on that date itself (R61)."""
    return AGES[sum(days > limit for limit in (0, 15, 30, 90))]


def test_revenue_is_what_the_journals_say_was_charged(store: SqlStore) -> None:
    """By the month and the tax rate of the supply, paid or not, over the turn of the rate in 2026."""
    accounts = live(store, date(2025, 11, 10))
    gross: dict[tuple[str, str, str], list[Decimal]] = defaultdict(list)
    unpaid: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for name, account in accounts.items():
        for line in store.journal(name):
            if isinstance(line.happened, ExpenseCharged):
                expense = line.happened.expense
                gross[f"{expense.on:%Y-%m}", expense.rate.code, account.currency.code].append(expense.amount.amount)
        for open_expense in account.expenses.values():
            key = (f"{open_expense.on:%Y-%m}", open_expense.rate.code, account.currency.code)
            unpaid[key] += open_expense.unpaid.amount

    found = [
        (
            (row["month"], row["rate"], row["currency"]),
            int(row["expenses"]),
            Decimal(row["gross"]),
            Decimal(row["unpaid"]),
        )
        for row in report(store, "revenue_by_month")
    ]
    assert found == [(key, len(gross[key]), sum(gross[key]), unpaid[key]) for key in sorted(gross)]
    assert {"vat_20", "vat_22"} <= {key[1] for key in gross}
    standings = [each.standing(on=each.worked_on) for each in accounts.values()]
    owed = sum((each.owed.amount for each in standings if each is not None), Decimal())
    assert owed == sum((row[3] for row in found), Decimal())
