"""A gateway with a driver: one conversation, two ways to send."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Generic, TypeVar, overload

from astra_billing.adapters.gateways.conversation import Patience, converse
from astra_billing.adapters.gateways.http import AsyncHttpDriver, HttpDriver
from astra_billing.adapters.gateways.protocol import PaymentGateway
from astra_billing.ports.payments import (
    AboutMethod,
    AboutPayment,
    AboutRefund,
    Answer,
    ForgetMethod,
    GatewayError,
    Operation,
    PaymentSnapshot,
    RefundSnapshot,
    StoredMethod,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from astra_billing.ports.payments import Capabilities, Hint, NotificationInput, Verified

G = TypeVar("G", bound=PaymentGateway)


class GatewayClient(Generic[G]):
    """
    A gateway with a driver.

    Attributes:
        gateway: the pure part, for notifications and capabilities.
    """

    def __init__(
        self,
        gateway: G,
        driver: HttpDriver | None = None,
        *,
        patience: Patience = Patience(),  # noqa: B008 - frozen
        pause: Callable[[float], object] = time.sleep,
    ) -> None:
        self.gateway = gateway
        self._driver = driver or HttpDriver()
        self._patience = patience
        self._pause = pause

    @property
    def name(self) -> str:
        """The gateway's."""
        return self.gateway.name

    @property
    def capabilities(self) -> Capabilities:
        """The gateway's."""
        return self.gateway.capabilities

    def parse_notification(self, arrived: NotificationInput, now: datetime) -> Verified | Hint:
        """What a notification is worth; errors as in `PaymentGateway`."""
        return self.gateway.parse_notification(arrived, now)

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
        Carry an operation out.

        Raises:
            GatewayError: there is no answer; its class says whether asking again is safe.
        """
        talk = converse(self.gateway, operation, self._patience)
        try:
            sending = next(talk)
            while True:
                self._pause(sending.wait.total_seconds())
                try:
                    response = self._driver.send(sending.request, gateway=self.gateway.name)
                except GatewayError as error:
                    sending = talk.throw(error)
                else:
                    sending = talk.send(response)
        except StopIteration as done:
            answer: Answer = done.value
            return answer


class AsyncGatewayClient(Generic[G]):
    """The same for asyncio."""

    def __init__(
        self,
        gateway: G,
        driver: AsyncHttpDriver | None = None,
        *,
        patience: Patience = Patience(),  # noqa: B008 - frozen
        pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self.gateway = gateway
        self._driver = driver or AsyncHttpDriver()
        self._patience = patience
        self._pause = pause

    @property
    def name(self) -> str:
        """The gateway's."""
        return self.gateway.name

    @property
    def capabilities(self) -> Capabilities:
        """The gateway's."""
        return self.gateway.capabilities

    def parse_notification(self, arrived: NotificationInput, now: datetime) -> Verified | Hint:
        """What a notification is worth; errors as in `PaymentGateway`."""
        return self.gateway.parse_notification(arrived, now)

    @overload
    async def ask(self, operation: AboutPayment) -> PaymentSnapshot: ...
    @overload
    async def ask(self, operation: AboutRefund) -> RefundSnapshot: ...
    @overload
    async def ask(self, operation: AboutMethod) -> StoredMethod: ...
    @overload
    async def ask(self, operation: ForgetMethod) -> None: ...
    @overload
    async def ask(self, operation: Operation) -> Answer: ...

    async def ask(self, operation: Operation) -> Answer:
        """Carry an operation out; errors as in `GatewayClient.ask`."""
        talk = converse(self.gateway, operation, self._patience)
        try:
            sending = next(talk)
            while True:
                await self._pause(sending.wait.total_seconds())
                try:
                    response = await self._driver.send(sending.request, gateway=self.gateway.name)
                except GatewayError as error:
                    sending = talk.throw(error)
                else:
                    sending = talk.send(response)
        except StopIteration as done:
            answer: Answer = done.value
            return answer
