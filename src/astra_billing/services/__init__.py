"""Services a customer has bought: their states and how long they are paid for."""

from __future__ import annotations

from astra_billing.catalog import ProductKind
from astra_billing.services.deletion import DeletionRule, DeletionTime, ServicePolicy
from astra_billing.services.processing import ProcessingStep
from astra_billing.services.service import Service
from astra_billing.services.states import (
    Actor,
    Change,
    ImpossibleChange,
    ServiceState,
    StopCause,
    is_possible,
    may,
    state_after,
)

__all__ = [
    "Actor",
    "Change",
    "DeletionRule",
    "DeletionTime",
    "ImpossibleChange",
    "ProcessingStep",
    "ProductKind",
    "Service",
    "ServicePolicy",
    "ServiceState",
    "StopCause",
    "is_possible",
    "may",
    "state_after",
]
