"""Sberbank: bindings that are saved by orders of zero, and refunds that have no key."""

from __future__ import annotations

from typing import Any

import pytest

from astra_billing.adapters.gateways.http import HttpResponse
from astra_billing.adapters.gateways.sberbank import CLASSIC_TEST, PARTNER_TEST, Dialect, Sberbank
from astra_billing.dates import Month
from astra_billing.methods import MethodStatus
from astra_billing.money import RUB, Money
from astra_billing.ports.payments import (
    ChargeSaved,
    FailureReason,
    FetchMethod,
    FetchPayment,
    ForgetMethod,
    GatewayError,
    InvalidRequest,
    OutcomeUnknown,
    PaymentSnapshot,
    PaymentState,
    RefundPayment,
    RefundSnapshot,
    StartPayment,
    StartSaving,
    StoredMethod,
)
from tests.adapters.gateways.samples import sample
from tests.adapters.gateways.talking import answer, fields_of, talk
from tests.contracts.gateways.sberbank import ID, REGISTERED, order

PRICE = Money("620.00", RUB)
SITE = "https://shop.example/"
SHOP = Sberbank(url=CLASSIC_TEST, user="T7701-api", password="hidden", site_url=SITE)  # noqa: S106 - a test
START = StartPayment("40017", PRICE, f"{SITE}back")
CHARGE = ChargeSaved("40017", "555555", PRICE, payer_ip="203.0.113.5")
SAVE = StartSaving("40017", f"{SITE}back", payer_ref="777777")
TAKEN = {"errorCode": "1", "errorMessage": "Заказ с таким номером уже обработан"}
BOUND: dict[str, Any] = {"bindingInfo": {"clientId": "777777", "bindingId": "555555"}}


def payment(operation: Any, *said: Any, shop: Sberbank = SHOP) -> PaymentSnapshot:
    """The payment that a conversation ends with."""
    found = answer(shop, operation, *said)
    assert isinstance(found, PaymentSnapshot)
    return found


def method(operation: Any, *said: Any) -> StoredMethod:
    """The saved method that a conversation ends with."""
    found = answer(SHOP, operation, *said)
    assert isinstance(found, StoredMethod)
    return found


def refund(operation: Any, *said: Any, shop: Sberbank = SHOP) -> RefundSnapshot:
    """The refund that a conversation ends with."""
    found = answer(shop, operation, *said)
    assert isinstance(found, RefundSnapshot)
    return found


def refused(operation: Any, *said: Any, shop: Sberbank = SHOP) -> GatewayError:
    """The error that a conversation ends with."""
    with pytest.raises(GatewayError) as caught:
        talk(shop, operation, *said)
    return caught.value


def test_a_saved_card_moves_no_money_and_ends_reversed_which_is_its_success() -> None:
    """R77: VERIFY with an amount of zero, then status 3 with a binding."""
    started, asked = talk(SHOP, SAVE, REGISTERED)
    assert isinstance(started, StoredMethod)
    assert (started.status, started.token, started.ref) == (MethodStatus.BEING_SET_UP, "", ID)
    assert {"features": "VERIFY", "amount": "0", "clientId": "777777"}.items() <= fields_of(asked[0]).items()

    saved = method(FetchMethod(ID, "40017", "777777"), order(3, Money("0.00", RUB), **BOUND))

    assert (saved.status, saved.token, saved.payer_ref) == (MethodStatus.WORKS, "555555", "777777")
    assert saved.failure is None


def test_a_verification_asked_for_as_a_payment_has_succeeded_too() -> None:
    """A callback does not say what an order was for; zero and reversed is a verification."""
    found = payment(FetchPayment(own_key="40017"), order(3, Money("0.00", RUB), **BOUND))

    assert found.state is PaymentState.SUCCEEDED
    assert found.method is not None
    assert payment(FetchPayment(own_key="40017"), order(3)).state is PaymentState.CANCELLED


def test_a_verification_that_failed_or_saved_nothing_says_so() -> None:
    """The bank's no, or no binding in spite of a yes."""
    declined = method(FetchMethod(ID), order(6, Money("0.00", RUB), action=-2006))
    unbound = method(FetchMethod(ID), order(3, Money("0.00", RUB)))
    waiting = method(FetchMethod(own_key="40017"), order(0, Money("0.00", RUB)))

    assert declined.failure is not None
    assert declined.failure.reason is FailureReason.NEEDS_AUTHENTICATION
    assert unbound.status is MethodStatus.FAILING
    assert waiting.status is MethodStatus.BEING_SET_UP


