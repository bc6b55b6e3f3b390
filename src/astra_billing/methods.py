"""
What a customer pays with: the account's own balance, a saved card, a wallet.

The balance stands in the portal's list beside the saved methods (R76); card
data stays with the payment system and never comes here (R75).

    >>> card = SavedMethod("card", "Bank card *1111")
    >>> card.works, card.with_status(MethodStatus.FAILING).works
    (True, False)
"""

from __future__ import annotations

from enum import Enum
from typing import Final

from attrs import evolve, frozen

__all__ = ["BALANCE", "MethodStatus", "SavedMethod"]

BALANCE: Final = "balance"
"""The method id that means the account's own balance (Лицевой счет)."""


class MethodStatus(Enum):
    """Whether a saved method can be charged (R79, B54); it changes with every charge."""

    WORKS = "works"
    BEING_SET_UP = "being_set_up"
    FAILING = "failing"


@frozen
class SavedMethod:
    """A payment method that the payment system remembers for the customer (R77)."""

    id: str
    title: str
    status: MethodStatus = MethodStatus.WORKS

    @property
    def works(self) -> bool:
        """Whether a renewal may try it (R87)."""
        return self.status is MethodStatus.WORKS

    def with_status(self, status: MethodStatus) -> SavedMethod:
        """The same method in another status."""
        return evolve(self, status=status)
