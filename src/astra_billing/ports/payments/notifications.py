"""
What a gateway sends by itself, and what it may be believed.

    >>> arrived = NotificationInput("POST", (("Stripe-Signature", "t=1,v1=ab"),), b"{}")
    >>> arrived.header("stripe-signature")
    't=1,v1=ab'

The odd case: whatever the notification is worth, the gateway waits for a reply, and the reply is part of the answer.

    >>> Hint(Subject.METHOD, ref="pm-1").reply
    Reply(status=200, headers=(), body=b'')
"""

from __future__ import annotations

from attrs import field, frozen

from astra_billing.ports.payments.operations import FetchMethod, FetchPayment, FetchRefund
from astra_billing.ports.payments.snapshots import Answer, Subject


@frozen
class NotificationInput:
    """
    A request from a gateway, as it arrived.

    Attributes:
        method: "POST" or "GET".
        headers: pairs of name and value.
        body: the exact bytes, over which signatures are made.
        query: what follows the question mark, not decoded.
        source_ip: the sender's address, past any proxy of ours.
        path: of the address that was called; some signatures cover it.
    """

    method: str
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    body: bytes = field(default=b"", repr=False)
    query: str = field(default="", repr=False)
    source_ip: str = ""
    path: str = ""

    def header(self, name: str) -> str:
        """The first header of this name, whatever its case; empty when there is none."""
        return next((value for each, value in self.headers if each.lower() == name.lower()), "")


@frozen
class Reply:
    """What the server must answer."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


@frozen
class Verified:
    """
    A notification that proved itself.

    Attributes:
        about: how the payment, refund or method stands; None when there is nothing to do.
        event: the gateway's word for what happened.
        reply: what to answer when all is well.
        refusal: what to answer when we don't want it: a pre-request for an unknown order, another amount.
        is_question: the gateway asks whether to go on (a pre-request); nothing has happened yet.
    """

    about: Answer
    event: str = ""
    reply: Reply = Reply()
    refusal: Reply = Reply(status=400)
    is_question: bool = False


@frozen
class Hint:
    """
    A notification that proves nothing: it only says what to ask.

    Attributes:
        subject: what it is about.
        ref, own_key: of it.
        event: the gateway's word for what happened, which is not to be believed.
        payment_ref: the payment of a refund.
        reply: what to answer once it was noted.
    """

    subject: Subject
    ref: str = ""
    own_key: str = ""
    event: str = ""
    payment_ref: str = ""
    reply: Reply = Reply()

    @property
    def question(self) -> FetchPayment | FetchMethod | FetchRefund:
        """What to ask the gateway."""
        if self.subject is Subject.PAYMENT:
            return FetchPayment(self.ref, self.own_key)
        if self.subject is Subject.METHOD:
            return FetchMethod(self.ref, self.own_key)
        return FetchRefund(self.ref, self.payment_ref)
