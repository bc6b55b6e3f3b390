"""Nothing is lost or doubled: money that was never there, notices that were given, kopecks that no bank takes."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from astra_billing.account import Accepted, ChargeOutcome, DuplicateId, Reason, Refused, commands, decide, events
from astra_billing.credit import CreditPolicy, ShortMonth
from astra_billing.errors import InvalidValue
from astra_billing.ledger import Payment
from astra_billing.methods import BALANCE
from astra_billing.money import RUB, Money
from tests.account.book import Book


def debtor(short_month: ShortMonth = ShortMonth.GRACE_DAYS) -> Book:
    """100.00 of January on credit."""
    book = Book("2026-01-01", limit="5000.00", short_month=short_month)
    book.order("2026-01-10", "debt", "100.00", "1 year")
    return book


def test_paying_nothing_is_no_way_to_pay_everything() -> None:
    """R51: an amount of zero is refused, from a bank and from the balance, and never read as no amount."""
    book = debtor()
    book.close("2026-02-01")
    with pytest.raises(InvalidValue, match="above zero"):
        book.pay("2026-02-02", "0.00")
    with pytest.raises(InvalidValue, match="above zero"):
        book.ask("2026-02-02", commands.PayInvoice("p1", BALANCE, amount=Money("0.00", RUB)))


def test_the_balance_pays_with_the_money_it_has() -> None:
    """R48, R50: an empty balance settles nothing, and no new money may claim to come from it."""
    book = debtor()
    book.close("2026-02-01")

    refused = decide(book.account, commands.PayInvoice("p1", BALANCE), date(2026, 2, 2))
    assert isinstance(refused, Refused)
    assert refused.reason is Reason.INSUFFICIENT_FUNDS
    with pytest.raises(InvalidValue, match="where new money comes from"):
        book.ask("2026-02-02", commands.TopUp("p1", Money("5.00", RUB), BALANCE))


def test_an_invoice_can_be_paid_from_the_balance_without_rounding() -> None:
    """R48: money that is there pays the exact debt; it is not credited a second time."""
    book = debtor()
    book.close("2026-02-01")
    rest = Payment("old", date(2026, 1, 5), Money("100.5000", RUB), "bank").credited(date(2026, 1, 5))
    account = evolve(book.account, payments={"old": rest})

    paid = decide(account, commands.PayInvoice("p1", BALANCE), date(2026, 2, 2))

    assert isinstance(paid, Accepted)
    assert paid.account.balance == Money("0.5", RUB)
    assert [type(event) for event in paid.events] == [events.ExpensesCovered, events.InvoiceSettled]


def test_a_payment_id_counts_once() -> None:
    """R51: a payment that is told twice is credited once."""
    book = Book()
    book.accept("2026-01-02", commands.TopUp("p1", Money("5.00", RUB), "bank"))

    with pytest.raises(DuplicateId, match="payment 'p1' is there already"):
        book.accept("2026-01-03", commands.TopUp("p1", Money("5.00", RUB), "bank"))
    assert book.balance == "5.00"


def test_a_saved_method_is_charged_in_whole_kopecks() -> None:
    """R86: no bank takes 22.4137; 22.42 is charged, and what the service doesn't cost stays on the balance."""
    book = Book("2026-01-01")
    book.save("2026-01-01")
    book.accept("2026-01-01", book.registering("s1", "22.4137", "1 month", "2026-01-20", renews_from="card"))
    book.close("2026-01-19")
    (charge,) = book.account.charges.values()
    assert charge.amount == Money("22.42", RUB)

    book.accept("2026-01-19", commands.RecordCharge(charge.key, ChargeOutcome.SUCCEEDED))
    assert book.balance == "0.0063"


def test_a_change_of_policy_repeats_no_notice() -> None:
    """R68: told on the 23rd by one calendar, it is not told again on the 25th by the other."""
    book = debtor(ShortMonth.DAY_30_CLAMPED)
    book.close("2026-02-24")
    book.accept("2026-02-24", commands.GrantCredit(CreditPolicy(Money("5000.00", RUB), ShortMonth.GRACE_DAYS)))
    book.close("2026-03-15")
    keys = [event.notice.key for event in book.all(events.NoticeRaised)]
    assert len(keys) == len(set(keys))
