"""What gateways tell by themselves: facts are taken once, hints are asked about, wrong facts refused and recorded."""

from __future__ import annotations

import asyncio
import json
from functools import partial
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from attrs import evolve

from astra_billing.account import commands as c
from astra_billing.adapters.gateways.asgi import NotificationEndpoint
from astra_billing.adapters.gateways.client import AsyncGatewayClient, GatewayClient
from astra_billing.adapters.gateways.conversation import Patience
from astra_billing.adapters.gateways.http import HttpDriver, HttpRequest, HttpResponse
from astra_billing.adapters.gateways.webmoney import WebMoney
from astra_billing.adapters.gateways.webmoney.hashes import form_hash
from astra_billing.adapters.gateways.yookassa import YooKassa
from astra_billing.adapters.runtime import AsyncBilling, NoGateway
from astra_billing.ledger import PaymentStatus
from astra_billing.methods import MethodStatus
from astra_billing.money import USD, Money
from astra_billing.ports import Standing
from astra_billing.ports.payments import (
    Capabilities,
    FetchPayment,
    Hint,
    NotificationInput,
    NotificationRejected,
    OutcomeUnknown,
    PaymentSnapshot,
    PaymentState,
    StoredMethod,
    Subject,
    Verified,
)
from astra_billing.testing import UNKNOWN_DONE, Decline, ScriptedGateway
from astra_billing.testing.script import signature
from tests.adapters.runtime.tills import BACK, BANK, DAY, Till, card, rub
from tests.contracts.gateways.yookassa import payment

if TYPE_CHECKING:
    from datetime import datetime

    from astra_billing.ports.payments import AsyncPaymentSystem, Operation, PaymentSystem


class Hinting(ScriptedGateway):
    """A gateway whose notifications prove nothing."""

    def parse_notification(self, arrived: NotificationInput, now: datetime) -> Hint:
        """What to ask."""
        told = super().parse_notification(arrived, now)
        assert isinstance(told, Verified)
        assert isinstance(told.about, PaymentSnapshot)
        return Hint(Subject.PAYMENT, told.about.ref)


def objections(till: Till) -> list[str]:
    """What was not believed."""
    return [each.why for each in till.store.conversations.objections()]


def fact(till: Till, **changes: Any) -> Verified:
    """A notification that the payment was made, with something else about it."""
    paid = PaymentSnapshot("pay-1", PaymentState.SUCCEEDED, rub("661.00"), own_key=till.talk().own_key)
    return Verified(evolve(paid, **changes))


def test_a_notification_is_taken_once_in_any_order() -> None:
    """Twice over and the newest first: the end is the same."""
    till = Till()
    till.top_up()
    till.scripted.settle(till.talk().own_key)
    till.tell_all(times=3, backwards=True)

    assert till.balance == "686.10"


def test_a_notification_that_comes_before_the_answer_is_taken() -> None:
    """The gateway is faster than its own answer; the answer then changes nothing."""
    till = Till()

    class Fast(ScriptedGateway):
        """It tells of a payment before it answers."""

        def ask(self, operation: Operation) -> PaymentSnapshot:  # type: ignore[override]
            """Tell, then answer."""
            answer = super().ask(operation)
            self.settle(till.talk().own_key)
            for each in self.notifications():
                till.billing.receive(BANK, each, on=DAY)
            assert isinstance(answer, PaymentSnapshot)
            return answer

    till.billing.world.gateways[BANK] = Fast()  # type: ignore[index]
    till.do(c.CreatePayment("p1", rub("620.00"), card()), "p1")
    till.billing.start_payment("a1", "p1", BACK, on=DAY)
    assert till.balance == "686.10"
    assert till.talk().standing is Standing.SUCCEEDED


def test_a_lost_answer_is_found_by_our_key_in_the_notification() -> None:
    """Its id at the gateway was never known."""
    till = Till()
    till.scripted.will(UNKNOWN_DONE)
    till.do(c.CreatePayment("p1", rub("620.00"), card()), "p1")
    till.billing.start_payment("a1", "p1", BACK, on=DAY)
    assert till.talk().ref == ""
    till.scripted.settle(till.talk().own_key)
    till.tell_all()

    assert till.balance == "686.10"


