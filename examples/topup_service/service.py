"""
A small service: customers top up their accounts, and the bank tells what became of it.

    python examples/topup_service/service.py

Then open http://127.0.0.1:8000/.  A file and a port may follow: `service.py
topup.sqlite 8000`.  The bank is a scripted one with a page of its own: pay,
decline, later.  Everything else is what a real service has: an account per
customer in SQLite, a payment page to go to, an address that the bank sends its
notifications to, and a sweep that asks about whatever is open.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from contextlib import asynccontextmanager, suppress
from datetime import date, datetime
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs
from uuid import uuid4
from zoneinfo import ZoneInfo

import httpx
from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.routing import Route

from astra_billing.account.commands import CreatePayment, OpenAccount
from astra_billing.adapters.gateways.asgi import NotificationEndpoint
from astra_billing.adapters.runtime import AsyncBilling
from astra_billing.adapters.storage.sql import open_store, sqlite_url
from astra_billing.errors import BillingError
from astra_billing.methods import Cashback, Commission, PaymentMethod
from astra_billing.money import RUB, Money, Rounding
from astra_billing.testing import PaymentPage, ScriptedGateway

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from astra_billing.ports.payments import NotificationInput

ACCOUNT = "demo"
CARD = PaymentMethod(
    "card",
    "Bank card",
    "bank",
    commission=Commission("5.00", Money("10.00", RUB)),
    cashback=Cashback("10"),
    needs_payer=False,
)
SWEEP_EVERY = 60
"""Seconds."""

_log = logging.getLogger("topup_service")


class Wall:
    """The clock on the provider's wall."""

    def today(self) -> date:
        """The day in Moscow."""
        return datetime.now(ZoneInfo("Europe/Moscow")).date()


def service(database: str, bank: ScriptedGateway, address: str) -> FastAPI:
    """
    The service over a database.

    Args:
        database: its URL.
        bank: put a `GatewayClient` of your gateway here, and leave its page out.
        address: where the service is, as the customer's browser knows it.
    """
    store = open_store(database)
    billing = AsyncBilling(store, {"bank": bank}, clock=Wall())

    @asynccontextmanager
    async def alive(_: FastAPI) -> AsyncIterator[None]:
        await billing.execute(ACCOUNT, OpenAccount(ACCOUNT, RUB), key="open")
        sweeping = asyncio.create_task(sweep(billing))
        yield
        sweeping.cancel()
        with suppress(asyncio.CancelledError):
            await sweeping
        store.close()

    app = FastAPI(title="Top-up", lifespan=alive)
    endpoint = NotificationEndpoint(bank, partial(billing.believe, "bank"), refused=partial(billing.disbelieve, "bank"))
    app.router.routes.append(Route("/hooks/bank", endpoint))
    app.mount("/bank", PaymentPage(bank, partial(post, app, address)))
    app.include_router(counter(billing, address))
    return app


def counter(billing: AsyncBilling, address: str) -> APIRouter:
    """What the customer sees: the account, a form, the way to the bank and back."""
    router = APIRouter()

    @router.get("/", response_class=HTMLResponse)
    async def home() -> str:
        account = await billing.account(ACCOUNT)
        told = "".join(f"<li>{escape(line)}</li>" for line in await billing.explain(ACCOUNT))
        return HOME.format(balance=f"{account.balance.amount:.2f}", told=told)

    @router.post("/top-up")
    async def top_up(request: Request) -> RedirectResponse:
        fields = parse_qs((await request.body()).decode("latin-1"))
        payment_id, page = uuid4().hex, "/"
        with suppress(BillingError):  # what is no amount to pay leads nowhere
            amount = Money(fields.get("amount", [""])[0], RUB).to_minor_unit(Rounding.MUST_BE_EXACT)
            made = await billing.execute(ACCOUNT, CreatePayment(payment_id, amount, CARD), key=payment_id)
            if made.refused is None:
                back = f"{address}/back/{payment_id}"
                page = (await billing.start_payment(ACCOUNT, payment_id, back, description="Top-up")).redirect_url
        return RedirectResponse(page or "/", status_code=303)

    @router.get("/back/{payment_id}")
    async def back(payment_id: str) -> RedirectResponse:
        with suppress(BillingError):  # the notification or the sweep will tell
            await billing.check_payment(ACCOUNT, payment_id)
        return RedirectResponse("/", status_code=303)

    return router


async def sweep(billing: AsyncBilling) -> None:
    """Ask about whatever is open, again and again, whatever happens."""
    while True:
        try:
            await billing.sweep()
        except Exception:  # noqa: BLE001 - the next one may succeed
            _log.exception("this sweep failed, the next one asks again")
        await asyncio.sleep(SWEEP_EVERY)


async def post(app: FastAPI, address: str, told: NotificationInput) -> None:
    """What a real bank does by itself: call our address with its notification."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=address) as client:
        (await client.post("/hooks/bank", content=told.body, headers=list(told.headers))).raise_for_status()


HOME = """<!doctype html>
<title>Account</title>
<h1>{balance} RUB</h1>
<form method="post" action="/top-up"><input name="amount" value="620.00"> <button>Top up</button></form>
<ul>{told}</ul>
"""


if __name__ == "__main__":
    import uvicorn

    given = dict(enumerate(sys.argv))
    database, port = sqlite_url(Path(given.get(1, "topup.sqlite"))), int(given.get(2, "8000"))
    here = f"http://127.0.0.1:{port}"
    uvicorn.run(service(database, ScriptedGateway(pages=f"{here}/bank"), here), host="127.0.0.1", port=port)
