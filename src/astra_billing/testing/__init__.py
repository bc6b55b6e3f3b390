"""
What users of the library need in their own tests: a payment system that follows a script, and its page.

Random values for property-based tests are in `strategies`, which needs hypothesis.
"""

from __future__ import annotations

from astra_billing.testing.gateway import (
    LATE,
    MISCONFIGURED,
    NOT_SUBMITTED,
    UNKNOWN_DONE,
    UNKNOWN_NOT_DONE,
    YES,
    Decline,
    Say,
    ScriptedGateway,
)
from astra_billing.testing.page import PaymentPage

__all__ = [
    "LATE",
    "MISCONFIGURED",
    "NOT_SUBMITTED",
    "UNKNOWN_DONE",
    "UNKNOWN_NOT_DONE",
    "YES",
    "Decline",
    "PaymentPage",
    "Say",
    "ScriptedGateway",
]
