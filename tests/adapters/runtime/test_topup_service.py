"""The small service of examples/topup_service does what its page says; no network, the browser asks it directly."""

from __future__ import annotations

import asyncio
import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from astra_billing.adapters.storage.sql import open_store, sqlite_url
from astra_billing.testing import ScriptedGateway

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

pytest.importorskip("fastapi")
EXAMPLE = Path(__file__).parents[3] / "examples" / "topup_service" / "service.py"
ADDRESS = "http://127.0.0.1:8000"


def example() -> Any:
    """The module."""
    spec = importlib.util.spec_from_file_location("topup_service", EXAMPLE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def visit(folder: Path, story: Callable[[httpx.AsyncClient, ScriptedGateway], Awaitable[None]]) -> None:
    """Let a customer visit the running service."""
    bank = ScriptedGateway(pages=f"{ADDRESS}/bank")
    app = example().service(sqlite_url(folder / "topup.sqlite"), bank)

    async def visiting() -> None:
        """Open the service, come with a browser, and close it."""
        async with app.router.lifespan_context(app):
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url=ADDRESS, follow_redirects=True) as browser:
                await story(browser, bank)

    asyncio.run(visiting())


async def top_up(browser: httpx.AsyncClient, button: str) -> str:
    """Go to the bank's page and click; the page that the customer comes back to."""
    page = await browser.post("/top-up", data={"amount": "620.00"})
    assert "661.00 RUB" in page.text
    back = await browser.post(str(page.url), data={"say": button})
    assert back.status_code == 200
    return back.text


def test_a_customer_tops_up(tmp_path: Path) -> None:
    """661.00 paid, 620.00 credited, 66.10 come back; notifications and the return of the customer add nothing."""

    async def story(browser: httpx.AsyncClient, bank: ScriptedGateway) -> None:
        """Pay on the bank's page, then hear of it twice more."""
        assert "<h1>686.10 RUB</h1>" in await top_up(browser, "pay")
        for told in bank.notifications(times=2):
            again = await browser.post("/hooks/bank", content=told.body, headers=list(told.headers))
            assert again.status_code == 200
        assert "<h1>686.10 RUB</h1>" in (await browser.get("/")).text

    visit(tmp_path, story)


def test_a_customer_is_declined_and_decides_later(tmp_path: Path) -> None:
    """Nothing is credited; what was left for later can still be paid on its page."""

    async def story(browser: httpx.AsyncClient, bank: ScriptedGateway) -> None:
        """Decline, leave for later, then pay."""
        assert "<h1>0.00 RUB</h1>" in await top_up(browser, "decline")
        assert "<h1>0.00 RUB</h1>" in await top_up(browser, "later")
        assert (await browser.get("/bank/pay-1")).status_code == 404
        paid = await browser.post("/bank/pay-2", data={"say": "pay"})
        assert "<h1>686.10 RUB</h1>" in paid.text
        assert len(bank.payments) == 2

    visit(tmp_path, story)


def test_a_forged_notification_is_refused(tmp_path: Path) -> None:
    """Nothing is credited, whoever says so."""

    async def story(browser: httpx.AsyncClient, _: ScriptedGateway) -> None:
        """Leave a payment open and forge its success."""
        await top_up(browser, "later")
        forged = await browser.post("/hooks/bank", content=b"pay-1 succeeded", headers={"x-signature": "none"})
        assert forged.status_code == 400
        assert (await browser.post("/top-up", data={"amount": "much"})).url.path == "/"
        assert "<h1>0.00 RUB</h1>" in (await browser.get("/")).text

    visit(tmp_path, story)


def test_the_key_outlives_the_service(tmp_path: Path) -> None:
    """What was open when it stopped is open when it starts again."""

    async def story(browser: httpx.AsyncClient, _: ScriptedGateway) -> None:
        """Leave a payment open."""
        await top_up(browser, "later")

    visit(tmp_path, story)
    store = open_store(sqlite_url(tmp_path / "topup.sqlite"))
    with store.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT standing, own_key FROM conversations").all()
    assert [(row.standing, len(row.own_key)) for row in rows] == [("open", 32)]
    store.close()
