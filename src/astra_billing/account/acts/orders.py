"""Orders: made from the cart, paid, taken back (R41, R44-R46, R50)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from astra_billing.account import events as e
from astra_billing.account.acts.cart import check_new_service
from astra_billing.account.acts.checks import check_source, wrong_state
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
from astra_billing.orders import NewService, Order, Renewal
from astra_billing.services import Service, ServiceState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from astra_billing.account import commands as c
    from astra_billing.account.draft import Draft
    from astra_billing.account.state import Account
    from astra_billing.dates import Term
    from astra_billing.methods import PaymentMethod
    from astra_billing.money import Money
    from astra_billing.orders import CartQuote, OrderLine


def checkout(draft: Draft, command: c.Checkout, on: date) -> Refused | None:
    """Order what is selected: from the balance in one step, by a method once its payment has come (R44, R45, R50)."""
    account = draft.account
    quoted = account.cart.quote(
        on, command.discounts, command.promo, promo_used=_promo_used(account.promo_uses, command)
    )
    _check_checkout(draft, command, quoted)
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
        method_title="" if command.method is None else command.method.title,
        promo_code=_promo_spent(command, quoted),
    )
    draft.add(e.OrderPlaced(on, order, order.promo_code))
    for line in order.lines:
        if isinstance(line.item, NewService):
            draft.add(e.ServiceOrdered(on, _ordered(line, line.item, on)))
    method = _paying_method(command, quoted)
    if method is None:
        open_order(draft, order, on=on)
    else:
        purpose = Purpose(PurposeKind.ORDER, order.id)
        make_payment(draft, made_out(payment_of(order.id), on, amount_to_pay(order.total), method, purpose), command)
    return None


def _paying_method(command: c.Checkout, quoted: CartQuote) -> PaymentMethod | None:
    """The method that a payment is made by; None for the balance, and for what costs nothing."""
    return None if quoted.total.is_zero else command.method


def cancel_order(draft: Draft, command: c.CancelOrder, on: date) -> Refused | None:
    """Take back an order that awaits its payment; a new payment goes with it, its promo code comes back (R46, B36)."""
    account = draft.account
    if command.order_id in account.order_ids and command.order_id not in account.orders:
        return Refused(Reason.NOTHING_TO_PAY, {"order": command.order_id})
    order = known("order", account.orders, command.order_id)
    draft.add(e.OrderCancelled(on, order.id, order.promo_code))
    payment = account.payments.get(payment_of(order.id))
    if payment is not None and payment.is_open:
        draft.add(e.PaymentDeleted(on, payment.id))
    return None


def _check_checkout(draft: Draft, command: c.Checkout, quoted: CartQuote) -> None:
    if command.order_id in draft.account.order_ids:
        raise DuplicateId("order", command.order_id)
    check_new_payment(draft, payment_of(command.order_id))
    check_new_method(draft, command.saves_method)
    to_be_saved = [] if _paying_method(command, quoted) is None else [command.saves_method]
    for item in draft.account.cart.selected:
        if isinstance(item, NewService):
            check_new_service(draft, item.id)
            check_source(draft, item.renews_from, to_be_saved=to_be_saved)


def _refused(draft: Draft, command: c.Checkout, quoted: CartQuote, on: date) -> Refused | None:
    account = draft.account
    if refused := _refused_renewal(account, quoted):
        return refused
    if not quoted.selected:
        return Refused(Reason.NOTHING_SELECTED)
    if account.cart.promo_code is not None and (command.promo is None or quoted.promo_fault is not None):
        fault = "" if quoted.promo_fault is None else quoted.promo_fault.value
        return Refused(Reason.PROMO_CODE_NOT_VALID, {"code": account.cart.promo_code, "fault": fault})
    return _refused_payment(draft, command, quoted, on)


def _refused_renewal(account: Account, quoted: CartQuote) -> Refused | None:
    """A service that is gone, on its way out or not yet paid for is not renewed (R84)."""
    for line in quoted.selected:
        if not isinstance(line.item, Renewal):
            continue
        service = account.services.get(line.item.service_id)
        if service is None:
            facts = {"service": line.item.service_id, "state": ServiceState.DELETED.value}
            return Refused(Reason.SERVICE_IN_WRONG_STATE, facts)
        if service.awaits_payment or service.is_leaving:
            return wrong_state(service)
    return None


def _refused_payment(draft: Draft, command: c.Checkout, quoted: CartQuote, on: date) -> Refused | None:
    account, total, operation = draft.account, quoted.total, _operation(quoted)
    method = _paying_method(command, quoted)
    if method is not None:
        refused = refused_method(account, method, amount_to_pay(total), command)
        return refused or _refused_while_blocked(draft, total, operation, on=on)
    refused = None if command.payer_id is None else refused_payer(account, command.payer_id)
    return refused or refused_by(account, total, operation, on=on)


def _refused_while_blocked(draft: Draft, price: Money, operation: Operation, *, on: date) -> Refused | None:
    """A blocked limit forbids buying by whatever method (R64, B7)."""
    if not draft.account.forbids(operation, on=on):
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
