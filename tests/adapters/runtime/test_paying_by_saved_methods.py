"""From "autopay" to "paid": saved methods, renewals and top-ups, with every kind of doubt (R56, R77-R87)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from astra_billing.account import commands as c
from astra_billing.adapters.runtime import NoToken, StillUnknown
from astra_billing.methods import MethodStatus
from astra_billing.ports import Standing
from astra_billing.ports.payments import (
    Capabilities,
    ChargeSaved,
    FailureReason,
    FetchPayment,
    ForgetMethod,
    Misconfigured,
    NotSupported,
    OutcomeUnknown,
    StoredMethod,
)
from astra_billing.testing import (
    LATE,
    MISCONFIGURED,
    NOT_SUBMITTED,
    UNKNOWN_DONE,
    UNKNOWN_NOT_DONE,
    Decline,
    Say,
    ScriptedGateway,
)
from tests.adapters.runtime.tills import BACK, BANK, DAY, Till, rub, server

RENEWED = date(2026, 1, 19)
EXPIRY = date(2026, 2, 20)
DUMB = Capabilities(save_with_payment=True, charge_saved=True, refund=True, partial_refund=True)
"""A gateway that honours no keys, and cannot be asked by them."""


def charges(till: Till) -> list[str]:
    """The keys of all charges that were sent."""
    return [call.key for call in till.scripted.calls if isinstance(call, ChargeSaved)]


def test_a_card_is_saved_with_a_payment_and_renews_a_service() -> None:
    """R78, R79, R86: the token is the gateway's, kept beside the account and nowhere in its journal."""
    till = Till()
    key = till.renew_from_card()
    till.billing.run_day(RENEWED)

    assert till.account.services["s1"].expires_on == EXPIRY
    assert till.talk(key).standing is Standing.SUCCEEDED
    (sent,) = [call for call in till.scripted.calls if isinstance(call, ChargeSaved)]
    assert (sent.token, sent.amount) == ("card-of-pay-1", rub("900.00"))
    assert "card-of-pay-1" not in repr(list(till.billing.journal("a1")))
    assert "card-of-pay-1" not in repr(till.talk(key))


def test_a_method_is_saved_without_a_payment() -> None:
    """R77, R79: it is being set up until the gateway says that it works."""
    till = Till()
    started = till.billing.start_saving("a1", "wallet", BANK, BACK, title="Wallet", on=DAY)
    assert started.redirect_url == "https://pay.example/card-1"
    assert till.account.methods["wallet"].status is MethodStatus.BEING_SET_UP
    assert till.billing.start_saving("a1", "wallet", BANK, BACK, on=DAY).redirect_url == started.redirect_url

    till.scripted.settle(till.talk("a1/method/wallet/1").own_key)
    assert [reply.status for reply in till.tell_all(times=2)] == [200, 200]
    assert till.account.methods["wallet"].works
    kept = till.store.conversations.method("a1", "wallet")
    assert kept is not None
    assert (kept.token, kept.title) == ("card-1", "Card *1111")
    assert till.billing.start_saving("a1", "wallet", BANK, BACK, on=DAY).standing is Standing.SUCCEEDED


def test_a_method_that_could_not_be_saved_can_be_tried_again() -> None:
    """It stays where it is in the list; the second attempt has a key of its own."""
    till = Till()
    till.billing.start_saving("a1", "wallet", BANK, BACK, on=DAY)
    till.scripted.settle(till.talk("a1/method/wallet/1").own_key, Decline())
    till.billing.check_method("a1", "wallet", on=DAY)
    assert till.talk("a1/method/wallet/1").standing is Standing.DECLINED

    assert till.billing.start_saving("a1", "wallet", BANK, BACK, on=DAY).redirect_url
    till.scripted.settle(till.talk("a1/method/wallet/2").own_key)
    assert till.billing.check_method("a1", "wallet", on=DAY).methods["wallet"].works


def test_a_gateway_that_saves_with_payments_only_says_so() -> None:
    """Nothing is begun."""
    till = Till(ScriptedGateway(capabilities=DUMB))
    with pytest.raises(NotSupported):
        till.billing.start_saving("a1", "wallet", BANK, BACK, on=DAY)
    assert till.account.methods == {}


