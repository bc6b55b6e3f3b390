"""What arriving money does (R49, R51, R69, R70, B6, B8)."""

from __future__ import annotations

from datetime import date

import pytest

from astra_billing.account import ChargeOutcome, Reason, UnknownId, commands, events
from astra_billing.credit import CreditState
from astra_billing.errors import InvalidValue
from astra_billing.methods import MethodStatus, PaymentMethod
from astra_billing.money import EUR, RUB, CurrencyMismatch, Money
from astra_billing.services import StopCause
from tests.account.book import Book, table


def debtor(*spent: tuple[str, str], limit: str = "5000.00") -> Book:
    """An account that ordered services for a year, written as (day, price), on credit."""
    book = Book(limit=limit)
    for number, (on, price) in enumerate(spent, start=1):
        book.order(on, f"s{number}", price, "1 year")
    return book


def payer_by_card(expires_on: str = "2026-01-20", price: str = "900.00", term: str = "1 month") -> Book:
    """An account without credit whose only service is renewed from a card."""
    book = Book()
    book.save("2025-12-01")
    book.accept("2025-12-01", book.registering("s1", price, term, expires_on, renews_from="card"))
    return book


# --- top-ups ----------------------------------------------------------------------------------------------------------


def test_a_top_up_without_debts_stays_on_the_balance() -> None:
    """R49: and nothing else happens."""
    book = Book()
    assert table(book.top_up("2026-01-10", "300.00")) == ["2026-01-10 | PaymentCredited p1 300.00"]
    assert book.balance == "300.00"


def test_a_top_up_closes_the_oldest_invoice_then_the_next_then_what_is_not_invoiced() -> None:
    """B8: overdue first, then issued, then spent; what is left stays on the balance."""
    book = debtor(("2026-01-10", "10.00"), ("2026-02-10", "20.00"), ("2026-03-01", "40.00"))
    standing = book.standing("2026-03-01")
    assert [str(heap.amount) for heap in (standing.overdue, standing.awaiting, standing.spent)] == [
        "10.00",
        "20.00",
        "40.00",
    ]
    assert table(book.top_up("2026-03-01", "45.00")) == [
        "2026-03-01 | PaymentCredited p1 45.00",
        "2026-03-01 | ExpensesCovered p1 45.00",
        "2026-03-01 | InvoiceSettled pfx/1",
        "2026-03-01 | InvoiceSettled pfx/2",
    ]
    assert book.account.debts.spent == Money("25.00", RUB)
    book.top_up("2026-03-02", "30.00")
    assert book.account.expenses == {}
    assert book.balance == "5.00"


def test_a_younger_expense_of_an_invoice_waits() -> None:
    """B8: the order is by invoice, then by expense; a part payment says what is left of the invoice."""
    book = debtor(("2025-12-10", "10.00"), ("2025-12-11", "20.00"))
    book.close("2026-01-01")
    assert table(book.top_up("2026-01-02", "15.00"))[-1] == "2026-01-02 | InvoicePartlyPaid pfx/1 15.00"
    assert {number: str(each.unpaid.amount) for number, each in book.account.expenses.items()} == {2: "15.00"}


def test_money_in_another_currency_is_refused() -> None:
    """B33: there is no silent conversion."""
    book = Book()
    with pytest.raises(CurrencyMismatch):
        book.accept("2026-01-10", commands.TopUp("p1", Money("300.00", EUR), "bank"))


def test_a_top_up_of_nothing_is_a_fault() -> None:
    """R51: a payment is above zero."""
    with pytest.raises(InvalidValue):
        Book().top_up("2026-01-10", "0.00")


# --- invoices ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("amount", "message"), [("0.00", "above zero"), ("0.001", "for instance 0.01 RUB")])
def test_a_payment_is_made_out_in_whole_kopecks(amount: str, message: str) -> None:
    """R49: no gateway takes less."""
    card = PaymentMethod("card", "Bank card", "yookassa", needs_payer=False)
    with pytest.raises(InvalidValue, match=message):
        Book().accept("2026-01-10", commands.CreatePayment("p1", Money(amount, RUB), card))


def test_a_debt_of_100_6565_is_closed_by_100_66() -> None:
    """R37, DESIGN 2: the excess of 0.0035 stays on the balance."""
    book = Book(limit="5000.00")
    for number, price in enumerate(("21.3464", "22.4137", "34.4827", "22.4137"), start=1):
        book.order("2025-12-21", f"s{number}", price, "1 year")
    book.close("2026-01-01")
    assert book.account.invoices[1].amount == Money("100.6565", RUB)
    assert table(book.pay("2026-01-10")) == [
        "2026-01-10 | PaymentCredited p1 100.66",
        "2026-01-10 | ExpensesCovered p1 100.6565",
        "2026-01-10 | InvoiceSettled pfx/1",
    ]
    assert book.account.invoices == {}
    assert book.account.expenses == {}
    assert book.balance == "0.0035"


