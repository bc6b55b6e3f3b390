"""What a payment system reads when our endpoint answers: YES, NO, a signed document, or nothing of the kind."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpx
import pytest

from astra_billing.adapters.gateways.asgi import NotificationEndpoint
from astra_billing.ports.payments import NotificationInput, NotificationRejected, PaymentSnapshot, Verified
from tests.contracts.gateways.peer import PRICE
from tests.contracts.gateways.sberbank import SberbankPeer
from tests.contracts.gateways.simplepay import SimplePayPeer
from tests.contracts.gateways.webmoney import WebMoneyPeer, notice

if TYPE_CHECKING:
    from collections.abc import Callable

    from astra_billing.ports.payments import Hint
    from tests.contracts.gateways.peer import Peer

NOW = datetime(2026, 1, 15, tzinfo=UTC)
QUESTION = notice("anything", LMI_PREREQUEST="1")


def answered(peer: Peer, arrived: NotificationInput, take: Callable[[Verified | Hint], object]) -> httpx.Response:
    """What the endpoint of a gateway answers."""
    endpoint = NotificationEndpoint(peer.gateway("http://127.0.0.1:1"), take, now=lambda: NOW)

    async def send() -> httpx.Response:
        """In a loop of its own."""
        transport = httpx.ASGITransport(endpoint)
        async with httpx.AsyncClient(transport=transport, base_url="http://shop.example") as client:
            return await client.request(arrived.method, f"/told?{arrived.query}", content=arrived.body)

    return asyncio.run(send())


def only_what_was_ordered(worth: Verified | Hint) -> None:
    """The books of this test know one order, of 620 roubles."""
    if isinstance(worth, Verified) and isinstance(worth.about, PaymentSnapshot) and worth.about.amount != PRICE:
        raise NotificationRejected("the books", text="another amount")


@pytest.mark.parametrize("peer", [SberbankPeer(), SimplePayPeer(), WebMoneyPeer()], ids=lambda peer: peer.name)
def test_a_genuine_notification_is_answered_and_a_forged_one_is_not(peer: Peer) -> None:
    """200 with what the gateway waits for; 400 without a word for everybody else."""
    good, bad = (answered(peer, each, only_what_was_ordered) for each in (peer.notice(), peer.forged()))

    assert good.status_code == 200
    assert (bad.status_code, bad.content) == (400, b"")


def test_a_question_of_webmoney_is_answered_yes_or_no_by_the_books() -> None:
    """Before money moves: NO stops a payment of an amount that nobody ordered."""
    other = notice("anything", LMI_PREREQUEST="1", LMI_PAYMENT_AMOUNT="1.00")

    assert answered(WebMoneyPeer(), QUESTION, only_what_was_ordered).content == b"YES"
    assert answered(WebMoneyPeer(), other, only_what_was_ordered).content == b"NO"


def test_a_notification_of_simplepay_that_the_books_refuse_is_answered_with_a_signed_no() -> None:
    """The vendor reads the status of a signed document, not that of HTTP."""
    peer = SimplePayPeer()
    other = peer.notice(PRICE - PRICE)
    known = answered(peer, peer.notice(), only_what_was_ordered)
    refused = answered(peer, peer.notice(PRICE + PRICE), only_what_was_ordered)

    assert b"<sp_status>ok</sp_status>" in known.content
    assert b"<sp_status>error</sp_status>" in refused.content
    assert known.headers["content-type"].startswith("text/xml")
    assert answered(peer, other, only_what_was_ordered).status_code == 400
