"""The cart, and the orders made from it (R39-R46)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from astra_billing.account import events as e
from astra_billing.account.acts.checks import check_currency, check_source
from astra_billing.account.acts.choosing import made_out, refused_method, refused_payer
from astra_billing.account.acts.payments import check_new_method, check_new_payment, make_payment
from astra_billing.account.decision import DuplicateId
from astra_billing.account.draft import known
from astra_billing.account.funds import refused_by
from astra_billing.account.opening import open_order, payment_of
from astra_billing.account.refusals import Reason, Refused
from astra_billing.catalog import quote as priced
from astra_billing.credit import Operation
from astra_billing.ledger import Purpose, PurposeKind, amount_to_pay
from astra_billing.methods import BALANCE
from astra_billing.money import Money
from astra_billing.orders import NewService, Order, Renewal
from astra_billing.services import Service, ServiceState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from astra_billing.account import commands as c
    from astra_billing.account.draft import Draft
    from astra_billing.dates import Term
    from astra_billing.orders import CartItem, CartQuote, OrderLine


# --- the cart ---------------------------------------------------------------------------------------------------------


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
    elif item.id in draft.account.services or item.id in draft.account.deleted_ids:
        raise DuplicateId("service", item.id)


# --- the checkout -----------------------------------------------------------------------------------------------------


def checkout(draft: Draft, command: c.Checkout, on: date) -> Refused | None:
    """Order what is selected: from the balance in one step, by a method once its payment has come (R44, R45, R50)."""
    account = draft.account
    _check_checkout(draft, command)
    quoted = account.cart.quote(
        on, command.discounts, command.promo, promo_used=_promo_used(account.promo_uses, command)
    )
    refused = _refused(draft, command, quoted, on)
    if refused is not None:
        return refused
    order = Order.of(
        account.cart,
        quoted,
        id=command.order_id,
        placed_on=on,
        method_id=BALANCE if command.method is None else command.method.id,
        payer_id=account.payer_id if command.payer_id is None else command.payer_id,
    )
    draft.add(e.OrderPlaced(on, order, _promo_spent(command, quoted)))
    for line in order.lines:
        if isinstance(line.item, NewService):
            draft.add(e.ServiceOrdered(on, _ordered(line, line.item, on)))
    if command.method is None or order.total.is_zero:
        open_order(draft, order, on=on)
    else:
        purpose = Purpose(PurposeKind.ORDER, order.id)
        amount = amount_to_pay(order.total)
        make_payment(draft, made_out(payment_of(order.id), on, amount, command.method, purpose), command)
    return None


def cancel_order(draft: Draft, command: c.CancelOrder, on: date) -> Refused | None:
    """Take back an order that awaits its payment; the payment goes with it unless it is being paid (R46, B36)."""
    account = draft.account
    if command.order_id in account.order_ids and command.order_id not in account.orders:
        return Refused(Reason.NOTHING_TO_PAY, {"order": command.order_id})
    order = known("order", account.orders, command.order_id)
    draft.add(e.OrderCancelled(on, order.id))
    payment = account.payments.get(payment_of(order.id))
    if payment is not None and payment.is_open:
        draft.add(e.PaymentDeleted(on, payment.id))
    return None


def _check_checkout(draft: Draft, command: c.Checkout) -> None:
    if command.order_id in draft.account.order_ids:
        raise DuplicateId("order", command.order_id)
    check_new_payment(draft, payment_of(command.order_id))
    check_new_method(draft, command.saves_method)
    for item in draft.account.cart.selected:
        if isinstance(item, NewService):
            check_source(draft, item.renews_from, to_be_saved=[command.saves_method])


def _refused(draft: Draft, command: c.Checkout, quoted: CartQuote, on: date) -> Refused | None:
    account = draft.account
    if not quoted.selected:
        return Refused(Reason.NOTHING_SELECTED)
    if account.cart.promo_code is not None and (command.promo is None or quoted.promo_fault is not None):
        fault = "" if quoted.promo_fault is None else quoted.promo_fault.value
        return Refused(Reason.PROMO_CODE_NOT_VALID, {"code": account.cart.promo_code, "fault": fault})
    total = quoted.total
    if command.method is not None:
        refused = refused_method(account, command.method, amount_to_pay(total), command.payer_id)
    else:
        refused = None if command.payer_id is None else refused_payer(account, command.payer_id)
    operation = _operation(quoted)
    if refused is None and command.method is None:
        refused = refused_by(account, total, operation, on=on)
    return refused or refused_while_blocked(draft, total, operation, on=on)


def refused_while_blocked(draft: Draft, price: Money, operation: Operation, *, on: date) -> Refused | None:
    """A blocked limit forbids buying by whatever method (R64, B7)."""
    standing = draft.account.standing(on=on)
    if standing is None or not standing.forbids(operation):
        return None
    balance = draft.account.balance
    return Refused(Reason.CREDIT_BLOCKED, {"operation": operation.value, "price": price, "balance": balance})


def _operation(quoted: CartQuote) -> Operation:
    renews = all(isinstance(line.item, Renewal) for line in quoted.selected)
    return Operation.CART_RENEWAL if renews else Operation.ORDER


def _promo_used(uses: Mapping[str, int], command: c.Checkout) -> int:
    """What the provider has counted, or what this account alone has used if that is more."""
    return max(command.promo_used, uses.get(command.promo.code, 0) if command.promo else 0)


def _promo_spent(command: c.Checkout, quoted: CartQuote) -> str:
    """The code, when a line has got its discount."""
    promo = command.promo
    used = promo is not None and any(
        line.given is not None and line.given.discount == promo.discount for line in quoted.selected
    )
    return promo.code if promo is not None and used else ""


def _ordered(line: OrderLine, item: NewService, on: date) -> Service:
    return Service(
        id=line.id,
        title=line.title,
        kind=item.kind,
        price=line.further,
        term=item.term,
        offers=_offers(item, on),
        rate=item.configuration.tariff.rate,
        anchored_on=on,
        expires_on=on,
        state=ServiceState.ORDERED,
        renews_from=item.renews_from,
    )


def _offers(item: NewService, on: date) -> dict[Term, Money]:
    """What the same service costs for the other terms of its tariff (R84)."""
    configuration = item.configuration
    return {
        term: priced(evolve(configuration, term=term), on).further.gross
        for term in configuration.tariff.terms
        if term != item.term
    }
