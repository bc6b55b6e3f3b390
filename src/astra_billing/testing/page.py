"""
`PaymentPage`: the page of a payment system that exists in memory only, with three buttons: pay, decline, later.

It is an ASGI application over a `ScriptedGateway`.  What a customer clicks
settles the payment, and the notification goes wherever you say, as a real
gateway's would:

    >>> import asyncio
    >>> from astra_billing.money import RUB, Money
    >>> from astra_billing.ports.payments import StartPayment
    >>> from astra_billing.testing import ScriptedGateway
    >>> bank, told = ScriptedGateway(pages="/bank"), []
    >>> bank.ask(StartPayment("k1", Money("661.00", RUB), "https://shop.example/back")).redirect_url
    '/bank/pay-1'
    >>> page = PaymentPage(bank, told.append)
    >>> asyncio.run(page.click("pay-1", "pay"))
    'https://shop.example/back'
    >>> bank.payments["pay-1"].state.name, len(told)
    ('SUCCEEDED', 1)

The odd case: "later" leaves the payment as it is, and nobody is told anything.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs

from astra_billing.ports.payments import StartPayment, StartSaving
from astra_billing.testing.script import YES, Decline
from astra_billing.views.markup import escape

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    from astra_billing.ports.payments import NotificationInput
    from astra_billing.testing.gateway import ScriptedGateway

BUTTONS: Final = ("pay", "decline", "later")

_PAGE = """<!doctype html>
<title>A bank that is none</title>
<h1>{title}</h1>
<p>{amount}</p>
<form method="post">{buttons}</form>
"""


class PaymentPage:
    """
    The page of a scripted gateway.

    Args:
        gateway: whose payments are paid here.
        notify: is given every notification; plain or a coroutine.
    """

    def __init__(self, gateway: ScriptedGateway, notify: Callable[[NotificationInput], object]) -> None:
        self._gateway = gateway
        self._notify = notify

    async def click(self, ref: str, button: str) -> str:
        """
        What the customer does; where the browser goes next.

        Raises:
            KeyError: nothing waits under this id.
        """
        asked = self._waiting(ref)
        if button != "later":
            before = len(self._gateway.notifications())
            self._gateway.settle(asked.key, YES if button == "pay" else Decline())
            for each in self._gateway.notifications()[before:]:
                result = self._notify(each)
                if inspect.isawaitable(result):
                    await result
        return asked.return_url

    def shown(self, ref: str) -> str:
        """
        The page.

        Raises:
            KeyError: nothing waits under this id.
        """
        asked = self._waiting(ref)
        amount = f"{asked.amount.amount:.2f} {asked.amount.currency}" if isinstance(asked, StartPayment) else "a card"
        buttons = " ".join(f'<button name="say" value="{each}">{each}</button>' for each in BUTTONS)
        return _PAGE.format(title=escape(asked.description or "Payment"), amount=escape(amount), buttons=buttons)

    async def __call__(
        self,
        scope: MutableMapping[str, Any],
        receive: Callable[[], Awaitable[MutableMapping[str, Any]]],
        send: Callable[[MutableMapping[str, Any]], Awaitable[None]],
    ) -> None:
        """Show the page, or take a click; for what does not wait any more, 404."""
        ref = scope["path"].rpartition("/")[2]
        status, headers, body = 200, [(b"content-type", b"text/html; charset=utf-8")], b""
        try:
            if scope["method"] == "POST":
                said = parse_qs((await receive()).get("body", b"").decode("latin-1"))
                status, headers = 303, [(b"location", (await self.click(ref, said.get("say", ["later"])[0])).encode())]
            else:
                body = self.shown(ref).encode()
        except KeyError:
            status = 404
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _waiting(self, ref: str) -> StartPayment | StartSaving:
        known = self._gateway.payments.get(ref) or self._gateway.methods[ref]
        if not known.redirect_url:
            raise KeyError(ref)
        begun = (each for each in self._gateway.calls if isinstance(each, StartPayment | StartSaving))
        return next(each for each in begun if each.key == known.own_key)
