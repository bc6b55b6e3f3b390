"""The three pictures of the manual's dashboard as they come about, and limits that change meanwhile (R61-R73, B9)."""

from __future__ import annotations

from astra_billing.account import Reason, commands, events
from astra_billing.credit import Dashboard, DashboardText
from astra_billing.methods import BALANCE
from astra_billing.money import EUR
from tests.account.book import Book, day, rows, table
from tests.stories.life import told

CREDIT = (
    events.CreditGranted,
    events.CreditWithdrawn,
    events.DeferralGranted,
    events.InvoiceIssued,
    events.InvoiceOverdue,
    events.InvoicePartlyPaid,
    events.InvoiceSettled,
    events.CreditBlocked,
    events.CreditUnblocked,
)


def legend(book: Book, on: str) -> dict[str, str]:
    """What the dashboard of a day shows."""
    return {part.code.value: str(part.amount.amount) for part in Dashboard.of(book.standing(on)).parts}


def test_july_is_invoiced_and_waits_for_its_payment() -> None:
    """R71: 34 134.48 of 400 000.00, to be paid by 15 August, blocked on the 30th otherwise."""
    book = Book("2026-07-01", limit="400000.00")
    book.order("2026-07-06", "server", "34134.48", "1 year")
    book.close("2026-08-01")
    assert legend(book, "2026-08-01") == {"awaiting": "34134.48", "available": "365865.52"}
    shown = Dashboard.of(book.standing("2026-08-01"))
    assert (str(shown.pay_by), str(shown.blocked_from)) == ("2026-08-15", "2026-08-30")


def test_a_deferral_to_29_august_makes_the_second_picture_of_the_manual() -> None:
    """R72, B9: July's 41.60 are late and deferred, August's 88.00 wait, 42.99 are spent since; "До 29 августа"."""
    book = Book("2026-06-01", limit="2000.00", currency=EUR)
    book.order("2026-06-10", "dns", "41.60", "1 year")
    book.close("2026-07-20")
    book.accept("2026-07-20", commands.GrantDeferral(1, day("2026-08-29")))
    book.order("2026-07-21", "server", "88.00", "1 year")
    book.order("2026-08-05", "licence", "42.99", "1 year")
    assert legend(book, "2026-08-10") == {
        "overdue": "41.60",
        "awaiting": "88.00",
        "spent": "42.99",
        "available": "1827.41",
    }
    shown = Dashboard.of(book.standing("2026-08-10"))
    assert (shown.text, str(shown.pay_by)) == (DashboardText.PAY_BEFORE_BLOCK, "2026-08-29")
    book.close("2026-08-31")
    assert told(book.journal, *CREDIT, events.NoticeRaised) == rows("""
        2026-06-01 | CreditGranted a1 2000.00
        2026-07-01 | InvoiceIssued pfx/1 41.60
        2026-07-01 | NoticeRaised credit_issued pfx/1
        2026-07-12 | NoticeRaised credit_due_soon pfx/1
        2026-07-16 | InvoiceOverdue pfx/1 41.60
        2026-07-16 | NoticeRaised credit_overdue pfx/1
        2026-07-20 | DeferralGranted pfx/1
        2026-08-01 | InvoiceIssued pfx/2 88.00
        2026-08-01 | NoticeRaised credit_issued pfx/2
        2026-08-12 | NoticeRaised credit_due_soon pfx/2
        2026-08-16 | InvoiceOverdue pfx/2 88.00
        2026-08-16 | NoticeRaised credit_overdue pfx/2
        2026-08-25 | NoticeRaised credit_block_soon pfx/1
        2026-08-25 | NoticeRaised credit_block_soon pfx/2
        2026-08-30 | CreditBlocked a1 129.60
        2026-08-30 | NoticeRaised credit_blocked pfx/1
        2026-08-30 | NoticeRaised credit_blocked pfx/2
    """)


def test_two_invoices_unpaid_make_the_third_picture_of_the_manual() -> None:
    """R73, B5: 800.00 are late and block, 2 400.00 of December wait, and 146 800.00 of the limit are out of reach."""
    book = Book("2025-11-01", limit="150000.00")
    book.order("2025-11-10", "hosting", "800.00", "1 year")
    book.order("2025-12-10", "server", "2400.00", "1 year")
    book.close("2026-01-10")
    assert legend(book, "2026-01-10") == {"overdue": "800.00", "awaiting": "2400.00", "unavailable": "146800.00"}
    assert book.refuse("2026-01-10", book.ordering("more", "1.00")).reason is Reason.CREDIT_BLOCKED


