"""The small service of examples/topup_service does what its page says; no network, the browser asks it directly."""

from __future__ import annotations

import asyncio
import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from astra_billing.adapters.storage.sql import open_store, sqlite_url
from astra_billing.testing import ScriptedGateway
from tests.adapters.gateways.processes import free_port, running

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
    app = example().service(sqlite_url(folder / "topup.sqlite"), bank, ADDRESS)

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


def test_the_notification_is_enough(tmp_path: Path) -> None:
    """A customer who pays and never comes back is credited: the bank calls our address, and no redirect is followed."""

    async def story(browser: httpx.AsyncClient, bank: ScriptedGateway) -> None:
        """Pay, and close the browser."""
        page = await browser.post("/top-up", data={"amount": "620.00"})
        left = await browser.post(str(page.url), data={"say": "pay"}, follow_redirects=False)
        assert left.status_code == 303
        assert "<h1>686.10 RUB</h1>" in (await browser.get("/")).text
        (told,) = bank.notifications()
        again = await browser.post("/hooks/bank", content=told.body, headers=list(told.headers), follow_redirects=False)
        assert again.status_code == 200

    visit(tmp_path, story)


def test_a_forged_notification_is_refused_and_recorded(tmp_path: Path) -> None:
    """Nothing is credited, whoever says so, and somebody can look."""

    async def story(browser: httpx.AsyncClient, _: ScriptedGateway) -> None:
        """Leave a payment open and forge its success."""
        await top_up(browser, "later")
        forged = await browser.post(
            "/hooks/bank", content=b"pay-1 succeeded", headers={"x-signature": "none"}, follow_redirects=False
        )
        assert forged.status_code == 400
        assert "<h1>0.00 RUB</h1>" in (await browser.get("/")).text

    visit(tmp_path, story)
    store = open_store(sqlite_url(tmp_path / "topup.sqlite"))
    assert [each.why for each in store.conversations.objections()] == ["the signature is wrong"]
    store.close()


@pytest.mark.parametrize("amount", ["", "much", "-5", "0", "0.001", "NaN", "1e3000", "9" * 2000])
def test_what_is_no_amount_to_pay_leaves_the_customer_where_they_are(tmp_path: Path, amount: str) -> None:
    """No fault, no payment."""

    async def story(browser: httpx.AsyncClient, bank: ScriptedGateway) -> None:
        """Ask for something odd."""
        answer = await browser.post("/top-up", data={"amount": amount})
        assert (answer.status_code, answer.url.path) == (200, "/")
        assert bank.payments == {}

    visit(tmp_path, story)


def test_one_command_runs_it(tmp_path: Path) -> None:
    """The command of its page, over a real socket: pay, stop, start again, and the money is still there."""
    port = free_port()
    command = [sys.executable, str(EXAMPLE), "topup.sqlite", str(port)]
    with running(command, port, tmp_path) as address, httpx.Client(base_url=address, follow_redirects=True) as browser:
        page = browser.post("/top-up", data={"amount": "620.00"})
        assert "661.00 RUB" in page.text
        assert browser.post(page.url, data={"say": "pay"}, follow_redirects=False).status_code == 303
        assert "<h1>686.10 RUB</h1>" in browser.get("/").text
        assert browser.post("/hooks/bank", content=b"x", follow_redirects=False).status_code == 400
    with running(command, port, tmp_path) as address:
        assert "<h1>686.10 RUB</h1>" in httpx.get(address).text


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
