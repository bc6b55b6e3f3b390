"""
What the contract suite needs to know of a gateway: how to build it, and what its real server would say.

A gateway joins the suite with a `Peer` of its own in this folder and one line in `test_gateways.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from attrs import field, frozen

from astra_billing.money import RUB, Money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from astra_billing.adapters.gateways.protocol import PaymentGateway
    from astra_billing.ports.payments import (
        ChargeSaved,
        FailureReason,
        FetchPayment,
        NotificationInput,
        RefundPayment,
        StartPayment,
    )

PRICE = Money("620.00", RUB)
KEY = "40017"
NOW = datetime.fromtimestamp(1_795_396_614, UTC)


@frozen
class Wire:
    """One response of a server, as it goes over the wire."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(factory=dict)


class Peer(Protocol):
    """A gateway and the other side of it."""

    @property
    def name(self) -> str:
        """The gateway's."""
        ...

    @property
    def secrets(self) -> tuple[str, ...]:
        """The texts that must never be seen: passwords, keys, and what they look like when sent."""
        ...

    @property
    def declines(self) -> Mapping[str, FailureReason]:
        """Codes of the gateway and the reasons that they are."""
        ...

    def gateway(self, base_url: str) -> PaymentGateway:
        """The gateway, speaking to a server of ours."""
        ...

    def paying(self) -> ChargeSaved | StartPayment | FetchPayment:
        """An operation about `PRICE` under `KEY` that the server can say yes, no or nothing to."""
        ...

    def refunding(self) -> RefundPayment | None:
        """A refund of 200.00 under a key of its own; None where there are none."""
        ...

    def paid(self, amount: Money = PRICE) -> Sequence[Wire]:
        """What the server says when all goes well: one response for each step."""
        ...

    def declined(self, code: str) -> Sequence[Wire]:
        """What it says when the bank says no."""
        ...

    def notice(self, amount: Money = PRICE) -> NotificationInput:
        """A genuine notification of the payment, at the instant `NOW`."""
        ...

    def forged(self) -> NotificationInput:
        """The same from somebody else: another secret, another network; for hints without proof, another shop."""
        ...