def test_the_oldest_invoice_is_paid_first_and_each_blocks_on_its_own_day() -> None:
    """B5, B6, B8, R70: 400.00 lift the first block; ten days later the second comes, and 600.00 of 800.00 keep it."""
    book = Book("2025-11-01", limit="5000.00")
    book.order("2025-11-10", "one", "400.00", "1 year")
    book.order("2025-12-10", "two", "500.00", "1 year")
    book.close("2025-12-29")
    book.order("2025-12-29", "three", "300.00", "1 year")
    book.close("2026-01-20")
    book.top_up("2026-01-20", "400.00")
    book.top_up("2026-02-05", "600.00")
    assert told(book.journal, *CREDIT)[1:] == rows("""
        2025-12-01 | InvoiceIssued pfx/1 400.00
        2025-12-16 | InvoiceOverdue pfx/1 400.00
        2025-12-30 | CreditBlocked a1 400.00
        2026-01-01 | InvoiceIssued pfx/2 800.00
        2026-01-16 | InvoiceOverdue pfx/2 800.00
        2026-01-20 | InvoiceSettled pfx/1
        2026-01-20 | CreditUnblocked a1
        2026-01-30 | CreditBlocked a1 800.00
        2026-02-05 | InvoicePartlyPaid pfx/2 200.00
    """)
    assert legend(book, "2026-02-05") == {"overdue": "200.00", "unavailable": "4800.00"}, "a part keeps the block"


def test_a_limit_that_is_lowered_asks_for_nothing_and_gives_nothing() -> None:
    """R61: 900.00 are owed, the limit falls to 500.00; nothing can be bought until the debt is below it again."""
    book = Book("2026-03-01", limit="1000.00")
    book.order("2026-03-02", "server", "900.00", "1 year")
    book.grant("2026-03-10", "500.00")
    assert book.refuse("2026-03-11", book.ordering("dns", "10.00")).reason is Reason.INSUFFICIENT_FUNDS
    book.top_up("2026-03-12", "450.00")
    book.order("2026-03-13", "dns", "10.00", "1 year")
    assert legend(book, "2026-03-13") == {"spent": "460.00", "available": "40.00"}
    assert told(book.journal, *CREDIT, events.ServiceOrdered, events.PaymentCredited) == rows("""
        2026-03-01 | CreditGranted a1 1000.00
        2026-03-02 | ServiceOrdered server 900.00
        2026-03-10 | CreditGranted a1 500.00
        2026-03-12 | PaymentCredited p1 450.00
        2026-03-13 | ServiceOrdered dns 10.00
    """)


def test_a_limit_that_is_withdrawn_leaves_the_debt_its_dates() -> None:
    """R61, R62, R63: withdrawn in the middle of January, the December invoice is late and blocks all the same."""
    book = Book("2025-12-01", limit="5000.00")
    book.accept("2025-12-01", book.registering("server", "100.00", "1 month", "2026-02-05", renews_from=BALANCE))
    book.order("2025-12-10", "storage", "600.00", "1 year")
    book.close("2026-01-12")
    book.accept("2026-01-12", commands.WithdrawCredit())
    assert book.refuse("2026-01-13", book.ordering("more", "1.00")).reason is Reason.INSUFFICIENT_FUNDS
    book.close("2026-02-06")
    book.top_up("2026-02-06", "700.00")
    assert table(book.journal)[4:] == rows("""
        2025-12-10 | ExpenseCharged storage 600.00
        2026-01-01 | InvoiceIssued pfx/1 600.00
        2026-01-01 | NoticeRaised credit_issued pfx/1
        2026-01-12 | NoticeRaised credit_due_soon pfx/1
        2026-01-12 | CreditWithdrawn a1
        2026-01-16 | InvoiceOverdue pfx/1 600.00
        2026-01-16 | NoticeRaised credit_overdue pfx/1
        2026-01-25 | NoticeRaised credit_block_soon pfx/1
        2026-01-30 | CreditBlocked a1 600.00
        2026-01-30 | NoticeRaised credit_blocked pfx/1
        2026-02-04 | RenewalRefused server 100.00
        2026-02-05 | RenewalRefused server 100.00
        2026-02-05 | ServiceStopped server
        2026-02-06 | PaymentCredited p1 700.00
        2026-02-06 | ExpensesCovered p1 600.00
        2026-02-06 | InvoiceSettled pfx/1
        2026-02-06 | CreditUnblocked a1
        2026-02-06 | ExpenseCharged server 100.00
        2026-02-06 | ExpensesCovered p1 100.00
        2026-02-06 | ServiceRenewed server
        2026-02-06 | ServiceStarted server
    """)
