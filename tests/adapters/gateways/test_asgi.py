"""The endpoint of notifications: bounded, framework-free, and it always sends the reply the gateway waits for."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from attrs import define, field

from astra_billing import RUB, Money
from astra_billing.adapters.gateways.asgi import NotificationEndpoint
from astra_billing.ports.payments import (
    ChargeSaved,
    Hint,
    NotificationInput,
    NotificationRejected,
    Reply,
    Subject,
    Verified,
)
from astra_billing.testing import ScriptedGateway

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2026, 1, 15, tzinfo=UTC)


@define
class Judge:
    """A gateway that keeps what arrived and says what it is told to."""

    worth: Verified | Hint
    arrived: list[NotificationInput] = field(factory=list)

    def parse_notification(self, arrived: NotificationInput, now: datetime) -> Verified | Hint:
        """Whatever arrived is worth the same."""
        assert now == NOW
        self.arrived.append(arrived)
        return self.worth


def post(endpoint: NotificationEndpoint, body: bytes = b"{}", **more: Any) -> httpx.Response:
    """What a sender of a notification gets back."""

    async def send() -> httpx.Response:
        """In a loop of its own."""
        transport = httpx.ASGITransport(endpoint, client=(more.pop("client", "185.71.76.5"), 40000))
        async with httpx.AsyncClient(transport=transport, base_url="http://shop.example") as client:
            return await client.request(more.pop("method", "POST"), more.pop("path", "/hooks"), content=body, **more)

    return asyncio.run(send())


def endpoint(judge: Any, take: Callable[[Any], object] = lambda _: None, **more: Any) -> NotificationEndpoint:
    """The endpoint with a clock that stands still."""
    return NotificationEndpoint(judge, take, now=lambda: NOW, **more)


def test_the_reply_of_the_gateway_goes_back_and_the_callback_gets_what_it_is_worth() -> None:
    """Exact bytes in, the gateway's own words out."""
    worth = Verified(None, "paid", Reply(200, (("Content-Type", "text/plain"),), b"YES"))
    judge, taken = Judge(worth), list[object]()

    answer = post(endpoint(judge, taken.append), b"a=\xff", headers={"X-Sig": "1"}, path="/hooks?x=%D1%8F")

    assert (answer.status_code, answer.content, answer.headers["content-type"]) == (200, b"YES", "text/plain")
    assert answer.headers["content-length"] == "3"
    assert taken == [worth]
    (arrived,) = judge.arrived
    assert (arrived.method, arrived.body, arrived.query, arrived.path) == ("POST", b"a=\xff", "x=%D1%8F", "/hooks")
    assert (arrived.header("x-sig"), arrived.source_ip) == ("1", "185.71.76.5")


def test_a_callback_may_be_a_coroutine() -> None:
    """Plain ones run in a thread, so they may wait for a database."""
    taken = list[object]()

    async def take(worth: object) -> None:
        """After a while."""
        await asyncio.sleep(0)
        taken.append(worth)

    hint = Hint(Subject.PAYMENT, "p1")
    assert post(endpoint(Judge(hint), take)).status_code == 200
    assert taken == [hint]


def test_a_notification_that_is_not_taken_is_sent_again(caplog: pytest.LogCaptureFixture) -> None:
    """500, and the fault is in the log."""

    def take(_: object) -> None:
        raise ConnectionError("the database is away")

    with caplog.at_level(logging.ERROR):
        assert post(endpoint(Judge(Verified(None)), take)).status_code == 500
    assert "the database is away" in caplog.text


def test_a_notification_that_is_not_wanted_gets_the_gateways_refusal() -> None:
    """An unknown order, another amount: told in the gateway's own form; who refuses it keeps the record of it."""
    refused = list[NotificationRejected]()

    def take(_: object) -> None:
        raise NotificationRejected("webmoney", text="no such order")

    judge = Judge(Verified(None, "ask", Reply(200, (), b"YES"), refusal=Reply(200, (), b"NO"), is_question=True))
    answer = post(endpoint(judge, take, refused=refused.append))

    assert (answer.status_code, answer.content) == (200, b"NO")
    assert refused == []
    assert post(endpoint(Judge(Hint(Subject.PAYMENT, "p1")), take)).status_code == 400


