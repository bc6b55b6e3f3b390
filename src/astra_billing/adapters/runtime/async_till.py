"""The till to be awaited: every method does what its namesake of `Till` does, by the same logic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

from astra_billing.adapters.runtime import hearing, keeping, logic
from astra_billing.adapters.runtime.base import BaseBilling
from astra_billing.adapters.runtime.cancelling import cancel
from astra_billing.adapters.runtime.starting import start_payment, start_saving
from astra_billing.adapters.runtime.steps import arun
from astra_billing.adapters.runtime.sweeping import check, sweep
from astra_billing.ports import About, KeptMethod

if TYPE_CHECKING:
    from datetime import date, datetime

    from astra_billing.account import Account
    from astra_billing.adapters.runtime.till_values import Started, Swept
    from astra_billing.adapters.runtime.values import Executed
    from astra_billing.ports.payments import (
        Hint,
        NotificationInput,
        NotificationRejected,
        Reply,
        StoredMethod,
        Verified,
    )


class AsyncTill(BaseBilling):
    """What customers and gateways do to payments; a part of `AsyncBilling`."""

    async def start_payment(
        self, account_id: str, payment_id: str, return_url: str, *, on: date | None = None, **told: Any
    ) -> Started:
        """As `Till.start_payment`."""
        return await arun(start_payment(self.world, account_id, payment_id, return_url, self.day(on), **told))

    async def start_saving(  # as there
        self, account_id: str, method_id: str, gateway: str, return_url: str, *, on: date | None = None, **told: Any
    ) -> Started:
        """As `Till.start_saving`."""
        return await arun(
            start_saving(self.world, account_id, method_id, return_url, self.day(on), gateway=gateway, **told)
        )

    async def keep_method(self, account_id: str, method_id: str, gateway: str, stored: StoredMethod) -> bool:
        """As `Till.keep_method`."""
        kept = KeptMethod(account_id, method_id, gateway, stored.token, stored.payer_ref, stored.title)
        return await arun(keeping.keep(self.world, kept))

    async def cancel_payment(self, account_id: str, payment_id: str, *, on: date | None = None) -> bool:
        """As `Till.cancel_payment`."""
        return await arun(cancel(self.world, account_id, payment_id, self.day(on)))

    async def check_payment(self, account_id: str, payment_id: str, *, on: date | None = None) -> Account:
        """As `Till.check_payment`."""
        return await arun(check(self.world, account_id, About.PAYMENT, payment_id, self.day(on)))

    async def check_method(self, account_id: str, method_id: str, *, on: date | None = None) -> Account:
        """As `Till.check_method`."""
        return await arun(check(self.world, account_id, About.METHOD, method_id, self.day(on)))

    @overload
    async def receive(self, gateway: str, notification: NotificationInput, *, on: date | None = None) -> Reply: ...  # type: ignore[overload-overlap]  # as there
    @overload
    async def receive(self, gateway: str, notification: object, *, on: date | None = None) -> Executed | None: ...
    async def receive(self, gateway: str, notification: object, *, on: date | None = None) -> Executed | Reply | None:
        """As `Till.receive`."""
        return await arun(logic.receive(self.world, gateway, notification, self.day(on)))

    async def believe(self, gateway: str, worth: Verified | Hint, *, on: date | None = None) -> None:
        """As `Till.believe`."""
        await arun(logic.believe(self.world, gateway, worth, self.day(on)))

    async def disbelieve(self, gateway: str, error: NotificationRejected) -> None:
        """As `Till.disbelieve`."""
        await arun(hearing.disbelieve(self.world, gateway, error))

    async def sweep(self, now: datetime | None = None, *, on: date | None = None, limit: int = 1000) -> Swept:
        """As `Till.sweep`."""
        return await arun(sweep(self.world, self.day(on), now, limit))
