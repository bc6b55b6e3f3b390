"""What is done with services, by their customer, the administrator or the provider's panel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

from attrs import Factory, frozen

from astra_billing.catalog import ProductKind
from astra_billing.dates import Term
from astra_billing.money import Money
from astra_billing.services import Actor, ProcessingStep


@frozen(kw_only=True)
class RegisterService:
    """Take over a service that is already paid for until a day."""

    service_id: str
    title: str
    kind: ProductKind
    price: Money
    term: Term
    expires_on: date
    renews_from: str | None = None
    offers: Mapping[Term, Money] = Factory(dict)


@frozen(kw_only=True)
class PlaceOrder:
    """Order one service and pay its first term from the balance and the credit limit (R39, R50)."""

    service_id: str
    title: str
    kind: ProductKind
    price: Money
    term: Term
    renews_from: str | None = None
    offers: Mapping[Term, Money] = Factory(dict)


@frozen
class RenewService:
    """Pay one term more from the balance and the credit limit; without a term the usual one (R84)."""

    service_id: str
    term: Term | None = None


@frozen
class StopService:
    """Stop a running service (R88, R89)."""

    service_id: str
    by: Actor = Actor.CUSTOMER


@frozen
class StartService:
    """Start a stopped service; when its paid time is over, a term is paid first (R88, B16)."""

    service_id: str
    by: Actor = Actor.CUSTOMER


@frozen
class DeleteService:
    """Delete a service, by the provider's rule at once or when its paid time ends (R88, B22)."""

    service_id: str
    by: Actor = Actor.CUSTOMER


@frozen
class ChangeRenewal:
    """Choose what pays the automatic renewal of a service: a saved method, the balance, or nothing (R81, R85)."""

    service_id: str
    renews_from: str | None


@frozen
class ChangeTerm:
    """Renew an active service by another term from its next renewal on (R83)."""

    service_id: str
    term: Term


@frozen
class ChangeService:
    """
    Change what a service is and costs from its next renewal on, such as its resources (R88).

    Attributes:
        price: what its usual term costs then, tax included.
        offers: what other terms cost then.
    """

    service_id: str
    title: str
    price: Money
    offers: Mapping[Term, Money] = Factory(dict)


@frozen
class BeginProcessing:
    """Note that the provider's panel has begun a step with a service (R90)."""

    service_id: str
    step: ProcessingStep


@frozen
class FinishProcessing:
    """Note that the panel is through with the step, or has failed (R89, R90)."""

    service_id: str
    succeeded: bool = True


@frozen
class SetUpService:
    """Fill in what a quick order has left open; opening begins (R89)."""

    service_id: str


@frozen
class RecordViolation:
    """Count a violation of the rules; one more than is allowed stops the service (R89)."""

    service_id: str


ServicesCommand: TypeAlias = (
    RegisterService
    | PlaceOrder
    | RenewService
    | StopService
    | StartService
    | DeleteService
    | ChangeRenewal
    | ChangeTerm
    | ChangeService
    | BeginProcessing
    | FinishProcessing
    | SetUpService
    | RecordViolation
)
"""Every command about services."""
