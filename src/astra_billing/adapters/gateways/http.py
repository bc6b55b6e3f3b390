"""
Requests and responses as values, and the two drivers that send them over httpx.

    >>> HttpRequest("POST", "https://pay.example/v3/payments", {"Authorization": "Basic c2hvcDprZXk="}, b"{}")
    HttpRequest(method='POST', url='https://pay.example/v3/payments', step='', is_repeatable=False, only_asks=False)

The odd case: money never travels in the clear, except to this very machine.

    >>> HttpRequest("GET", "http://pay.example/")
    Traceback (most recent call last):
    ...
    astra_billing.errors.InvalidValue: 'http://pay.example/' is not an address of a gateway; begin it with https://
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from attrs import Attribute, Factory, field, frozen

from astra_billing.errors import BillingError, InvalidValue
from astra_billing.ports.payments import GatewayError, InvalidRequest, NotSubmitted, OutcomeUnknown

if TYPE_CHECKING:
    from types import TracebackType

    import httpx

_HERE = frozenset({"127.0.0.1", "::1", "localhost"})


@frozen
class HttpRequest:
    """
    A request to send.

    Attributes:
        headers: name to value; they hold secrets, so they are never shown.
        body: never shown either.
        step: which part of a conversation it is, for `read_response`.
        is_repeatable: whether sending it twice does no more than sending it once: it only asks, or carries a key.
        only_asks: whether it changes nothing, so that a later step that fails leaves no doubt; every GET does.
    """

    method: str
    url: str = field()
    headers: Mapping[str, str] = field(factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)
    step: str = ""
    is_repeatable: bool = False
    only_asks: bool = Factory(lambda self: self.method == "GET", takes_self=True)

    @url.validator
    def _tls(self, _: Attribute[str], url: str) -> None:
        check_url(url)


@frozen
class HttpResponse:
    """
    A response as it came.

    Attributes:
        headers: name in lower case to value.
        step: of the request that it answers.
    """

    status: int
    headers: Mapping[str, str] = field(factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)
    step: str = ""

    def header(self, name: str) -> str:
        """The header of this name in lower case; empty when there is none."""
        return self.headers.get(name, "")


@frozen(kw_only=True)
class Limits:
    """
    How long and how much a driver waits for, in seconds and bytes.

    Attributes:
        connect: for a connection.
        read: for the next piece of an answer.
        whole: for all of the answer.
        body: how long an answer may be.
    """

    connect: float = 5.0
    read: float = 30.0
    whole: float = 60.0
    body: int = 1_000_000


class HttpDriver:
    """
    Sends requests and waits: no redirects, TLS checked, no proxy settings taken from the environment.

    Args:
        tls: a context of your own, for the roots of a country or a client certificate; it must check certificates.
    """

    def __init__(self, limits: Limits = Limits(), *, tls: ssl.SSLContext | None = None) -> None:
        import httpx  # noqa: PLC0415 - the extra may be missing

        self._limits = limits
        self._client = httpx.Client(timeout=_timeout(limits), verify=_checking(tls), trust_env=False)

    def send(self, request: HttpRequest, *, gateway: str) -> HttpResponse:
        """
        Send a request.

        Raises:
            NotSubmitted: there was no connection.
            OutcomeUnknown: there was one, and it brought no answer.
            InvalidRequest: it cannot be sent at all.
        """
        import httpx  # noqa: PLC0415 - as above

        try:
            with self._client.stream(**_arguments(request)) as response:
                body = _Body(self._limits, response)
                for piece in response.iter_raw():
                    body.add(piece)
            return _response(request, response, bytes(body.got))
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, _NoAnswer) as error:
            fault = _fault(gateway, error)
        raise fault  # outside, so that it does not carry the request and its secrets along

    def close(self) -> None:
        """Let the connections go."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class AsyncHttpDriver:
    """The same for asyncio."""

    def __init__(self, limits: Limits = Limits(), *, tls: ssl.SSLContext | None = None) -> None:
        import httpx  # noqa: PLC0415 - the extra may be missing

        self._limits = limits
        self._client = httpx.AsyncClient(timeout=_timeout(limits), verify=_checking(tls), trust_env=False)

    async def send(self, request: HttpRequest, *, gateway: str) -> HttpResponse:
        """Send a request; errors as in `HttpDriver.send`."""
        import httpx  # noqa: PLC0415 - as above

        try:
            async with self._client.stream(**_arguments(request)) as response:
                body = _Body(self._limits, response)
                async for piece in response.aiter_raw():
                    body.add(piece)
            return _response(request, response, bytes(body.got))
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, _NoAnswer) as error:
            fault = _fault(gateway, error)
        raise fault

    async def close(self) -> None:
        """Let the connections go."""
        await self._client.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()


def check_url(url: str) -> None:
    """
    Refuse an address without TLS, unless it is this machine's own.

    Raises:
        InvalidValue: it is one, or no address.
    """
    try:
        parts = urlsplit(url)
        is_fit = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _HERE)
        is_fit = is_fit and bool(parts.hostname) and parts.username is None
    except ValueError:
        is_fit = False
    if not is_fit:
        raise InvalidValue(url, expected="an address of a gateway", fix="begin it with https://")


class _NoAnswer(BillingError):
    """An answer that is too long, too slow, or packed."""


class _Body:
    """What has come of an answer so far."""

    def __init__(self, limits: Limits, response: httpx.Response) -> None:
        self.got = bytearray()
        self._limits = limits
        self._until = time.monotonic() + limits.whole
        if response.headers.get("content-encoding", "identity") != "identity":
            raise _NoAnswer("a packed answer, which was not asked for")

    def add(self, piece: bytes) -> None:
        self.got += piece
        if len(self.got) > self._limits.body:
            raise _NoAnswer("an answer that is too long")
        if time.monotonic() > self._until:
            raise _NoAnswer("an answer that never ends")


def _timeout(limits: Limits) -> httpx.Timeout:
    import httpx  # noqa: PLC0415 - as above

    return httpx.Timeout(limits.read, connect=limits.connect, pool=limits.connect)


def _checking(tls: ssl.SSLContext | None) -> ssl.SSLContext | bool:
    if tls is not None and tls.verify_mode is not ssl.CERT_REQUIRED:
        raise InvalidValue(tls, expected="a TLS context that checks certificates", fix="use ssl.create_default_context")
    return tls or True


def _arguments(request: HttpRequest) -> dict[str, Any]:
    headers = {"Accept-Encoding": "identity", "User-Agent": "astra-billing", **request.headers}
    return {"method": request.method, "url": request.url, "headers": headers, "content": request.body or None}


def _response(request: HttpRequest, response: httpx.Response, body: bytes) -> HttpResponse:
    return HttpResponse(response.status_code, dict(response.headers), body, request.step)


def _fault(gateway: str, error: Exception) -> GatewayError:
    """The error's own words may quote the request, so only its kind is told."""
    import httpx  # noqa: PLC0415 - as above

    kind: type[GatewayError] = OutcomeUnknown
    if isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)):
        kind = NotSubmitted
    elif isinstance(error, (httpx.UnsupportedProtocol, httpx.LocalProtocolError, httpx.InvalidURL, UnicodeError)):
        kind = InvalidRequest
    return kind(gateway, text=str(error) if isinstance(error, _NoAnswer) else type(error).__name__)
