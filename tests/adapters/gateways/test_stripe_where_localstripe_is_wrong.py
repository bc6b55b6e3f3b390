"""
What localstripe gets wrong, against a scripted peer: keys, limits of refunds, decline codes.

localstripe makes two charges of one key, returns more than was taken, and knows no decline code but `card_declined`.
The peers here answer as the vendor's reference says; that the live system does is not shown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from werkzeug import Response

from astra_billing import RUB, Money
from astra_billing.adapters.gateways.client import GatewayClient
from astra_billing.adapters.gateways.http import HttpDriver
from astra_billing.adapters.gateways.stripe import Stripe
from astra_billing.adapters.gateways.stripe.codes import REASONS
from astra_billing.ports.payments import (
    ChargeSaved,
    FailureReason,
    InvalidRequest,
    OutcomeUnknown,
    PaymentState,
    RefundPayment,
)
from tests.contracts.gateways.stripe import StripePeer
from tests.stories.gateways.servers import StripeBank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_httpserver import HTTPServer

ANY = re.compile(".*")
PRICE = Money("620.00", RUB)
CHARGE = ChargeSaved("k1", "pm_1", PRICE, payer_ref="cus_1")


@pytest.fixture(name="client")
def client_of_a_scripted_peer(httpserver: HTTPServer) -> Iterator[GatewayClient[Stripe]]:
    """A client of the server that a test scripts."""
    with HttpDriver() as driver:
        yield GatewayClient(Stripe("sk_live_1", base_url=f"{httpserver.url_for('')}/v1"), driver)


def test_scripted_peer_a_key_whose_answer_was_lost_is_charged_once(httpserver: HTTPServer) -> None:
    """Asked again with its key, it is the same charge."""
    there = StripeBank()
    there.loses = True
    httpserver.expect_request(ANY).respond_with_handler(there.respond)
    system = there.system(httpserver.url_for("/"))

    with pytest.raises(OutcomeUnknown):
        system.ask(CHARGE)
    paid = system.ask(CHARGE)

    assert (paid.state, paid.amount) == (PaymentState.SUCCEEDED, PRICE)
    assert [(each.amount, each.state) for each in there.orders.values()] == [(62000, "paid")]


def test_scripted_peer_more_than_was_taken_does_not_go_back(
    httpserver: HTTPServer, client: GatewayClient[Stripe]
) -> None:
    """The vendor refuses the request, and the refusal says that nothing was done."""
    error = {"type": "invalid_request_error", "message": "Refund amount is greater than unrefunded amount on charge."}
    httpserver.expect_request(ANY).respond_with_json({"error": error}, 400)

    with pytest.raises(InvalidRequest, match="greater than unrefunded amount"):
        client.ask(RefundPayment("r1", "pi_3Abc", Money("999999.99", RUB)))


@pytest.mark.parametrize(("code", "reason"), REASONS.items())
def test_scripted_peer_every_decline_code_has_its_reason(
    httpserver: HTTPServer, client: GatewayClient[Stripe], code: str, reason: FailureReason
) -> None:
    """R86 needs to know why."""
    peer = StripePeer()
    (wire,) = peer.declined(code)
    httpserver.expect_request(ANY).respond_with_response(
        Response(wire.body, wire.status, content_type="application/json")
    )

    declined = client.ask(peer.paying())

    assert declined.state is PaymentState.FAILED
    assert declined.failure is not None
    assert (declined.failure.reason, declined.failure.code) == (reason, code)
