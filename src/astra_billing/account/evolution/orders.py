"""What the events about the cart and orders make of an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from attrs import evolve

from astra_billing.account import events as e
from astra_billing.account.evolution.mappings import having, lacking
from astra_billing.copies import replaced

if TYPE_CHECKING:
    from collections.abc import Mapping

    from astra_billing.account.state import Account


def apply(account: Account, event: e.OrdersEvent) -> Account:  # noqa: C901, PLR0911  # one flat case per event
    """The account after the event."""
    match event:
        case e.CartItemAdded(item=item):
            return replaced(account, cart=account.cart.plus(item))
        case e.CartItemEdited(item=item):
            return replaced(account, cart=account.cart.changed(item))
        case e.CartItemsRemoved(item_ids=item_ids):
            return replaced(account, cart=account.cart.without(item_ids))
        case e.CartItemsSelected(item_ids=item_ids):
            return replaced(account, cart=account.cart.selecting(item_ids))
        case e.PromoCodeEntered(code=code):
            return replaced(account, cart=account.cart.with_promo_code(code))
        case e.OrderPlaced():
            return _ordered(account, event)
        case e.OrderPaid(order_id=order_id):
            return replaced(account, orders=lacking(account.orders, order_id))
        case e.OrderCancelled(order_id=order_id, promo_code=code):
            return _cancelled(account, order_id, code)
        case _:
            assert_never(event)


def _ordered(account: Account, event: e.OrderPlaced) -> Account:
    order = evolve(event.order, promo_code=event.promo_code)  # orders of older journals do not say it themselves
    cart = account.cart.without([line.id for line in order.lines]).with_promo_code(None)
    return replaced(
        account,
        cart=cart,
        orders=having(account.orders, order.id, order),
        order_ids=account.order_ids | {order.id},
        promo_uses=_used(account.promo_uses, event.promo_code),
    )


def _used(uses: Mapping[str, int], code: str) -> Mapping[str, int]:
    return having(uses, code, uses.get(code, 0) + 1) if code else uses


def _unused(uses: Mapping[str, int], code: str) -> Mapping[str, int]:
    left = uses.get(code, 0) - 1
    return having(uses, code, left) if left > 0 else lacking(uses, code)


def _cancelled(account: Account, order_id: str, promo_code: str) -> Account:
    ordered = {line.id for line in account.orders[order_id].lines}
    gone = [id for id, each in account.services.items() if id in ordered and each.awaits_payment]
    return replaced(
        account,
        orders=lacking(account.orders, order_id),
        services=lacking(account.services, *gone),
        deleted_ids=account.deleted_ids | set(gone),
        promo_uses=_unused(account.promo_uses, promo_code),
    )