def test_a_hint_is_confirmed_by_asking() -> None:
    """What it says is not believed: a payment that is not made is asked about, and stays open."""
    till = Till(Hinting())
    till.top_up()
    till.scripted.settle(till.talk().own_key)
    assert [reply.status for reply in till.tell_all(times=2)] == [200, 200]

    assert till.balance == "686.10"
    asked = [call for call in till.scripted.calls if isinstance(call, FetchPayment)]
    assert asked[0] == FetchPayment("pay-1", till.talk().own_key, rub("661.00"))


def test_a_hint_about_an_id_that_is_new_to_us_finds_its_conversation_by_asking() -> None:
    """The answer to our question was lost, and the gateway's answer names our key."""
    till = Till(Hinting())
    till.scripted.will(UNKNOWN_DONE)
    till.do(c.CreatePayment("p1", rub("620.00"), card()), "p1")
    till.billing.start_payment("a1", "p1", BACK, on=DAY)
    till.scripted.settle(till.talk().own_key)
    till.tell_all()

    assert till.balance == "686.10"
    assert till.talk().ref == "pay-1"


def test_a_hint_that_cannot_be_confirmed_is_to_be_sent_again() -> None:
    """The endpoint says 500, and nothing has changed."""
    till = Till(Hinting())
    till.top_up()
    till.scripted.settle(till.talk().own_key)

    def down(_: object) -> None:
        raise OutcomeUnknown(BANK, text="read timeout")

    whole = till.scripted.ask
    till.scripted.ask = down  # type: ignore[method-assign,assignment]
    with pytest.raises(OutcomeUnknown):
        till.tell_all()
    till.scripted.ask = whole  # type: ignore[method-assign]
    till.tell_all()
    assert till.balance == "686.10"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"amount": rub("660.99")}, "660.99"),
        ({"amount": Money("661.00", USD), "refunded": Money("0.00", USD)}, "661.00 USD"),
        ({"own_key": "another", "ref": "pay-1"}, "another key"),
        ({"own_key": "another", "ref": "pay-9"}, "not asked for"),
    ],
)
def test_wrong_facts_are_refused_and_recorded(changes: dict[str, object], why: str) -> None:
    """Another amount, currency, key or payment: nothing is credited, and somebody can look."""
    till = Till()
    till.top_up()
    with pytest.raises(NotificationRejected):
        till.billing.believe(BANK, fact(till, **changes), on=DAY)

    assert till.balance == "0.00"
    assert till.account.payments["p1"].status is PaymentStatus.BEING_PAID
    (told,) = objections(till)
    assert why in told or (why == "another key" and "key" in told)


def test_a_forged_notification_is_refused_and_recorded() -> None:
    """Its signature is wrong."""
    till = Till()
    till.top_up()
    forged = NotificationInput("POST", (("x-signature", "none"),), b"pay-1 succeeded")

    assert till.billing.receive(BANK, forged, on=DAY).status == 400
    assert objections(till) == ["the signature is wrong"]
    assert till.balance == "0.00"


def test_what_an_endpoint_refuses_is_recorded_once() -> None:
    """Whether the gateway's own proof refuses it or the till does; and the reply says no."""
    till = Till()
    till.top_up()
    endpoint = NotificationEndpoint(
        till.bank,
        partial(till.billing.believe, BANK, on=DAY),
        refused=partial(till.billing.disbelieve, BANK),
    )
    wrong = evolve(till.scripted.payments["pay-1"], amount=rub("1.00"), refunded=rub("0.00"))
    till.scripted.payments["pay-1"] = wrong
    told = b"pay-1 succeeded"
    for headers in ({"x-signature": "none"}, {"x-signature": signature(told).decode()}):
        assert posted(endpoint, told, headers) == 400

    assert objections(till) == ["the signature is wrong", "an answer about 1.00 RUB instead of 661.00 RUB"]
    assert till.balance == "0.00"


