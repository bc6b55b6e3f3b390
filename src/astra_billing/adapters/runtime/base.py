"""What the two forms of the runtime are connected to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.adapters.runtime.faults import NoDay
from astra_billing.adapters.runtime.world import LEASE_SECONDS, World, gateway_name, present

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from astra_billing.adapters.runtime.world import Gateways, Receipts, Route
    from astra_billing.ports import AccountStore, AsyncNotifier, Clock, Notifier


class BaseBilling:
    """
    Accounts in a store, kept by the rules.

    Args:
        store: keeps accounts and journals.
        gateways: payment systems by name, or a single one for all; without any, charges wait in the store.
        notifier: tells customers; without one, notices wait in the store.
        clock: knows the day where a call does not say it.
        route: names the gateway of a charge or a refund; by default as its saved method says.
        lease_seconds: how long a request belongs to the worker that took it.
        now: the present moment, from which it is counted when a gateway is asked again.
        receipts: makes the receipts of law 54-FZ for charges and refunds, where they are needed.
    """

    def __init__(  # noqa: PLR0913  # whom it speaks to, and how
        self,
        store: AccountStore,
        gateways: Gateways = None,
        notifier: Notifier | AsyncNotifier | None = None,
        clock: Clock | None = None,
        *,
        route: Route = gateway_name,
        lease_seconds: int = LEASE_SECONDS,
        now: Callable[[], datetime] = present,
        receipts: Receipts | None = None,
    ) -> None:
        self.world = World(store, gateways, notifier, route, lease_seconds, now, receipts)
        self._clock = clock

    def day(self, on: date | None) -> date:
        """
        The day of a call.

        Raises:
            NoDay: the call says none and there is no clock.
        """
        if on is not None:
            return on
        if self._clock is None:
            raise NoDay
        return self._clock.today()
