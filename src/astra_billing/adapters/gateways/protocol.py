"""What every gateway fulfils: four pure things, described in `astra_billing.adapters.gateways`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from attrs import frozen

from astra_billing.ports.payments import Answer

if TYPE_CHECKING:
    from datetime import datetime

    from astra_billing.adapters.gateways.http import HttpRequest, HttpResponse
    from astra_billing.ports.payments import Capabilities, Hint, NotificationInput, Operation, Verified


@frozen
class Answered:
    """An answer that needs no request: a payment form to show, a method that only we know."""

    answer: Answer


class PaymentGateway(Protocol):
    """A payment system with its settings; secrets never show in its `repr`."""

    @property
    def name(self) -> str:
        """What errors and journals call it: `yookassa`."""
        ...

    @property
    def capabilities(self) -> Capabilities:
        """What it can do."""
        ...

    def build_request(self, operation: Operation) -> HttpRequest | Answered:
        """
        The request that carries an operation out.

        Raises:
            NotSupported: there is no such operation here.
            InvalidRequest: the operation does not fit this gateway: its currency, a text that is too long.
        """
        ...

    def read_response(self, operation: Operation, response: HttpResponse) -> Answer | HttpRequest:
        """
        What the response means, or the next request of a conversation.

        Raises:
            GatewayError: there is no answer in it; never anything else, whatever the bytes.
        """
        ...

    def parse_notification(self, arrived: NotificationInput, now: datetime) -> Verified | Hint:
        """
        What a notification is worth.

        Args:
            arrived: the request as our server got it.
            now: an aware instant, for signatures that grow old.

        Raises:
            NotificationRejected: it is not what it says; never anything else, whatever the bytes.
        """
        ...
