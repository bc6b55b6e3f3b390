"""
What can be asked of a gateway: frozen values, checked from birth.

    >>> from astra_billing.money import Money
    >>> ChargeSaved("autopay-2026-11", "pm_17", Money("620.00", RUB)).amount
    Money('620.00', RUB)

The odd case: a gateway takes whole kopecks only, so part of one is refused before anything is sent.

    >>> ChargeSaved("autopay-2026-11", "pm_17", Money("620.005", RUB))
    Traceback (most recent call last):
    ...
    astra_billing.errors.InvalidValue: Money('620.005', RUB) is not an amount to pay; pass more than zero, in whole ...
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from astra_billing.errors import InvalidValue
from astra_billing.money import RUB, Currency, Money, Rounding
from astra_billing.ports.payments.fiscal import FiscalReceipt
from astra_billing.ports.payments.keys import check_key

if TYPE_CHECKING:
    from attrs import Attribute


def _key(_: object, __: Attribute[str], key: str) -> None:
    check_key(key)


def _payable(_: object, __: Attribute[Money], amount: Money) -> None:
    if amount.amount <= 0 or amount.to_minor_unit(Rounding.DOWN) != amount:
        raise InvalidValue(amount, expected="an amount to pay", fix="pass more than zero, in whole minor units")


def _something(_: object, attribute: Attribute[str], text: str) -> None:
    if not text:
        raise InvalidValue(text, expected=f"a {attribute.name}", fix="pass what the gateway gave")


def _covers(receipt: FiscalReceipt | None, amount: Money) -> None:
    if receipt is not None and receipt.total != amount:
        fix = f"make its lines add up to {amount}, as FiscalReceipt.of(..., total=...) does"
        raise InvalidValue(receipt.total, expected="the total of the receipt of this payment", fix=fix)


def _known(ref: str, own_key: str) -> None:
    if not ref and not own_key:
        raise InvalidValue(ref, expected="something to ask by", fix="pass the gateway's ref or own_key=...")


@frozen
class StartPayment:
    """
    Begin a payment that the customer finishes at the gateway (R56); card data never comes here.

    Attributes:
        key: the idempotency key.
        amount: more than zero, in whole minor units.
        return_url: where the customer comes back to.
        description: what is paid for.
        save_method: whether the method is to be kept for later charges (R77).
        receipt: the 54-FZ receipt, whose total is the amount.
        payer_ref: the gateway's id of the customer, or ours where the gateway takes ours.

    Raises:
        InvalidValue: one of them cannot be right.
    """

    key: str = field(validator=_key)
    amount: Money = field(validator=_payable)
    return_url: str = field(validator=_something)
    description: str = ""
    save_method: bool = False
    receipt: FiscalReceipt | None = None
    payer_ref: str = ""

    def __attrs_post_init__(self) -> None:
        _covers(self.receipt, self.amount)


@frozen
class StartSaving:
    """
    Begin saving a method without a charge (R77).

    Attributes:
        currency: of the charges to come, where the gateway wants to know.
        payer_ref: as in `StartPayment`.
    """

    key: str = field(validator=_key)
    return_url: str = field(validator=_something)
    description: str = ""
    payer_ref: str = ""
    currency: Currency = RUB


@frozen
class ChargeSaved:
    """
    Charge a saved method without the customer (R79).

    Attributes:
        token: of the saved method.
        payer_ip: the customer's last address, which some gateways ask for.
    """

    key: str = field(validator=_key)
    token: str = field(validator=_something)
    amount: Money = field(validator=_payable)
    description: str = ""
    receipt: FiscalReceipt | None = None
    payer_ref: str = ""
    payer_ip: str = ""

    def __attrs_post_init__(self) -> None:
        _covers(self.receipt, self.amount)


@frozen
class FetchPayment:
    """
    Ask how a payment stands, by the gateway's id or, where it can, by our key.

    Attributes:
        expected: what was asked for; an answer about another amount is refused, and an answer without one means it.
    """

    ref: str = ""
    own_key: str = ""
    expected: Money | None = None

    def __attrs_post_init__(self) -> None:
        _known(self.ref, self.own_key)


@frozen
class FetchMethod:
    """Ask how the saving of a method stands: `ref` is that of the `StoredMethod`."""

    ref: str = ""
    own_key: str = ""
    payer_ref: str = ""

    def __attrs_post_init__(self) -> None:
        _known(self.ref, self.own_key)


@frozen
class FetchRefund:
    """Ask how a refund stands."""

    ref: str = field(validator=_something)
    payment_ref: str = ""


@frozen
class CancelPayment:
    """Give up a payment that is not paid, or release one that is held."""

    key: str = field(validator=_key)
    ref: str = field(validator=_something)
    own_key: str = ""


@frozen
class RefundPayment:
    """
    Send money back, all of it or a part (B47).

    Attributes:
        key: the refund's own; a repeated key is the same refund where the gateway has keys for refunds.
        ref: the gateway's id of the payment.
        amount: how much goes back.
        own_key: our key of the payment, where the gateway asks by it.
        refunded_before: what had gone back before; gateways without keys for refunds compare, so nothing goes twice.
        receipt: the 54-FZ receipt of the return.
    """

    key: str = field(validator=_key)
    ref: str = field(validator=_something)
    amount: Money = field(validator=_payable)
    description: str = ""
    own_key: str = ""
    refunded_before: Money | None = None
    receipt: FiscalReceipt | None = None

    def __attrs_post_init__(self) -> None:
        _covers(self.receipt, self.amount)


@frozen
class ForgetMethod:
    """Ask the gateway to drop a saved method (R86)."""

    key: str = field(validator=_key)
    token: str = field(validator=_something)
    payer_ref: str = ""


Operation = (
    StartPayment
    | StartSaving
    | ChargeSaved
    | FetchPayment
    | FetchMethod
    | FetchRefund
    | CancelPayment
    | RefundPayment
    | ForgetMethod
)
"""Everything that can be asked."""
