"""Whom the runtime speaks to: a store, gateways by name, a notifier."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias

from attrs import field, frozen

from astra_billing.account import Account, Charge
from astra_billing.ledger import Refund
from astra_billing.ports import (
    CHARGE,
    NOTICE,
    REFUND,
    AccountStore,
    AsyncGateway,
    AsyncNotifier,
    Gateway,
    Notifier,
)
from astra_billing.ports.payments import FiscalReceipt

if TYPE_CHECKING:
    from collections.abc import Iterable

    from astra_billing.ports.payments import AsyncPaymentSystem, PaymentSystem

    AnyGateway = Gateway | AsyncGateway | PaymentSystem | AsyncPaymentSystem
    Gateways = Mapping[str, AnyGateway] | AnyGateway | None

Route: TypeAlias = Callable[[Charge | Refund, Account], str]
"""Names the gateway of a charge or a refund."""

Receipts: TypeAlias = Callable[[Charge | Refund, Account], FiscalReceipt | None]
"""The receipt of law 54-FZ for what is charged or returned without the customer; None where none is needed."""

LEASE_SECONDS = 300
"""How long a worker holds a request; when it dies, another takes over after that."""

ANY = ""
"""The name of a gateway that stands for all."""


def gateway_name(request: Charge | Refund, account: Account) -> str:
    """The gateway that keeps a request's method: as the method says, else what stands before the colon of its id."""
    if isinstance(request, Refund):
        said, method_id = request.payment.gateway, request.payment.source
    else:
        said, method_id = "", request.method_id
    method = account.methods.get(method_id)
    return said or (method.gateway if method else "") or method_id.partition(":")[0]


def present() -> datetime:
    """The present moment, to the second, as stores keep it."""
    return datetime.now(UTC).replace(microsecond=0)


def by_name(gateways: Gateways) -> Mapping[str, AnyGateway]:
    """Gateways by name; a single one stands for all."""
    if gateways is None:
        return {}
    return dict(gateways) if isinstance(gateways, Mapping) else {ANY: gateways}


@frozen
class World:
    """
    Whom the runtime speaks to.

    Attributes:
        gateways: by name.
        route: names the gateway of a charge or a refund.
        now: the present moment, with its time zone; days are the clock's business.
        receipts: makes receipts, None where there are none.
    """

    store: AccountStore
    gateways: Mapping[str, AnyGateway] = field(converter=by_name)
    notifier: Notifier | AsyncNotifier | None
    route: Route = gateway_name
    lease_seconds: int = LEASE_SECONDS
    now: Callable[[], datetime] = present
    receipts: Receipts | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of requests that can be carried out; the others wait in the store."""
        charges = (CHARGE,) if self.gateways else ()
        returning = any(hasattr(each, "refund") or hasattr(each, "ask") for each in self.gateways.values())
        refunds = (REFUND,) if returning else ()
        return (*charges, *refunds, *(() if self.notifier is None else (NOTICE,)))

    @property
    def names(self) -> Iterable[str]:
        """The names of the gateways."""
        return self.gateways

    def named(self, name: str) -> AnyGateway | None:
        """The gateway with this name, or the one that stands for all."""
        return self.gateways.get(ANY) or self.gateways.get(name)
