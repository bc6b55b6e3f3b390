"""What a gateway's answer does when the service or its method has changed meanwhile (R56, R80, R86, B21, B38)."""

from __future__ import annotations

import pytest

from astra_billing.account import ChargeOutcome, agenda, commands, events
from astra_billing.autopay import AutopaySettings
from astra_billing.dates import Month
from astra_billing.methods import BALANCE
from astra_billing.services import ProcessingStep, ServiceState, StopCause
from tests.account import shop
from tests.account.book import Book, day, table

YES, NO, UNKNOWN = ChargeOutcome.SUCCEEDED, ChargeOutcome.DECLINED, ChargeOutcome.UNKNOWN
RENEWAL = "a1/renewal/s1/2026-01-31/1"


def charged(price: str = "100.00") -> Book:
    """A card is asked for the renewal of a monthly service that is sold by the year too."""
    book = Book("2026-01-01")
    book.save("2026-01-01")
    book.accept(
        "2026-01-01",
        commands.RegisterService(
            service_id="s1",
            title="Test",
            kind=shop.tariff_of_the_manual().kind,
            price=shop.rub(price),
            term=shop.MONTH,
            expires_on=day("2026-01-31"),
            renews_from="card",
            offers={shop.YEAR: shop.rub("1200.00"), shop.DAY: shop.rub("20.00")},
        ),
    )
    book.close("2026-01-30")
    assert set(book.account.charges) == {RENEWAL}
    return book


@pytest.mark.parametrize(
    "dearer",
    [commands.ChangeTerm("s1", shop.YEAR), commands.ChangeService("s1", "Test+", shop.rub("100.01"))],
)
def test_money_that_is_not_enough_any_more_renews_nothing_and_makes_no_debt(dearer: commands.LaterCommand) -> None:
    """R83, R88: the charge is older than the price; the money is on the balance, and the service is tried again."""
    book = charged()
    book.accept("2026-01-30", dearer)
    book.accept("2026-01-30", commands.RecordCharge(RENEWAL, YES))
    assert (book.balance, book.account.expenses) == ("100.00", {})
    book.close("2026-01-31")
    assert [each.charge.attempt for each in book.all(events.ChargeRequested)] == [1, 2]


def test_money_that_is_more_than_enough_renews() -> None:
    """R83: a day is cheaper than the month that was charged; the rest is on the balance."""
    book = charged()
    book.accept("2026-01-30", commands.ChangeTerm("s1", shop.DAY))
    book.accept("2026-01-30", commands.RecordCharge(RENEWAL, YES))
    assert (book.balance, str(book.service("s1").expires_on)) == ("80.00", "2026-02-01")


def test_a_service_that_is_worked_on_gets_the_renewal_that_was_paid() -> None:
    """B21: no renewal is begun meanwhile, but one that was begun is finished."""
    book = charged()
    book.accept("2026-01-30", commands.BeginProcessing("s1", ProcessingStep.REBOOTING))
    book.accept("2026-02-02", commands.RecordCharge(RENEWAL, YES))
    assert str(book.service("s1").expires_on) == "2026-02-28"
    book.accept("2026-02-02", commands.FinishProcessing("s1"))
    assert book.service("s1").is_active


def test_a_deleted_method_is_still_answered_for() -> None:
    """R80: the renewal it was asked for counts, and there is no method to fail or restore."""
    for outcome, expires_on in ((YES, "2026-02-28"), (NO, "2026-01-31")):
        book = charged()
        book.accept("2026-01-30", commands.DeleteMethod("card"))
        happened = book.accept("2026-01-30", commands.RecordCharge(RENEWAL, outcome))
        assert not any(isinstance(each, events.MethodFailed | events.MethodRestored) for each in happened)
        assert (str(book.service("s1").expires_on), book.service("s1").renews_from) == (expires_on, None)
        assert agenda(book.account) == day(expires_on)


def test_money_for_a_deleted_service_is_on_the_balance() -> None:
    """R51: and a refusal stops nothing."""
    for outcome, balance in ((YES, "100.00"), (NO, "0.00")):
        book = charged()
        book.accept("2026-01-30", commands.DeleteService("s1"))
        book.accept("2026-01-30", commands.RecordCharge(RENEWAL, outcome))
        assert (book.balance, book.account.services) == (balance, {})


def test_a_payment_of_a_saved_method_is_called_as_the_method_is() -> None:
    """R52, R78: by its title of that day; one that was deleted meanwhile has none any more."""
    renamed, deleted = charged(), charged()
    renamed.accept("2026-01-30", commands.RenameMethod("card", "Mine"))
    deleted.accept("2026-01-30", commands.DeleteMethod("card"))
    titles = []
    for book in (charged(), renamed, deleted):
        book.accept("2026-01-30", commands.RecordCharge(RENEWAL, YES))
        titles.append([each.payment.method_title for each in book.all(events.PaymentCredited)])
    assert titles == [["Bank card card"], ["Mine"], [""]]


