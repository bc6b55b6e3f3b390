"""The waist of the library: an account that decides, evolves and knows its next date."""

from __future__ import annotations

from astra_billing.account import commands, events
from astra_billing.account.agenda import agenda
from astra_billing.account.charges import Charge, ChargeOutcome, DeclinedCharge, RenewalCharge, TopUpCharge
from astra_billing.account.decide import decide
from astra_billing.account.decision import (
    Accepted,
    BackdatedCommand,
    Decision,
    DuplicateId,
    NoAccount,
    StuckAgenda,
    UnknownId,
)
from astra_billing.account.dependencies import merge_plan
from astra_billing.account.evolution import evolve, fold
from astra_billing.account.foresight import Outlook, WhatIf, forecast, what_if
from astra_billing.account.history import HistoryLine, ServiceHistory, history
from astra_billing.account.refusals import Reason, Refused
from astra_billing.account.state import Account

__all__ = [
    "Accepted",
    "Account",
    "BackdatedCommand",
    "Charge",
    "ChargeOutcome",
    "Decision",
    "DeclinedCharge",
    "DuplicateId",
    "HistoryLine",
    "NoAccount",
    "Outlook",
    "Reason",
    "Refused",
    "RenewalCharge",
    "ServiceHistory",
    "StuckAgenda",
    "TopUpCharge",
    "UnknownId",
    "WhatIf",
    "agenda",
    "commands",
    "decide",
    "events",
    "evolve",
    "fold",
    "forecast",
    "history",
    "merge_plan",
    "what_if",
]
