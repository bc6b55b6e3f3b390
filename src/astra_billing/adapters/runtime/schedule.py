"""
When a gateway is asked again: soon at first, then less and less often, and not for ever.

    >>> from datetime import UTC
    >>> at = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
    >>> [f"{next_ask_at(at, tries):%d %H:%M}" for tries in (1, 2, 3, 4, 5, 6, 7)]
    ['15 12:01', '15 12:05', '15 12:15', '15 13:00', '15 18:00', '16 12:00', '16 12:00']

The odd case: after a month nobody asks any more, and a person has to look.

    >>> next_ask_at(at, MOST_TRIES) is None
    True
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from attrs import evolve

if TYPE_CHECKING:
    from astra_billing.ports import Conversation

PAUSES: Final = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(days=1),
)
"""How long to wait after the first try, the second, and so on; the last ever after."""

MOST_TRIES: Final = 35
"""After so many tries without an end, a month and more, nobody asks any more."""


def next_ask_at(now: datetime, tries: int, at_least: timedelta | None = None) -> datetime | None:
    """
    When to ask after so many tries; None for never.

    Args:
        now: the present moment.
        tries: how often it was asked without an end, from 1.
        at_least: how long the gateway wants to be left alone.
    """
    if tries >= MOST_TRIES:
        return None
    pause = PAUSES[min(tries, len(PAUSES)) - 1]
    return now + max(pause, at_least or timedelta())


def postponed(talk: Conversation, now: datetime, at_least: timedelta | None = None) -> Conversation:
    """The conversation after one more try without an end."""
    tries = talk.tries + 1
    return evolve(talk, tries=tries, next_ask_at=next_ask_at(now, tries, at_least))
