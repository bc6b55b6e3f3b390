"""The work of a day, pass by pass (R62, R63, R68, R86, B4, B20)."""

from __future__ import annotations

from datetime import date

import pytest

from astra_billing.account import ChargeOutcome, Reason, RenewalCharge, agenda, commands, events, passes
from astra_billing.account.decision import StuckAgenda
from astra_billing.catalog import ProductKind
from astra_billing.credit import ShortMonth
from astra_billing.methods import BALANCE
from astra_billing.money import RUB, Money
from astra_billing.services import StopCause
from tests.account.book import Book, table


def debtor(short_month: ShortMonth = ShortMonth.GRACE_DAYS, *, spent_on: str = "2025-12-10") -> Book:
    """An account that spent 100.00 on credit."""
    book = Book(limit="5000.00", short_month=short_month)
    book.order(spent_on, "debt", "100.00", "1 year")
    return book


# --- invoices ---------------------------------------------------------------------------------------------------------


def test_the_1st_makes_an_invoice_of_last_months_unpaid_expenses() -> None:
    """R62, B4: of their unpaid parts, and it knows its own dates."""
    book = Book(limit="5000.00")
    book.top_up("2025-12-05", "30.00")
    book.order("2025-12-10", "s1", "100.00", "1 year")
    book.order("2025-12-31", "s2", "7.00", "1 year")
    book.close("2026-01-01")
    (issued,) = book.all(events.InvoiceIssued)
    assert issued.invoice.expense_ids == (1, 2)
    assert issued.amount == Money("77.00", RUB)
    assert (issued.due_on, issued.blocked_from) == (date(2026, 1, 15), date(2026, 1, 30))


def test_a_paid_month_has_no_invoice() -> None:
    """B4: no unpaid expense, no invoice; numbers have no gap."""
    book = debtor()
    book.top_up("2025-12-31", "100.00")
    book.close("2026-01-31")
    assert book.all(events.InvoiceIssued) == []
    book.order("2026-02-10", "s1", "5.00", "1 year")
    book.close("2026-03-01")
    assert [event.invoice.number for event in book.all(events.InvoiceIssued)] == [1]


def test_a_debt_older_than_last_month_is_invoiced_on_the_next_1st() -> None:
    """B4: "also earlier ones not yet invoiced": spent on the 1st, asked for a month later."""
    book = debtor(spent_on="2026-01-01")
    book.close("2026-02-28")
    assert book.days(events.InvoiceIssued) == ["2026-02-01"]


def test_an_expense_is_invoiced_once() -> None:
    """R62: the second month's invoice is about the second month."""
    book = debtor()
    book.order("2026-01-10", "s2", "50.00", "1 year")
    book.close("2026-02-01")
    assert [(event.invoice.expense_ids, str(event.amount.amount)) for event in book.all(events.InvoiceIssued)] == [
        ((1,), "100.00"),
        ((2,), "50.00"),
    ]


def test_december_is_invoiced_in_january() -> None:
    """R63: the year turns."""
    book = debtor(spent_on="2025-12-31")
    book.close("2026-01-01")
    assert book.days(events.InvoiceIssued) == ["2026-01-01"]


# --- overdue and block ------------------------------------------------------------------------------------------------


def test_an_unpaid_invoice_lives_through_its_calendar() -> None:
    """R62, R63, R68: five notices, overdue on the 16th, blocked on the 30th, and silence after."""
    book = debtor()
    assert table(book.close("2026-12-31")) == [
        "2026-01-01 | InvoiceIssued pfx/1 100.00",
        "2026-01-01 | NoticeRaised credit_issued pfx/1",
        "2026-01-12 | NoticeRaised credit_due_soon pfx/1",
        "2026-01-16 | InvoiceOverdue pfx/1 100.00",
        "2026-01-16 | NoticeRaised credit_overdue pfx/1",
        "2026-01-25 | NoticeRaised credit_block_soon pfx/1",
        "2026-01-30 | CreditBlocked a1 100.00",
        "2026-01-30 | NoticeRaised credit_blocked pfx/1",
        "2026-12-10 | ServiceStopped debt",
    ]