def test_the_excess_of_an_invoice_pays_for_the_next_order() -> None:
    """DESIGN 2: less than a kopeck, but not lost."""
    book = debtor(("2025-12-21", "100.6565"))
    book.close("2026-01-01")
    book.pay("2026-01-10")
    book.order("2026-01-11", "s9", "10.00")
    assert book.account.balance.is_zero
    assert book.account.debts.spent == Money("9.9965", RUB)


def test_an_invoice_can_be_paid_in_parts() -> None:
    """R70: "частично оплачен", then "полностью погашен"; without an amount exactly the rest is paid."""
    book = debtor(("2025-12-21", "100.00"))
    book.close("2026-01-01")
    book.pay("2026-01-05", "60.00")
    assert [str(event.unpaid.amount) for event in book.all(events.InvoicePartlyPaid)] == ["40.00"]
    book.pay("2026-01-06")
    assert [str(event.payment.amount.amount) for event in book.all(events.PaymentCredited)] == ["60.00", "40.00"]
    assert book.days(events.InvoiceSettled) == ["2026-01-06"]


def test_an_invoice_is_paid_by_its_number() -> None:
    """B8: a payment of an invoice goes to that invoice, though an older one is open."""
    book = debtor(("2025-12-21", "100.00"), ("2026-01-21", "50.00"))
    book.close("2026-02-01")
    book.pay("2026-02-02", number=2)
    assert sorted(book.account.invoices) == [1]
    assert book.standing("2026-02-02").state is CreditState.BLOCKED


def test_what_an_invoice_does_not_need_stays_on_the_balance() -> None:
    """R70, B8: other debts wait for a payment of their own."""
    book = debtor(("2025-12-21", "100.00"), ("2026-01-05", "50.00"))
    book.close("2026-01-05")
    book.pay("2026-01-06", "130.00")
    assert book.balance == "30.00"
    assert book.account.debts.spent == Money("50.00", RUB)


def test_without_an_invoice_there_is_nothing_to_pay() -> None:
    """R70: not by default, and not by the number of a settled one."""
    book = debtor(("2025-12-21", "100.00"))
    assert book.refuse("2025-12-22", commands.PayInvoice("p1", "bank")).reason is Reason.NOTHING_TO_PAY
    book.close("2026-01-01")
    book.pay("2026-01-02")
    refused = book.refuse("2026-01-03", commands.PayInvoice("p2", "bank", 1))
    assert refused.reason is Reason.NOTHING_TO_PAY
    assert refused.facts == {"invoice": 1}
    assert book.balance == "0.00"


@pytest.mark.parametrize("number", [-1, 0, 2, 99])
def test_an_invoice_that_never_was_is_a_fault(number: int) -> None:
    """A wrong number is a mistake of the caller, not of the customer."""
    book = debtor(("2025-12-21", "100.00"))
    book.close("2026-01-01")
    with pytest.raises(UnknownId, match="known are: 1"):
        book.pay("2026-01-02", number=number)


def test_an_invoice_is_paid_in_the_accounts_currency() -> None:
    """B33: euros don't pay roubles."""
    book = debtor(("2025-12-21", "100.00"))
    book.close("2026-01-01")
    with pytest.raises(CurrencyMismatch):
        book.accept("2026-01-02", commands.PayInvoice("p1", "bank", None, Money("1.00", EUR)))


def test_a_euro_account_lives_by_the_same_calendar() -> None:
    """R72: the dashboard of the manual in EUR."""
    book = Book(limit="2000.00", currency=EUR)
    book.order("2025-12-21", "s1", "41.60", "1 year")
    book.close("2026-01-16")
    assert book.standing("2026-01-16").overdue == Money("41.60", EUR)
    book.pay("2026-01-17")
    assert book.account.balance == Money("0.00", EUR)


# --- the block --------------------------------------------------------------------------------------------------------


def test_a_part_payment_keeps_the_block() -> None:
    """B6: one kopeck short is short."""
    book = debtor(("2025-12-21", "100.00"))
    book.close("2026-01-30")
    assert book.account.blocked
    book.pay("2026-01-31", "99.99")
    assert book.account.blocked
    assert book.all(events.CreditUnblocked) == []
    book.top_up("2026-02-01", "0.01")
    assert book.standing("2026-02-01").state is CreditState.AVAILABLE
    assert book.days(events.CreditUnblocked) == ["2026-02-01"]


