"""
Reading what a gateway sent, which may be anything.

    >>> answer = decoded(b'{"amount": {"value": 10.5000}, "paid": true}')
    >>> answer.record("amount").get("value"), answer.flag("paid"), answer.text("id", "")
    (Decimal('10.5000'), True, '')

The odd case: what cannot be read leaves the outcome unknown, because the gateway may have done its work.

    >>> with unknown_if_unreadable("yookassa"):
    ...     decoded(b"<html>502 Bad Gateway</html>")
    Traceback (most recent call last):
    ...
    astra_billing.ports.payments.faults.OutcomeUnknown: yookassa gave no clear answer: no JSON object; ask how it ...
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NoReturn

from astra_billing.errors import BillingError
from astra_billing.ports.payments import (
    GatewayError,
    InvalidRequest,
    Misconfigured,
    NotificationRejected,
    NotSubmitted,
    OutcomeUnknown,
    WrongAnswer,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from astra_billing.adapters.gateways.http import HttpResponse

_LONGEST_TEXT = 300
_MOST_SECONDS = 7 * 24 * 3600
_REQUEST_IS_WRONG = frozenset({400, 402, 404, 405, 406, 409, 410, 411, 413, 414, 415, 422})


class Unreadable(BillingError):
    """
    Something from outside is not what it should be; never leaves the adapters.

    Attributes:
        why: in words, without what was received.
    """

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class AboutAnother(Unreadable):
    """It can be read, and is about something else than was asked; never leaves the adapters either."""


class Record:
    """A JSON object whose fields are asked for by name and kind."""

    def __init__(self, fields: Mapping[str, object], where: str = "") -> None:
        self.fields = fields
        self._where = where

    def get(self, name: str) -> object:
        """The field as it came; None when it is missing."""
        return self.fields.get(name)

    def text(self, name: str, default: str | None = None) -> str:
        """
        A field that is text; missing or null means the default, and no default means it must be there.

        Raises:
            Unreadable: it is missing, or something else.
        """
        value = self.fields.get(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, str):
            raise Unreadable(f"{self._where}{name} is no text")
        return value

    def flag(self, name: str) -> bool:
        """Whether a field is true; missing or null is False."""
        value = self.fields.get(name)
        if value is not None and not isinstance(value, bool):
            raise Unreadable(f"{self._where}{name} is neither true nor false")
        return value is True

    def record(self, name: str) -> Record:
        """
        A field that is an object.

        Raises:
            Unreadable: it is missing, or something else.
        """
        value = self.fields.get(name)
        if not isinstance(value, dict):
            raise Unreadable(f"{self._where}{name} is no object")
        return Record(value, f"{self._where}{name}.")

    def maybe(self, name: str) -> Record:
        """A field that is an object; an empty one when it is missing or null."""
        return Record({}, f"{self._where}{name}.") if self.fields.get(name) is None else self.record(name)

    def records(self, name: str) -> list[Record]:
        """A field that is a list of objects; an empty list when it is missing or null."""
        value = self.fields.get(name)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise Unreadable(f"{self._where}{name} is no list of objects")
        return [Record(each, f"{self._where}{name}.") for each in value]


def decoded(body: bytes) -> Record:
    """
    The JSON object of a body; numbers with a point are `Decimal`, and a byte order mark is passed over.

    Raises:
        Unreadable: it is no JSON object, or holds what JSON does not: NaN, half of a surrogate pair.
    """
    try:
        value = json.loads(body.decode("utf-8-sig"), parse_float=Decimal, parse_constant=_no_constant)
        if b"\\u" in body:
            json.dumps(value, ensure_ascii=False, default=str).encode()
    except (ValueError, RecursionError) as error:
        raise Unreadable("no JSON object") from error
    if not isinstance(value, dict):
        raise Unreadable("no JSON object")
    return Record(value)


def json_bytes(value: object) -> bytes:
    """JSON in UTF-8, with a `Decimal` as the number it is; the order of fields is kept."""
    return _json(value).encode()


def refuse_status(
    gateway: str, status: int, *, code: str = "", text: str = "", retry_after: timedelta | None = None
) -> NoReturn:
    """
    What an HTTP status that is no success means.

    Raises:
        Misconfigured: 401, 403.
        InvalidRequest: another 4xx that speaks of the request.
        NotSubmitted: 429.
        OutcomeUnknown: anything else, 202 and 5xx included.
    """
    kind: type[GatewayError] = OutcomeUnknown
    if status in {401, 403}:
        kind = Misconfigured
    elif status in _REQUEST_IS_WRONG:
        kind = InvalidRequest
    elif status == 429:  # noqa: PLR2004 - too many requests
        kind = NotSubmitted
    raise kind(gateway, text=shortened(text), code=shortened(code), status=status, retry_after=retry_after)


def retry_after_of(response: HttpResponse) -> timedelta | None:
    """The header `Retry-After` where it is a number of seconds; a week at most."""
    return waiting(seconds=response.header("retry-after"))


def waiting(*, seconds: object = None, milliseconds: object = None) -> timedelta | None:
    """A wait that a gateway asks for; None for what is no sensible number."""
    value, scale = (seconds, 1) if seconds is not None else (milliseconds, 1000)
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value[:12])
    if type(value) is not int or not 0 <= value <= _MOST_SECONDS * scale:
        return None
    return timedelta(milliseconds=value * 1000 // scale)


def shortened(text: object) -> str:
    """Words of a gateway as one printable line that fits an error; empty for what is no text."""
    if not isinstance(text, str):
        return ""
    return "".join(letter if letter.isprintable() else " " for letter in text[:_LONGEST_TEXT])


@contextmanager
def unknown_if_unreadable(gateway: str, status: int | None = None) -> Iterator[None]:
    """What cannot be read inside becomes `OutcomeUnknown`, and what is about something else `WrongAnswer`."""
    try:
        yield
    except GatewayError:
        raise
    except AboutAnother as error:
        raise WrongAnswer(gateway, text=error.why, status=status) from error
    except BillingError as error:
        raise OutcomeUnknown(gateway, text=_why(error), status=status) from error


@contextmanager
def rejected_if_unreadable(gateway: str) -> Iterator[None]:
    """What cannot be read inside becomes `NotificationRejected`."""
    try:
        yield
    except GatewayError:
        raise
    except BillingError as error:
        raise NotificationRejected(gateway, text=_why(error)) from error


def _why(error: BillingError) -> str:
    return error.why if isinstance(error, Unreadable) else shortened(str(error))


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _json(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_json(str(name))}: {_json(each)}" for name, each in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_json, value)) + "]"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