def test_a_binding_is_found_among_those_of_the_customer() -> None:
    """The recorded answer of getBindings.do, and the one for a customer without any."""
    asking = FetchMethod("binding/777777/156456146")

    found = method(asking, sample("sber_get_bindings_ok"))
    gone = method(asking, sample("sber_get_bindings_empty"))

    assert (found.status, found.title, found.expires) == (MethodStatus.WORKS, "5555555****5599", Month(2019, 1))
    assert gone.failure is not None
    assert (gone.status, gone.failure.reason) == (MethodStatus.FAILING, FailureReason.METHOD_REVOKED)
    off = {"errorCode": 0, "bindings": [{"bindingId": "156456146", "bindingStatus": "0"}]}
    assert method(asking, off).status is MethodStatus.FAILING


def test_forgetting_twice_is_forgetting() -> None:
    """R86: a binding that is not there is forgotten already."""
    for said in ({"errorCode": "0"}, {"errorCode": "2"}):
        assert answer(SHOP, ForgetMethod("40019", "555555"), said) is None
    assert type(refused(ForgetMethod("40019", "555555"), {"errorCode": "5"})) is InvalidRequest


def back(amount: str, *, before: str | None = "0.00") -> RefundPayment:
    """A refund."""
    known = None if before is None else Money(before, RUB)
    return RefundPayment("40017-r1", ID, Money(amount, RUB), refunded_before=known)


def after(kopecks: int) -> dict[str, Any]:
    """An order of which so much has gone back."""
    return order(4 if kopecks else 2, paymentAmountInfo={"depositedAmount": 62000, "refundedAmount": kopecks})


def test_a_refund_looks_first_at_what_has_gone_back() -> None:
    """B47: the recorded answer of refund.do."""
    found, asked = talk(SHOP, back("200.00"), after(0), sample("sber_refund_ok"))

    assert isinstance(found, RefundSnapshot)
    assert (found.state, found.amount, found.payment_ref) == (PaymentState.SUCCEEDED, Money("200.00", RUB), ID)
    assert fields_of(asked[1])["amount"] == "20000"
    assert [request.is_repeatable for request in asked] == [True, False]


def test_a_refund_whose_answer_was_lost_is_not_done_twice() -> None:
    """Asked again, it finds its own sum gone back and sends nothing."""
    found, asked = talk(SHOP, back("200.00"), after(20000))

    assert isinstance(found, RefundSnapshot)
    assert found.state is PaymentState.SUCCEEDED
    assert len(asked) == 1


def test_three_refunds_in_turn_and_none_beyond_the_payment() -> None:
    """Each knows what went before it; more than is left is refused before it is sent."""
    for before, amount in (("0.00", "200.00"), ("200.00", "200.00"), ("400.00", "220.00")):
        assert refund(back(amount, before=before), after(int(before[:-3]) * 100), {"errorCode": 0}).state.is_final
    assert type(refused(back("220.01", before="400.00"), after(40000))) is InvalidRequest


def test_a_sum_that_nobody_can_explain_is_a_doubt() -> None:
    """Somebody refunds by hand at the bank's site: stop."""
    assert type(refused(back("200.00"), after(10000))) is OutcomeUnknown


def test_an_error_inside_the_bank_is_decided_by_what_has_gone_back() -> None:
    """Error 7 after refund.do: done, not done, or nobody knows."""
    assert refund(back("200.00"), after(0), {"errorCode": "7"}, after(20000)).state is PaymentState.SUCCEEDED
    assert refund(back("200.00"), after(0), {"errorCode": "7"}, after(0)).state is PaymentState.FAILED
    assert type(refused(back("200.00"), after(0), {"errorCode": "7"}, after(10000))) is OutcomeUnknown
    assert type(refused(back("200.00"), after(0), sample("sber_refund_error5"))) is InvalidRequest


def test_a_refund_without_a_key_must_know_what_went_before() -> None:
    """The classic dialect; the partner API has a key for refunds."""
    assert "refunded_before" in str(refused(back("200.00", before=None)))
    shop = Sberbank(url=PARTNER_TEST, token="t", site_url=SITE, dialect=Dialect.PARTNER)  # noqa: S106

    found, asked = talk(shop, back("200.00", before=None), {"errorCode": "0"})

    assert isinstance(found, RefundSnapshot)
    assert b'"externalRefundId": "40017-r1"' in asked[0].body
    assert asked[0].is_repeatable
    assert shop.capabilities.idempotent_refund
    assert not SHOP.capabilities.idempotent_refund


def test_an_answer_about_bindings_to_another_question_is_no_answer() -> None:
    """Found by random search: a ref that is an order's names no customer."""
    for operation in (FetchMethod(ID), FetchPayment(ID)):
        with pytest.raises(OutcomeUnknown):
            SHOP.read_response(operation, HttpResponse(200, {}, b"{}", "bindings:10"))
