"""
What the runtime asks of the world, as shapes an adapter fills in.

Everything here is a Protocol or a plain value: a store that keeps journals, a
gateway that charges, a notifier that tells, a clock that knows the day.
`payments` is what is asked of a payment system.
"""

from __future__ import annotations

from astra_billing.ports import payments
from astra_billing.ports.gateway import (
    AsyncGateway,
    ChargeAnswer,
    Gateway,
    Notified,
    NotifyingGateway,
    RefundingGateway,
)
from astra_billing.ports.store import (
    CHARGE,
    NOTICE,
    REFUND,
    AccountStore,
    Change,
    Claim,
    Conflict,
    Cursor,
    Doubled,
    Happened,
    JournalLine,
    Kept,
    Leased,
    Receipt,
    Request,
    Taken,
    kind_of,
)
from astra_billing.ports.world import AsyncNotifier, Clock, Notifier

__all__ = [
    "CHARGE",
    "NOTICE",
    "REFUND",
    "AccountStore",
    "AsyncGateway",
    "AsyncNotifier",
    "Change",
    "ChargeAnswer",
    "Claim",
    "Clock",
    "Conflict",
    "Cursor",
    "Doubled",
    "Gateway",
    "Happened",
    "JournalLine",
    "Kept",
    "Leased",
    "Notified",
    "Notifier",
    "NotifyingGateway",
    "Receipt",
    "RefundingGateway",
    "Request",
    "Taken",
    "kind_of",
    "payments",
]
