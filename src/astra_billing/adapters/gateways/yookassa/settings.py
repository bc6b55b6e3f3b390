"""What the parts of this adapter need to know of the shop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from astra_billing.adapters.gateways.secret import Secret


class Shop(Protocol):
    """The settings of `YooKassa`, which describes them."""

    @property
    def name(self) -> str:
        """What errors call it."""
        ...

    @property
    def shop_id(self) -> str:
        """Its number."""
        ...

    @property
    def secret(self) -> Secret:
        """Its key."""
        ...

    @property
    def base_url(self) -> str:
        """Of the API."""
        ...

    @property
    def networks(self) -> tuple[str, ...]:
        """Of its notifications."""
        ...

    @property
    def tax_system_code(self) -> int | None:
        """Of its receipts."""
        ...

    @property
    def takes_test_payments(self) -> bool:
        """Whether payments without money count."""
        ...
