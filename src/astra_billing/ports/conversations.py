"""
What a store keeps of every conversation with a payment system, and of the methods that one keeps for us.

The question stands in the store with its own key before it is asked, so that
after a crash, or an answer that was lost, the same question is asked again and
never another one:

    >>> from datetime import UTC
    >>> from astra_billing.money import RUB, Money
    >>> from astra_billing.ports.payments import ChargeSaved, key_for
    >>> key = "a1/autopay/2026-01/1"
    >>> charge = ChargeSaved(key_for(key), "card-token", Money("140.00", RUB))
    >>> asked = Conversation(key, "a1", About.CHARGE, key, "yookassa", charge, datetime(2026, 1, 10, tzinfo=UTC))
    >>> asked.own_key, asked.amount, asked.standing.is_settled
    ('e7d34f90387c20e4efb0cc8ce333fdf3', Money('140.00', RUB), False)

The odd case: some gateways take whole numbers for keys; the store counts them up.

    >>> asked.numbered(17).operation.key
    '17'
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Protocol, TypeAlias

from attrs import evolve, field, frozen

from astra_billing.ports.payments import ChargeSaved, ForgetMethod, RefundPayment, StartPayment, StartSaving

if TYPE_CHECKING:
    from collections.abc import Sequence

    from astra_billing.money import Money

__all__ = [
    "About",
    "Asked",
    "Conversation",
    "ConversationStore",
    "KeptMethod",
    "Objection",
    "Page",
    "Standing",
]

Asked: TypeAlias = StartPayment | StartSaving | ChargeSaved | RefundPayment | ForgetMethod
"""What a conversation begins with: it changes something, so it has a key."""


class About(Enum):
    """What a conversation is about."""

    PAYMENT = "payment"
    CHARGE = "charge"
    REFUND = "refund"
    METHOD = "method"
    FORGETTING = "forgetting"


class Standing(Enum):
    """How far a conversation is; only a refusal that turns out to be a success ever leaves a settled state."""

    NOT_SENT = "not_sent"
    ASKED = "asked"
    OPEN = "open"
    SUCCEEDED = "succeeded"
    DECLINED = "declined"

    @property
    def is_settled(self) -> bool:
        """Whether the gateway has said how it ended."""
        return self in {Standing.SUCCEEDED, Standing.DECLINED}

    def may_become(self, other: Standing) -> bool:
        """Whether a later answer may move it there."""
        return not self.is_settled or (self is Standing.DECLINED and other is Standing.SUCCEEDED)


@frozen
class Page:
    """
    Where the customer goes.

    Attributes:
        url: of the gateway's page.
        fields: what the browser posts there; empty for a plain link.
    """

    url: str
    fields: tuple[tuple[str, str], ...] = ()


@frozen
class Conversation:
    """
    One thing that is asked of a gateway, until it is known how it ended.

    Attributes:
        key: of the obligation, unique: `a1/payment/p1/1` is the first attempt at a payment.
        subject: the payment, the charge, the payment of a refund, or the method that it is about.
        gateway: the name of the gateway that is asked.
        operation: what is asked, word for word.
        began_at: when it was asked first; gateways forget keys after a while.
        ref: the gateway's id, once it is known.
        saves: the method that is remembered when it succeeds; empty when none is.
        page: where the customer goes, once it is known.
        cause: why it was declined.
        next_ask_at: when it is asked again, and until when it belongs to the worker that asks; None for never.
        tries: how often it was asked without an end.
    """

    key: str
    account_id: str
    about: About
    subject: str
    gateway: str
    operation: Asked = field(repr=False)  # it may hold a token
    began_at: datetime
    ref: str = ""
    standing: Standing = Standing.ASKED
    saves: str = ""
    page: Page | None = None
    cause: str = ""
    next_ask_at: datetime | None = None
    tries: int = 0

    @property
    def own_key(self) -> str:
        """Our key at the gateway."""
        return self.operation.key

    @property
    def amount(self) -> Money | None:
        """The money it is about, None where it is about none."""
        operation = self.operation
        return operation.amount if isinstance(operation, StartPayment | ChargeSaved | RefundPayment) else None

    def numbered(self, number: int) -> Conversation:
        """The same with a number as its key."""
        return evolve(self, operation=evolve(self.operation, key=str(number)))


@frozen
class KeptMethod:
    """
    What charging a saved method takes; card data stays with the gateway.

    Attributes:
        token: the gateway's; never shown.
        payer_ref: the gateway's id of the customer, where charging needs one.
        title: the gateway's words for it, such as the kind of a card and its last digits.
    """

    account_id: str
    method_id: str
    gateway: str
    token: str = field(repr=False)
    payer_ref: str = ""
    title: str = ""


@frozen
class Objection:
    """
    An answer or a notification that was not believed, kept for whoever looks into it.

    Attributes:
        gateway: who is said to have sent it.
        why: what is wrong with it.
        key: of the conversation, where one was found.
        ref, own_key: what it said of itself.
    """

    at: datetime
    gateway: str
    why: str
    key: str = ""
    ref: str = ""
    own_key: str = ""


class ConversationStore(Protocol):
    """Conversations with gateways, the methods they keep, and what was not believed."""

    def begin(self, conversation: Conversation, *, is_numbered: bool = False) -> tuple[Conversation, bool]:
        """
        Keep a conversation before its first call; whether it is new.

        Args:
            conversation: as it begins.
            is_numbered: its key must be a whole number: the store counts one up.

        Returns:
            The conversation with this key as it is kept, and whether it was not there before.
        """
        ...

    def get(self, key: str) -> Conversation | None:
        """The conversation of an obligation."""
        ...

    def find(self, gateway: str, *, own_key: str = "", ref: str = "") -> Conversation | None:
        """The conversation that a gateway speaks of: by our key, else by its id, which refunds may share."""
        ...

    def about(self, account_id: str, about: About, subject: str) -> Sequence[Conversation]:
        """All conversations about something, in the order in which they began."""
        ...

    def due(self, now: datetime, *, size: int) -> Sequence[str]:
        """Keys of conversations that are to be asked about, the longest overdue first."""
        ...

    def take_up(self, key: str, *, now: datetime, until: datetime) -> Conversation | None:
        """The conversation, if it is due; it belongs to this worker until then."""
        ...

    def note(self, conversation: Conversation) -> None:
        """Keep how far a conversation is, unless it is settled already."""
        ...

    def bind(self, method: KeptMethod) -> None:
        """Keep what charging a saved method takes."""
        ...

    def method(self, account_id: str, method_id: str) -> KeptMethod | None:
        """What charging a saved method takes."""
        ...

    def unbind(self, account_id: str, method_id: str) -> None:
        """Forget the token of a saved method."""
        ...

    def record(self, objection: Objection) -> None:
        """Keep an objection."""
        ...

    def objections(self) -> Sequence[Objection]:
        """All objections, oldest first."""
        ...
