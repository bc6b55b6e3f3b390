"""Which payment paid which expense, oldest first (R38, B8)."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from astra_billing.ledger import Coverage, Expense, Part, cover
from astra_billing.money import RUB, Money
from astra_billing.tax import vat

DAY = date(2024, 2, 21)
AMOUNTS = st.decimals("0", "999.9999", places=4).map(lambda amount: Money(amount, RUB))


def expense(number: int, amount: str, paid: str = "0") -> Expense:
    """An expense of the manual's day."""
    return Expense(number, DAY, "BACKUP-1000", "s1", Money(amount, RUB), vat.rate_on(DAY), paid=Money(paid, RUB))


TABLE = [expense(4835, "21.3464"), expense(4836, "22.4137"), expense(4837, "34.4827"), expense(4839, "22.4137")]


@st.composite
def expenses(draw: st.DrawFn) -> list[Expense]:
    """Expenses, some of them partly or wholly paid."""
    amounts = draw(st.lists(st.tuples(AMOUNTS, AMOUNTS), max_size=6))
    return [
        Expense(number, DAY, "Backup", "s1", amount, vat.rate_on(DAY), paid=min(amount, paid))
        for number, (amount, paid) in enumerate(amounts, start=1)
    ]


def test_the_payment_of_the_manual_covers_its_table() -> None:
    """R37: pfx/5635 over 100.66 covers four expenses of 100.6565 and leaves 0.0035."""
    found = cover(TABLE, Money("100.66", RUB))
    assert [(part.expense_id, str(part.amount.amount)) for part in found.parts] == [
        (4835, "21.3464"),
        (4836, "22.4137"),
        (4837, "34.4827"),
        (4839, "22.4137"),
    ]
    assert found.covered == Money("100.6565", RUB)
    assert found.rest == Money("0.0035", RUB)


def test_money_that_runs_out_covers_a_part() -> None:
    """B8: the oldest first; the last one reached is covered in part, the next not at all."""
    found = cover(TABLE, Money("30.00", RUB))
    assert found == Coverage(
        (Part(4835, Money("21.3464", RUB)), Part(4836, Money("8.6536", RUB))), rest=Money.zero(RUB)
    )


def test_what_is_paid_is_passed_over() -> None:
    """R36: only the unpaid parts take money."""
    found = cover([expense(1, "10.00", paid="10.00"), expense(2, "10.00", paid="4.00")], Money("8.00", RUB))
    assert found == Coverage((Part(2, Money("6.00", RUB)),), rest=Money("2.00", RUB))


def test_no_money_covers_nothing() -> None:
    """And makes no empty parts."""
    assert cover(TABLE, Money("0.00", RUB)) == Coverage((), rest=Money.zero(RUB))


@given(expenses(), AMOUNTS)
def test_no_kopeck_is_lost(listed: list[Expense], money: Money) -> None:
    """R38: the parts and the rest are the money; no part is more than was unpaid."""
    found = cover(listed, money)
    assert found.covered + found.rest == money
    unpaid = {each.id: each.unpaid for each in listed}
    assert all(Money.zero(RUB) < part.amount <= unpaid[part.expense_id] for part in found.parts)
    assert found.covered == min(money, Money.sum(unpaid.values(), RUB))


@given(expenses(), AMOUNTS)
def test_a_younger_expense_waits_for_the_older(listed: list[Expense], money: Money) -> None:
    """B8: everything before the last part is closed by it."""
    parts = cover(listed, money).parts
    for part in parts[:-1]:
        assert next(each for each in listed if each.id == part.expense_id).unpaid == part.amount
    assert [part.expense_id for part in parts] == sorted({part.expense_id for part in parts})
