"""The cart fills and becomes orders."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from attrs import frozen

from astra_billing.account.events.base import BaseEvent
from astra_billing.orders import CartItem, Order

if TYPE_CHECKING:
    from astra_billing.money import Money


@frozen
class CartItemEvent(BaseEvent):
    """An item of the cart is as it is shown here."""

    item: CartItem

    @property
    def subject(self) -> str:
        return self.item.id


@frozen
class CartItemAdded(CartItemEvent):
    """The cart has an item more, which is selected."""

    RULE = "R39"


@frozen
class CartItemEdited(CartItemEvent):
    """An item of the cart was changed."""

    RULE = "R44"


@frozen
class CartItemsEvent(BaseEvent):
    """Something happened to items of the cart."""

    RULE = "R44"
    item_ids: tuple[str, ...]

    @property
    def subject(self) -> str:
        return ", ".join(self.item_ids)


@frozen
class CartItemsRemoved(CartItemsEvent):
    """Items were taken out of the cart."""


@frozen
class CartItemsSelected(CartItemsEvent):
    """These items of the cart, and no others, are selected."""


@frozen
class PromoCodeEntered(BaseEvent):
    """A promo code was entered for the cart, or cleared."""

    RULE = "R44"
    code: str | None

    @property
    def subject(self) -> str:
        return self.code or ""


@frozen
class OrderPlaced(BaseEvent):
    """What was selected in the cart became an order; `promo_code` is the code that it used up."""

    RULE = "R44"
    order: Order
    promo_code: str = ""

    @property
    def subject(self) -> str:
        return self.order.id

    @property
    def amount(self) -> Money:
        return self.order.total


@frozen
class OrderEvent(BaseEvent):
    """Something happened to an order."""

    order_id: str

    @property
    def subject(self) -> str:
        return self.order_id


@frozen
class OrderPaid(OrderEvent):
    """An order is paid, and what it ordered is opened."""

    RULE = "R45"


@frozen
class OrderCancelled(OrderEvent):
    """An order that awaited payment was taken back; `promo_code` is the code whose use it gives back."""

    RULE = "R46"
    promo_code: str = ""


OrdersEvent: TypeAlias = (
    CartItemAdded
    | CartItemEdited
    | CartItemsRemoved
    | CartItemsSelected
    | PromoCodeEntered
    | OrderPlaced
    | OrderPaid
    | OrderCancelled
)
"""Every event about the cart and orders."""
