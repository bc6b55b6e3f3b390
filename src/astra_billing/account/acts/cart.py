"""The cart: what a customer is about to order (R39, R44, R84)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import events as e
from astra_billing.account.acts.checks import check_currency
from astra_billing.account.decision import DuplicateId
from astra_billing.account.draft import known
from astra_billing.money import Money
from astra_billing.orders import Renewal

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.account import commands as c
    from astra_billing.account.draft import Draft
    from astra_billing.orders import CartItem


def add_to_cart(draft: Draft, command: c.AddToCart, on: date) -> None:
    """
    Put an item into the cart (R39, R84).

    Raises:
        DuplicateId: a service of the account, or an item of the cart, has its id.
    """
    _check_item(draft, command.item)
    if command.item.id in draft.account.cart:
        raise DuplicateId("cart item", command.item.id)
    draft.add(e.CartItemAdded(on, command.item))


def edit_cart_item(draft: Draft, command: c.EditCartItem, on: date) -> None:
    """
    Put another item in the place of the one with the same id (R44).

    Raises:
        UnknownItem: the cart has no such item.
    """
    _check_item(draft, command.item)
    if draft.account.cart[command.item.id] != command.item:
        draft.add(e.CartItemEdited(on, command.item))


def remove_from_cart(draft: Draft, command: c.RemoveFromCart, on: date) -> None:
    """
    Take items out of the cart (R44).

    Raises:
        UnknownItem: the cart has no such item.
    """
    if draft.account.cart.without(command.item_ids) != draft.account.cart:
        draft.add(e.CartItemsRemoved(on, command.item_ids))


def select_in_cart(draft: Draft, command: c.SelectInCart, on: date) -> None:
    """
    Choose what is ordered next (R44).

    Raises:
        UnknownItem: the cart has no such item.
    """
    if draft.account.cart.selecting(command.item_ids) != draft.account.cart:
        draft.add(e.CartItemsSelected(on, command.item_ids))


def enter_promo_code(draft: Draft, command: c.EnterPromoCode, on: date) -> None:
    """Enter a promo code, or clear it; whether it opens anything shows at the checkout (R44)."""
    cart = draft.account.cart.with_promo_code(command.code)
    if cart != draft.account.cart:
        draft.add(e.PromoCodeEntered(on, cart.promo_code))


def _check_item(draft: Draft, item: CartItem) -> None:
    check_currency(draft, Money.zero(item.currency))
    if isinstance(item, Renewal):
        known("service", draft.account.services, item.service_id)
    else:
        check_new_service(draft, item.id)


def check_new_service(draft: Draft, service_id: str) -> None:
    """
    Let an id pass that no service has or had.

    Raises:
        DuplicateId: a service has it, or had it before it was deleted.
    """
    if service_id in draft.account.services or service_id in draft.account.deleted_ids:
        raise DuplicateId("service", service_id)
