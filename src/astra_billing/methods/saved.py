"""
What a customer pays with again: the account's own balance, a saved card, a wallet.

The balance stands in the portal's list beside the saved methods (R76); card
data stays with the payment system and never comes here (R75).

    >>> card = SavedMethod("card", "Bank card *1111")
    >>> card.works, card.with_status(MethodStatus.FAILING).works
    (True, False)

One status has two names in the manual: the list of methods says "Включено",
the text on renewals "Работает" (B54).

    >>> from astra_billing.texts import label
    >>> MethodStatus.WORKS.listed_as("ru"), label(MethodStatus.WORKS, "ru")
    ('Включено', 'Работает')
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from astra_billing.methods.limits import broken_limit
from astra_billing.money import MoneyRange
from astra_billing.texts import label, message

if TYPE_CHECKING:
    from astra_billing.methods.limits import AmountRefusal
    from astra_billing.money import Money
    from astra_billing.texts import Lang

BALANCE: Final = "balance"
"""The method id that means the account's own balance (Лицевой счет)."""


class MethodStatus(Enum):
    """Whether a saved method can be charged (R79, B54); it changes with every charge."""

    WORKS = "works"
    BEING_SET_UP = "being_set_up"
    FAILING = "failing"

    def listed_as(self, lang: Lang) -> str:
        """The word of the list of methods, which says "Включено" where renewals say "Работает" (B54)."""
        return message("method.enabled", lang) if self is MethodStatus.WORKS else label(self, lang)


@frozen
class SavedMethod:
    """
    A payment method that the payment system remembers for the customer (R77).

    Attributes:
        id: what a service that is renewed from it refers to.
        title: its name, which the customer can change (R78).
        status: whether it can be charged.
        gateway: the payment system that keeps it and charges it.
        limits: the smallest and the largest amount of one charge, None without limits.
    """

    id: str
    title: str
    status: MethodStatus = MethodStatus.WORKS
    gateway: str = ""
    limits: MoneyRange | None = None

    @property
    def works(self) -> bool:
        """Whether a renewal may try it (R87)."""
        return self.status is MethodStatus.WORKS

    def refusal(self, amount: Money) -> AmountRefusal | None:
        """Which limit a charge of so much breaks, None when it keeps both (R54, B41)."""
        return broken_limit(self.limits, amount)

    def with_status(self, status: MethodStatus) -> SavedMethod:
        """The same method in another status."""
        return evolve(self, status=status)

    def renamed(self, title: str) -> SavedMethod:
        """The same method under another name (R78)."""
        return evolve(self, title=title)
