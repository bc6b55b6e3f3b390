"""
What can go wrong with a cart.

    >>> print(NothingSelected())
    no item is selected; select at least one with cart.selecting(ids)
    >>> print(UnknownItem("i9", ("i1", "i2")))
    there is no item 'i9' in the cart; use one of i1, i2
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.errors import BillingError
from astra_billing.texts import message

if TYPE_CHECKING:
    from astra_billing.texts import Lang


class NothingSelected(BillingError, ValueError):
    """Nothing would be ordered (R44)."""

    def text(self, lang: Lang) -> str:
        """What the portal says then."""
        return message("cart.nothing_selected", lang)

    def __str__(self) -> str:
        return "no item is selected; select at least one with cart.selecting(ids)"


class UnknownItem(BillingError, LookupError):
    """
    No item of the cart has this id.

    Attributes:
        id: the id.
        known: the ids there are.
    """

    def __init__(self, id: str, known: tuple[str, ...]) -> None:
        self.id = id
        self.known = known
        super().__init__(id, known)

    def __str__(self) -> str:
        known = ", ".join(self.known) or "none: add an item first"
        return f"there is no item {self.id!r} in the cart; use one of {known}"


class ItemExists(BillingError, ValueError):
    """
    The id is taken.

    Attributes:
        id: the id.
    """

    def __init__(self, id: str) -> None:
        self.id = id
        super().__init__(id)

    def __str__(self) -> str:
        return f"there is an item {self.id!r} in the cart already; change it, or bring another id"
