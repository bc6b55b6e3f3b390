"""The manual's own story: December is spent on credit and not paid for (R62, R63, R69)."""

from __future__ import annotations

from astra_billing.credit import CreditState, Dashboard, DashboardText
from astra_billing.methods import BALANCE
from astra_billing.services import StopCause
from tests.account.book import Book, rows, table


def december() -> Book:
    """620.00 of December on credit, and a server that is paid to 20 February and renews from the account."""
    book = Book("2025-12-01", limit="5000.00")
    book.accept("2025-12-01", book.registering("server", "900.00", "1 month", "2026-02-20", renews_from=BALANCE))
    book.order("2025-12-10", "storage", "500.00", "1 year")
    book.order("2025-12-20", "licence", "120.00", "1 year")
    return book


def test_a_debt_that_is_never_paid_blocks_the_limit_on_the_30th() -> None:
    """R62, R63, R68: the month as the manual tells it; the server stays active to 20 February, and then stops."""
    book = december()
    assert table(book.close("2026-02-28")) == rows("""
        2026-01-01 | InvoiceIssued pfx/1 620.00
        2026-01-01 | NoticeRaised credit_issued pfx/1
        2026-01-12 | NoticeRaised credit_due_soon pfx/1
        2026-01-16 | InvoiceOverdue pfx/1 620.00
        2026-01-16 | NoticeRaised credit_overdue pfx/1
        2026-01-25 | NoticeRaised credit_block_soon pfx/1
        2026-01-30 | CreditBlocked a1 620.00
        2026-01-30 | NoticeRaised credit_blocked pfx/1
        2026-02-19 | RenewalRefused server 900.00
        2026-02-20 | RenewalRefused server 900.00
        2026-02-20 | ServiceStopped server
    """)


def test_paying_the_debt_brings_the_server_back() -> None:
    """R69: paid on 25 February, the limit is back, and so is the service that renews from the account."""
    book = december()
    book.close("2026-02-25")
    assert table(book.pay("2026-02-25")) == rows("""
        2026-02-25 | PaymentCredited p1 620.00
        2026-02-25 | ExpensesCovered p1 620.00
        2026-02-25 | InvoiceSettled pfx/1
        2026-02-25 | CreditUnblocked a1
        2026-02-25 | ExpenseCharged server 900.00
        2026-02-25 | ServiceRenewed server
        2026-02-25 | ServiceStarted server
    """)
    assert str(book.service("server").expires_on) == "2026-03-25", "the term begins where it is paid (B16)"
    assert str(book.standing("2026-02-25").spent.amount) == "900.00"


def test_a_server_that_does_not_renew_from_the_account_stays_stopped() -> None:
    """R69: only services with automatic renewal from the account come back."""
    book = Book("2025-12-01", limit="5000.00")
    book.save("2025-12-01")
    book.accept("2025-12-01", book.registering("manual", "900.00", "1 month", "2026-02-20"))
    book.order("2025-12-10", "storage", "500.00", "1 year")
    book.close("2026-02-25")
    book.pay("2026-02-25")
    assert book.service("manual").stop_cause is StopCause.EXPIRED


def test_the_debt_paid_on_the_last_day_blocks_nothing() -> None:
    """R63: 29 January is in time for the block; the server renews on its day."""
    book = december()
    book.close("2026-01-29")
    book.pay("2026-01-29")
    assert table(book.close("2026-02-28")) == rows("""
        2026-02-19 | ExpenseCharged server 900.00
        2026-02-19 | ServiceRenewed server
    """)


def test_the_dashboard_goes_through_its_four_pictures() -> None:
    """R67, R71, R72, R73: available, awaiting, overdue, blocked, each with its sentence and date."""
    book = december()
    book.close("2026-01-30")
    shown = {
        on: Dashboard.of(book.standing(on))
        for on in ("2026-01-01", "2026-01-15", "2026-01-16", "2026-01-29", "2026-01-30")
    }
    assert {on: (each.state, each.text, str(each.pay_by)) for on, each in shown.items()} == {
        "2026-01-01": (CreditState.AWAITING, DashboardText.PAY_BY_DUE_DATE, "2026-01-15"),
        "2026-01-15": (CreditState.AWAITING, DashboardText.PAY_BY_DUE_DATE, "2026-01-15"),
        "2026-01-16": (CreditState.OVERDUE, DashboardText.PAY_BEFORE_BLOCK, "2026-01-29"),
        "2026-01-29": (CreditState.OVERDUE, DashboardText.PAY_BEFORE_BLOCK, "2026-01-29"),
        "2026-01-30": (CreditState.BLOCKED, DashboardText.BLOCKED_UNTIL_PAID, "None"),
    }
    assert {str(each.parts[-1].amount.amount) for each in shown.values()} == {"4380.00"}


def test_part_of_the_debt_keeps_the_block() -> None:
    """B6, R70: "частично оплачен" is not "погашен"."""
    book = december()
    book.close("2026-02-01")
    assert table(book.pay("2026-02-01", "619.99")) == rows("""
        2026-02-01 | PaymentCredited p1 619.99
        2026-02-01 | ExpensesCovered p1 619.99
        2026-02-01 | InvoicePartlyPaid pfx/1 0.01
    """)
    assert book.standing("2026-02-01").is_blocked
    assert table(book.pay("2026-02-02"))[-1] == "2026-02-02 | CreditUnblocked a1"
