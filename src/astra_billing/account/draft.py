"""
A decision in the making: the account as it would be, and the events so far.

Every rule looks at the account after the rules before it, so a draft applies
each event at once.  It lives inside one call of `decide`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account.decision import Accepted, UnknownId
from astra_billing.account.evolution import evolve

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeVar

    from astra_billing.account.events import Event
    from astra_billing.account.state import Account

    K = TypeVar("K")
    V = TypeVar("V")


class Draft:
    """The account so far, and what has happened to it."""

    __slots__ = ("account", "events")

    def __init__(self, account: Account) -> None:
        self.account = account
        self.events: list[Event] = []

    def add(self, event: Event) -> None:
        """Let an event happen."""
        self.account = evolve(self.account, event)
        self.events.append(event)

    def accepted(self) -> Accepted:
        """The finished decision."""
        return Accepted(self.account, tuple(self.events))


def known(kind: str, mapping: Mapping[K, V], key: K) -> V:
    """
    The value with this id.

    Raises:
        UnknownId: the account has no such id.
    """
    if key not in mapping:
        raise UnknownId(kind, key, mapping)
    return mapping[key]
