"""
What can be asked of an account, as imperatives.

The day comes beside the command; ids come with it, from the caller.
"""

from __future__ import annotations

from datetime import date

from attrs import frozen

from astra_billing.account.charges import ChargeOutcome
from astra_billing.catalog import ProductKind
from astra_billing.credit import CreditPolicy
from astra_billing.dates import Term
from astra_billing.money import Currency, Money


@frozen
class OpenAccount:
    """Open an account that counts in one currency (R3)."""

    account_id: str
    currency: Currency


@frozen
class GrantCredit:
    """Grant a credit limit, or change the one there is (R61)."""

    policy: CreditPolicy


@frozen
class SaveMethod:
    """Remember a card or wallet that the payment system keeps (R78)."""

    method_id: str
    title: str


@frozen
class ConfirmMethod:
    """Note that a failing method works again: the customer has refilled or replaced it (R86)."""

    method_id: str


@frozen(kw_only=True)
class RegisterService:
    """Take over a service that is already paid for until a day."""

    service_id: str
    title: str
    kind: ProductKind
    price: Money
    term: Term
    expires_on: date
    renews_from: str | None = None


@frozen(kw_only=True)
class PlaceOrder:
    """Order a service and pay its first term from the balance and the credit limit (R39, R50)."""

    service_id: str
    title: str
    kind: ProductKind
    price: Money
    term: Term
    renews_from: str | None = None


@frozen
class RenewService:
    """Pay one term more through the cart, from the balance and the credit limit (R84)."""

    service_id: str


@frozen
class StopService:
    """Stop a running service by the customer's wish (R88, R89)."""

    service_id: str


@frozen
class StartService:
    """Start a stopped service; when its paid time is over, a term is paid first (R88, B16)."""

    service_id: str


@frozen
class TopUp:
    """Credit money to the balance; it closes debts first, oldest first (R49, B8)."""

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
class RecordCharge:
    """Tell the account what the gateway said of a charge it asked for (R86)."""

    key: str
    outcome: ChargeOutcome
    cause: str = ""


@frozen
class RecommendCap:
    """Open the form of automatic payments: what maximum does the portal recommend (R59)."""


@frozen
class CloseDay:
    """Do the work of every day that is due, up to and including this one."""


LaterCommand = (
    GrantCredit
    | SaveMethod
    | ConfirmMethod
    | RegisterService
    | PlaceOrder
    | RenewService
    | StopService
    | StartService
    | TopUp
    | PayInvoice
    | RecordCharge
    | RecommendCap
    | CloseDay
)
"""Every command but the first."""

Command = OpenAccount | LaterCommand
"""Everything that `decide` understands."""
