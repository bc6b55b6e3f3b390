"""Whom the runtime speaks to: a store, gateways by name, a notifier."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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

if TYPE_CHECKING:
    from collections.abc import Iterable

    AnyGateway = Gateway | AsyncGateway
    Gateways = Mapping[str, AnyGateway] | AnyGateway | None

Route: TypeAlias = Callable[[Charge | Refund, Account], str]
"""Names the gateway of a charge or a refund."""

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
    """

    store: AccountStore
    gateways: Mapping[str, Gateway | AsyncGateway] = field(converter=by_name)
    notifier: Notifier | AsyncNotifier | None
    route: Route = gateway_name
    lease_seconds: int = LEASE_SECONDS

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of requests that can be carried out; the others wait in the store."""
        charges = (CHARGE,) if self.gateways else ()
        refunds = (REFUND,) if any(hasattr(each, "refund") for each in self.gateways.values()) else ()
        return (*charges, *refunds, *(() if self.notifier is None else (NOTICE,)))

    @property
    def names(self) -> Iterable[str]:
        """The names of the gateways."""
        return self.gateways

    def named(self, name: str) -> AnyGateway | None:
        """The gateway with this name, or the one that stands for all."""
        return self.gateways.get(ANY) or self.gateways.get(name)
