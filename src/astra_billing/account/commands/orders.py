"""The cart and the orders made from it."""

from __future__ import annotations

from typing import TypeAlias

from attrs import frozen

from astra_billing.methods import PaymentMethod
from astra_billing.orders import CartItem, Discount, PromoCode


@frozen
class AddToCart:
    """Put a service, or the renewal of one, into the cart (R39, R84)."""

    item: CartItem


@frozen
class EditCartItem:
    """Change an item of the cart; it is named by its id (R44)."""

    item: CartItem


@frozen
class RemoveFromCart:
    """Take items out of the cart (R44)."""

    item_ids: tuple[str, ...]


@frozen
class SelectInCart:
    """Choose which items of the cart are ordered next (R44)."""

    item_ids: tuple[str, ...]


@frozen
class EnterPromoCode:
    """Enter a promo code for the cart, or clear it with None (R44)."""

    code: str | None


@frozen
class Checkout:
    """
    Order what is selected in the cart (R44).

    Attributes:
        order_id: the id of the order; its payment has the id `order/` and this.
        method: how it is paid, which cannot be changed afterwards (R41); None for the balance (R50).
        payer_id: who pays; without one the chosen payer.
        discounts: the discounts that the provider grants this customer; of several the best counts (B34).
        promo: what the provider has behind the promo code that was entered, None where it has nothing.
        promo_used: how many orders have used that code, by the provider's count.
        saves_method: the id under which the method is to be remembered (R78); one that cannot be is refused.
    """

    order_id: str
    method: PaymentMethod | None = None
    payer_id: str | None = None
    discounts: tuple[Discount, ...] = ()
    promo: PromoCode | None = None
    promo_used: int = 0
    saves_method: str | None = None


@frozen
class CancelOrder:
    """Take back an order that awaits its payment (R46)."""

    order_id: str


OrdersCommand: TypeAlias = (
    AddToCart | EditCartItem | RemoveFromCart | SelectInCart | EnterPromoCode | Checkout | CancelOrder
)
"""Every command about the cart and orders."""
