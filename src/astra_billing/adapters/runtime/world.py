"""Whom the runtime speaks to: a store, gateways by name, a notifier."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, get_args

from attrs import field, frozen

from astra_billing.account import Charge
from astra_billing.notices import Notice
from astra_billing.ports import AccountStore, AsyncGateway, AsyncNotifier, Gateway, Notifier

if TYPE_CHECKING:
    from collections.abc import Iterable

    AnyGateway = Gateway | AsyncGateway
    Gateways = Mapping[str, AnyGateway] | AnyGateway | None

LEASE_SECONDS = 300
"""How long a worker holds a request; when it dies, another takes over after that."""

ANY = ""
"""The name of a gateway that stands for all."""


def gateway_name(charge: Charge) -> str:
    """The gateway that keeps a charge's method: what stands before the colon of the method's id, or all of it."""
    return charge.method_id.partition(":")[0]


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
        route: names the gateway of a charge.
    """

    store: AccountStore
    gateways: Mapping[str, Gateway | AsyncGateway] = field(converter=by_name)
    notifier: Notifier | AsyncNotifier | None
    route: Callable[[Charge], str] = gateway_name
    lease_seconds: int = LEASE_SECONDS

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of requests that can be carried out; the others wait in the store."""
        charges = tuple(kind.__name__ for kind in get_args(Charge)) if self.gateways else ()
        return charges if self.notifier is None else (*charges, Notice.__name__)

    @property
    def names(self) -> Iterable[str]:
        """The names of the gateways."""
        return self.gateways

    def gateway_of(self, charge: Charge) -> AnyGateway | None:
        """The gateway that is asked for a charge."""
        return self.gateways.get(ANY) or self.gateways.get(self.route(charge))
