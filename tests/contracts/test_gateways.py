"""
What every gateway does, over a real socket: yes, no, and every kind of doubt.

The servers are ours, on this machine; no test here or elsewhere speaks to a live gateway.
"""

from __future__ import annotations

import asyncio
import logging
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from werkzeug import Response

from astra_billing.adapters.gateways.client import AsyncGatewayClient, GatewayClient
from astra_billing.adapters.gateways.conversation import Patience
from astra_billing.adapters.gateways.http import AsyncHttpDriver, HttpDriver, Limits
from astra_billing.money import USD, Money
from astra_billing.ports.payments import (
    Answer,
    FetchPayment,
    GatewayError,
    Hint,
    InvalidRequest,
    Misconfigured,
    NotificationRejected,
    NotSubmitted,
    Operation,
    OutcomeUnknown,
    PaymentSnapshot,
    PaymentState,
    Verified,
    WrongAnswer,
)
from tests.contracts.gateways.broken_server import (
    closed,
    deaf,
    dripping,
    endless,
    resetting,
    serving,
    silent,
    truncating,
)
from tests.contracts.gateways.paymaster import PayMasterPeer
from tests.contracts.gateways.peer import KEY, NOW, PRICE, Peer, Wire
from tests.contracts.gateways.sberbank import SberbankPeer
from tests.contracts.gateways.simplepay import SimplePayPeer
from tests.contracts.gateways.stripe import StripePeer
from tests.contracts.gateways.webmoney import WebMoneyPeer
from tests.contracts.gateways.yookassa import YooKassaPeer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pytest_httpserver import HTTPServer
    from werkzeug import Request

PEERS: tuple[Peer, ...] = (
    PayMasterPeer(),
    SberbankPeer(),
    SimplePayPeer(),
    StripePeer(),
    WebMoneyPeer(),
    YooKassaPeer(),
)

ONCE = Patience(tries=1)
QUICK = Limits(connect=0.3, read=0.3, whole=0.6)
ANY = re.compile(".*")


@pytest.fixture(name="peer", params=PEERS, ids=lambda peer: peer.name)
def every_peer(request: pytest.FixtureRequest) -> Peer:
    """Each gateway with its server's side."""
    found: Peer = request.param
    return found


@pytest.fixture(name="ask", params=["sync", "async"])
def both_clients(request: pytest.FixtureRequest, peer: Peer) -> Callable[..., Answer]:
    """A function that asks a gateway at an address, by either client."""

    def ask(url: str, operation: Operation, patience: Patience = ONCE) -> Answer:
        if request.param == "async":
            return asyncio.run(_ask(peer, url, operation, patience))
        with HttpDriver(QUICK) as driver:
            return GatewayClient(peer.gateway(url), driver, patience=patience, pause=lambda _: None).ask(operation)

    return ask


async def _ask(peer: Peer, url: str, operation: Operation, patience: Patience) -> Answer:
    async def pause(_: float) -> None:
        """No test waits."""

    async with AsyncHttpDriver(QUICK) as driver:
        client = AsyncGatewayClient(peer.gateway(url), driver, patience=patience, pause=pause)
        return await client.ask(operation)


def answer_with(server: HTTPServer, wires: Sequence[Wire]) -> list[Request]:
    """Have a server answer so, one response after another and the last for ever; the requests that come are listed."""
    came: list[Request] = []

    def answer(request: Request) -> Response:
        request.get_data()
        came.append(request)
        wire = wires[min(len(came), len(wires)) - 1]
        return Response(wire.body, wire.status, {"Content-Type": "application/json", **wire.headers})

    server.expect_request(ANY).respond_with_handler(answer)
    return came


def caught(ask: Callable[..., Answer], url: str, operation: Operation, patience: Patience = ONCE) -> GatewayError:
    """The error of a call that must have one."""
    with pytest.raises(GatewayError) as caught:
        ask(url, operation, patience)
    return caught.value


def test_a_success_is_a_snapshot_of_what_was_asked(
    httpserver: HTTPServer, peer: Peer, ask: Callable[..., Answer]
) -> None:
    """Yes is yes, about our amount."""
    came = answer_with(httpserver, peer.paid())

    answer = ask(httpserver.url_for(""), peer.paying())

    assert isinstance(answer, PaymentSnapshot)
    assert (answer.state, answer.amount, answer.failure) == (PaymentState.SUCCEEDED, PRICE, None)
    assert answer.own_key in {KEY, ""}
    assert len(came) == len(peer.paid())


