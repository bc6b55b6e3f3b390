"""A conversation with a gateway, the other side played by the test."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from astra_billing.adapters.gateways.conversation import Patience, converse
from astra_billing.adapters.gateways.http import HttpRequest, HttpResponse
from astra_billing.ports.payments import NotificationInput

if TYPE_CHECKING:
    from astra_billing.adapters.gateways.protocol import PaymentGateway
    from astra_billing.ports.payments import Answer, Operation

Said = dict[str, Any] | bytes | HttpResponse
"""What the gateway's server says: an object, a body, or a whole response."""


def talk(gateway: PaymentGateway, operation: Operation, *said: Said) -> tuple[Answer, list[HttpRequest]]:
    """The answer to an operation, and the requests that led to it; all that is said must be asked for."""
    asked: list[HttpRequest] = []
    conversation = converse(gateway, operation, Patience(tries=1))
    left = list(said)
    try:
        sending = next(conversation)
        while True:
            asked.append(sending.request)
            sending = conversation.send(_response(left.pop(0), sending.request.step))
    except StopIteration as done:
        assert left == []
        return done.value, asked


def answer(gateway: PaymentGateway, operation: Operation, *said: Said) -> Answer:
    """The answer alone."""
    return talk(gateway, operation, *said)[0]


def fields_of(request: HttpRequest) -> dict[str, str]:
    """The form fields of a request."""
    return dict(parse_qsl(request.body.decode(), keep_blank_values=True))


def form(fields: dict[str, str]) -> NotificationInput:
    """A notification with form fields."""
    return NotificationInput("POST", body=urlencode(fields).encode())


def _response(said: Said, step: str) -> HttpResponse:
    if isinstance(said, HttpResponse):
        return HttpResponse(said.status, said.headers, said.body, step)
    body = said if isinstance(said, bytes) else json.dumps(said, ensure_ascii=False).encode()
    return HttpResponse(200, {}, body, step)
