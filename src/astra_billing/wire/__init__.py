"""The form that values have outside: scenarios as TOML, journals as JSON."""

from __future__ import annotations

from astra_billing.wire.codec import (
    SCHEMA_VERSION,
    NewerSchema,
    Storable,
    UnreadableRecord,
    dump,
    fingerprint,
    load,
)
from astra_billing.wire.faults import Fault, ScenarioFaults
from astra_billing.wire.scenario import read_scenario

__all__ = [
    "SCHEMA_VERSION",
    "Fault",
    "NewerSchema",
    "ScenarioFaults",
    "Storable",
    "UnreadableRecord",
    "dump",
    "fingerprint",
    "load",
    "read_scenario",
]
