"""
What an answer of a gateway means: how far its conversation is, and whether it may be believed at all.

    >>> from astra_billing.money import RUB, Money
    >>> from astra_billing.ports.payments import FailureReason
    >>> broke = Failure(FailureReason.INSUFFICIENT_FUNDS, "116")
    >>> verdict = verdict_of(PaymentSnapshot("pay-1", PaymentState.FAILED, Money("140.00", RUB), failure=broke))
    >>> verdict.standing.value, verdict.cause
    ('declined', 'insufficient_funds: 116')

The odd case: money that is only held is no money yet, and neither is a customer who has to come first.

    >>> verdict_of(PaymentSnapshot("pay-1", PaymentState.HELD, Money("140.00", RUB))).standing.value
    'open'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from astra_billing.methods import MethodStatus
from astra_billing.ports import About, Page, Standing
from astra_billing.ports.payments import Failure, PaymentSnapshot, PaymentState, RefundSnapshot, StoredMethod

if TYPE_CHECKING:
    from astra_billing.ports import Conversation
    from astra_billing.ports.payments import Answer

_STANDINGS: Final = {
    PaymentState.NEEDS_CUSTOMER: Standing.OPEN,
    PaymentState.PENDING: Standing.OPEN,
    PaymentState.HELD: Standing.OPEN,
    PaymentState.SUCCEEDED: Standing.SUCCEEDED,
    PaymentState.FAILED: Standing.DECLINED,
    PaymentState.CANCELLED: Standing.DECLINED,
}
_METHODS: Final = {
    MethodStatus.WORKS: Standing.SUCCEEDED,
    MethodStatus.BEING_SET_UP: Standing.OPEN,
    MethodStatus.FAILING: Standing.DECLINED,
}
_KINDS: Final[dict[About, type]] = {
    About.PAYMENT: PaymentSnapshot,
    About.CHARGE: PaymentSnapshot,
    About.REFUND: RefundSnapshot,
    About.METHOD: StoredMethod,
    About.FORGETTING: type(None),
}


@frozen
class Verdict:
    """
    What an answer means.

    Attributes:
        cause: why it was declined; empty otherwise.
        ref: the gateway's id.
        page: where the customer goes.
        method: the method that the gateway keeps now.
    """

    standing: Standing
    cause: str = ""
    ref: str = ""
    page: Page | None = None
    method: StoredMethod | None = None


def verdict_of(answer: Answer) -> Verdict:
    """What an answer means for the conversation that it belongs to."""
    if answer is None:
        return Verdict(Standing.SUCCEEDED)
    if isinstance(answer, StoredMethod):
        page = Page(answer.redirect_url) if answer.redirect_url else None
        return Verdict(_METHODS[answer.status], cause_of(answer.failure), answer.ref, page, answer)
    standing = _STANDINGS[answer.state]
    cause = cause_of(answer.failure) or answer.state.value if standing is Standing.DECLINED else ""
    if isinstance(answer, RefundSnapshot):
        return Verdict(standing, cause, answer.ref)
    page = Page(answer.redirect_url, answer.redirect_fields) if answer.redirect_url else None
    return Verdict(standing, cause, answer.ref, page, answer.method)


def cause_of(failure: Failure | None) -> str:
    """Why something failed: the reason, and the gateway's own code where it says more."""
    if failure is None:
        return ""
    reason = failure.reason.value
    return reason if failure.code in {"", reason} else f"{reason}: {failure.code}"


def objection_to(talk: Conversation, answer: Answer) -> str:
    """Why an answer is not believed; empty when it is."""
    if not isinstance(answer, _KINDS[talk.about]):
        return "an answer of another kind"
    if answer is None:
        return ""
    if answer.own_key not in {"", talk.own_key}:
        return "an answer about another key"
    if not isinstance(answer, StoredMethod) and answer.amount != talk.amount:
        return f"an answer about {answer.amount} instead of {talk.amount}"
    return ""