def test_every_kind_of_decline_is_an_answer(httpserver: HTTPServer, peer: Peer) -> None:
    """A decline is a value with its reason and the gateway's own code, never an exception."""
    for code, reason in peer.declines.items():
        httpserver.clear()
        answer_with(httpserver, peer.declined(code))
        with HttpDriver(QUICK) as driver:
            answer = GatewayClient(peer.gateway(httpserver.url_for("")), driver).ask(peer.paying())

        assert isinstance(answer, PaymentSnapshot)
        assert answer.state in {PaymentState.FAILED, PaymentState.CANCELLED}
        assert answer.failure is not None
        assert (answer.failure.reason, answer.failure.code) == (reason, code)


def test_no_connection_means_nothing_was_done(peer: Peer, ask: Callable[..., Answer]) -> None:
    """Refused, or never accepted: safe to repeat."""
    assert type(caught(ask, closed(), peer.paying())) is NotSubmitted
    with deaf() as url:
        assert type(caught(ask, url, peer.paying())) is NotSubmitted


@pytest.mark.parametrize("behave", [silent, resetting, truncating, endless, dripping])
def test_an_answer_that_breaks_off_leaves_the_outcome_unknown(
    peer: Peer, ask: Callable[..., Answer], behave: Callable[..., None]
) -> None:
    """Timeout, reset, too short, too long, too slow: the money may have moved."""
    with serving(behave) as url:
        assert type(caught(ask, url, peer.paying())) is OutcomeUnknown


@pytest.mark.parametrize(
    ("wire", "expected"),
    [
        (Wire(b"{}", 202), OutcomeUnknown),
        (Wire(b"{}", 302, {"Location": "/elsewhere"}), OutcomeUnknown),
        (Wire(b"{}", 400), InvalidRequest),
        (Wire(b"{}", 401), Misconfigured),
        (Wire(b"{}", 403), Misconfigured),
        (Wire(b"{}", 500), OutcomeUnknown),
        (Wire(b"<html>502 Bad Gateway</html>", 502, {"Content-Type": "text/html"}), OutcomeUnknown),
        (Wire(b"<html>Welcome</html>", 200, {"Content-Type": "text/html"}), OutcomeUnknown),
        (Wire(b"", 200), OutcomeUnknown),
        (Wire(b'{"id": "2a78", "sta', 200), OutcomeUnknown),
        (Wire(b"[]", 200), OutcomeUnknown),
        (Wire(b"{}", 200), OutcomeUnknown),
        (Wire(b"\x1f\x8b", 200, {"Content-Encoding": "gzip"}), OutcomeUnknown),
    ],
    ids=lambda value: f"{value.status}-{value.body[:6]!r}" if isinstance(value, Wire) else None,
)
def test_a_status_or_a_body_that_is_no_answer_is_told_apart(
    httpserver: HTTPServer, peer: Peer, ask: Callable[..., Answer], wire: Wire, expected: type[GatewayError]
) -> None:
    """Refused for good, or unknown; and no redirect is ever followed."""
    came = answer_with(httpserver, [wire])

    error = caught(ask, httpserver.url_for(""), peer.paying())

    assert type(error) is expected
    assert error.gateway == peer.name
    assert len(came) == 1


def test_too_many_requests_says_how_long_to_wait(
    httpserver: HTTPServer, peer: Peer, ask: Callable[..., Answer]
) -> None:
    """429 was not carried out; the error keeps the wait that the gateway asks for."""
    answer_with(httpserver, [Wire(b"{}", 429, {"Retry-After": "17"})])

    error = caught(ask, httpserver.url_for(""), peer.paying())

    assert type(error) is NotSubmitted
    assert error.retry_after == timedelta(seconds=17)


def test_an_answer_about_another_amount_or_currency_is_refused(
    httpserver: HTTPServer, peer: Peer, ask: Callable[..., Answer]
) -> None:
    """620 dollars are not 620 roubles, and 62 roubles aren't either."""
    for other in (Money("620.00", USD), Money("62.00", PRICE.currency)):
        httpserver.clear()
        answer_with(httpserver, peer.paid(other))

        assert type(caught(ask, httpserver.url_for(""), peer.paying())) is WrongAnswer


def test_only_what_carries_its_key_is_repeated_after_a_doubt(
    httpserver: HTTPServer, peer: Peer, ask: Callable[..., Answer]
) -> None:
    """A repetition is the same request to the byte; without a key there is none."""
    came = answer_with(httpserver, [Wire(b"", 500), *peer.paid()])
    operation = peer.paying()
    may_repeat = peer.gateway(httpserver.url_for("")).capabilities.idempotent_charge or isinstance(
        operation, FetchPayment
    )
    if not may_repeat:
        assert type(caught(ask, httpserver.url_for(""), operation, Patience())) is OutcomeUnknown
        assert len(came) == 1
        return

    answer = ask(httpserver.url_for(""), operation, Patience())

    assert isinstance(answer, PaymentSnapshot)
    assert answer.state is PaymentState.SUCCEEDED
    assert (came[0].get_data(), dict(came[0].headers)) == (came[1].get_data(), dict(came[1].headers))