def test_a_declined_charge_fails_the_method_until_it_works_again() -> None:
    """R86, R87: declined with its cause; after a refill the next try succeeds, under a key of its own."""
    till = Till()
    key = till.renew_from_card()
    till.scripted.will(Decline(FailureReason.INSUFFICIENT_FUNDS))
    till.billing.run_day(RENEWED)
    assert till.account.methods["saved"].status is MethodStatus.FAILING
    assert till.talk(key).cause == "insufficient_funds"
    assert "insufficient_funds" in "\n".join(till.billing.explain("a1"))

    till.do(c.ConfirmMethod("saved"), "refilled", on=RENEWED)
    till.billing.run_day(RENEWED + timedelta(days=1))
    assert till.account.services["s1"].expires_on == EXPIRY
    assert len(set(charges(till))) == 2


@pytest.mark.parametrize("trouble", [NOT_SUBMITTED, MISCONFIGURED, UNKNOWN_NOT_DONE, UNKNOWN_DONE, LATE])
def test_a_charge_in_doubt_stays_open_and_is_made_once(trouble: Say) -> None:
    """No new charge for the same obligation until the old one is known; running the day again changes nothing."""
    till = Till()
    key = till.renew_from_card()
    before = till.scripted.charged
    till.scripted.will(trouble)
    for _ in range(3):
        till.billing.run_day(RENEWED)
    assert till.account.charges.keys() == {key}
    assert till.account.methods["saved"].works

    if trouble is LATE:
        till.scripted.settle(till.talk(key).own_key)
    till.now += timedelta(minutes=1)
    swept = till.billing.sweep(on=RENEWED)
    assert (swept.asked, swept.settled, swept.failures) == (1, 1, ())
    assert till.account.services["s1"].expires_on == EXPIRY
    assert till.scripted.charged - before == rub("900.00")
    assert len(set(charges(till))) == 1
    assert list(till.store.waiting("a1")) == []


def test_a_gateway_that_refuses_us_is_reported_and_asked_again() -> None:
    """Misconfigured: a failure of the day, and the charge is as it was."""
    till = Till()
    key = till.renew_from_card()
    till.scripted.will(MISCONFIGURED)
    done = till.billing.run_day(RENEWED)

    assert [type(each.error) for each in done.failures] == [Misconfigured]
    assert till.talk(key).standing is Standing.NOT_SENT
    assert till.billing.run_day(RENEWED).failures == ()


def test_a_gateway_that_keeps_asking_for_the_customer_leaves_the_charge_open() -> None:
    """Held, pending or waiting for its owner: unattended, it is not paid and not declined."""
    till = Till()
    key = till.renew_from_card()
    till.scripted.will(LATE)
    till.billing.run_day(RENEWED)
    till.pass_time(days=3)
    assert till.talk(key).standing is Standing.OPEN
    assert till.account.charges.keys() == {key}

    till.scripted.settle(till.talk(key).own_key, Decline(FailureReason.NEEDS_AUTHENTICATION))
    till.pass_time(days=3)
    assert till.account.methods["saved"].status is MethodStatus.FAILING


def test_a_success_after_a_refusal_becomes_balance() -> None:
    """The service has expired meanwhile; the money is on the account."""
    till = Till()
    key = till.renew_from_card()
    till.scripted.will(Decline())
    till.billing.run_day(RENEWED)
    for days in range(1, 4):
        till.billing.run_day(RENEWED + timedelta(days=days))
    balance = till.account.balance
    till.scripted.settle(till.talk(key).own_key)
    for each in till.scripted.notifications(times=2):
        till.billing.receive(BANK, each, on=date(2026, 1, 25))

    assert till.account.balance - balance == rub("900.00")
    assert till.talk(key).standing is Standing.SUCCEEDED


def test_a_doubt_that_nobody_can_end_is_left_to_a_person() -> None:
    """No keys, no questions: there is never a second charge, and the failure says what to look for."""
    till = Till(ScriptedGateway(capabilities=DUMB))
    key = till.renew_from_card()
    till.scripted.will(UNKNOWN_DONE)
    first = till.billing.run_day(RENEWED)
    assert [type(each.error) for each in first.failures] == [OutcomeUnknown]
    till.now += timedelta(days=1)
    swept = till.billing.sweep(on=RENEWED)
    assert [type(each.error) for each in swept.failures] == [StillUnknown]
    assert till.talk(key).own_key in str(swept.failures[0].error)
    till.pass_time(days=30)
    assert len(charges(till)) == 1

    till.scripted.settle(till.talk(key).own_key)
    till.tell_all()
    assert till.account.services["s1"].expires_on == EXPIRY


