"""
What a `ScriptedGateway` knows, and how it changes: payments, refunds, methods, and the news about them.

    >>> from astra_billing.money import RUB, Money
    >>> books = Books()
    >>> books.pay(ChargeSaved("k1", "card", Money("620.00", RUB)), Say.YES)
    'pay-1'
    >>> books.payments["pay-1"].state.name
    'SUCCEEDED'
"""

from __future__ import annotations

from attrs import define, evolve, field

from astra_billing.methods import MethodStatus
from astra_billing.ports.payments import (
    Answer,
    CancelPayment,
    ChargeSaved,
    InvalidRequest,
    NotificationInput,
    PaymentSnapshot,
    PaymentState,
    RefundPayment,
    RefundSnapshot,
    StartPayment,
    StartSaving,
    StoredMethod,
)
from astra_billing.testing.script import LATE, UNKNOWN_DONE, Decline, Say, failure_of, settled, signature


@define
class Books:
    """
    The books of a payment system in memory.

    Attributes:
        pages: where the customer goes.
        payments, refunds, methods: by their ids.
        news: a notification of every change, oldest first.
    """

    name: str = "scripted"
    pages: str = "https://pay.example"
    payments: dict[str, PaymentSnapshot] = field(factory=dict)
    refunds: dict[str, RefundSnapshot] = field(factory=dict)
    methods: dict[str, StoredMethod] = field(factory=dict)
    news: list[NotificationInput] = field(factory=list)

    def at(self, ref: str) -> Answer:
        """What has this id; None when nothing has."""
        return self.payments.get(ref) or self.refunds.get(ref) or self.methods.get(ref)

    def pay(self, operation: StartPayment | ChargeSaved, say: Say | Decline) -> str:
        """Begin a payment, and end it unless it waits; its id."""
        ref = f"pay-{len(self.payments) + 1}"
        if isinstance(operation, StartPayment):
            method = StoredMethod("", MethodStatus.BEING_SET_UP, ref=ref) if operation.save_method else None
            state, url = PaymentState.NEEDS_CUSTOMER, f"{self.pages}/{ref}"
        else:
            method, state, url = self.methods.get(operation.token), PaymentState.PENDING, ""
        begun = PaymentSnapshot(ref, state, operation.amount, own_key=operation.key, method=method, redirect_url=url)
        self.payments[ref] = begun
        is_unfinished = say is UNKNOWN_DONE and isinstance(operation, StartPayment)
        if say is not LATE and not is_unfinished:
            self.keep(settled(begun, say))
        return ref

    def save(self, operation: StartSaving, say: Say | Decline) -> str:
        """Begin the saving of a method, and end it unless it waits; its id."""
        ref = f"card-{len(self.methods) + 1}"
        url = f"{self.pages}/{ref}"
        begun = StoredMethod("", MethodStatus.BEING_SET_UP, ref=ref, own_key=operation.key, redirect_url=url)
        self.methods[ref] = begun
        if say not in {LATE, UNKNOWN_DONE}:
            self.keep_method(settled_method(begun, say))
        return ref

    def refund(self, operation: RefundPayment, say: Say | Decline) -> str:
        """Send money back, as far as there is some; the id of the refund."""
        payment = self.payments.get(operation.ref)
        if payment is None or payment.state is not PaymentState.SUCCEEDED or payment.kept < operation.amount:
            raise InvalidRequest(self.name, status=400, text="there is not so much to send back")
        ref = f"refund-{len(self.refunds) + 1}"
        state = PaymentState.PENDING if say is LATE else PaymentState.SUCCEEDED
        failure = failure_of(say)
        self.refunds[ref] = RefundSnapshot(
            ref, payment.ref, PaymentState.FAILED if failure else state, operation.amount, operation.key, failure
        )
        if self.refunds[ref].state is PaymentState.SUCCEEDED:
            self.keep(evolve(payment, refunded=payment.refunded + operation.amount))
        return ref

    def end_refund(self, ref: str, say: Say | Decline) -> None:
        """Bring a refund that waits to its end, and tell of it."""
        refund, failure = self.refunds[ref], failure_of(say)
        state = PaymentState.FAILED if failure else PaymentState.SUCCEEDED
        self.refunds[ref] = evolve(refund, state=state, failure=failure)
        if state is PaymentState.SUCCEEDED:
            payment = self.payments[refund.payment_ref]
            self.payments[payment.ref] = evolve(payment, refunded=payment.refunded + refund.amount)
        self._tell(f"{ref} {state.value}")

    def cancel(self, operation: CancelPayment) -> str:
        """Give up a payment that is not over; its id."""
        payment = self.payments.get(operation.ref)
        if payment is None or payment.state.is_final:
            raise InvalidRequest(self.name, status=400, text="there is nothing to cancel")
        self.keep(evolve(payment, state=PaymentState.CANCELLED, redirect_url=""))
        return operation.ref

    def keep(self, payment: PaymentSnapshot) -> None:
        """Write a payment down, and its method with it."""
        self.payments[payment.ref] = payment
        self._tell(f"{payment.ref} {payment.state.value}")
        if payment.method is not None and payment.method.ref == payment.ref:
            self.methods[payment.method.token] = payment.method

    def keep_method(self, method: StoredMethod) -> None:
        """Write a method down."""
        self.methods[method.ref] = method
        self._tell(method.ref)

    def _tell(self, text: str) -> None:
        body = text.encode()
        self.news.append(NotificationInput("POST", (("x-signature", signature(body).decode()),), body))


def settled_method(begun: StoredMethod, say: Say | Decline) -> StoredMethod:
    """The end of a saving."""
    failure = failure_of(say)
    if failure is not None:
        return evolve(begun, status=MethodStatus.FAILING, failure=failure, redirect_url="")
    return evolve(begun, token=begun.ref, status=MethodStatus.WORKS, title="Card *1111", redirect_url="")
