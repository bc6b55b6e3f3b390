"""
`ScriptedGateway`: a payment system in memory that does what a test tells it to.

    >>> from astra_billing.money import RUB, Money
    >>> from astra_billing.ports.payments import ChargeSaved, FailureReason, FetchPayment
    >>> bank = ScriptedGateway()
    >>> bank.will(Decline(FailureReason.INSUFFICIENT_FUNDS), YES)
    >>> bank.ask(ChargeSaved("k1", "card", Money("620.00", RUB))).failure.code
    'insufficient_funds'
    >>> bank.ask(ChargeSaved("k2", "card", Money("620.00", RUB))).state.name
    'SUCCEEDED'

A key is honoured: asking again is the same payment, whatever the script says.
The odd case: an outcome that nobody knows, though the money is gone.

    >>> bank.will(UNKNOWN_DONE)
    >>> bank.ask(ChargeSaved("k3", "card", Money("620.00", RUB)))
    Traceback (most recent call last):
    ...
    astra_billing.ports.payments.faults.OutcomeUnknown: scripted gave no clear answer: read timeout; ask how it ...
    >>> bank.ask(FetchPayment(own_key="k3")).state.name, bank.charged
    ('SUCCEEDED', Money('1240.00', RUB))
"""

from __future__ import annotations

from hmac import compare_digest
from typing import TYPE_CHECKING, overload

from attrs import evolve

