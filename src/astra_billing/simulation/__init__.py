"""What happens to accounts as time passes: a scenario becomes a timeline."""

from __future__ import annotations

from astra_billing.simulation.desk import Desk, PureDesk
from astra_billing.simulation.play import by_agenda, day_by_day, play, simulate
from astra_billing.simulation.scenario import AccountScenario, Deed, MethodSwitch, PaymentTry, Scenario
from astra_billing.simulation.timeline import Entry, Moment, Timeline

__all__ = [
    "AccountScenario",
    "Deed",
    "Desk",
    "Entry",
    "MethodSwitch",
    "Moment",
    "PaymentTry",
    "PureDesk",
    "Scenario",
    "Timeline",
    "by_agenda",
    "day_by_day",
    "play",
    "simulate",
]
