"""The account itself, its credit limit, its saved methods and its automatic top-ups."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from attrs import frozen

from astra_billing.autopay import AutopaySettings
from astra_billing.credit import CreditPolicy
from astra_billing.methods import MethodStatus
from astra_billing.money import Currency, MoneyRange
from astra_billing.services import ServicePolicy


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
class WithdrawCredit:
    """Withdraw the credit limit: nothing more can be bought on it, and what is owed is owed by its dates (R61)."""


@frozen
class GrantDeferral:
    """Let an invoice be paid by a later day before it blocks the limit (B9)."""

    number: int
    to: date


@frozen
class SaveMethod:
    """
    Remember a card or wallet that the payment system keeps (R78).

    Attributes:
        gateway: the payment system that keeps it.
        limits: what one charge of it may be, None without limits (R60).
        status: being set up while the payment system has not confirmed it (R79).
    """

    method_id: str
    title: str
    gateway: str = ""
    limits: MoneyRange | None = None
    status: MethodStatus = MethodStatus.WORKS


@frozen
class RenameMethod:
    """Give a saved method another title (R78)."""

    method_id: str
    title: str


@frozen
class ConfirmMethod:
    """Note that a method works: it is set up, or the customer has refilled or replaced it (R79, R86)."""

    method_id: str


@frozen
class DeleteMethod:
    """Forget a saved method; whatever it renewed is renewed no more (R80)."""

    method_id: str


@frozen
class SetUpAutopay:
    """Let the balance be topped up automatically from a saved method (R57)."""

    settings: AutopaySettings


@frozen
class SwitchOffAutopay:
    """Stop topping the balance up automatically (R57)."""


@frozen
class RecommendCap:
    """Open the form of automatic payments: what maximum does the portal recommend (R59)."""


@frozen
class SetServicePolicy:
    """Lay down when services are deleted and how many violations stop one (B22, R89)."""

    policy: ServicePolicy


SettingsCommand: TypeAlias = (
    GrantCredit
    | WithdrawCredit
    | GrantDeferral
    | SaveMethod
    | RenameMethod
    | ConfirmMethod
    | DeleteMethod
    | SetUpAutopay
    | SwitchOffAutopay
    | RecommendCap
    | SetServicePolicy
)
"""Every command about what customer and provider agree on."""
