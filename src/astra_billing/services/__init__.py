"""Services a customer has bought: their states and how long they are paid for."""

from __future__ import annotations

from astra_billing.catalog import ProductKind
from astra_billing.services.service import Service
from astra_billing.services.states import Change, ImpossibleChange, ServiceState, StopCause, state_after

__all__ = ["Change", "ImpossibleChange", "ProductKind", "Service", "ServiceState", "StopCause", "state_after"]
