"""
An order of Sberbank as a payment, or as the saving of a method.

    >>> [state.name for state in STATES.values()]
    ['NEEDS_CUSTOMER', 'HELD', 'SUCCEEDED', 'CANCELLED', 'SUCCEEDED', 'PENDING', 'FAILED']

The odd case: an order of zero can only be one that verifies a card.  It moves
no money and ends reversed (3), so there "reversed" is success.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from astra_billing.adapters.gateways.amounts import from_minor
from astra_billing.adapters.gateways.reading import AboutAnother, Record, Unreadable, shortened
from astra_billing.adapters.gateways.sberbank.building import binding_ref
from astra_billing.adapters.gateways.sberbank.codes import DECLINED_BY_SHOP, MISSING, failure_of, is_unknown, text_in
from astra_billing.adapters.gateways.sberbank.fields import id_in, lowered, whole
from astra_billing.dates import Month
from astra_billing.errors import InvalidValue
from astra_billing.methods import MethodStatus
from astra_billing.money import Money
from astra_billing.ports.payments import (
    ChargeSaved,
    Failure,
    FailureReason,
    OutcomeUnknown,
    PaymentSnapshot,
    PaymentState,
    StoredMethod,
)

if TYPE_CHECKING:
    from astra_billing.adapters.gateways.sberbank.settings import Shop
    from astra_billing.ports.payments import Operation

REGISTERED, HELD, PAID, REVERSED, REFUNDED, AT_THE_BANK, DECLINED = range(7)
STATES: Final = {
    REGISTERED: PaymentState.NEEDS_CUSTOMER,
    HELD: PaymentState.HELD,
    PAID: PaymentState.SUCCEEDED,
    REVERSED: PaymentState.CANCELLED,
    REFUNDED: PaymentState.SUCCEEDED,
    AT_THE_BANK: PaymentState.PENDING,
    DECLINED: PaymentState.FAILED,
}
"""orderStatus."""

_OLD_ROUBLE: Final = "810"
_PRIVATE: Final = frozenset({"cardauthinfo", "payerdata", "ip"})


@frozen
class Order:
    """How an order stands; `amount` is None where the answer names none."""

    ref: str
    own_key: str
    status: int
    action: int
    text: str
    amount: Money | None
    deposited: Money
    refunded: Money
    binding: StoredMethod | None
    raw: Mapping[str, object] = field(repr=False)

    def failure(self, gateway: str) -> Failure:
        """
        Why it was declined.

        Raises:
            OutcomeUnknown: the code says that nobody knows.
        """
        if is_unknown(self.action):
            raise OutcomeUnknown(gateway, text=self.text or "the processing has not answered", code=str(self.action))
        return failure_of(self.action, self.text)


def order_in(shop: Shop, said: Record, ref: str = "", own_key: str = "") -> Order:
    """The order that an answer of getOrderStatusExtended.do describes; it must be the one asked for."""
    order_id, number = _order_id(said) or ref, id_in(said, "ordernumber")
    if (ref and order_id != ref) or (own_key and number not in {"", own_key}):
        raise AboutAnother("an answer about another order")
    _check_currency(shop, said.get("currency"))
    sums = lowered(said.maybe("paymentamountinfo"))
    amount = said.get("amount")
    return Order(
        order_id,
        number or own_key,
        whole(said.get("orderstatus")),
        whole(said.get("actioncode") or 0),
        shortened(said.get("actioncodedescription")),
        None if amount is None else from_minor(amount, shop.currency),
        from_minor(sums.get("depositedamount") or 0, shop.currency),
        from_minor(sums.get("refundedamount") or 0, shop.currency),
        _binding(said),
        {name: value for name, value in said.fields.items() if name not in _PRIVATE},
    )


def payment_of(shop: Shop, operation: Operation, order: Order) -> PaymentSnapshot:
    """The order as a payment."""
    amount = order.amount if order.amount is not None else _asked_amount(operation)
    state = _state(operation, order)
    if order.status == REFUNDED and not order.refunded.amount:
        raise Unreadable("an order that was paid back, with no sum of it")
    if order.refunded.amount > amount.amount:
        raise Unreadable("more was paid back than paid")
    return PaymentSnapshot(
        order.ref,
        state,
        amount,
        order.refunded,
        own_key=order.own_key,
        method=order.binding if state in {PaymentState.SUCCEEDED, PaymentState.HELD} else None,
        failure=order.failure(shop.name) if order.status == DECLINED else None,
        raw=order.raw,
    )


def method_of(shop: Shop, order: Order, payer_ref: str) -> StoredMethod:
    """The order as the saving of a method: done when the order is reversed and a binding was made."""
    status, token, failure = MethodStatus.FAILING, "", None
    if order.status in {REGISTERED, AT_THE_BANK}:
        status = MethodStatus.BEING_SET_UP
    elif order.status == DECLINED:
        failure = order.failure(shop.name)
    elif order.binding is not None:
        return order.binding
    else:
        failure = Failure(FailureReason.METHOD_INVALID, "no binding", "the card was verified, and not saved")
    return StoredMethod(
        token, status, payer_ref=payer_ref, ref=order.ref, own_key=order.own_key, failure=failure, raw=order.raw
    )


def bound(said: Record, client: str) -> StoredMethod:
    """A binding as a saved method; said in lower case."""
    binding = id_in(said, "bindingid")
    works = whole(said.get("bindingstatus") if said.get("bindingstatus") is not None else 1) == 1
    return StoredMethod(
        binding if works else "",
        MethodStatus.WORKS if works else MethodStatus.FAILING,
        title=said.text("maskedpan", ""),
        kind="card",
        expires=_month(id_in(said, "expirydate")),
        payer_ref=client,
        ref=binding_ref(client, binding),
        failure=None if works else Failure(FailureReason.METHOD_REVOKED, "inactive"),
    )


def without_binding(charge: ChargeSaved, said: Record, ref: str = "") -> PaymentSnapshot:
    """A binding that is gone is a decline: only another method helps."""
    failure = Failure(FailureReason.METHOD_REVOKED, str(MISSING), text_in(said))
    return PaymentSnapshot(ref, PaymentState.FAILED, charge.amount, own_key=charge.key, failure=failure)


def _state(operation: Operation, order: Order) -> PaymentState:
    if order.status not in STATES:
        raise Unreadable("orderStatus is none of those known")
    if order.status == REGISTERED and isinstance(operation, ChargeSaved):
        return PaymentState.PENDING
    if order.status == REVERSED and order.amount is not None and not order.amount.amount:
        return PaymentState.SUCCEEDED
    if order.status == DECLINED and order.action == DECLINED_BY_SHOP:
        return PaymentState.CANCELLED
    return STATES[order.status]


def _asked_amount(operation: Operation) -> Money:
    amount = getattr(operation, "amount", None) or getattr(operation, "expected", None)
    if not isinstance(amount, Money):
        raise Unreadable("an answer without an amount")
    return amount


def _order_id(said: Record) -> str:
    """The bank's id of the order, which stands among its attributes; empty where they are not told."""
    attributes = said.get("attributes")
    listed = [Record(attributes)] if isinstance(attributes, dict) else said.records("attributes")
    return next((id_in(each, "value") for each in listed if each.get("name") == "mdOrder"), "")


def _binding(said: Record) -> StoredMethod | None:
    info = lowered(said.maybe("bindinginfo"))
    if not id_in(info, "bindingid"):
        return None
    card = lowered(said.maybe("cardauthinfo"))
    told = {
        "bindingid": id_in(info, "bindingid"),
        "maskedpan": card.text("maskedpan", card.text("pan", "")),
        "expirydate": id_in(card, "expiration"),
    }
    return bound(Record(told), id_in(info, "clientid"))


def _check_currency(shop: Shop, code: object) -> None:
    ours = {shop.currency.number, _OLD_ROUBLE} if shop.currency.code == "RUB" else {shop.currency.number}
    if code is not None and str(code) not in ours:
        raise AboutAnother(f"an order in another currency than {shop.currency}")


def _month(text: str) -> Month | None:
    """The last month of a card from YYYYMM; None where it is not told."""
    try:
        return Month(int(text[:4]), int(text[4:6]))
    except (ValueError, InvalidValue):
        return None
