"""WebMoney: the form of a payment, and the question of interface X18."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from astra_billing.adapters.gateways.http import HttpRequest
from astra_billing.adapters.gateways.protocol import Answered
from astra_billing.adapters.gateways.webmoney import WebMoney
from astra_billing.errors import InvalidValue
from astra_billing.money import EUR, RUB, USD, Money
from astra_billing.ports.payments import (
    CancelPayment,
    ChargeSaved,
    FetchPayment,
    GatewayError,
    InvalidRequest,
    NotSupported,
    OutcomeUnknown,
    PaymentSnapshot,
    PaymentState,
    RefundPayment,
    StartPayment,
    WrongAnswer,
)
from tests.adapters.gateways.talking import answer

if TYPE_CHECKING:
    from astra_billing.ports.payments import Operation

SITE = "https://shop.example/back"
PRICE = Money("620.00", RUB)
SECRET = "226778888"  # noqa: S105 - a test
WMID = "404521188333"
MERCHANT = WebMoney(purse="P123428476799", secret=SECRET, wmid=WMID)
DONE = b"""<?xml version="1.0" encoding="windows-1251"?>
<merchant.response><operation wmtransid="892" wminvoiceid="897"><amount>620.00</amount>
<operdate>20261123 01:00:00</operdate><purpose>\xcf\xeb\xe0\xf2\xe5\xe6</purpose><pursefrom>P366393600555</pursefrom>
</operation><retval>0</retval><retdesc></retdesc></merchant.response>"""


def refused(operation: Operation, *said: bytes, by: WebMoney = MERCHANT) -> GatewayError:
    """The error of an operation."""
    with pytest.raises(GatewayError) as caught:
        answer(by, operation, *said)
    return caught.value


def test_a_payment_starts_with_a_form_and_no_request() -> None:
    """The customer's browser posts it; nothing is sent, so nothing can be doubted."""
    started = MERCHANT.build_request(StartPayment("40017", PRICE, SITE, "Пополнение"))

    assert isinstance(started, Answered)
    assert isinstance(started.answer, PaymentSnapshot)
    assert (started.answer.state, started.answer.own_key) == (PaymentState.NEEDS_CUSTOMER, "40017")
    assert dict(started.answer.redirect_fields) == {
        "LMI_PAYEE_PURSE": "P123428476799",
        "LMI_PAYMENT_AMOUNT": "620.00",
        "LMI_PAYMENT_NO": "40017",
        "LMI_PAYMENT_DESC_BASE64": "0J/QvtC/0L7Qu9C90LXQvdC40LU=",
        "LMI_SUCCESS_URL": SITE,
        "LMI_FAIL_URL": SITE,
    }
    assert SECRET not in repr(started)


def test_a_test_merchant_says_so_in_the_form() -> None:
    """LMI_SIM_MODE 0: every test payment succeeds."""
    started = WebMoney(purse="E123428476799", secret=SECRET, takes_test_payments=True).build_request(
        StartPayment("40017", Money("5.00", EUR), SITE)
    )

    assert isinstance(started, Answered)
    assert isinstance(started.answer, PaymentSnapshot)
    assert dict(started.answer.redirect_fields)["LMI_SIM_MODE"] == "0"


def test_a_key_is_the_number_itself() -> None:
    """The caller allocates it; another key has no number, and none is invented."""
    for key in ("c8a16cd41bf84926f9e41c1a2f9d3f3e", "0", "017", "2147483648"):
        error = refused(StartPayment(key, PRICE, SITE))
        assert type(error) is InvalidRequest
        assert "allocate one" in str(error)
    assert MERCHANT.capabilities.numeric_keys


def test_what_it_cannot_do_is_refused_before_anything_is_sent() -> None:
    """No saved methods, no refunds, no other currency than the purse's."""
    for operation, kind in (
        (StartPayment("40017", PRICE, SITE, save_method=True), NotSupported),
        (StartPayment("40017", Money("620.00", USD), SITE), InvalidRequest),
        (ChargeSaved("40017", "token", PRICE), NotSupported),
        (CancelPayment("40018", "892"), NotSupported),
        (RefundPayment("40018", "892", PRICE), NotSupported),
    ):
        assert type(refused(operation)) is kind
    assert type(refused(FetchPayment("892"), by=WebMoney(purse="P123428476799", secret=SECRET))) is NotSupported


def test_the_question_is_proved_by_a_hash_and_shows_no_secret() -> None:
    """X18: wmid, purse, number and secret in a row."""
    request = MERCHANT.build_request(FetchPayment(own_key="40017"))

    assert isinstance(request, HttpRequest)
    assert request.only_asks
    assert SECRET.encode() not in request.body
    assert b"<lmi_payment_no>40017</lmi_payment_no><lmi_payment_no_type>1</lmi_payment_no_type>" in request.body


def test_a_payment_that_was_done_is_a_fact() -> None:
    """By our number or by theirs; the document is in Windows-1251."""
    for asking in (FetchPayment(own_key="40017", expected=PRICE), FetchPayment("892")):
        found = answer(MERCHANT, asking, DONE)
        assert isinstance(found, PaymentSnapshot)
        assert (found.state, found.amount, found.ref) == (PaymentState.SUCCEEDED, PRICE, "892")


@pytest.mark.parametrize(
    "body",
    [
        DONE.replace(b"<retval>0<", b"<retval>-8<"),
        DONE.replace(b"<retval>0</retval>", b""),
        DONE.replace(b'wmtransid="892"', b""),
        DONE.replace(b"620.00", b"620.005"),
        DONE.replace(b">P3", b">Z3"),
        b"<merchant.response><retval>0</retval></merchant.response>",
        b'<!DOCTYPE a [<!ENTITY b "c">]><merchant.response><retval>&b;</retval></merchant.response>',
        '<?xml version="1.0" encoding="utf-16"?><a/>'.encode("utf-16"),
        b'<?xml version="1.0" encoding="nonsense"?><a/>',
        b"<a>" * 100_000,
        b"<html>",
        b"",
    ],
    ids=range(12),
)
def test_whatever_else_is_no_answer(body: bytes) -> None:
    """The codes of X18 could not be read, so nothing but success is concluded."""
    assert isinstance(refused(FetchPayment(own_key="40017"), body), OutcomeUnknown)


def test_another_amount_or_payment_is_no_answer() -> None:
    """What was asked about is what must be told."""
    assert type(refused(FetchPayment(own_key="40017", expected=Money("62.00", RUB)), DONE)) is WrongAnswer
    assert type(refused(FetchPayment("893"), DONE)) is WrongAnswer


def test_a_merchant_is_right_from_birth() -> None:
    """A purse has a letter that we know and twelve digits; the secret is never shown."""
    for wrong in ("X123428476799", "P12342847679", "P12342847679a", ""):
        with pytest.raises(InvalidValue):
            WebMoney(purse=wrong, secret=SECRET)
    with pytest.raises(InvalidValue):
        WebMoney(purse="P123428476799", secret=SECRET, wmid="17")
    assert SECRET not in repr(MERCHANT)
