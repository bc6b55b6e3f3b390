"""Invoices of the 1st, what follows from them, and what the customer is told."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from attrs import frozen

from astra_billing.account.events.base import BaseEvent
from astra_billing.ledger import Invoice, number_text
from astra_billing.money import Money
from astra_billing.notices import Notice, NoticeTopic


@frozen
class InvoiceIssued(BaseEvent):
    """Last month's unpaid expenses became an invoice."""

    RULE = "R62"
    invoice: Invoice
    due_on: date
    blocked_from: date

    @property
    def subject(self) -> str:
        return number_text(self.invoice.number)

    @property
    def amount(self) -> Money:
        return self.invoice.amount


@frozen
class InvoiceEvent(BaseEvent):
    """Something happened to an invoice; `unpaid` is what is left of it."""

    number: int
    unpaid: Money

    @property
    def subject(self) -> str:
        return number_text(self.number)

    @property
    def amount(self) -> Money | None:
        return self.unpaid


@frozen
class InvoiceOverdue(InvoiceEvent):
    """The due date passed without full payment."""

    RULE = "R62"


@frozen
class InvoicePartlyPaid(InvoiceEvent):
    """A part of an invoice was paid."""

    RULE = "R70"


@frozen
class InvoiceSettled(InvoiceEvent):
    """All expenses of an invoice are paid."""

    RULE = "R70"

    @property
    def amount(self) -> None:
        return None


@frozen
class CreditEvent(BaseEvent):
    """The limit went out of use or came back; `overdue` is what was unpaid past its date."""

    account_id: str
    overdue: Money

    @property
    def subject(self) -> str:
        return self.account_id

    @property
    def amount(self) -> Money | None:
        return self.overdue


@frozen
class CreditBlocked(CreditEvent):
    """The limit went out of use."""

    RULE = "R63"


@frozen
class CreditUnblocked(CreditEvent):
    """The overdue debt was paid and the limit came back."""

    RULE = "R69"

    @property
    def amount(self) -> None:
        return None


@frozen
class NoticeRaised(BaseEvent):
    """The customer is to be told something."""

    notice: Notice

    @property
    def rule(self) -> str:
        return _RULES.get(self.notice.topic, "R68")

    @property
    def subject(self) -> str:
        return self.notice.subject


_RULES = {NoticeTopic.RENEWAL_FAILED: "R86", NoticeTopic.AUTOPAY_FAILED: "B38"}

InvoicesEvent: TypeAlias = (
    InvoiceIssued | InvoiceOverdue | InvoicePartlyPaid | InvoiceSettled | CreditBlocked | CreditUnblocked | NoticeRaised
)
"""Every event about the invoices of the 1st and what follows from them."""
