"""Money goes back: parts of a payment that are not spent, and never more than those (B37)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import events as e
from astra_billing.account.acts.checks import check_payable
from astra_billing.account.charges import ChargeOutcome
from astra_billing.account.decision import DuplicateId
from astra_billing.account.draft import known
from astra_billing.account.funds import settle_debts
from astra_billing.account.recovery import bring_back
from astra_billing.account.refusals import Reason, Refused
from astra_billing.ledger import PaymentStatus, PurposeKind, Refund
from astra_billing.money import Money

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.account import commands as c
    from astra_billing.account.draft import Draft


def issue_refund(draft: Draft, command: c.IssueRefund, on: date) -> Refused | None:
    """
    Ask the gateway to return a part of a credited payment; it leaves the balance at once (B37).

    A cashback never came from the customer, so it does not go back.
    """
    account = draft.account
    check_payable(draft, command.amount)
    if command.payment_id in account.payment_ids and command.payment_id not in account.payments:
        return Refused(Reason.REFUND_TOO_LARGE, {"amount": command.amount, "unspent": Money.zero(account.currency)})
    payment = known("payment", account.payments, command.payment_id)
    if payment.status is not PaymentStatus.CREDITED or payment.purpose.kind is PurposeKind.CASHBACK:
        return Refused(Reason.PAYMENT_IN_WRONG_STATE, {"payment": payment.id, "status": payment.status.value})
    if payment.unspent < command.amount:
        return Refused(Reason.REFUND_TOO_LARGE, {"amount": command.amount, "unspent": payment.unspent})
    refund = Refund(command.refund_id, account.id, payment, command.amount)
    if refund.key in account.refund_keys:
        raise DuplicateId("refund", command.refund_id)
    draft.add(e.RefundRequested(on, refund))
    return None


def record_refund(draft: Draft, command: c.RecordRefund, on: date) -> None:
    """Take the gateway's answer, the first that is one; what it does not return is part of the balance again (B37)."""
    account = draft.account
    if command.key in account.refund_keys and command.key not in account.refunds:
        return
    refund = known("refund", account.refunds, command.key)
    if command.outcome is ChargeOutcome.SUCCEEDED:
        payment = account.payments[refund.payment.id]
        draft.add(e.PaymentRefunded(on, refund, in_full=payment.refunded == payment.amount))
    elif command.outcome is ChargeOutcome.DECLINED:
        draft.add(e.RefundDeclined(on, refund))
        settle_debts(draft, refund.payment.id, on=on)
        bring_back(draft, on=on)
