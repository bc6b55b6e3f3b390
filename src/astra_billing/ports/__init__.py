"""
What the runtime asks of the world, as shapes an adapter fills in.

Everything here is a Protocol or a plain value: a store that keeps journals, a
gateway that charges, a notifier that tells, a clock that knows the day.
"""

from __future__ import annotations

from astra_billing.ports.gateway import ChargeAnswer, Gateway
from astra_billing.ports.store import AccountBook, AccountStore, Happened, JournalLine, Receipt, Request
from astra_billing.ports.world import Clock, Notifier

__all__ = [
    "AccountBook",
    "AccountStore",
    "ChargeAnswer",
    "Clock",
    "Gateway",
    "Happened",
    "JournalLine",
    "Notifier",
    "Receipt",
    "Request",
]
