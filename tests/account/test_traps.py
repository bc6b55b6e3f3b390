"""The traps of the field: what billing systems are known to get wrong, one test each."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from astra_billing.account import Account, ChargeOutcome, Reason, Refused, agenda, commands, events
from astra_billing.autopay import AutopaySettings
from astra_billing.catalog import Configuration, ProductKind, Tariff
from astra_billing.credit import CreditState
from astra_billing.dates import Term
from astra_billing.methods import BALANCE
from astra_billing.orders import NewService
from tests.account import shop
from tests.account.book import Book, day

if TYPE_CHECKING:
    from collections.abc import Callable

YES, NO, UNKNOWN = ChargeOutcome.SUCCEEDED, ChargeOutcome.DECLINED, ChargeOutcome.UNKNOWN


def expiries(book: Book) -> list[str]:
    """Every expiry that a renewal has set."""
    return [str(each.expires_on) for each in book.all(events.ServiceRenewed)]


# --- anchors ----------------------------------------------------------------------------------------------------------


def begun_on_the_31st(offers: dict[Term, str] | None = None) -> Book:
    """A monthly service of 31 January, with money for a year."""
    book = Book("2026-01-31")
    book.top_up("2026-01-31", "9000.00")
    sold = {term: shop.rub(price) for term, price in (offers or {}).items()}
    ordering = book.ordering("s1", "100.00", renews_from=BALANCE)
    book.accept("2026-01-31", evolve(ordering, offers=sold))
    return book


def test_the_31st_comes_back_after_the_28th() -> None:
    """B15: 31 January, 28 February, 31 March: a short month does not shorten the next."""
    book = begun_on_the_31st()
    book.close("2026-07-31")
    assert expiries(book) == ["2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31", "2026-08-31"]


def test_the_31st_survives_a_change_of_the_term() -> None:
    """B15, R83: changed on 28 February to quarters, and back."""
    quarter = Term.parse("3 months")
    book = begun_on_the_31st({quarter: "250.00"})
    book.accept("2026-02-01", commands.ChangeTerm("s1", quarter))
    book.close("2026-08-01")
    book.accept("2026-08-01", commands.ChangeTerm("s1", shop.MONTH))
    book.close("2026-09-30")
    assert expiries(book) == ["2026-05-31", "2026-08-31", "2026-09-30", "2026-10-31"]


def test_the_31st_survives_a_renewal_by_hand_for_another_term() -> None:
    """B15, R84: a year bought on the way to 28 February; the day of the month is not forgotten."""
    book = begun_on_the_31st({shop.YEAR: "1000.00"})
    book.accept("2026-02-01", commands.RenewService("s1", shop.YEAR))
    book.close("2027-04-01")
    assert expiries(book) == ["2027-02-28", "2027-03-31", "2027-04-30"]


def test_the_29th_of_february_comes_back_in_a_leap_year() -> None:
    """B15: 2024, three years of the 28th, 2028."""
    book = Book("2024-02-29")
    book.top_up("2024-02-29", "9000.00")
    book.order("2024-02-29", "s1", "100.00", "1 year", renews_from=BALANCE)
    book.close("2028-02-27")
    assert expiries(book) == ["2026-02-28", "2027-02-28", "2028-02-29", "2029-02-28"][: len(expiries(book))]
    assert expiries(book)[2] == "2028-02-29"


def test_no_period_is_lost_at_day_31() -> None:
    """B15: twelve months of a year are twelve charges and end where they began."""
    book = Book("2026-12-31")
    book.top_up("2026-12-31", "9000.00")
    book.order("2026-12-31", "s1", "100.00", renews_from=BALANCE)
    book.close("2027-12-29")
    assert len(book.all(events.ExpenseCharged)) == 12
    assert str(book.service("s1").expires_on) == "2027-12-31"
    book.close("2027-12-30")
    assert str(book.service("s1").expires_on) == "2028-01-31"


# --- debts ------------------------------------------------------------------------------------------------------------


def test_paying_the_oldest_debt_skips_no_state() -> None:
    """B5, B9, R63: three invoices; each payment of the oldest leaves the account to the dates of the next one."""
    book = Book("2026-01-01", limit="5000.00")
    for on, name in (("2026-01-10", "s1"), ("2026-02-10", "s2"), ("2026-03-01", "s3")):
        book.order(on, name, "100.00", "1 year")
    book.accept("2026-03-01", commands.GrantDeferral(2, day("2026-05-15")))
    book.close("2026-04-01")
    states = [book.standing("2026-04-01").state]
    for _ in range(3):
        book.pay("2026-04-01")
        states.append(book.standing("2026-04-01").state)
    assert states == [CreditState.BLOCKED, CreditState.OVERDUE, CreditState.AWAITING, CreditState.AVAILABLE]
    assert book.days(events.CreditUnblocked) == ["2026-04-01"]


def test_two_cycles_of_block_and_release() -> None:
    """R63, R69: the second is announced, told and lifted as the first was."""
    book = Book("2026-01-01", limit="5000.00")
    for month, name in ((1, "s1"), (3, "s2")):
        book.order(f"2026-0{month}-10", name, "100.00", "1 year")
        book.close(f"2026-0{month + 2}-05")
        book.pay(f"2026-0{month + 2}-05")
    assert book.days(events.CreditBlocked) == ["2026-03-02", "2026-04-30"]
    assert book.days(events.CreditUnblocked) == ["2026-03-05", "2026-05-05"]
    keys = [each.notice.key for each in book.all(events.NoticeRaised)]
    assert len(keys) == len(set(keys)) == 10


# --- late money -------------------------------------------------------------------------------------------------------


def test_a_late_success_after_another_payment_is_on_the_balance() -> None:
    """R51, R86: the customer has renewed by hand meanwhile, so nothing is renewed twice."""
    book = Book("2026-01-01")
    book.save("2026-01-01")
    book.accept("2026-01-01", book.registering("s1", "100.00", "1 month", "2026-01-31", renews_from="card"))
    book.close("2026-01-30")
    book.top_up("2026-01-30", "100.00")
    book.accept("2026-01-30", commands.RenewService("s1"))
    book.answer("2026-02-03", YES)
    assert (book.balance, expiries(book)) == ("100.00", ["2026-02-28"])


def test_a_late_success_of_an_order_that_was_bought_again_is_on_the_balance() -> None:
    """R51, R41: another order has another payment, and both are money."""
    book = Book("2026-01-01")
    for order, item in (("o1", "a"), ("o2", "b")):
        book.accept("2026-01-01", commands.AddToCart(shop.service(item)))
        book.accept("2026-01-01", commands.Checkout(order, shop.INVOICE_WITHOUT_PAYER))
    book.accept("2026-01-01", commands.BeginPayment("order/o1"))
    book.accept("2026-01-02", commands.CancelOrder("o1"))
    book.accept("2026-01-02", commands.RecordPayment("order/o2", YES))
    book.accept("2026-01-09", commands.RecordPayment("order/o1", YES))
    assert (book.balance, set(book.account.services)) == ("100.00", {"b"})


# --- nothing ----------------------------------------------------------------------------------------------------------


def free(item_id: str, renews_from: str | None) -> NewService:
    """A service that costs nothing."""
    tariff = Tariff("0", "Free", ProductKind.SERVER, {shop.MONTH: shop.rub("0.00")})
    return NewService(item_id, Configuration(tariff, shop.MONTH), renews_from)


def test_what_costs_nothing_is_ordered_and_renewed_without_a_payment() -> None:
    """R44, R86: from the balance, from a card, and by hand; no charge, no debt, no notice."""
    book = Book("2026-01-01", limit="100.00")
    book.save("2026-01-01")
    for item, source in (("a", BALANCE), ("b", "card")):
        book.accept("2026-01-01", commands.AddToCart(free(item, source)))
    book.accept("2026-01-01", commands.Checkout("o1"))
    book.order("2026-01-01", "c", "0.00", renews_from=BALANCE)
    book.accept("2026-01-01", commands.RenewService("c"))
    book.close("2026-04-15")
    assert {str(each.expires_on) for each in book.account.services.values()} == {"2026-05-01"}
    assert (book.account.expenses, book.account.invoices, book.balance) == ({}, {}, "0.00")
    assert not [*book.all(events.ChargeRequested), *book.all(events.NoticeRaised)]


def test_free_services_never_make_the_balance_short() -> None:
    """B38: no automatic top-up of nothing."""
    book = Book("2026-01-01")
    book.save("2026-01-01")
    book.accept("2026-01-01", commands.SetUpAutopay(AutopaySettings("card", None)))
    book.order("2026-01-01", "s1", "0.00", renews_from=BALANCE)
    book.close("2026-06-30")
    assert not [*book.all(events.ChargeRequested), *book.all(events.TopUpRefused)]


# --- refunds ----------------------------------------------------------------------------------------------------------


def test_partial_refunds_never_return_more_than_was_paid() -> None:
    """B37: however they are cut, whatever the bank answers in between."""
    book = Book("2026-01-01")
    book.top_up("2026-01-01", "100.00")
    for number, (amount, outcome) in enumerate((("60.00", YES), ("40.00", NO), ("30.00", UNKNOWN)), start=1):
        book.accept("2026-01-02", commands.IssueRefund(f"r{number}", "p1", book.money(amount)))
        book.accept("2026-01-02", commands.RecordRefund(f"a1/refund/p1/r{number}", outcome))
    refused = book.ask("2026-01-03", commands.IssueRefund("r4", "p1", book.money("10.01")))
    assert isinstance(refused, Refused)
    assert refused.reason is Reason.REFUND_TOO_LARGE
    book.accept("2026-01-03", commands.IssueRefund("r5", "p1", book.money("10.00")))
    assert book.balance == "0.00"


# --- gateways ---------------------------------------------------------------------------------------------------------

ANSWERS = ((YES, ""), (YES, ""), (NO, "no money"), (NO, "no money"), (UNKNOWN, ""))
ORDERS = sorted(set(permutations(ANSWERS)), key=str)


def renewing() -> Book:
    """A card is asked for a renewal."""
    book = Book("2026-01-01")
    book.save("2026-01-01")
    book.accept("2026-01-01", book.registering("s1", "100.00", "1 month", "2026-01-31", renews_from="card"))
    book.close("2026-01-30")
    return book


def topping_up() -> Book:
    """A card is asked for a top-up."""
    book = Book("2026-01-01")
    book.save("2026-01-01")
    book.accept("2026-01-01", book.registering("s1", "100.00", "1 month", "2026-01-31", renews_from=BALANCE))
    book.accept("2026-01-01", commands.SetUpAutopay(AutopaySettings("card", shop.rub("150.00"))))
    book.close("2026-01-20")
    return book


def states_after(begin: Callable[[], Book], command: Callable[[ChargeOutcome, str], commands.Command]) -> list[Account]:
    """The different states that the answers lead to in all their orders."""
    found: list[Account] = []
    for order in ORDERS:
        book = begin()
        on = str(book.account.worked_on)
        for outcome, cause in order:
            book.accept(on, command(outcome, cause))
        if book.account not in found:
            found.append(book.account)
    return found


@pytest.mark.parametrize("begin", [renewing, topping_up])
def test_all_orders_of_five_answers_to_a_charge_end_in_one_state(begin: Callable[[], Book]) -> None:
    """R86, B40: yes twice, no twice and unknown: the money is there once, and the method works."""
    (key,) = begin().account.charges
    (account,) = states_after(begin, lambda outcome, cause: commands.RecordCharge(key, outcome, cause))
    assert account.payment_ids == {key}
    assert (account.charges, account.declined, account.methods["card"].works) == ({}, {}, True)


def test_all_orders_of_five_answers_to_a_payment_end_in_one_state() -> None:
    """R51, R55: its cashback is there once too."""

    def paying() -> Book:
        book = Book("2026-01-01")
        book.accept("2026-01-01", commands.CreatePayment("p1", shop.rub("100.00"), shop.YOOKASSA, saves_method="card"))
        book.accept("2026-01-01", commands.BeginPayment("p1"))
        return book

    (account,) = states_after(paying, lambda outcome, cause: commands.RecordPayment("p1", outcome, cause))
    assert account.payment_ids == {"p1", "cashback/p1"}
    assert account.methods["card"].works


@pytest.mark.parametrize(("outcome", "balance"), [(YES, "0.00"), (NO, "100.00"), (UNKNOWN, "0.00")])
def test_an_answer_that_is_repeated_is_one_answer(outcome: ChargeOutcome, balance: str) -> None:
    """B37: to a refund as to a charge."""
    book = Book("2026-01-01")
    book.top_up("2026-01-01", "100.00")
    book.accept("2026-01-02", commands.IssueRefund("r1", "p1", book.money("100.00")))
    for _ in range(5):
        book.accept("2026-01-02", commands.RecordRefund("a1/refund/p1/r1", outcome))
    assert book.balance == balance


# --- days -------------------------------------------------------------------------------------------------------------


def busy() -> Book:
    """Debts, renewals from everything, top-ups, a payer, a deletion: a day rarely goes by without work."""
    book = Book("2026-01-01", limit="300.00")
    book.save("2026-01-01")
    book.save("2026-01-01", "wallet")
    book.accept("2026-01-01", commands.AddPayer("181", shop.COMPANY))
    book.accept("2026-01-01", commands.SetUpAutopay(AutopaySettings("wallet", shop.rub("250.00"))))
    book.order("2026-01-02", "debt", "200.00", "1 year")
    for name, term, source in (("a", "7 days", BALANCE), ("b", "1 month", "card"), ("c", "1 day", BALANCE)):
        book.accept("2026-01-02", book.registering(name, "20.00", term, "2026-01-09", renews_from=source))
    return book


def test_a_day_that_is_closed_twice_is_closed_once() -> None:
    """DESIGN 3: the second time nothing is done."""
    book = busy()
    while (ahead := agenda(book.account)) is not None and ahead < day("2026-04-01"):
        assert book.close(str(ahead)) != ()
        assert book.close(str(ahead)) == ()


def test_a_month_that_is_closed_late_is_the_month_closed_daily() -> None:
    """DESIGN 3: every event on its own date, and the same account in the end."""
    daily, late = busy(), busy()
    for month, last in ((1, 31), (2, 28), (3, 31)):
        for number in range(1, last + 1):
            if day(f"2026-{month:02}-{number:02}") >= daily.account.worked_on:
                daily.close(f"2026-{month:02}-{number:02}")
    late.close("2026-03-31")
    assert daily.journal == late.journal
    assert daily.account == late.account


def test_days_without_work_leave_no_trace() -> None:
    """DESIGN 3: a year of nights over an account that owns nothing."""
    book = Book("2026-01-01")
    before = book.account
    for month in range(1, 13):
        assert book.close(f"2026-{month:02}-28") == ()
    assert book.account == before