@pytest.mark.parametrize(
    ("short_month", "soon", "blocked"),
    [
        (ShortMonth.GRACE_DAYS, "2026-02-25", "2026-03-02"),
        (ShortMonth.DAY_30_CLAMPED, "2026-02-23", "2026-02-28"),
    ],
)
def test_a_february_invoice_lives_through_the_calendar_of_its_policy(
    short_month: ShortMonth, soon: str, blocked: str
) -> None:
    """B1: side by side."""
    book = debtor(short_month, spent_on="2026-01-10")
    assert table(book.close("2026-03-31"))[2:] == [
        "2026-02-12 | NoticeRaised credit_due_soon pfx/1",
        "2026-02-16 | InvoiceOverdue pfx/1 100.00",
        "2026-02-16 | NoticeRaised credit_overdue pfx/1",
        f"{soon} | NoticeRaised credit_block_soon pfx/1",
        f"{blocked} | CreditBlocked a1 100.00",
        f"{blocked} | NoticeRaised credit_blocked pfx/1",
    ]


@pytest.mark.parametrize(
    ("paid_on", "told"),
    [
        ("2026-01-11", ["credit_issued"]),
        ("2026-01-15", ["credit_issued", "credit_due_soon"]),
        ("2026-01-24", ["credit_issued", "credit_due_soon", "credit_overdue"]),
        ("2026-01-29", ["credit_issued", "credit_due_soon", "credit_overdue", "credit_block_soon"]),
    ],
)
def test_a_paid_invoice_owes_no_more_notices(paid_on: str, told: list[str]) -> None:
    """R68: "if not paid"."""
    book = debtor()
    book.close(paid_on)
    book.pay(paid_on)
    book.close("2026-03-31")
    assert [event.notice.topic.value for event in book.all(events.NoticeRaised)] == told
    assert book.all(events.CreditBlocked) == []


def test_a_second_invoice_keeps_its_own_dates_under_the_block() -> None:
    """B5: the block is announced once; each invoice owes its own notices."""
    book = debtor()
    book.order("2026-01-10", "s2", "50.00", "1 year")
    book.close("2026-03-31")
    assert book.days(events.CreditBlocked) == ["2026-01-30"]
    assert book.days(events.InvoiceOverdue) == ["2026-01-16", "2026-02-16"]
    assert [str(event.on) for event in book.all(events.NoticeRaised) if event.notice.subject == "pfx/2"] == [
        "2026-02-01",
        "2026-02-12",
        "2026-02-16",
        "2026-02-25",
        "2026-03-02",
    ]


def test_paying_the_blocking_invoice_leaves_the_younger_to_its_own_block() -> None:
    """B5: unblocked on 10 February, blocked again on 2 March by the invoice of 1 February."""
    book = debtor()
    book.order("2026-01-10", "s2", "50.00", "1 year")
    book.close("2026-02-10")
    book.pay("2026-02-10")
    assert not book.account.blocked
    book.close("2026-03-31")
    assert book.days(events.CreditUnblocked) == ["2026-02-10"]
    assert book.days(events.CreditBlocked) == ["2026-01-30", "2026-03-02"]


def test_an_account_without_a_limit_has_no_credit_days() -> None:
    """R61: nothing is issued, and nothing is ahead."""
    book = Book()
    book.top_up("2025-12-10", "100.00")
    book.order("2025-12-10", "s1", "100.00", "1 year")
    assert agenda(book.account) == date(2026, 12, 10)


# --- renewals and expiry ----------------------------------------------------------------------------------------------