class Answering(HttpDriver):
    """A server of YooKassa that starts a payment of 661.00, and ever after says that another sum was paid."""

    paid = "660.00"

    def send(self, request: HttpRequest, *, gateway: str) -> HttpResponse:  # noqa: ARG002 - nothing can fail here
        """Answer."""
        began = payment("pending", rub("661.00"), confirmation={"confirmation_url": BACK})
        told = began if request.method == "POST" else payment("succeeded", rub(self.paid))
        return HttpResponse(200, {}, json.dumps({**told, "metadata": {}}).encode())


def test_a_real_gateway_that_answers_about_another_amount_is_recorded() -> None:
    """Whether a notification or the sweep has asked, nothing is credited; the right amount is, once it comes."""
    with Answering() as driver:
        till = Till(GatewayClient(YooKassa("123456", "s"), driver, patience=Patience(tries=1)))
        till.top_up()
        told = {"type": "notification", "event": "payment.succeeded", "object": payment("succeeded", rub("661.00"))}
        arrived = NotificationInput("POST", (), json.dumps(told).encode(), source_ip="185.71.76.5")

        assert till.billing.receive(BANK, arrived, on=DAY).status == 400
        till.pass_time(minutes=1)
        assert till.balance == "0.00"
        assert objections(till) == ["an answer about 660.00 RUB, asked about 661.00 RUB"] * 2

        driver.paid = "661.00"
        assert till.billing.receive(BANK, arrived, on=DAY).status == 200
        assert till.balance == "686.10"


def posted(endpoint: NotificationEndpoint, body: bytes, headers: dict[str, str]) -> int:
    """What an endpoint answers."""

    async def send() -> int:
        """In a loop of its own."""
        transport = httpx.ASGITransport(endpoint)
        async with httpx.AsyncClient(transport=transport, base_url="http://shop.example") as client:
            return (await client.post("/", content=body, headers=headers)).status_code

    return asyncio.run(send())


def test_news_of_a_method_that_we_do_not_keep_is_none_of_ours() -> None:
    """It is not refused, or the gateway would send it for days."""
    till = Till()
    till.billing.believe(BANK, Verified(StoredMethod("token", MethodStatus.FAILING, ref="token")), on=DAY)
    till.billing.believe(BANK, Verified(None), on=DAY)
    assert objections(till) == []


def test_an_unknown_gateway_is_named() -> None:
    """With those there are."""
    with pytest.raises(NoGateway, match="bank"):
        Till().billing.receive("other", NotificationInput("POST"), on=DAY)


# --- WebMoney: a question before, a notice after, and no key that it would honour -------------------------------------

SECRET = "webmoney-secret"  # noqa: S105  # a test's


def purse() -> WebMoney:
    """A purse in roubles."""
    return WebMoney(purse="P123428476799", secret=SECRET)


def told(till: Till, number: int = 77, *, amount: str = "661.00", asks: bool = False) -> NotificationInput:
    """WebMoney's question or notice about the first payment."""
    fields = {
        "LMI_PAYEE_PURSE": "P123428476799",
        "LMI_PAYMENT_AMOUNT": amount,
        "LMI_PAYMENT_NO": till.talk().own_key,
        "LMI_MODE": "0",
    }
    if asks:
        fields["LMI_PREREQUEST"] = "1"
    else:
        fields |= {
            "LMI_SYS_INVS_NO": "1",
            "LMI_SYS_TRANS_NO": str(number),
            "LMI_SYS_TRANS_DATE": "20260110 12:00:00",
            "LMI_PAYER_PURSE": "P000000000000",
            "LMI_PAYER_WM": "000000000000",
        }
        fields["LMI_HASH"] = form_hash(fields, SECRET, purse().algorithm)
    return NotificationInput("POST", body="&".join(f"{k}={v.replace(' ', '+')}" for k, v in fields.items()).encode())


