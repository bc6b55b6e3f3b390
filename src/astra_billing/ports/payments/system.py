"""
A payment system as the runtime sees it: ask, and read what it sends.

`GatewayClient` of `astra_billing.adapters.gateways` is one, over HTTP;
`ScriptedGateway` of `astra_billing.testing` is another, in memory.
`AsyncGatewayClient` is an `AsyncPaymentSystem`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, overload

from astra_billing.ports.payments.operations import (
    CancelPayment,
    ChargeSaved,
    FetchMethod,
    FetchPayment,
    FetchRefund,
    ForgetMethod,
    Operation,
    RefundPayment,
    StartPayment,
    StartSaving,
)

if TYPE_CHECKING:
    from datetime import datetime

    from astra_billing.ports.payments.capabilities import Capabilities
    from astra_billing.ports.payments.notifications import Hint, NotificationInput, Verified
    from astra_billing.ports.payments.snapshots import Answer, PaymentSnapshot, RefundSnapshot, StoredMethod

AboutPayment = StartPayment | ChargeSaved | FetchPayment | CancelPayment
"""Operations that are answered with a `PaymentSnapshot`."""
AboutRefund = RefundPayment | FetchRefund
"""Operations that are answered with a `RefundSnapshot`."""
AboutMethod = StartSaving | FetchMethod
"""Operations that are answered with a `StoredMethod`."""


class PaymentSystem(Protocol):
    """A payment system that can be asked."""

    @property
    def name(self) -> str:
        """What errors and journals call it."""
        ...

    @property
    def capabilities(self) -> Capabilities:
        """What it can do."""
        ...

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

    def parse_notification(self, arrived: NotificationInput, now: datetime) -> Verified | Hint:
        """
        What a notification is worth.

        Raises:
            NotificationRejected: it is not what it says.
        """
        ...


class AsyncPaymentSystem(Protocol):
    """The same to be awaited."""

    @property
    def name(self) -> str:
        """What errors and journals call it."""
        ...

    @property
    def capabilities(self) -> Capabilities:
        """What it can do."""
        ...

    async def ask(self, operation: Operation) -> Answer:
        """Carry an operation out; errors as in `PaymentSystem.ask`."""
        ...

    def parse_notification(self, arrived: NotificationInput, now: datetime) -> Verified | Hint:
        """What a notification is worth; errors as in `PaymentSystem.parse_notification`."""
        ...
