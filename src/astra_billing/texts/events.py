"""
The sentence that tells an event, or a refusal.

It stands under `told.` and the name of the event's class, with a further word
where one class has several.

    >>> SENTENCES["told.ServiceStopped.EXPIRED"][1]
    'Service {service} stopped: its paid time is over'
"""

from __future__ import annotations

from typing import Final

from astra_billing.texts.told_money import MONEY
from astra_billing.texts.told_refusals import REFUSALS
from astra_billing.texts.told_services import SERVICES
from astra_billing.texts.told_settings import SETTINGS

SENTENCES: Final = {**SETTINGS, **MONEY, **SERVICES, **REFUSALS}
"""The sentence of every event, with its facts as blanks: (Russian, English)."""