def test_a_renewal_from_the_balance_is_paid_on_the_eve() -> None:
    """R86: charged to balance and limit, and the expiry moves before it comes."""
    book = Book(limit="5000.00")
    book.accept("2025-12-01", book.registering("s1", "900.00", "1 month", "2026-01-20", renews_from=BALANCE))
    book.top_up("2025-12-01", "500.00")
    assert table(book.close("2026-01-20")) == [
        "2026-01-19 | ExpenseCharged s1 900.00",
        "2026-01-19 | ExpensesCovered p1 500.00",
        "2026-01-19 | ServiceRenewed s1",
    ]
    assert book.service("s1").expires_on == date(2026, 2, 20)


def test_a_renewal_short_of_funds_is_refused_twice_and_then_stops() -> None:
    """B19, B20: all or nothing, on the eve and on the day; then the service stops."""
    book = Book()
    book.accept("2025-12-01", book.registering("s1", "900.00", "1 month", "2026-01-20", renews_from=BALANCE))
    book.top_up("2025-12-01", "899.99")
    assert table(book.close("2026-02-28")) == [
        "2026-01-19 | RenewalRefused s1 900.00",
        "2026-01-20 | RenewalRefused s1 900.00",
        "2026-01-20 | ServiceStopped s1",
    ]
    assert {event.reason for event in book.all(events.RenewalRefused)} == {Reason.INSUFFICIENT_FUNDS}
    assert {event.rule for event in book.all(events.RenewalRefused)} == {"B20"}
    assert book.balance == "899.99"
    assert book.service("s1").stop_cause is StopCause.EXPIRED


def test_a_blocked_limit_refuses_renewal_from_the_balance() -> None:
    """R64: on the block day too, for the block comes before the renewals of its day."""
    book = debtor()
    book.accept("2025-12-10", book.registering("s1", "1.00", "1 month", "2026-01-31", renews_from=BALANCE))
    book.close("2026-01-31")
    refused = book.all(events.RenewalRefused)
    assert [(str(event.on), event.reason, event.rule) for event in refused] == [
        ("2026-01-30", Reason.CREDIT_BLOCKED, "R64"),
        ("2026-01-31", Reason.CREDIT_BLOCKED, "R64"),
    ]


def test_the_day_before_the_block_still_renews() -> None:
    """R63: the limit can be used until it is blocked."""
    book = debtor()
    book.accept("2025-12-10", book.registering("s1", "1.00", "1 month", "2026-01-30", renews_from=BALANCE))
    book.close("2026-01-31")
    assert book.days(events.ServiceRenewed) == ["2026-01-29"]


def test_a_blocked_limit_lets_saved_methods_renew() -> None:
    """R65: the card is asked as ever."""
    book = debtor()
    book.save("2025-12-10")
    book.accept("2025-12-10", book.registering("s1", "1.00", "1 month", "2026-02-10", renews_from="card"))
    book.close("2026-02-10")
    assert book.days(events.ChargeRequested) == ["2026-02-09"]


def test_a_charge_is_known_by_its_obligation() -> None:
    """DESIGN 3: account, service, expiry and attempt; the amount is the price of a term."""
    book = Book()
    book.save("2025-12-01")
    book.accept("2025-12-01", book.registering("s1", "900.00", "1 month", "2026-01-20", renews_from="card"))
    book.close("2026-01-19")
    (charge,) = book.account.charges.values()
    assert isinstance(charge, RenewalCharge)
    assert charge.key == "a1/renewal/s1/2026-01-20/1"
    assert charge.amount == Money("900.00", RUB)
    assert (charge.method_id, charge.expires_on) == ("card", date(2026, 1, 20))


def test_every_obligation_counts_its_own_attempts() -> None:
    """DESIGN 3, R87: the next term's first charge is number one again, whatever the last one took."""
    book = Book()
    book.save("2025-12-01")
    book.accept("2025-12-01", book.registering("s1", "900.00", "1 month", "2026-01-20", renews_from="card"))
    book.close("2026-01-19")
    book.answer("2026-01-19", ChargeOutcome.DECLINED)
    book.accept("2026-01-19", commands.ConfirmMethod("card"))
    book.close("2026-01-20")
    book.answer("2026-01-20", ChargeOutcome.SUCCEEDED)
    book.close("2026-02-19")
    assert [event.charge.key for event in book.all(events.ChargeRequested)] == [
        "a1/renewal/s1/2026-01-20/1",
        "a1/renewal/s1/2026-01-20/2",
        "a1/renewal/s1/2026-02-20/1",
    ]


