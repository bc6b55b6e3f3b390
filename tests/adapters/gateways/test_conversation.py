"""The conversation with a gateway: when it goes on, when it repeats, and what it believes afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from attrs import field, frozen

from astra_billing import RUB, Money
from astra_billing.adapters.gateways.conversation import Patience, converse
from astra_billing.adapters.gateways.http import HttpRequest, HttpResponse
from astra_billing.adapters.gateways.protocol import Answered
from astra_billing.methods import MethodStatus
from astra_billing.ports.payments import (
    Answer,
    Capabilities,
    ChargeSaved,
    FetchPayment,
    ForgetMethod,
    GatewayError,
    NotificationInput,
    NotificationRejected,
    NotSubmitted,
    Operation,
    OutcomeUnknown,
    PaymentSnapshot,
    PaymentState,
    StoredMethod,
    Verified,
)

if TYPE_CHECKING:
    from datetime import datetime, timedelta

PRICE = Money("620.00", RUB)
CHARGE = ChargeSaved("k1", "card", PRICE)
PAID = PaymentSnapshot("p1", PaymentState.SUCCEEDED, PRICE, own_key="k1")
URL = "http://127.0.0.1:1/"
ASKING = HttpRequest("GET", URL, step="ask", is_repeatable=True)
CHANGING = HttpRequest("POST", URL, step="change")
KEYED = HttpRequest("POST", URL, step="keyed", is_repeatable=True)


@frozen
class Told:
    """A gateway that goes through steps and reads what it is told to."""

    first: HttpRequest | Answered
    read: Callable[[HttpResponse], Answer | HttpRequest]
    name: str = "told"
    capabilities: Capabilities = field(factory=Capabilities)

    def build_request(self, operation: Operation) -> HttpRequest | Answered:
        """The first step."""
        assert isinstance(operation, Operation)
        return self.first

    def read_response(self, operation: Operation, response: HttpResponse) -> Answer | HttpRequest:
        """What it is told to read."""
        assert isinstance(operation, Operation)
        return self.read(response)

    def parse_notification(self, arrived: NotificationInput, now: datetime) -> Verified:
        """It sends none."""
        raise NotificationRejected(self.name, text=f"{arrived} {now}")


def talk(
    gateway: Told, *said: HttpResponse | GatewayError, operation: Operation = CHARGE, tries: int = 3
) -> tuple[Answer, list[tuple[str, timedelta]]]:
    """The answer, and each step with the wait before it; what is said last is said for ever."""
    sent = []
    conversation = converse(gateway, operation, Patience(tries=tries))
    try:
        sending = next(conversation)
        while True:
            sent.append((sending.request.step, sending.wait))
            word = said[min(len(sent), len(said)) - 1]
            sending = conversation.throw(word) if isinstance(word, GatewayError) else conversation.send(word)
    except StopIteration as done:
        return done.value, sent


def by_step(**read: Answer | HttpRequest) -> Callable[[HttpResponse], Answer | HttpRequest]:
    """Read each step so."""
    return lambda response: read[response.step]


def away() -> NotSubmitted:
    """There is no connection."""
    return NotSubmitted("told", text="refused")


def test_an_answer_that_needs_no_request_sends_none() -> None:
    """A payment form to show."""
    assert talk(Told(Answered(PAID), by_step())) == (PAID, [])


def test_steps_follow_each_other_and_the_last_one_answers() -> None:
    """Ask first, then change."""
    gateway = Told(ASKING, by_step(ask=CHANGING, change=PAID))

    answer, sent = talk(gateway, HttpResponse(200, step="ask"), HttpResponse(200, step="change"))

    assert answer == PAID
    assert [step for step, _ in sent] == ["ask", "change"]


def test_the_pause_doubles_with_each_try() -> None:
    """Nothing, 0.2 s, 0.4 s, and then no more."""
    gateway = Told(CHANGING, by_step(change=PAID))
    with pytest.raises(NotSubmitted):
        talk(gateway, away())
    _, sent = talk(gateway, away(), away(), HttpResponse(200, step="change"))
    assert [wait.total_seconds() for _, wait in sent] == [0, 0.2, 0.4]


def test_what_has_no_key_is_never_repeated_after_a_doubt() -> None:
    """One try, and the doubt is told."""
    asked = []

    def unreadable(response: HttpResponse) -> Answer:
        asked.append(response.step)
        raise OutcomeUnknown("told", text="no JSON")

    with pytest.raises(OutcomeUnknown):
        talk(Told(CHANGING, unreadable), HttpResponse(200, step="change"))
    assert asked == ["change"]
    asked.clear()
    with pytest.raises(OutcomeUnknown):
        talk(Told(KEYED, unreadable), HttpResponse(200, step="keyed"))
    assert asked == ["keyed"] * 3


def test_a_step_that_never_began_after_one_that_changed_something_is_a_doubt() -> None:
    """The whole operation has begun, so a new key could do it twice."""
    with pytest.raises(OutcomeUnknown, match="after an earlier request: refused"):
        talk(Told(CHANGING, by_step(change=KEYED)), HttpResponse(200, step="change"), away(), tries=1)


def test_a_step_that_never_began_after_a_mere_question_did_nothing() -> None:
    """Safe to repeat from the beginning."""
    with pytest.raises(NotSubmitted):
        talk(Told(ASKING, by_step(ask=CHANGING)), HttpResponse(200, step="ask"), away(), tries=1)


def test_a_conversation_that_never_ends_is_ended() -> None:
    """Four steps are enough for anybody."""
    gateway = Told(ASKING, lambda _: ASKING)
    with pytest.raises(OutcomeUnknown, match="without an end"):
        talk(gateway, HttpResponse(200, step="ask"))


@pytest.mark.parametrize(
    ("operation", "answer"),
    [
        (CHARGE, PaymentSnapshot("p1", PaymentState.SUCCEEDED, Money("62.00", RUB))),
        (CHARGE, PaymentSnapshot("p1", PaymentState.SUCCEEDED, PRICE, own_key="k2")),
        (CHARGE, StoredMethod("card", MethodStatus.WORKS)),
        (CHARGE, None),
        (FetchPayment("p1", expected=Money("62.00", RUB)), PAID),
        (ForgetMethod("k1", "card"), PAID),
    ],
    ids=["amount", "key", "kind", "nothing", "expected", "something"],
)
def test_an_answer_about_something_else_is_not_believed(operation: Operation, answer: Answer) -> None:
    """Another amount, another key, another kind of thing."""
    with pytest.raises(OutcomeUnknown):
        talk(Told(Answered(answer), by_step()), operation=operation)
    assert talk(Told(Answered(None), by_step()), operation=ForgetMethod("k1", "card"))[0] is None
