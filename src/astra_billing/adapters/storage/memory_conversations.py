"""
Conversations with payment systems in memory; they keep the contract of every store.

One process, any number of threads.
"""

from __future__ import annotations

from threading import RLock
from typing import TYPE_CHECKING

from attrs import evolve

from astra_billing.ports import About, Conversation, Doubled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from astra_billing.ports import KeptMethod, Objection


class MemoryConversations:
    """All conversations of one process."""

    def __init__(self) -> None:
        self._all: dict[str, Conversation] = {}
        self._methods: dict[tuple[str, str], KeptMethod] = {}
        self._objections: list[Objection] = []
        self._lock = RLock()

    def begin(self, conversation: Conversation, *, is_numbered: bool = False) -> tuple[Conversation, bool]:
        """Keep a conversation before its first call; whether it is new."""
        with self._lock:
            if conversation.key in self._all:
                return self._all[conversation.key], False
            begun = conversation.numbered(len(self._all) + 1) if is_numbered else conversation
            if self._with_key(begun.gateway, begun.own_key) is not None:
                raise Doubled([begun.account_id], f"the key {begun.own_key!r} at {begun.gateway}")
            self._all[begun.key] = begun
            return begun, True

    def get(self, key: str) -> Conversation | None:
        """The conversation of an obligation."""
        return self._all.get(key)

    def find(self, gateway: str, *, own_key: str = "", ref: str = "") -> Conversation | None:
        """The conversation that a gateway speaks of."""
        with self._lock:
            found = self._with_key(gateway, own_key) if own_key else None
            return found or (self._with_ref(gateway, ref) if ref else None)

    def about(self, account_id: str, about: About, subject: str) -> Sequence[Conversation]:
        """All conversations about something, in the order in which they began."""
        wanted = (account_id, about, subject)
        with self._lock:
            return [each for each in self._all.values() if (each.account_id, each.about, each.subject) == wanted]

    def due(self, now: datetime, *, size: int) -> Sequence[str]:
        """Keys of conversations that are to be asked about, the longest overdue first."""
        with self._lock:
            asked = [(each.next_ask_at, each.key) for each in self._all.values() if each.next_ask_at is not None]
        return [key for at, key in sorted(asked) if at <= now][:size]

    def take_up(self, key: str, *, now: datetime, until: datetime) -> Conversation | None:
        """The conversation, if it is due."""
        with self._lock:
            found = self._all.get(key)
            if found is None or found.next_ask_at is None or found.next_ask_at > now:
                return None
            self._all[key] = evolve(found, next_ask_at=until)
            return self._all[key]

    def note(self, conversation: Conversation) -> None:
        """Keep how far a conversation is, unless it is settled already."""
        with self._lock:
            if self._all[conversation.key].standing.may_become(conversation.standing):
                self._all[conversation.key] = conversation

    def bind(self, method: KeptMethod) -> None:
        """Keep what charging a saved method takes."""
        self._methods[method.account_id, method.method_id] = method

    def method(self, account_id: str, method_id: str) -> KeptMethod | None:
        """What charging a saved method takes."""
        return self._methods.get((account_id, method_id))

    def unbind(self, account_id: str, method_id: str) -> None:
        """Forget the token of a saved method."""
        self._methods.pop((account_id, method_id), None)

    def record(self, objection: Objection) -> None:
        """Keep an objection."""
        self._objections.append(objection)

    def objections(self) -> Sequence[Objection]:
        """All objections, oldest first."""
        return list(self._objections)

    def _with_key(self, gateway: str, own_key: str) -> Conversation | None:
        return next((each for each in self._all.values() if (each.gateway, each.own_key) == (gateway, own_key)), None)

    def _with_ref(self, gateway: str, ref: str) -> Conversation | None:
        found = [each for each in self._all.values() if (each.gateway, each.ref) == (gateway, ref)]
        return min(found, key=lambda each: each.about is About.REFUND, default=None)
