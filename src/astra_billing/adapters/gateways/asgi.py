"""
The address that gateways send their notifications to: an ASGI application that needs no framework.

It goes anywhere: `app.router.routes.append(Route("/hooks/stripe", endpoint))` in
FastAPI or Starlette, a branch of the dispatcher in Django's `asgi.py`, or alone
under any ASGI server.  Not by `app.mount("/hooks/stripe", endpoint)`: a mount
answers its own address with a redirect to "/hooks/stripe/", which no gateway follows.

It reads a bounded body, has the gateway judge it, hands
what it is worth to a callback, and sends the reply that the gateway waits for.

The callback may be plain (it runs in a thread) or a coroutine.  What it raises
decides the reply: nothing, the gateway's reply for "taken"; `NotificationRejected`,
its reply for "not wanted"; anything else, 500, so that the gateway tries again.
"""

from __future__ import annotations

import asyncio
import inspect
import logging
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from astra_billing.adapters.gateways.senders import inside
from astra_billing.ports.payments import Hint, NotificationInput, NotificationRejected, Reply, Verified

if TYPE_CHECKING:
    from typing import Protocol

    class Judge(Protocol):
        """What an endpoint needs of a gateway: `PaymentGateway` and `PaymentSystem` both have it."""

        def parse_notification(self, arrived: NotificationInput, now: datetime) -> Verified | Hint:
            """What a notification is worth."""
            ...


Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_log = logging.getLogger(__name__)
_TOO_LARGE: Final = Reply(413)
_REFUSED: Final = Reply(400)
_FAILED: Final = Reply(500)


class _TooLarge(Exception):
    """A body beyond the limit."""


class _Gone(Exception):
    """The sender hung up."""


def _now() -> datetime:
    return datetime.now(UTC)


class NotificationEndpoint:
    """
    An ASGI application for the notifications of one gateway.

    Args:
        gateway: who judges them.
        take: what is done with one that may be believed, or is worth a question.
        refused: what is done with one that the gateway's proof refuses, to keep a record of it; `take` knows itself
            what it refuses.
        most_bytes: how long a body may be.
        proxies: networks of our own proxies, whose X-Forwarded-For is believed.
        now: the clock.
    """

    def __init__(  # noqa: PLR0913 - the last four are rarely given
        self,
        gateway: Judge,
        take: Callable[[Verified | Hint], object],
        *,
        refused: Callable[[NotificationRejected], object] = lambda _: None,
        most_bytes: int = 100_000,
        proxies: Iterable[str] = (),
        now: Callable[[], datetime] = _now,
    ) -> None:
        self._gateway = gateway
        self._take = take
        self._refused = refused
        self._most_bytes = most_bytes
        self._proxies = tuple(proxies)
        self._now = now

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or the start and the end of a server that has nothing else to serve."""
        if scope["type"] == "lifespan":
            await _live(receive, send)
        elif scope["type"] == "http":
            try:
                reply = await self._reply(scope, receive)
            except _Gone:
                return
            await _send(reply, send)

    async def _reply(self, scope: Scope, receive: Receive) -> Reply:
        if scope["method"] not in {"GET", "POST"}:
            return Reply(405, (("allow", "GET, POST"),))
        try:
            arrived = await self._arrived(scope, receive)
        except _TooLarge:
            return _TOO_LARGE
        try:
            worth = self._gateway.parse_notification(arrived, self._now())
        except NotificationRejected as error:
            await _called(self._refused, error)
            return _REFUSED
        try:
            await _called(self._take, worth)
        except NotificationRejected:
            return worth.refusal if isinstance(worth, Verified) else _REFUSED
        except Exception:  # noqa: BLE001 - whatever went wrong is ours, and the gateway has to know
            _log.exception("a notification was not taken; the gateway is asked to send it again")
            return _FAILED
        return worth.reply

    async def _arrived(self, scope: Scope, receive: Receive) -> NotificationInput:
        headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"])
        return NotificationInput(
            scope["method"],
            headers,
            await _body(receive, self._most_bytes),
            scope.get("query_string", b"").decode("latin-1"),
            self._source(scope.get("client"), headers),
            scope.get("path", ""),
        )

    def _source(self, client: tuple[str, int] | None, headers: tuple[tuple[str, str], ...]) -> str:
        """Who sent it: the last address of the chain that is none of our proxies."""
        if client is None:
            return ""
        told = ",".join(value for name, value in headers if name.lower() == "x-forwarded-for")
        chain = [*filter(None, (each.strip() for each in told.split(","))), client[0]]
        while len(chain) > 1 and inside(chain[-1], self._proxies):
            chain.pop()
        return chain[-1]


async def _called(function: Callable[[Any], object], value: object) -> None:
    if inspect.iscoroutinefunction(function) or inspect.iscoroutinefunction(getattr(function, "__call__", None)):  # noqa: B004
        result = function(value)
    else:
        result = await asyncio.to_thread(function, value)
    if inspect.isawaitable(result):
        await result


async def _body(receive: Receive, most: int) -> bytes:
    got = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _Gone
        got += message.get("body", b"")
        if len(got) > most:
            raise _TooLarge
        if not message.get("more_body", False):
            return bytes(got)


async def _send(reply: Reply, send: Send) -> None:
    headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in reply.headers]
    if all(name != b"content-length" for name, _ in headers):
        headers.append((b"content-length", str(len(reply.body)).encode()))
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": reply.body})


async def _live(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
