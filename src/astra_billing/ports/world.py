"""The rest of the world: who tells customers, and who knows the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.notices import Notice


class Notifier(Protocol):
    """A way to tell a customer something."""

    def tell(self, notice: Notice) -> None:
        """Send a notice, once for each key however often it is asked."""
        ...


class AsyncNotifier(Protocol):
    """The same to be awaited."""

    async def tell(self, notice: Notice) -> None:
        """Send a notice, once for each key however often it is asked."""
        ...


class Clock(Protocol):
    """Knows the day in the provider's time zone."""

    def today(self) -> date:
        """The current day."""
        ...
