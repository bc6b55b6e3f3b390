"""What a payment system does for the runtime."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from attrs import frozen

from astra_billing.account import Charge, ChargeOutcome

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.ledger import Refund


@frozen
class ChargeAnswer:
    """
    What a gateway says of a charge.

    Attributes:
        cause: why it was declined, in the gateway's words; empty otherwise.
    """

    outcome: ChargeOutcome
    cause: str = ""


class Gateway(Protocol):
    """A payment system that keeps saved methods."""

    def charge(self, charge: Charge, *, on: date) -> ChargeAnswer:
        """Charge a saved method, once for each key however often it is asked."""
        ...


class AsyncGateway(Protocol):
    """The same to be awaited."""

    async def charge(self, charge: Charge, *, on: date) -> ChargeAnswer:
        """Charge a saved method, once for each key however often it is asked."""
        ...


class RefundingGateway(Gateway, Protocol):
    """A payment system that returns money."""

    def refund(self, refund: Refund, *, on: date) -> ChargeAnswer:
        """Return a part of a payment, once for each key however often it is asked."""
        ...


@frozen
class Notified:
    """
    What a payment system's notification says, once it is believed.

    Attributes:
        account_id: whose charge it is about.
        charge_key: the key the charge was asked for with.
    """

    account_id: str
    charge_key: str
    answer: ChargeAnswer


class NotifyingGateway(Gateway, Protocol):
    """A payment system that tells of charges by itself."""

    def read_notification(self, notification: object, *, on: date) -> Notified | None:
        """What a notification says; None when there is nothing to do about it.  An unsigned one is asked after."""
        ...