def test_money_on_the_block_day_comes_after_the_block() -> None:
    """B2: the 30th begins blocked, and ends free."""
    book = debtor(("2025-12-21", "100.00"))
    happened = [type(event).__name__ for event in book.top_up("2026-01-30", "100.00") if event.on.day == 30]
    assert happened == [
        "CreditBlocked",
        "NoticeRaised",
        "PaymentCredited",
        "ExpensesCovered",
        "InvoiceSettled",
        "CreditUnblocked",
    ]


# --- answers of a gateway ---------------------------------------------------------------------------------------------


def test_a_successful_charge_pays_for_the_term() -> None:
    """R86: the payment covers its own expense, and the service is paid for a month more."""
    book = payer_by_card()
    book.close("2026-01-19")
    assert table(book.answer("2026-01-19", ChargeOutcome.SUCCEEDED)) == [
        "2026-01-19 | ChargeSucceeded s1 900.00",
        "2026-01-19 | PaymentCredited a1/renewal/s1/2026-01-20/1 900.00",
        "2026-01-19 | ExpenseCharged s1 900.00",
        "2026-01-19 | ExpensesCovered a1/renewal/s1/2026-01-20/1 900.00",
        "2026-01-19 | ServiceRenewed s1",
    ]
    assert book.service("s1").expires_on == date(2026, 2, 20)
    assert book.balance == "0.00"


def test_a_renewal_by_card_leaves_older_debts_alone() -> None:
    """R65, B8: the charge serves its purpose, even while the limit is blocked."""
    book = Book(limit="5000.00")
    book.save("2025-12-01")
    book.order("2025-12-10", "debt", "100.00", "1 year")
    book.accept("2025-12-10", book.registering("s1", "900.00", "1 month", "2026-02-10", renews_from="card"))
    book.close("2026-02-09")
    book.answer("2026-02-09", ChargeOutcome.SUCCEEDED)
    assert book.service("s1").expires_on == date(2026, 3, 10)
    assert book.standing("2026-02-09").overdue == Money("100.00", RUB)
    assert book.account.blocked


def test_a_declined_charge_fails_the_method_and_tells_the_customer() -> None:
    """R86: "Не работает", and an alert; the service runs on to its expiry."""
    book = payer_by_card()
    book.close("2026-01-19")
    assert table(book.answer("2026-01-19", ChargeOutcome.DECLINED, "no money")) == [
        "2026-01-19 | ChargeDeclined s1 900.00",
        "2026-01-19 | MethodFailed card",
        "2026-01-19 | NoticeRaised renewal_failed s1/2026-01-20/1",
    ]
    (declined,) = book.all(events.ChargeDeclined)
    assert declined.cause == "no money"
    assert book.account.methods["card"].status is MethodStatus.FAILING
    assert book.service("s1").is_active
    book.close("2026-01-20")
    assert book.service("s1").stop_cause is StopCause.EXPIRED


def test_a_charge_declined_on_the_day_of_expiry_stops_the_service() -> None:
    """B19, B20: there is no day left for another attempt."""
    book = payer_by_card()
    book.close("2026-01-19")
    book.answer("2026-01-19", ChargeOutcome.DECLINED)
    book.accept("2026-01-19", commands.ConfirmMethod("card"))
    book.close("2026-01-20")
    assert book.service("s1").is_active, "the bank still owes an answer"
    happened = [type(event) for event in book.answer("2026-01-20", ChargeOutcome.DECLINED)]
    assert happened[-1] is events.ServiceStopped


def test_an_unknown_outcome_changes_nothing() -> None:
    """DESIGN 4: the charge stays open, the service runs on, and nothing is charged again."""
    book = payer_by_card()
    book.close("2026-01-19")
    assert book.answer("2026-01-19", ChargeOutcome.UNKNOWN) == ()
    book.close("2026-03-01")
    assert len(book.account.charges) == 1
    assert book.service("s1").is_active
    assert book.days(events.ChargeRequested) == ["2026-01-19"]


def test_a_late_success_renews_from_the_old_expiry() -> None:
    """DESIGN 4, B15: five days late, the term is the one that was asked for."""
    book = payer_by_card()
    book.close("2026-01-19")
    book.answer("2026-01-25", ChargeOutcome.SUCCEEDED)
    assert book.service("s1").expires_on == date(2026, 2, 20)


