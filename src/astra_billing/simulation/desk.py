"""
Where a scenario is carried out.

`PureDesk` keeps one account in memory.  A service puts its own runtime and
store behind the same questions, and the same story is stored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from astra_billing.account import Accepted, decide
from astra_billing.simulation.timeline import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from astra_billing.account import Account
    from astra_billing.account.commands import Command


class Desk(Protocol):
    """One account, and the way to give it commands."""

    @property
    def account(self) -> Account | None:
        """The account as it is now; None before it is opened."""
        ...

    @property
    def entries(self) -> Sequence[Entry]:
        """Everything that happened to it, and every refusal, in order."""
        ...

    def execute(self, command: Command, on: date, key: str) -> None:
        """Give the account a command, once: the same key again changes nothing."""
        ...


class PureDesk:
    """A desk without a store."""

    def __init__(self, account_id: str) -> None:
        self.account_id = account_id
        self.account: Account | None = None
        self.entries: list[Entry] = []
        self._keys: set[str] = set()

    def execute(self, command: Command, on: date, key: str) -> None:
        """Decide, and keep the account that the decision makes."""
        if key in self._keys:
            return
        decision = decide(self.account, command, on)
        if isinstance(decision, Accepted):
            self.account = decision.account
            self.entries.extend(Entry(self.account_id, event.on, event) for event in decision.events)
        else:
            self.entries.append(Entry(self.account_id, on, decision))
        self._keys.add(key)