def test_an_answer_that_comes_late_moves_no_term() -> None:
    """B16, B19: it was asked for in time, so the term follows the one before; so does one that is paid by hand then."""
    book = charged()
    book.accept("2026-03-05", commands.RecordCharge(RENEWAL, YES))
    assert str(book.service("s1").expires_on) == "2026-02-28"
    book.top_up("2026-03-05", "100.00")
    book.accept("2026-03-05", commands.RenewService("s1"))
    assert (str(book.service("s1").expires_on), book.service("s1").is_active) == ("2026-03-31", True)


def test_a_bank_may_change_its_mind_once() -> None:
    """R86: a success after a refusal counts, and is the last word; a refusal that is repeated is nothing."""
    book = charged()
    book.accept("2026-01-30", commands.RecordCharge(RENEWAL, NO, "no money"))
    for outcome in (NO, UNKNOWN):
        assert book.accept("2026-01-30", commands.RecordCharge(RENEWAL, outcome)) == ()
    assert table(book.accept("2026-01-30", commands.RecordCharge(RENEWAL, YES))) == [
        "2026-01-30 | ChargeSucceeded s1 100.00",
        "2026-01-30 | MethodRestored card",
        f"2026-01-30 | PaymentCredited {RENEWAL} 100.00",
        "2026-01-30 | ExpenseCharged s1 100.00",
        f"2026-01-30 | ExpensesCovered {RENEWAL} 100.00",
        "2026-01-30 | ServiceRenewed s1",
    ]
    for outcome in ChargeOutcome:
        assert book.accept("2026-01-30", commands.RecordCharge(RENEWAL, outcome)) == ()


def test_a_declined_charge_is_forgotten_in_time() -> None:
    """R86: half a year after it, when another charge is asked for."""
    book = charged()
    book.accept("2026-01-30", commands.RecordCharge(RENEWAL, NO))
    book.accept("2026-01-30", commands.ConfirmMethod("card"))
    book.close("2026-01-31")
    book.answer("2026-01-31", YES)
    assert set(book.account.declined) == {RENEWAL}
    for _ in range(7):
        on = str(agenda(book.account))
        book.close(on)
        book.answer(on, YES)
    assert book.account.declined == {}


# --- top-ups ----------------------------------------------------------------------------------------------------------


def topped_up(cap: str | None = "150.00", *, payer: str | None = None) -> Book:
    """A card is asked to top up what is renewed from the balance for 100.00 a month."""
    book = Book("2026-01-01")
    book.save("2026-01-01")
    for payer_id in ("181", "190"):
        book.accept("2026-01-01", commands.AddPayer(payer_id, shop.PERSON))
    book.accept("2026-01-01", book.registering("s1", "100.00", "1 month", "2026-01-31", renews_from=BALANCE))
    money = None if cap is None else shop.rub(cap)
    book.accept("2026-01-01", commands.SetUpAutopay(AutopaySettings("card", money, payer_id=payer)))
    book.close("2026-01-20")
    assert set(book.account.charges) == {"a1/autopay/2026-01/1"}
    return book


@pytest.mark.parametrize(("payer", "expected"), [(None, "181"), ("190", "190")])
def test_a_top_up_is_made_out_to_the_payer_of_the_settings(payer: str | None, expected: str) -> None:
    """R57: or to the chosen one."""
    book = topped_up(payer=payer)
    book.answer("2026-01-20", YES)
    assert book.account.payments["a1/autopay/2026-01/1"].payer_id == expected


def test_a_top_up_that_was_switched_off_meanwhile_is_still_money() -> None:
    """R57: one that is under way is answered."""
    book = topped_up(payer="190")
    book.accept("2026-01-20", commands.SwitchOffAutopay())
    assert book.accept("2026-01-20", commands.SwitchOffAutopay()) == ()
    book.answer("2026-01-21", YES)
    assert book.balance == "100.00"


def test_a_failed_top_up_gives_its_room_back_and_a_late_success_takes_it_again() -> None:
    """R58, B40: refused, released, tried again, and then both come: the month has no room left."""
    book = topped_up()
    book.answer("2026-01-20", NO, "no money")
    assert str(book.account.cap_use.used(Month(2026, 1))) == "0.00 RUB"
    book.accept("2026-01-20", commands.ConfirmMethod("card"))
    book.close("2026-01-25")
    book.answer("2026-01-25", YES)
    book.accept("2026-01-26", commands.RecordCharge("a1/autopay/2026-01/1", YES))
    assert str(book.account.cap_use.used(Month(2026, 1))) == "200.00 RUB"
    assert book.balance == "200.00"


def test_the_next_top_up_waits_for_the_answer_to_the_last() -> None:
    """B38, DESIGN 4: while it is pending or unknown there is no other, and the service stops for want of it."""
    book = topped_up()
    book.answer("2026-01-20", UNKNOWN)
    book.close("2026-02-20")
    assert len(book.all(events.ChargeRequested)) == 1
    assert book.service("s1").stop_cause is StopCause.EXPIRED
    book.answer("2026-02-20", YES)
    assert (book.service("s1").state, str(book.service("s1").expires_on)) == (ServiceState.ACTIVE, "2026-03-20")
