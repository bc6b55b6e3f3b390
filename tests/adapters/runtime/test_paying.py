"""From "top up" to "credited", with every kind of doubt in between (R49, R51, R54, R55)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from astra_billing.account import UnknownId
from astra_billing.account import commands as c
from astra_billing.adapters.runtime import NoGateway
from astra_billing.ledger import PaymentStatus
from astra_billing.ports import Standing
from astra_billing.ports.payments import Capabilities, FailureReason, NotSupported, StartPayment
from astra_billing.testing import (
    MISCONFIGURED,
    NOT_SUBMITTED,
    UNKNOWN_DONE,
    UNKNOWN_NOT_DONE,
    Decline,
    ScriptedGateway,
)
from tests.adapters.runtime.tills import BACK, BANK, DAY, Till, card, rub


def test_a_top_up_of_620_costs_661_and_brings_a_cashback() -> None:
    """R54, R55: 620.00 with 5 % and 10.00 is 661.00 to pay; 10 % of that comes back."""
    till = Till()
    page = till.top_up()

    assert page == "https://pay.example/pay-1"
    assert till.account.payments["p1"].status is PaymentStatus.BEING_PAID
    asked = till.scripted.calls[-1]
    assert isinstance(asked, StartPayment)
    assert (asked.amount, asked.key) == (rub("661.00"), till.talk().own_key)

    till.scripted.settle(till.talk().own_key)
    assert [reply.status for reply in till.tell_all()] == [200]
    assert till.balance == "686.10"
    assert till.talk().standing is Standing.SUCCEEDED


def test_the_question_is_stored_before_it_is_asked() -> None:
    """A process that dies in the call leaves the key behind."""
    till = Till()

    class Dies(ScriptedGateway):
        """A gateway in whose call the process dies."""

        def ask(self, operation: object) -> None:  # type: ignore[override]
            """Look into the store, and die."""
            assert till.talk().operation == operation
            raise KeyboardInterrupt

    till.do(c.CreatePayment("p1", rub("620.00"), card()), "p1")
    till.billing.world.gateways[BANK] = Dies()  # type: ignore[index]
    with pytest.raises(KeyboardInterrupt):
        till.billing.start_payment("a1", "p1", BACK, on=DAY)
    assert till.talk().standing is Standing.ASKED


def test_starting_again_gives_the_same_page() -> None:
    """One payment, one page, however often the button is pressed."""
    till = Till()
    page = till.top_up()

    again = till.billing.start_payment("a1", "p1", BACK, on=DAY)
    assert again.redirect_url == page
    assert len(till.scripted.payments) == 1


@pytest.mark.parametrize("trouble", [NOT_SUBMITTED, MISCONFIGURED, UNKNOWN_NOT_DONE, UNKNOWN_DONE])
def test_a_start_without_an_answer_is_asked_again_with_its_key(trouble: object) -> None:
    """The customer presses the button again, and there is one payment."""
    till = Till()
    till.do(c.CreatePayment("p1", rub("620.00"), card()), "p1")
    till.scripted.will(trouble)  # type: ignore[arg-type]

    first = till.billing.start_payment("a1", "p1", BACK, on=DAY)
    assert first.failure is not None
    assert first.redirect_url == ""
    second = till.billing.start_payment("a1", "p1", BACK, on=DAY)
    assert second.redirect_url == "https://pay.example/pay-1"
    assert len(till.scripted.payments) == 1
    assert {call.key for call in till.scripted.calls if isinstance(call, StartPayment)} == {till.talk().own_key}


def test_a_start_that_was_refused_can_be_corrected() -> None:
    """What was never sent is asked anew, with what the caller says now and the same key."""
    till = Till()
    till.do(c.CreatePayment("p1", rub("620.00"), card()), "p1")
    till.scripted.will(MISCONFIGURED)
    till.billing.start_payment("a1", "p1", BACK, on=DAY)
    till.billing.start_payment("a1", "p1", BACK, payer_ref="cus_1", on=DAY)

    first, second = (call for call in till.scripted.calls if isinstance(call, StartPayment))
    assert (first.key, first.payer_ref, second.payer_ref) == (second.key, "", "cus_1")


def test_a_declined_payment_is_new_again_and_can_be_paid_another_time() -> None:
    """R51: the second attempt has a key of its own."""
    till = Till()
    till.top_up()
    till.scripted.settle(till.talk().own_key, Decline(FailureReason.INSUFFICIENT_FUNDS))
    till.tell_all()
    assert till.account.payments["p1"].status is PaymentStatus.NEW
    assert till.talk().cause == "insufficient_funds"

    page = till.billing.start_payment("a1", "p1", BACK, on=DAY).redirect_url
    assert page == "https://pay.example/pay-2"
    till.scripted.settle(till.talk("a1/payment/p1/2").own_key)
    till.tell_all(times=2)
    assert till.balance == "686.10"


def test_a_success_after_a_refusal_is_money_on_the_balance() -> None:
    """A bank may change its mind; what came is credited, once."""
    till = Till()
    till.top_up()
    key = till.talk().own_key
    till.scripted.settle(key, Decline())
    till.tell_all()
    till.scripted.settle(key)
    till.tell_all(times=2, backwards=True)

    assert till.balance == "686.10"
    assert till.talk().standing is Standing.SUCCEEDED


def test_two_attempts_that_are_both_paid_are_two_payments() -> None:
    """Nothing of what the customer paid is lost; the second money is a payment of its own, and can be returned."""
    till = Till()
    till.top_up()
    first = till.talk().own_key
    till.scripted.settle(first, Decline())
    till.tell_all()
    till.billing.start_payment("a1", "p1", BACK, on=DAY)
    till.scripted.settle(till.talk("a1/payment/p1/2").own_key)
    till.tell_all()
    till.scripted.settle(first)
    till.tell_all(times=3)

    assert till.balance == "1347.10"
    assert till.scripted.charged == rub("1322.00")
    extra = till.account.payments["a1/payment/p1/1"]
    assert extra.amount == rub("661.00")
    done = till.do(c.IssueRefund("r1", extra.id, rub("661.00")), "r1")
    assert done.failures == ()
    assert till.scripted.charged == rub("661.00")


def test_money_for_a_payment_that_was_deleted_long_ago_is_on_the_balance() -> None:
    """The account has forgotten it; the money has not."""
    till = Till()
    till.top_up()
    till.scripted.settle(till.talk().own_key, Decline())
    till.tell_all()
    till.do(c.DeletePayment("p1"), "gone")
    later = DAY + timedelta(days=400)
    till.do(c.CreatePayment("p2", rub("1.00"), card()), "p2", on=later)
    assert "p1" not in till.account.payments
    till.scripted.settle(till.talk().own_key)
    till.tell_all()

    assert till.balance == "661.00"


def test_a_payment_whose_notification_is_lost_is_found_by_the_sweep() -> None:
    """After 1, 5, 15 minutes, 1 and 6 hours and every day it is asked how it stands."""
    till = Till()
    till.top_up()
    asked = len(till.scripted.calls)
    for minutes in (1, 5, 15, 60, 360, 1440, 1440):
        till.pass_time(minutes=minutes - 1, seconds=59)
        assert len(till.scripted.calls) == asked
        till.pass_time(seconds=1)
        asked += 1
        assert len(till.scripted.calls) == asked
    till.scripted.settle(till.talk().own_key)
    till.pass_time(days=1)

    assert till.balance == "686.10"
    till.pass_time(days=1)
    assert len(till.scripted.calls) == asked + 1


def test_nobody_asks_for_ever() -> None:
    """After a month and more the sweep says so, and leaves it to a person; a notification is still taken."""
    till = Till()
    till.top_up()
    for _ in range(60):
        till.pass_time(days=1)
    assert till.talk().next_ask_at is None
    assert len(till.scripted.calls) == 35

    till.scripted.settle(till.talk().own_key)
    till.tell_all()
    assert till.balance == "686.10"


def test_the_customer_who_comes_back_is_not_kept_waiting() -> None:
    """Asked at once, whatever the schedule says."""
    till = Till()
    till.top_up()
    till.scripted.settle(till.talk().own_key)

    assert till.billing.check_payment("a1", "p1", on=DAY).balance == rub("686.10")


def test_a_payment_that_is_given_up_is_new_again() -> None:
    """B36: and can be deleted; one that was paid meanwhile is credited."""
    till = Till()
    till.top_up()
    assert till.billing.cancel_payment("a1", "p1", on=DAY)
    assert till.account.payments["p1"].status is PaymentStatus.NEW
    assert till.do(c.DeletePayment("p1"), "gone").refused is None

    till.top_up("p2")
    till.scripted.settle(till.talk("a1/payment/p2/1").own_key)
    assert till.billing.cancel_payment("a1", "p2", on=DAY)
    assert till.balance == "686.10"


def test_what_was_never_sent_is_given_up_at_once() -> None:
    """Nobody has to be asked."""
    till = Till()
    till.do(c.CreatePayment("p1", rub("620.00"), card()), "p1")
    till.scripted.will(MISCONFIGURED)
    till.billing.start_payment("a1", "p1", BACK, on=DAY)

    assert till.billing.cancel_payment("a1", "p1", on=DAY)
    assert len(till.scripted.calls) == 1
    assert till.account.payments["p1"].status is PaymentStatus.NEW


def test_what_a_gateway_cannot_do_is_said_before_the_customer_goes() -> None:
    """The payment stays new."""
    till = Till(ScriptedGateway(capabilities=Capabilities(currencies=("USD",))))
    till.do(c.CreatePayment("p1", rub("620.00"), card()), "p1")
    till.do(c.CreatePayment("p2", rub("620.00"), card("other")), "p2")

    with pytest.raises(NotSupported, match="RUB"):
        till.billing.start_payment("a1", "p1", BACK, on=DAY)
    with pytest.raises(NoGateway):
        till.billing.start_payment("a1", "p2", BACK, on=DAY)
    with pytest.raises(UnknownId):
        till.billing.start_payment("a1", "p3", BACK, on=DAY)
    assert till.account.payments["p1"].status is PaymentStatus.NEW


def test_a_payment_that_is_credited_is_not_started() -> None:
    """The account says why."""
    till = Till()
    till.top_up()
    till.scripted.settle(till.talk().own_key)
    till.tell_all()

    assert till.billing.start_payment("a1", "p1", BACK, on=DAY).refused is not None


def test_numbers_are_allocated_where_a_gateway_wants_them() -> None:
    """The account's keys have slashes; the gateway gets a whole number, the same every time."""
    till = Till(ScriptedGateway(capabilities=Capabilities(numeric_keys=True, query_by_own_key=True)))
    till.top_up()
    till.top_up("p2")

    keys = [call.key for call in till.scripted.calls if isinstance(call, StartPayment)]
    assert all(key.isdigit() for key in keys)
    assert len(set(keys)) == 2
