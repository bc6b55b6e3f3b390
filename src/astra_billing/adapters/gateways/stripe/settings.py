"""What the parts of this adapter need to know of the account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import timedelta

    from astra_billing.adapters.gateways.secret import Secret


class Account(Protocol):
    """The settings of `Stripe`, which describes them."""

    @property
    def name(self) -> str:
        """What errors call it."""
        ...

    @property
    def secret_key(self) -> Secret:
        """Of the API."""
        ...

    @property
    def webhook_secrets(self) -> tuple[Secret, ...]:
        """Of the endpoint."""
        ...

    @property
    def base_url(self) -> str:
        """Of the API."""
        ...

    @property
    def api_version(self) -> str:
        """What the answers look like."""
        ...

    @property
    def tolerance(self) -> timedelta:
        """How old a webhook may be."""
        ...

    @property
    def takes_test_payments(self) -> bool:
        """Whether payments without money count."""
        ...
