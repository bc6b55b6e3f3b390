"""Money comes, and goes back."""

from __future__ import annotations

from typing import TypeAlias

from attrs import frozen

from astra_billing.account.charges import ChargeOutcome
from astra_billing.methods import PaymentMethod
from astra_billing.money import Money


@frozen
class CreatePayment:
    """
    Make a payment to be paid by a method, for the balance or for an invoice (R48, R49).

    Attributes:
        payment_id: the payment's id; it does not begin with `cashback/`, as those of cashbacks do (R55).
        amount: what is to reach the account; the commission comes on top (R54).
        payer_id: who pays; without one the chosen payer.
        invoice: the invoice that it pays, None for an advance payment (R35).
        saves_method: the id under which the method is to be remembered (R78); one that cannot be is refused.
    """

    payment_id: str
    amount: Money
    method: PaymentMethod
    payer_id: str | None = None
    invoice: int | None = None
    saves_method: str | None = None


@frozen
class BeginPayment:
    """Note that the customer was sent to the payment system (R49, R51)."""

    payment_id: str


@frozen
class RecordPayment:
    """Tell the account what the payment system said of a payment (R51)."""

    payment_id: str
    outcome: ChargeOutcome
    cause: str = ""


@frozen
class DeletePayment:
    """Delete a payment that is still new (B36)."""

    payment_id: str


@frozen
class TopUp:
    """Credit money that has come by itself, such as by bank transfer; it closes debts first, oldest first (R49, B8)."""

    payment_id: str
    amount: Money
    source: str


@frozen
class PayInvoice:
    """
    Pay an invoice, without a number the oldest; without an amount exactly what closes it (R70, B8).

    The source `BALANCE` pays with money that is there; any other brings new money.
    """

    payment_id: str
    source: str
    number: int | None = None
    amount: Money | None = None


@frozen
class IssueRefund:
    """Return a part of a payment that is not spent yet (B37)."""

    refund_id: str
    payment_id: str
    amount: Money


@frozen
class RecordRefund:
    """Tell the account what the gateway said of a refund it asked for (B37)."""

    key: str
    outcome: ChargeOutcome


@frozen
class RecordCharge:
    """Tell the account what the gateway said of a charge it asked for (R86)."""

    key: str
    outcome: ChargeOutcome
    cause: str = ""


PaymentsCommand: TypeAlias = (
    CreatePayment
    | BeginPayment
    | RecordPayment
    | DeletePayment
    | TopUp
    | PayInvoice
    | IssueRefund
    | RecordRefund
    | RecordCharge
)
"""Every command about money that comes or goes back."""
