"""Payment systems among the gateways: those that can be asked anything, and not only for a charge."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from astra_billing.adapters.runtime.faults import NoGateway
from astra_billing.ports.payments import AsyncPaymentSystem, PaymentSystem

if TYPE_CHECKING:
    from typing import TypeGuard

    from astra_billing.adapters.runtime.world import World

AnySystem: TypeAlias = PaymentSystem | AsyncPaymentSystem


def is_system(gateway: object) -> TypeGuard[AnySystem]:
    """Whether a gateway is a `PaymentSystem`."""
    return hasattr(gateway, "ask")


def system_of(world: World, name: str) -> AnySystem:
    """
    The payment system with this name, or the one that stands for all.

    Raises:
        NoGateway: there is none.
    """
    gateway = world.named(name)
    if not is_system(gateway):
        raise NoGateway(name, world.names)
    return gateway
