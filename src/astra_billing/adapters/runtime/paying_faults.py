"""What can stand in the way of paying; each is reported as a `Failure`, and what was to be paid stays open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.errors import BillingError

if TYPE_CHECKING:
    from astra_billing.ports import Conversation


class NoToken(BillingError):
    """
    A saved method is to be charged, and nothing is known of it that a gateway could charge.

    Attributes:
        method_id: the method.
    """

    def __init__(self, account_id: str, method_id: str) -> None:
        self.account_id = account_id
        self.method_id = method_id
        super().__init__(account_id, method_id)

    def __str__(self) -> str:
        return (
            f"no token is kept for the method {self.method_id!r} of account {self.account_id!r}; "
            "let the customer save it again, or keep it with billing.keep_method(...)"
        )


class NotPaidHere(BillingError):
    """
    Money is to go back that no gateway has taken, such as a bank transfer.

    Attributes:
        payment_id: the payment.
    """

    def __init__(self, account_id: str, payment_id: str) -> None:
        self.account_id = account_id
        self.payment_id = payment_id
        super().__init__(account_id, payment_id)

    def __str__(self) -> str:
        return (
            f"no gateway has taken the payment {self.payment_id!r} of account {self.account_id!r}, so none can return "
            "it; return it by other means and give RecordRefund"
        )


class StillUnknown(BillingError):
    """
    How a conversation ended is not known, and nothing can be done about it without a person.

    Attributes:
        key: of the conversation.
        gateway: who was asked.
        own_key: our key at the gateway.
        tries: how often it was asked.
    """

    def __init__(self, talk: Conversation) -> None:
        self.key = talk.key
        self.gateway = talk.gateway
        self.own_key = talk.own_key
        self.tries = talk.tries
        super().__init__(talk)

    def __str__(self) -> str:
        return (
            f"how {self.key!r} ended at {self.gateway} (our key there {self.own_key}) is not known after {self.tries} "
            "questions, and it is never asked for again; look it up at the gateway, and record what it says"
        )


class Disbelieved(BillingError):
    """
    A gateway's answer is about something else than was asked.

    Attributes:
        gateway: who answered.
        key: of the conversation.
        why: what is wrong with it.
    """

    def __init__(self, gateway: str, key: str, why: str) -> None:
        self.gateway = gateway
        self.key = key
        self.why = why
        super().__init__(gateway, key, why)

    def __str__(self) -> str:
        return f"{self.gateway} answers {self.key!r} with {self.why}; nothing was recorded, see the objections"
