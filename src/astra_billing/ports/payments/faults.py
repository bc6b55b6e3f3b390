"""
Why there is no answer, and whether asking again is safe.

    >>> error = NotSubmitted("yookassa", text="connection refused")
    >>> print(error)
    yookassa was not reached: connection refused; nothing was done, the same operation can be repeated
    >>> print(OutcomeUnknown("stripe", status=502))
    stripe gave no clear answer: (HTTP 502); ask how it stands, or repeat with the same key, never with a new one

The odd case: a decline is none of these; it is a `PaymentSnapshot` that failed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from astra_billing.errors import BillingError

if TYPE_CHECKING:
    from datetime import timedelta


class GatewayError(BillingError):
    """
    A gateway gave no answer to an operation.

    Attributes:
        gateway: its name.
        text: what is known, in words; never a secret.
        code: the gateway's own code.
        status: of HTTP, where there was one.
        retry_after: how long the gateway asks to wait.
    """

    _lead: ClassVar[str] = "failed"
    _fix: ClassVar[str] = "see the fields"

    def __init__(
        self,
        gateway: str,
        *,
        text: str = "",
        code: str = "",
        status: int | None = None,
        retry_after: timedelta | None = None,
    ) -> None:
        self.gateway = gateway
        self.text = text
        self.code = code
        self.status = status
        self.retry_after = retry_after
        super().__init__(gateway)

    def __str__(self) -> str:
        told = ", ".join(filter(None, (self.code, f"HTTP {self.status}" if self.status is not None else "")))
        words = " ".join(filter(None, (self.text, f"({told})" if told else "")))
        return f"{self.gateway} {self._lead}{': ' if words else ''}{words}; {self._fix}"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.gateway, {name: getattr(self, name) for name in _FACTS})


class Misconfigured(GatewayError):
    """The gateway does not accept our credentials or our rights; nothing was done."""

    _lead = "refuses us"
    _fix = "check the shop, its secret and its rights; nothing was done"


class InvalidRequest(GatewayError):
    """The gateway, or the adapter before sending, refuses the request itself; nothing was done."""

    _lead = "refuses the request"
    _fix = "correct the operation; nothing was done"


class NotSupported(InvalidRequest):
    """The gateway has no such operation; its `Capabilities` say so. Nothing was sent."""

    _lead = "cannot do this"
    _fix = "look at its capabilities first; nothing was sent"


class NotSubmitted(GatewayError):
    """The operation certainly never began, so repeating it is safe."""

    _lead = "was not reached"
    _fix = "nothing was done, the same operation can be repeated"


class OutcomeUnknown(GatewayError):
    """The operation may or may not have been done: a new key could do it twice."""

    _lead = "gave no clear answer"
    _fix = "ask how it stands, or repeat with the same key, never with a new one"


class WrongAnswer(OutcomeUnknown):
    """The answer is about something else than was asked: another amount, currency, key, payment or order."""

    _lead = "answered about something else"
    _fix = "believe nothing of it, and look into it; what was asked may or may not have been done"


class NotificationRejected(GatewayError):
    """A notification is not what it says: wrong signature, sender, shop, currency or form."""

    _lead = "is said to have sent a notification that is refused"
    _fix = "do nothing it says"


_FACTS = ("text", "code", "status", "retry_after")


def _rebuild(kind: type[GatewayError], gateway: str, facts: dict[str, Any]) -> GatewayError:
    return kind(gateway, **facts)