def test_a_free_renewal_asks_no_bank() -> None:
    """R42: a charge of nothing cannot be made; the term is simply paid."""
    book = Book()
    book.save("2025-12-01")
    book.accept("2025-12-01", book.registering("s1", "0.00", "1 month", "2026-01-20", renews_from="card"))
    assert table(book.close("2026-01-31")) == ["2026-01-19 | ServiceRenewed s1"]
    assert book.service("s1").expires_on == date(2026, 2, 20)


def test_a_domain_is_tried_daily_for_sixty_days() -> None:
    """R86, B19: short of funds from the first attempt to the day of expiry, 61 days in all."""
    book = Book()
    domain = book.registering("d1", "900.00", "1 year", "2026-03-31", kind=ProductKind.DOMAIN, renews_from=BALANCE)
    book.accept("2025-12-01", domain)
    book.close("2026-12-31")
    assert book.days(events.RenewalRefused)[0] == "2026-01-30"
    assert book.days(events.RenewalRefused)[-1] == "2026-03-31"
    assert len(book.all(events.RenewalRefused)) == 61


def test_services_of_one_day_are_renewed_by_expiry_then_id() -> None:
    """The balance is enough for the first alone; which one that is does not depend on the order of buying."""
    book = Book()
    book.top_up("2025-12-01", "100.00")
    for name in ("s2", "s1"):
        book.accept("2025-12-01", book.registering(name, "100.00", "1 month", "2026-01-20", renews_from=BALANCE))
    book.accept(
        "2025-12-01",
        book.registering("s0", "100.00", "1 year", "2026-03-20", kind=ProductKind.DOMAIN, renews_from=BALANCE),
    )
    assert table(book.close("2026-01-19")) == [
        "2026-01-19 | ExpenseCharged s1 100.00",
        "2026-01-19 | ExpensesCovered p1 100.00",
        "2026-01-19 | ServiceRenewed s1",
        "2026-01-19 | RenewalRefused s2 100.00",
        "2026-01-19 | RenewalRefused s0 100.00",
    ]


def test_a_service_without_automatic_renewal_stops_at_its_expiry() -> None:
    """B20: on the first day that is not paid for."""
    book = Book()
    book.accept("2025-12-01", book.registering("s1", "900.00", "1 month", "2026-01-20"))
    assert table(book.close("2026-02-28")) == ["2026-01-20 | ServiceStopped s1"]
    assert book.all(events.ServiceStopped)[0].rule == "B20"


def test_a_failing_method_is_not_tried() -> None:
    """R87: until it works again; a retry is on a later day."""
    book = Book()
    book.save("2025-12-01")
    domain = book.registering("d1", "900.00", "1 year", "2026-03-31", kind=ProductKind.DOMAIN, renews_from="card")
    book.accept("2025-12-01", domain)
    book.close("2026-01-30")
    (key,) = book.account.charges
    book.accept("2026-01-30", commands.RecordCharge(key, ChargeOutcome.DECLINED))
    book.accept("2026-02-10", commands.ConfirmMethod("card"))
    book.close("2026-03-31")
    assert book.days(events.ChargeRequested) == ["2026-01-30", "2026-02-11"]
    assert [charge.attempt for charge in book.account.charges.values()] == [2]


def test_a_day_of_the_agenda_without_work_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """DESIGN 3: better an error that names the day than a night that never ends."""
    book = Book()
    monkeypatch.setattr(passes, "agenda", lambda _, until: min(until, date(2026, 1, 5)))
    with pytest.raises(StuckAgenda, match="the agenda names 2026-01-05, but the day has no work") as error:
        book.close("2026-01-10")
    assert error.value.day == date(2026, 1, 5)
