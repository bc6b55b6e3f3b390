"""The manual's own table of expenses: 21 February 2024, four charges, one payment (R36-R38)."""

from __future__ import annotations

from astra_billing.account import events
from astra_billing.tax import tax_lines
from tests.account.book import Book, rows, table

CHARGES = (("4835", "21.3464"), ("4836", "22.4137"), ("4837", "34.4827"), ("4839", "22.4137"))


def february() -> Book:
    """Four services of a day each, bought on credit, and one payment for all of them."""
    book = Book("2024-02-20", limit="5000.00")
    for name, price in CHARGES:
        book.order("2024-02-21", name, price, "1 day")
    book.top_up("2024-02-22", "100.66")
    return book


def test_one_payment_covers_the_four_expenses_of_the_manual() -> None:
    """R36, R38, DESIGN 2: 100.6565 in all, of four decimals; 100.66 close them and 0.0035 stay on the balance."""
    book = february()
    charged = [event for event in book.journal if isinstance(event, events.ExpenseCharged | events.ExpensesCovered)]
    assert table(charged) == rows("""
        2024-02-21 | ExpenseCharged 4835 21.3464
        2024-02-21 | ExpenseCharged 4836 22.4137
        2024-02-21 | ExpenseCharged 4837 34.4827
        2024-02-21 | ExpenseCharged 4839 22.4137
        2024-02-22 | ExpensesCovered p1 100.6565
    """)
    (covered,) = book.all(events.ExpensesCovered)
    assert [str(part.amount.amount) for part in covered.parts] == [price for _, price in CHARGES]
    assert book.account.expenses == {}, "the unpaid part of each is 0.00"
    assert book.balance == "0.0035"


def test_the_tax_of_the_four_is_the_manuals() -> None:
    """R37: 3.56, 3.73, 5.75, 3.74, so that equal lines differ by a kopeck and the sum is right."""
    charged = [event.expense for event in february().all(events.ExpenseCharged)]
    lines = tax_lines([each.amount for each in charged], charged[0].rate)
    assert [str(each.tax.amount) for each in lines] == ["3.56", "3.73", "5.75", "3.74"]
