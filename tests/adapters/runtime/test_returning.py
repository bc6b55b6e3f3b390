"""Money goes back through the gateway that has taken it, each part once, with every kind of doubt (B37)."""

from __future__ import annotations

from datetime import date

import pytest

from astra_billing.account import commands as c
from astra_billing.adapters.runtime import NotPaidHere
from astra_billing.ports import Standing
from astra_billing.ports.payments import Capabilities, InvalidRequest, RefundPayment
from astra_billing.testing import LATE, NOT_SUBMITTED, UNKNOWN_DONE, UNKNOWN_NOT_DONE, Decline, Say, ScriptedGateway
from tests.adapters.runtime.tills import Till, rub, server

CHECKED = date(2026, 1, 14)
"""The day of an automatic top-up."""


def paid(till: Till) -> None:
    """A top-up of 620.00 that has come."""
    till.top_up()
    till.scripted.settle(till.talk().own_key)
    till.tell_all()


def refunds(till: Till) -> list[RefundPayment]:
    """What was asked to go back."""
    return [call for call in till.scripted.calls if isinstance(call, RefundPayment)]


@pytest.mark.parametrize("compares", [True, False])
def test_a_payment_goes_back_in_three_parts(compares: bool) -> None:  # noqa: FBT001
    """B37: with keys of their own, and what had gone back before, for gateways that compare."""
    can = Capabilities(
        save_with_payment=True,
        refund=True,
        partial_refund=True,
        idempotent_refund=not compares,
        compares_refunds=compares,
    )
    till = Till(ScriptedGateway(capabilities=can))
    paid(till)
    for number, amount in ((1, "206.66"), (2, "206.66"), (3, "206.68")):
        assert till.do(c.IssueRefund(f"r{number}", "p1", rub(amount)), f"r{number}").failures == ()

    assert till.balance == "66.10"
    assert till.account.refunds == {}
    assert [call.refunded_before for call in refunds(till)] == [rub("0.00"), rub("206.66"), rub("413.32")]
    assert len({call.key for call in refunds(till)}) == 3
    assert till.scripted.charged == rub("41.00")


def test_refunds_without_keys_go_one_after_the_other() -> None:
    """The second waits until it is known what has become of the first."""
    can = Capabilities(refund=True, partial_refund=True, compares_refunds=True, fetch_refund=True)
    till = Till(ScriptedGateway(capabilities=can))
    paid(till)
    till.scripted.will(UNKNOWN_NOT_DONE)
    till.do(c.IssueRefund("r1", "p1", rub("100.00")), "r1")
    till.do(c.IssueRefund("r2", "p1", rub("100.00")), "r2")
    assert len(refunds(till)) == 1

    till.pass_time(minutes=1)
    assert till.account.refunds == {}
    assert till.scripted.charged == rub("461.00")


@pytest.mark.parametrize("trouble", [NOT_SUBMITTED, UNKNOWN_DONE, UNKNOWN_NOT_DONE, LATE])
def test_a_refund_in_doubt_is_made_once(trouble: Say) -> None:
    """B37: what is on its way back is not on the balance."""
    till = Till()
    paid(till)
    till.scripted.will(trouble)
    till.do(c.IssueRefund("r1", "p1", rub("100.00")), "r1")
    assert till.balance == "586.10"
    assert till.account.refunds

    if trouble is LATE:
        till.scripted.settle(till.talk("a1/refund/p1/r1").own_key)
    till.pass_time(minutes=1)
    assert till.account.refunds == {}
    assert till.balance == "586.10"
    assert till.scripted.charged == rub("561.00")


def test_a_refund_that_is_told_of_is_taken_once() -> None:
    """Its notification comes before we ask, twice."""
    till = Till()
    paid(till)
    till.scripted.will(LATE)
    till.do(c.IssueRefund("r1", "p1", rub("100.00")), "r1")
    till.scripted.settle(till.talk("a1/refund/p1/r1").own_key)
    till.tell_all(times=2)

    assert till.account.refunds == {}
    assert till.balance == "586.10"


def test_a_declined_refund_is_on_the_balance_again() -> None:
    """And when it goes back after all, that is recorded for a person to see."""
    till = Till()
    paid(till)
    till.scripted.will(Decline())
    till.do(c.IssueRefund("r1", "p1", rub("100.00")), "r1")
    assert till.balance == "686.10"
    assert till.talk("a1/refund/p1/r1").standing is Standing.DECLINED

    till.scripted.settle(till.talk("a1/refund/p1/r1").own_key)
    till.tell_all()
    assert [each.why for each in till.store.conversations.objections()] == [
        "a refund that was declined has gone back after all"
    ]


def test_what_no_gateway_has_taken_none_returns() -> None:
    """A bank transfer goes back by other means; the refund stays open for whoever does it."""
    till = Till()
    till.do(c.TopUp("wire", rub("100.00"), "bank transfer"), "wire")
    done = till.do(c.IssueRefund("r1", "wire", rub("100.00")), "r1")
    assert [type(each.error) for each in done.failures] == [NotPaidHere]
    assert till.account.refunds


def test_a_charge_is_returned_like_a_payment() -> None:
    """An automatic top-up was a payment too."""
    till = Till()
    till.save_card()
    till.autopay()
    till.do(server(), "server")
    till.billing.run_day(CHECKED)
    (charge,) = {each for each in till.account.payments if "/autopay/" in each}
    done = till.do(c.IssueRefund("r1", charge, rub("100.00")), "r1", on=CHECKED)
    assert done.failures == ()
    assert refunds(till)[0].ref == till.talk(charge).ref


def test_an_invalid_request_is_reported_and_stays_open() -> None:
    """More than the gateway has: its word, and the refund waits."""
    till = Till()
    paid(till)
    till.scripted.payments.clear()
    done = till.do(c.IssueRefund("r1", "p1", rub("100.00")), "r1")
    assert [type(each.error) for each in done.failures] == [InvalidRequest]
    assert till.account.refunds
