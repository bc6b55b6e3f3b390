"""What a payment system does for the runtime."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from attrs import frozen

from astra_billing.account import Charge, ChargeOutcome

if TYPE_CHECKING:
    from datetime import date


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