def test_a_refusal_after_a_doubt_is_still_a_doubt(
    httpserver: HTTPServer, peer: Peer, ask: Callable[..., Answer]
) -> None:
    """The first try may have been done, whatever the second is told."""
    came = answer_with(httpserver, [Wire(b"", 500), Wire(b"{}", 401)])

    error = caught(ask, httpserver.url_for(""), peer.paying(), Patience())

    assert type(error) is OutcomeUnknown
    assert error.status == (401 if len(came) > 1 else 500)


def test_a_gateway_that_is_away_is_asked_a_bounded_number_of_times(
    httpserver: HTTPServer, peer: Peer, ask: Callable[..., Answer]
) -> None:
    """429 is safe to repeat, but not for ever; and a long wait is not waited."""
    came = answer_with(httpserver, [Wire(b"{}", 429)])
    assert type(caught(ask, httpserver.url_for(""), peer.paying(), Patience(tries=3))) is NotSubmitted
    assert len(came) == 3

    httpserver.clear()
    came = answer_with(httpserver, [Wire(b"{}", 429, {"Retry-After": "3600"})])
    assert type(caught(ask, httpserver.url_for(""), peer.paying(), Patience(tries=3))) is NotSubmitted
    assert len(came) == 1


def test_secrets_are_never_shown(
    httpserver: HTTPServer, peer: Peer, ask: Callable[..., Answer], caplog: pytest.LogCaptureFixture
) -> None:
    """Not in a repr, a log or an error, nor in what an error leads to."""
    caplog.set_level(logging.DEBUG)
    gateway = peer.gateway(httpserver.url_for(""))
    answer_with(httpserver, [Wire(b"{}", 401)])
    refused = caught(ask, httpserver.url_for(""), peer.paying())
    with serving(resetting) as url:
        broken = caught(ask, url, peer.paying())

    chain: BaseException | None = broken
    shown = [repr(gateway), repr(gateway.build_request(peer.paying())), repr(refused), str(refused), caplog.text]
    while chain is not None:
        shown += [repr(chain), str(chain), repr(vars(chain))]
        chain = chain.__cause__ or chain.__context__
    assert [(secret, text) for text in shown for secret in peer.secrets if secret in text] == []


def test_a_genuine_notification_is_taken_and_a_repetition_says_the_same(peer: Peer) -> None:
    """What proves itself tells how the payment stands; what doesn't is a question to ask."""
    gateway = peer.gateway("http://127.0.0.1:1")

    first, again = (gateway.parse_notification(peer.notice(), NOW) for _ in range(2))

    assert first == again
    assert first.reply.status == 200
    if isinstance(first, Hint):
        assert not gateway.capabilities.signed_notifications
        assert gateway.build_request(first.question) is not None
        return
    assert isinstance(first, Verified)
    assert isinstance(first.about, PaymentSnapshot)
    assert (first.about.state, first.about.amount) == (PaymentState.SUCCEEDED, PRICE)


def test_notifications_say_the_same_in_any_order(peer: Peer) -> None:
    """Nothing is remembered between them, so late and early, once and again are all alike."""
    gateway = peer.gateway("http://127.0.0.1:1")
    told = [peer.notice(), peer.notice(Money("62.00", PRICE.currency)), peer.notice()]

    forwards = [gateway.parse_notification(each, NOW) for each in told]
    backwards = [gateway.parse_notification(each, NOW) for each in reversed(told)]

    assert forwards == backwards[::-1]


def test_what_is_too_long_for_a_notification_is_not_looked_at(peer: Peer) -> None:
    """Whoever has sent it, and whatever is in it."""
    long = evolve(peer.notice(), method="POST", body=b" " * 1_000_001)

    with pytest.raises(NotificationRejected, match="longer than"):
        peer.gateway("http://127.0.0.1:1").parse_notification(long, NOW)


def test_a_notification_carries_its_amount_for_the_books_to_compare(peer: Peer) -> None:
    """Another amount or currency is seen: a verified one tells it, a hint leaves it to the answer."""
    gateway = peer.gateway("http://127.0.0.1:1")
    other = Money("62.00", PRICE.currency)
    try:
        worth = gateway.parse_notification(peer.notice(other), NOW)
    except NotificationRejected:
        return
    if isinstance(worth, Verified):
        assert isinstance(worth.about, PaymentSnapshot)
        assert worth.about.amount == other


def test_a_forged_notification_is_refused(peer: Peer) -> None:
    """Somebody else's secret, or somebody else's network."""
    with pytest.raises(NotificationRejected):
        peer.gateway("http://127.0.0.1:1").parse_notification(peer.forged(), NOW)