from astra_billing.money import RUB, Money
from astra_billing.ports.payments import (
    AboutMethod,
    AboutPayment,
    AboutRefund,
    Answer,
    CancelPayment,
    Capabilities,
    ChargeSaved,
    FetchMethod,
    FetchPayment,
    FetchRefund,
    ForgetMethod,
    Hint,
    InvalidRequest,
    Misconfigured,
    NotificationInput,
    NotificationRejected,
    NotSubmitted,
    Operation,
    OutcomeUnknown,
    PaymentSnapshot,
    PaymentState,
    RefundPayment,
    RefundSnapshot,
    Reply,
    StartPayment,
    StartSaving,
    StoredMethod,
    Verified,
)
from astra_billing.testing.books import Books, settled_method
from astra_billing.testing.script import (
    CAPABILITIES,
    LATE,
    MISCONFIGURED,
    NOT_SUBMITTED,
    UNKNOWN_DONE,
    UNKNOWN_NOT_DONE,
    YES,
    Decline,
    Say,
    settled,
    signature,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

Change = StartPayment | StartSaving | ChargeSaved | CancelPayment | RefundPayment | ForgetMethod

__all__ = [
    "LATE",
    "MISCONFIGURED",
    "NOT_SUBMITTED",
    "UNKNOWN_DONE",
    "UNKNOWN_NOT_DONE",
    "YES",
    "Decline",
    "Say",
    "ScriptedGateway",
]


class ScriptedGateway:
    """
    A payment system in memory; a `PaymentSystem` like the real ones.

    Without a script it says yes to whatever needs no customer; a payment or a
    saving that the customer finishes waits for `settle`.

    Args:
        name: what errors and journals call it.
        capabilities: what it says that it can; whatever it is asked it does all the same.
        pages: where its payment pages are; `PaymentPage` is one.

    Attributes:
        calls: every operation that was asked, in order.
        payments, refunds, methods: what it knows, by its ids.
    """

    def __init__(
        self, *, name: str = "scripted", capabilities: Capabilities = CAPABILITIES, pages: str = "https://pay.example"
    ) -> None:
        self.name = name
        self.capabilities = capabilities
        self.calls: list[Operation] = []
        self._books = Books(name, pages)
        self.payments, self.refunds, self.methods = self._books.payments, self._books.refunds, self._books.methods
        self._script: list[Say | Decline] = []
        self._keys: dict[str, tuple[Operation, str]] = {}

    def will(self, *says: Say | Decline) -> None:
        """Answer the next operations so, one each; a repeated key and a question take none."""
        self._script.extend(says)

    @property
    def charged(self) -> Money:
        """What all succeeded payments come to, refunds taken off."""
        done = [each for each in self.payments.values() if each.state is PaymentState.SUCCEEDED]
        return Money.sum((each.kept for each in done), done[0].amount.currency if done else RUB)

    def settle(self, own_key: str, say: Say | Decline = YES) -> None:
        """Bring what waits to its end, by our key: the customer paid, the bank said no, late or not."""
        _, ref = self._keys[own_key]
        if ref in self.refunds:
            self._books.end_refund(ref, say)
            return
        if ref in self.methods:
            self._books.keep_method(settled_method(self.methods[ref], say))
        else:
            self._books.keep(settled(self.payments[ref], say))

    def notifications(self, *, times: int = 1, backwards: bool = False) -> tuple[NotificationInput, ...]:
        """Every notification so far: each several times over, or the newest first."""
        ordered: Iterable[NotificationInput] = reversed(self._books.news) if backwards else self._books.news
        return tuple(each for each in ordered for _ in range(times))

    def parse_notification(self, arrived: NotificationInput, now: datetime) -> Verified | Hint:  # noqa: ARG002 - no time in it
        """
        What one of its notifications says.

        Raises:
            NotificationRejected: it is none of them.
        """
        if not compare_digest(arrived.header("x-signature").encode(), signature(arrived.body)):
            raise NotificationRejected(self.name, text="the signature is wrong")
        ref, _, state = arrived.body.decode().partition(" ")
        if ref not in self.payments | self.refunds | self.methods:
            raise NotificationRejected(self.name, text="it is about nothing that is known here")
        if ref in self.methods:
            return Verified(self.methods[ref], "method", Reply())
        if ref in self.refunds:
            return Verified(evolve(self.refunds[ref], state=PaymentState(state)), "refund", Reply())
        return Verified(evolve(self.payments[ref], state=PaymentState(state)), "payment", Reply())

    @overload
    def ask(self, operation: AboutPayment) -> PaymentSnapshot: ...
    @overload
    def ask(self, operation: AboutRefund) -> RefundSnapshot: ...
    @overload
    def ask(self, operation: AboutMethod) -> StoredMethod: ...
    @overload
    def ask(self, operation: ForgetMethod) -> None: ...
    @overload
    def ask(self, operation: Operation) -> Answer: ...

    def ask(self, operation: Operation) -> Answer:
        """
        Carry an operation out as the script says.

        Raises:
            GatewayError: the script says so, or the operation makes no sense here.
        """
        self.calls.append(operation)
        if isinstance(operation, FetchPayment | FetchMethod | FetchRefund):
            return self._known(operation)
        if operation.key in self._keys:
            return self._again(operation)
        say = self._script.pop(0) if self._script else self._usual(operation)
        self._stop_before(say)
        ref = self._do(operation, say)
        self._keys[operation.key] = operation, ref
        if say is UNKNOWN_DONE:
            raise OutcomeUnknown(self.name, text="read timeout")
        return self._books.at(ref)

    def _usual(self, operation: Operation) -> Say:
        return LATE if isinstance(operation, StartPayment | StartSaving) else YES

    def _stop_before(self, say: Say | Decline) -> None:
        if say is NOT_SUBMITTED:
            raise NotSubmitted(self.name, text="connection refused")
        if say is MISCONFIGURED:
            raise Misconfigured(self.name, status=401)
        if say is UNKNOWN_NOT_DONE:
            raise OutcomeUnknown(self.name, text="read timeout")

    def _again(self, operation: Change) -> Answer:
        before, ref = self._keys[operation.key]
        if before != operation:
            raise InvalidRequest(self.name, code="idempotency_error", text="the key belongs to another operation")
        return self._books.at(ref)

    def _known(self, operation: FetchPayment | FetchMethod | FetchRefund) -> Answer:
        ref = operation.ref
        if not ref and not isinstance(operation, FetchRefund):
            ref = self._keys.get(operation.own_key, (operation, ""))[1]
        if ref not in self.payments | self.refunds | self.methods:
            raise InvalidRequest(self.name, status=404, text="there is no such thing")
        return self._books.at(ref)

    def _do(self, operation: Change, say: Say | Decline) -> str:
        match operation:
            case StartPayment() | ChargeSaved():
                return self._books.pay(operation, say)
            case StartSaving():
                return self._books.save(operation, say)
            case RefundPayment():
                return self._books.refund(operation, say)
            case CancelPayment():
                return self._books.cancel(operation)
            case ForgetMethod():
                self.methods.pop(operation.token, None)
        return ""
