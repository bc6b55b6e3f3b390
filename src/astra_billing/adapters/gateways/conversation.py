"""
The conversation with a gateway, without IO: what to send next, and when to stop.

It repeats what never began, and what carries a key; it remembers a doubt, so a
refusal after one is still an unknown outcome; it refuses an answer about
another amount than was asked.

    >>> from astra_billing.ports.payments import NotSubmitted
    >>> Patience().before(1, NotSubmitted("stripe", status=429, retry_after=timedelta(seconds=1)))
    datetime.timedelta(seconds=1)

The odd case: a gateway that asks for a longer pause than we have patience for is left alone.

    >>> Patience().before(1, NotSubmitted("stripe", status=429, retry_after=timedelta(hours=1))) is None
    True
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from attrs import frozen

from astra_billing.adapters.gateways.http import HttpRequest
from astra_billing.adapters.gateways.protocol import Answered
from astra_billing.ports.payments import (
    AboutPayment,
    AboutRefund,
    ChargeSaved,
    FetchPayment,
    ForgetMethod,
    GatewayError,
    NotSubmitted,
    OutcomeUnknown,
    PaymentSnapshot,
    RefundPayment,
    RefundSnapshot,
    StartPayment,
    StartSaving,
    StoredMethod,
    WrongAnswer,
)

if TYPE_CHECKING:
    from collections.abc import Generator

    from astra_billing.adapters.gateways.http import HttpResponse
    from astra_billing.adapters.gateways.protocol import PaymentGateway
    from astra_billing.money import Money
    from astra_billing.ports.payments import Answer, Operation

_MOST_STEPS = 4


@frozen(kw_only=True)
class Patience:
    """
    How often and how long a client tries.

    Attributes:
        tries: of one request, the first included.
        pause: before the second try; it doubles with each.
        longest: the longest pause; a gateway that asks for more is left alone, and the error says for how long.
    """

    tries: int = 3
    pause: timedelta = timedelta(milliseconds=200)
    longest: timedelta = timedelta(seconds=2)

    def before(self, attempt: int, error: GatewayError) -> timedelta | None:
        """How long to wait before another try after `attempt` of them; None to give up."""
        wait = max(self.pause * 2 ** (attempt - 1), error.retry_after or timedelta())
        return None if attempt >= self.tries or wait > self.longest else wait


@frozen
class Sending:
    """What to do next: wait, then send."""

    request: HttpRequest
    wait: timedelta = timedelta()


def converse(
    gateway: PaymentGateway, operation: Operation, patience: Patience
) -> Generator[Sending, HttpResponse, Answer]:
    """Say what to send until there is an answer; errors of sending are thrown in."""
    step = gateway.build_request(operation)
    doubt = False
    for _ in range(_MOST_STEPS):
        if isinstance(step, Answered):
            return checked(gateway.name, operation, step.answer)
        request, step = step, (yield from _asked(gateway, operation, step, patience, doubt=doubt))
        doubt = doubt or not request.only_asks
    if isinstance(step, Answered):
        return checked(gateway.name, operation, step.answer)
    raise OutcomeUnknown(gateway.name, text="a conversation without an end")


def _asked(
    gateway: PaymentGateway, operation: Operation, request: HttpRequest, patience: Patience, *, doubt: bool
) -> Generator[Sending, HttpResponse, Answered | HttpRequest]:
    """One request, repeated where that is safe."""
    wait: timedelta | None = timedelta()
    attempt = 0
    while True:
        attempt += 1
        try:
            response = yield Sending(request, wait or timedelta())
            read = gateway.read_response(operation, response)
            return read if isinstance(read, HttpRequest) else Answered(read)
        except GatewayError as error:
            doubt = doubt or isinstance(error, OutcomeUnknown)
            may_repeat = isinstance(error, NotSubmitted) or (
                isinstance(error, OutcomeUnknown) and request.is_repeatable
            )
            wait = patience.before(attempt, error) if may_repeat else None
            if wait is None and doubt:
                raise _in_doubt(error) from error
            if wait is None:
                raise


def _in_doubt(error: GatewayError) -> GatewayError:
    """Something earlier may have been done, whatever the last answer says."""
    text = error.text if isinstance(error, OutcomeUnknown) else f"after an earlier request: {error.text}"
    kind = WrongAnswer if isinstance(error, WrongAnswer) else OutcomeUnknown
    return kind(
        error.gateway,
        text=text,
        code=error.code,
        status=error.status,
        retry_after=error.retry_after,
    )


def checked(gateway: str, operation: Operation, answer: Answer) -> Answer:
    """
    The answer, if it is about what was asked.

    Raises:
        WrongAnswer: it is about another amount, currency or key.
        OutcomeUnknown: it is of another kind.
    """
    wanted = _kind_of(operation)
    if not isinstance(answer, wanted):
        raise OutcomeUnknown(gateway, text=f"an answer to {type(operation).__name__} of another kind")
    asked = _amount_of(operation)
    if asked is not None and isinstance(answer, PaymentSnapshot | RefundSnapshot) and answer.amount != asked:
        raise WrongAnswer(gateway, text=f"an answer about {answer.amount}, asked about {asked}")
    key = operation.key if isinstance(operation, StartPayment | ChargeSaved | StartSaving) else ""
    if key and isinstance(answer, PaymentSnapshot | StoredMethod) and answer.own_key not in {"", key}:
        raise WrongAnswer(gateway, text="an answer about another key")
    return answer


def _kind_of(operation: Operation) -> type[object]:
    if isinstance(operation, AboutPayment):
        return PaymentSnapshot
    if isinstance(operation, AboutRefund):
        return RefundSnapshot
    return type(None) if isinstance(operation, ForgetMethod) else StoredMethod


def _amount_of(operation: Operation) -> Money | None:
    if isinstance(operation, StartPayment | ChargeSaved | RefundPayment):
        return operation.amount
    return operation.expected if isinstance(operation, FetchPayment) else None