def test_webmoney_asks_before_and_tells_after() -> None:
    """The reply is part of the result: YES for what we know, NO for another amount, and after it is paid."""
    till = Till(GatewayClient(purse()))
    till.top_up()
    page = till.talk().page
    assert page is not None
    assert dict(page.fields)["LMI_PAYMENT_NO"] == till.talk().own_key

    assert till.billing.receive(BANK, told(till, asks=True), on=DAY).body == b"YES"
    assert till.billing.receive(BANK, told(till, asks=True, amount="1.00"), on=DAY).body == b"NO"
    assert till.balance == "0.00"
    assert till.billing.receive(BANK, told(till), on=DAY).body == b"YES"
    assert till.billing.receive(BANK, told(till), on=DAY).body == b"YES"
    assert till.balance == "686.10"
    assert till.billing.receive(BANK, told(till, asks=True), on=DAY).body == b"NO"
    assert till.billing.receive(BANK, told(till, amount="1.00"), on=DAY).status == 400


def test_one_form_that_is_paid_twice_is_two_payments() -> None:
    """Nothing at WebMoney prevents it, and both are the customer's money."""
    till = Till(GatewayClient(purse()))
    till.top_up()
    for number in (77, 78, 78, 77):
        assert till.billing.receive(BANK, told(till, number), on=DAY).status == 200

    assert till.balance == "1347.10"


def test_what_cannot_be_asked_waits_for_its_notification() -> None:
    """Without a WMID there is nothing to ask by; the sweep leaves it alone and nothing has failed."""
    till = Till(GatewayClient(purse()))
    till.top_up()
    till.pass_time(minutes=1)
    swept = till.billing.sweep(on=DAY)

    assert (swept.asked, swept.failures) == (0, ())
    assert till.talk().next_ask_at is None


# --- asyncio ----------------------------------------------------------------------------------------------------------


async def paid_at_the_third_attempt(till: Till, billing: AsyncBilling) -> str:
    """Declined, given up, paid; the page of the first attempt."""
    await billing.execute("a1", c.CreatePayment("p1", rub("620.00"), card()), key="p1", on=DAY)
    started = await billing.start_payment("a1", "p1", BACK, on=DAY, description="Top-up")
    till.scripted.settle(till.talk().own_key, Decline())
    await billing.check_payment("a1", "p1", on=DAY)
    await billing.start_payment("a1", "p1", BACK, on=DAY)
    assert await billing.cancel_payment("a1", "p1", on=DAY)
    await billing.start_payment("a1", "p1", BACK, on=DAY)
    till.scripted.settle(till.talk("a1/payment/p1/3").own_key)
    replies = [await billing.receive(BANK, each, on=DAY) for each in till.scripted.notifications()]
    assert {reply.status for reply in replies} == {200}
    await billing.believe(BANK, Verified(None), on=DAY)
    await billing.disbelieve(BANK, NotificationRejected(BANK, text="forged"))
    assert objections(till) == ["forged"]
    return started.redirect_url


async def saved_and_replaced(till: Till, billing: AsyncBilling) -> None:
    """A method is saved, and its token replaced by hand."""
    await billing.start_saving("a1", "wallet", BANK, BACK, on=DAY)
    till.scripted.settle(till.talk("a1/method/wallet/1").own_key)
    await billing.check_method("a1", "wallet", on=DAY)
    assert await billing.keep_method("a1", "wallet", BANK, StoredMethod("new", MethodStatus.WORKS))


def test_the_till_can_be_awaited() -> None:
    """The same logic, another way to run it."""
    can = Capabilities(query_by_own_key=True, cancel=True, save_without_charge=True)
    till = Till(ScriptedGateway(capabilities=can))
    gateways: dict[str, PaymentSystem | AsyncPaymentSystem] = {BANK: till.bank, "purse": AsyncGatewayClient(purse())}
    billing = AsyncBilling(till.store, gateways, now=lambda: till.now)

    async def story() -> str:
        """The whole story, awaited."""
        page = await paid_at_the_third_attempt(till, billing)
        await saved_and_replaced(till, billing)
        await billing.execute("a1", c.CreatePayment("p2", rub("5.00"), card("purse")), key="p2", on=DAY)
        await billing.start_payment("a1", "p2", BACK, on=DAY)
        await billing.sweep(till.now, on=DAY)
        return page

    assert asyncio.run(story()) == "https://pay.example/pay-1"
    assert till.balance == "686.10"
    assert till.account.methods["wallet"].works
    assert till.talk("a1/payment/p2/1").page is not None
