"""
What the runtime asks of the world, as shapes an adapter fills in.

Everything here is a Protocol or a plain value: a store that keeps journals, a
gateway that charges, a notifier that tells, a clock that knows the day.
`payments` is what is asked of a payment system.
"""

from __future__ import annotations

from astra_billing.ports import payments
from astra_billing.ports.conversations import (
    About,
    Asked,
    Conversation,
    ConversationStore,
    KeptMethod,
    Objection,
    Page,
    Standing,
)
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
    "About",
    "AccountStore",
    "Asked",
    "AsyncGateway",
    "AsyncNotifier",
    "Change",
    "ChargeAnswer",
    "Claim",
    "Clock",
    "Conflict",
    "Conversation",
    "ConversationStore",
    "Cursor",
    "Doubled",
    "Gateway",
    "Happened",
    "JournalLine",
    "Kept",
    "KeptMethod",
    "Leased",
    "Notified",
    "Notifier",
    "NotifyingGateway",
    "Objection",
    "Page",
    "Receipt",
    "RefundingGateway",
    "Request",
    "Standing",
    "Taken",
    "kind_of",
    "payments",
]
