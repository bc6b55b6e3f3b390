"""What a caller of the runtime can do wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.errors import BillingError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class KeyReused(BillingError):
    """
    A key of an earlier command came with another command.

    Attributes:
        key: the key.
        account_id: whose command it was.
        on: the day of the earlier command.
    """

    def __init__(self, key: str, account_id: str, on: date) -> None:
        self.key = key
        self.account_id = account_id
        self.on = on
        super().__init__(key, account_id, on)

    def __str__(self) -> str:
        return (
            f"the key {self.key!r} of account {self.account_id!r} belongs to another command, taken on {self.on}; "
            "give a new command a key of its own"
        )


class NoDay(BillingError):
    """A call says no day, and there is no clock to ask."""

    def __str__(self) -> str:
        return "no day is given and no clock is connected; pass on=... or Billing(clock=...)"


class NoGateway(BillingError):
    """
    No gateway of this name is connected.

    Attributes:
        name: the name.
        known: the names there are.
    """

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name = name
        self.known = tuple(sorted(known))
        super().__init__(name, self.known)

    def __str__(self) -> str:
        known = ", ".join(self.known) or "none"
        return f"no gateway {self.name!r} is connected; connected are: {known}; pass it to Billing(gateways=...)"