def test_a_forged_notification_reaches_nobody_but_the_record() -> None:
    """400; the callback never hears of it."""
    taken, refused = list[object](), list[NotificationRejected]()

    answer = post(endpoint(ScriptedGateway(), taken.append, refused=refused.append))

    assert answer.status_code == 400
    assert taken == []
    assert [error.gateway for error in refused] == ["scripted"]


def test_a_body_beyond_the_limit_is_not_read() -> None:
    """413; a body of exactly the limit is fine."""
    judge = Judge(Verified(None))

    assert post(endpoint(judge, most_bytes=10), b"x" * 11).status_code == 413
    assert judge.arrived == []
    assert post(endpoint(judge, most_bytes=10), b"x" * 10).status_code == 200


def test_an_endless_body_is_left_after_the_limit() -> None:
    """However many pieces would follow."""
    pieces = 0

    async def receive() -> dict[str, Any]:
        """One more piece."""
        nonlocal pieces
        pieces += 1
        return {"type": "http.request", "body": b"x" * 60, "more_body": True}

    sent = asyncio.run(_run(endpoint(Judge(Verified(None)), most_bytes=100), receive))

    assert sent[0]["status"] == 413
    assert pieces == 2


def test_a_sender_that_hangs_up_gets_no_answer() -> None:
    """And nothing is taken."""

    async def receive() -> dict[str, Any]:
        """What comes next."""
        return {"type": "http.disconnect"}

    judge = Judge(Verified(None))
    assert asyncio.run(_run(endpoint(judge), receive)) == []
    assert judge.arrived == []


async def _run(app: NotificationEndpoint, receive: Any, kind: str = "http") -> list[Any]:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        """Keep it."""
        sent.append(message)

    await app({"type": kind, "method": "POST", "headers": [], "path": "/"}, receive, send)
    return sent


def test_only_gateways_methods_are_answered() -> None:
    """GET and POST."""
    answer = post(endpoint(Judge(Verified(None))), method="PUT")

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST")
    assert post(endpoint(Judge(Verified(None))), method="GET").status_code == 200


@pytest.mark.parametrize(
    ("client", "forwarded", "source"),
    [
        ("10.0.0.1", "185.71.76.5", "185.71.76.5"),
        ("10.0.0.1", "185.71.76.5, 203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "203.0.113.9, 10.0.0.7", "203.0.113.9"),
        ("203.0.113.9", "185.71.76.5", "203.0.113.9"),
        ("10.0.0.1", "", "10.0.0.1"),
    ],
)
def test_a_forwarded_address_is_believed_from_our_own_proxies_only(client: str, forwarded: str, source: str) -> None:
    """Anybody can write the header; the last address that is no proxy of ours is the sender."""
    judge = Judge(Verified(None))

    post(endpoint(judge, proxies=("10.0.0.0/8",)), client=client, headers={"X-Forwarded-For": forwarded})

    assert judge.arrived[0].source_ip == source


def test_alone_under_a_server_it_starts_and_stops() -> None:
    """The lifespan of ASGI."""
    messages = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])

    async def receive() -> dict[str, Any]:
        """What comes next."""
        return next(messages)

    sent = asyncio.run(_run(endpoint(Judge(Verified(None))), receive, "lifespan"))

    assert [each["type"] for each in sent] == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


def test_repeated_notifications_say_the_same_each_time() -> None:
    """Whoever takes them sees one payment."""
    bank, taken = ScriptedGateway(), list[Any]()
    bank.ask(ChargeSaved("k1", "card", Money("620.00", RUB)))
    app = endpoint(bank, taken.append)

    for arrived in bank.notifications(times=3):
        assert post(app, arrived.body, headers=dict(arrived.headers)).status_code == 200

    assert {(each.about.ref, each.about.state.name) for each in taken} == {("pay-1", "SUCCEEDED")}