def test_a_late_decline_stops_what_is_no_longer_paid() -> None:
    """B20: on the day the answer comes."""
    book = payer_by_card()
    book.close("2026-01-19")
    assert table(book.answer("2026-01-25", ChargeOutcome.DECLINED))[-1] == "2026-01-25 | ServiceStopped s1"


def test_a_success_for_a_service_the_customer_stopped_goes_to_the_balance() -> None:
    """B8: nothing is renewed against the customer's wish, and nothing is lost."""
    book = payer_by_card()
    book.close("2026-01-19")
    book.accept("2026-01-19", commands.StopService("s1"))
    book.answer("2026-01-19", ChargeOutcome.SUCCEEDED)
    assert book.balance == "900.00"
    assert book.service("s1").expires_on == date(2026, 1, 20)
    assert not book.service("s1").is_active


def test_a_decline_for_a_service_the_customer_stopped_stops_nothing_twice() -> None:
    """R89: the cause of the stop stays the customer's."""
    book = payer_by_card()
    book.close("2026-01-19")
    book.accept("2026-01-19", commands.StopService("s1"))
    book.answer("2026-01-22", ChargeOutcome.DECLINED)
    assert book.service("s1").stop_cause is StopCause.CUSTOMER


def test_a_success_for_a_term_already_paid_goes_to_the_balance() -> None:
    """DESIGN promise 2: the cart was quicker than the bank; the term is charged once."""
    book = payer_by_card()
    book.close("2026-01-19")
    book.top_up("2026-01-19", "900.00")
    book.accept("2026-01-19", commands.RenewService("s1"))
    book.answer("2026-01-19", ChargeOutcome.SUCCEEDED)
    assert book.balance == "900.00"
    assert book.service("s1").expires_on == date(2026, 2, 20)
    assert len(book.all(events.ExpenseCharged)) == 1


def test_money_of_a_late_success_closes_debts() -> None:
    """B8: on the balance it is like any other money."""
    book = Book(limit="5000.00")
    book.save("2025-12-01")
    book.order("2025-12-10", "debt", "100.00", "1 year")
    book.accept("2025-12-10", book.registering("s1", "900.00", "1 month", "2026-01-20", renews_from="card"))
    book.close("2026-01-19")
    book.accept("2026-01-19", commands.StopService("s1"))
    book.answer("2026-01-19", ChargeOutcome.SUCCEEDED)
    assert book.account.invoices == {}
    assert book.balance == "800.00"


def test_a_success_restores_a_method_that_failed_meanwhile() -> None:
    """R86: "after success the status becomes Работает"; two services share the card."""
    book = payer_by_card()
    book.accept("2025-12-01", book.registering("s2", "500.00", "1 month", "2026-01-20", renews_from="card"))
    book.close("2026-01-19")
    first, second = book.account.charges
    book.accept("2026-01-19", commands.RecordCharge(first, ChargeOutcome.DECLINED))
    happened = book.accept("2026-01-19", commands.RecordCharge(second, ChargeOutcome.SUCCEEDED))
    assert events.MethodRestored in {type(event) for event in happened}
    assert book.account.methods["card"].works


def test_a_method_fails_once_for_two_declined_charges() -> None:
    """R86: the second decline adds an alert of its own, and no second change of status."""
    book = payer_by_card()
    book.accept("2025-12-01", book.registering("s2", "500.00", "1 month", "2026-01-20", renews_from="card"))
    book.close("2026-01-19")
    for key in list(book.account.charges):
        book.accept("2026-01-19", commands.RecordCharge(key, ChargeOutcome.DECLINED))
    assert book.days(events.MethodFailed) == ["2026-01-19"]
    assert len({event.notice.key for event in book.all(events.NoticeRaised)}) == 2


def test_an_answer_that_was_given_is_not_taken_again() -> None:
    """DESIGN promise 2: a repeated webhook renews and pays nothing, and is no fault either."""
    book = payer_by_card()
    book.close("2026-01-19")
    (key,) = book.account.charges
    book.answer("2026-01-19", ChargeOutcome.SUCCEEDED)
    for again in ChargeOutcome:
        assert book.accept("2026-01-19", commands.RecordCharge(key, again)) == ()


def test_an_answer_to_what_was_never_asked_is_a_fault() -> None:
    """DESIGN promise 2: nobody renews a service by telling of a charge that the account did not ask for."""
    book = payer_by_card()
    with pytest.raises(UnknownId, match="no charge 'a1/renewal/s1/2026-01-20/7'"):
        book.accept("2026-01-19", commands.RecordCharge("a1/renewal/s1/2026-01-20/7", ChargeOutcome.SUCCEEDED))