def test_after_the_lifetime_of_its_key_a_charge_is_asked_about_and_not_repeated() -> None:
    """A forgotten key would make a second charge."""
    can = Capabilities(
        save_with_payment=True,
        charge_saved=True,
        idempotent_charge=True,
        query_by_own_key=True,
        key_lifetime=timedelta(hours=24),
    )
    till = Till(ScriptedGateway(capabilities=can))
    key = till.renew_from_card()
    till.scripted.will(UNKNOWN_DONE)
    till.billing.run_day(RENEWED)
    till.now += timedelta(hours=23, minutes=30)
    till.billing.sweep(on=RENEWED)

    assert isinstance(till.scripted.calls[-1], FetchPayment)
    assert till.scripted.calls[-1].own_key == till.talk(key).own_key
    assert till.account.services["s1"].expires_on == EXPIRY


def test_a_method_without_a_token_is_reported_and_can_be_given_one() -> None:
    """Saved before there was a till: nothing is charged, and nothing is declined."""
    till = Till()
    till.do(c.SaveMethod("old", "Old card", BANK), "old")
    till.do(server("old"), "server")
    done = till.billing.run_day(RENEWED)
    assert [type(each.error) for each in done.failures] == [NoToken]
    assert till.account.methods["old"].works

    assert till.billing.keep_method("a1", "old", BANK, StoredMethod("token", MethodStatus.WORKS))
    till.billing.run_day(RENEWED)
    assert till.account.services["s1"].expires_on == EXPIRY


def test_a_deleted_method_is_forgotten_at_its_gateway() -> None:
    """R80: the token goes with it, here and there."""
    till = Till()
    till.save_card()
    done = till.do(c.DeleteMethod("saved"), "delete")

    assert done.failures == ()
    assert till.store.conversations.method("a1", "saved") is None
    (call,) = [call for call in till.scripted.calls if isinstance(call, ForgetMethod)]
    assert call.token == "card-of-pay-1"  # noqa: S105  # a scripted gateway's
    till.do(c.DeleteMethod("saved"), "delete")
    assert sum(isinstance(call, ForgetMethod) for call in till.scripted.calls) == 1


def test_a_gateway_that_is_down_is_told_later_to_forget() -> None:
    """The method is deleted all the same; the sweep goes on."""
    till = Till()
    till.save_card()
    till.scripted.will(NOT_SUBMITTED)
    done = till.do(c.DeleteMethod("saved"), "delete")
    assert len(done.failures) == 1
    assert "saved" not in till.account.methods

    till.pass_time(minutes=1)
    assert "card-of-pay-1" not in till.scripted.methods
    assert till.store.conversations.due(till.now + timedelta(days=9), size=9) == []


def test_a_method_that_is_deleted_before_it_is_charged_is_not_charged() -> None:
    """The customer has said so in time."""
    till = Till()
    key = till.renew_from_card()
    quiet = till.opened()
    quiet.world.gateways.clear()  # type: ignore[attr-defined]
    quiet.run_day(RENEWED)
    assert till.account.charges.keys() == {key}

    quiet.execute("a1", c.DeleteMethod("saved"), key="delete", on=RENEWED)
    till.billing.run_day(RENEWED)
    assert charges(till) == []
    assert "method_deleted" in "\n".join(till.billing.explain("a1"))


# --- automatic top-ups ------------------------------------------------------------------------------------------------


CHECKED = date(2026, 1, 14)
"""Five days before the balance would be short: an automatic top-up is tried."""


def test_autopay_tops_up_what_is_missing() -> None:
    """R56, R58: 450.00 are needed, 12.05 are there; the card pays the rest, and the balance the renewal."""
    till = Till()
    till.save_card()
    till.autopay()
    till.do(server(price="450.00"), "server")
    till.billing.run_day(CHECKED)
    assert till.scripted.charged == rub("20.50") + rub("437.95")
    assert till.balance == "450.00"

    till.billing.run_day(RENEWED)
    assert till.account.services["s1"].expires_on == EXPIRY
    assert till.balance == "0.00"


def test_autopay_charges_nothing_above_its_cap() -> None:
    """R58: a month has used its maximum."""
    till = Till()
    till.save_card()
    till.autopay("100.00")
    till.do(server(price="450.00"), "server")
    till.billing.run_day(CHECKED)

    assert till.scripted.charged <= rub("20.50") + rub("100.00")
