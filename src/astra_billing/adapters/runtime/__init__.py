"""The runtime: it reads accounts from a store, decides, writes, and carries out what was decided."""

from __future__ import annotations

from astra_billing.adapters.runtime.async_billing import AsyncBilling
from astra_billing.adapters.runtime.billing import Billing
from astra_billing.adapters.runtime.faults import KeyReused, NoDay, NoGateway
from astra_billing.adapters.runtime.paying_faults import Disbelieved, NoToken, NotPaidHere, StillUnknown
from astra_billing.adapters.runtime.till_values import Started, Swept
from astra_billing.adapters.runtime.values import DayDone, Executed, Failure
from astra_billing.ports import Conflict

__all__ = [
    "AsyncBilling",
    "Billing",
    "Conflict",
    "DayDone",
    "Disbelieved",
    "Executed",
    "Failure",
    "KeyReused",
    "NoDay",
    "NoGateway",
    "NoToken",
    "NotPaidHere",
    "Started",
    "StillUnknown",
    "Swept",
]
