"""
One story for every gateway: topped up, saved, charged, declined, refilled, tried again, returned in three parts.

620.00 by a method that takes 5 % and 10.00 is 661.00 to pay, and 10 % of that
comes back.  The card that was saved pays what the balance misses, under its
cap; after a refusal and a refill the next day's try succeeds.
"""

from __future__ import annotations

import asyncio
import re
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Protocol

import httpx
import pytest
from attrs import frozen

from astra_billing.account import commands as c
from astra_billing.account import events as e
from astra_billing.adapters.gateways.asgi import NotificationEndpoint
from astra_billing.adapters.gateways.paymaster import PayMaster, PayMasterForm
from astra_billing.adapters.gateways.registry import GATEWAYS
from astra_billing.adapters.gateways.sberbank import Sberbank
from astra_billing.adapters.gateways.secret import Secret
from astra_billing.adapters.gateways.simplepay import SimplePay
from astra_billing.adapters.gateways.stripe import Stripe
from astra_billing.adapters.gateways.webmoney import WebMoney
from astra_billing.adapters.gateways.yookassa import YooKassa
from astra_billing.methods import MethodStatus
from astra_billing.money import RUB, Money
from astra_billing.ports import About
from astra_billing.ports.payments import Reply
from astra_billing.testing import Decline, ScriptedGateway
from tests.account.book import rows, table
from tests.adapters.runtime.tills import BACK, BANK, Till, card, rub, server
from tests.stories.gateways.form_servers import PayMasterFormBank, WebMoneyBank
from tests.stories.gateways.paymaster_server import PayMasterBank
from tests.stories.gateways.servers import Bank, Order, SberbankBank, StripeBank, YooKassaBank
from tests.stories.gateways.simplepay_server import SimplePayBank

if TYPE_CHECKING:
    from pytest_httpserver import HTTPServer

    from astra_billing.adapters.gateways.protocol import PaymentGateway
    from astra_billing.ports import Conversation
    from astra_billing.ports.payments import NotificationInput

ANY = re.compile(".*")
PAID, DECLINED, TOPPED, RENEWED, RETURNED = (date(2026, 1, day) for day in (10, 14, 15, 19, 20))
SHOPS: dict[str, PaymentGateway] = {
    "paymaster": PayMaster(merchant_id="1", token=Secret("t")),
    "paymaster-form": PayMasterForm(merchant_id="1", secret=Secret("s")),
    "sberbank": Sberbank(url="https://x.example/", user="u", password=Secret("p"), site_url="https://y.example/"),
    "simplepay": SimplePay(
        outlet_id="1", secret=Secret("s"), result_secret=Secret("r"), result_url="https://y.example/r"
    ),
    "stripe": Stripe("sk_live_1"),
    "webmoney": WebMoney(purse="P123456789012", secret=Secret("s")),
    "yookassa": YooKassa("1", "s"),
}
"""Every gateway; nothing is ever sent by these, only their capabilities count."""

BANKS = [YooKassaBank, SberbankBank, StripeBank, PayMasterBank, PayMasterFormBank, WebMoneyBank, SimplePayBank]
"""The other side of each, where the story goes over a socket."""

THE_STORY = rows("""
    2026-01-10 | PaymentCreated p1 620.00
    2026-01-10 | PaymentStarted p1
    2026-01-10 | PaymentCredited p1 620.00
    2026-01-10 | PaymentCredited cashback/p1 66.10
    2026-01-14 | ChargeRequested a1 213.90
    2026-01-14 | ChargeDeclined a1 213.90
    2026-01-15 | ChargeRequested a1 213.90
    2026-01-15 | ChargeSucceeded a1 213.90
    2026-01-15 | PaymentCredited a1/autopay/2026-01/2 213.90
    2026-01-20 | PaymentCreated p2 620.00
    2026-01-20 | PaymentStarted p2
    2026-01-20 | PaymentCredited p2 620.00
    2026-01-20 | PaymentCredited cashback/p2 66.10
    2026-01-20 | RefundRequested p2 206.66
    2026-01-20 | PaymentRefunded p2 206.66
    2026-01-20 | RefundRequested p2 206.66
    2026-01-20 | PaymentRefunded p2 206.66
    2026-01-20 | RefundRequested p2 206.68
    2026-01-20 | PaymentRefunded p2 206.68
""")
NOT_RETURNED = [row for row in THE_STORY if "PaymentRefunded" not in row]
"""The story where nobody can say whether the first refund was done: no other is sent before that is known."""
PAID_IN = Money("661.00", RUB) + Money("213.90", RUB) + Money("661.00", RUB)
ABOUT_MONEY = (
    e.PaymentCreated, e.PaymentStarted, e.PaymentCredited, e.ChargeRequested, e.ChargeSucceeded, e.ChargeDeclined,
    e.RefundRequested, e.PaymentRefunded,
)  # fmt: skip


class Side(Protocol):
    """The other side of the story: what a gateway and its customer do, and whether first answers are lost."""

    @property
    def loses(self) -> bool:
        """Whether they are."""
        ...

    def pay(self, talk: Conversation, on: date) -> None:
        """The customer pays on its page, and the gateway tells."""
        ...

    def decline(self) -> None:
        """The next charge is declined."""
        ...

    def tell_of_charges(self, on: date) -> None:
        """What became of those that it has not told of yet."""
        ...


@frozen
class Scripted:
    """The gateway in memory."""

    till: Till
    loses: bool = False

    def pay(self, talk: Conversation, on: date) -> None:
        """Every notification so far comes twice."""
        self.till.scripted.settle(talk.own_key)
        for each in self.till.scripted.notifications(times=2):
            self.till.billing.receive(BANK, each, on=on)

    def decline(self) -> None:
        """By its script."""
        self.till.scripted.will(Decline())

    def tell_of_charges(self, on: date) -> None:
        """Nothing: its answers say it all."""


@frozen
class BehindSocket:
    """A server that remembers as its vendor does, and tells our endpoint what happens, unless that gets lost."""

    till: Till
    bank: Bank
    is_heard: bool = True

    @property
    def loses(self) -> bool:
        """As its server does."""
        return self.bank.loses

    def pay(self, talk: Conversation, on: date) -> None:
        """It asks where its vendor does, takes the money, and tells."""
        assert talk.page is not None
        order = self.bank.opened(talk.own_key, talk.page)
        asked = self.bank.question(order)
        assert asked is None or self.bank.is_content(self.told(asked, on))
        order.state = "paid"
        if self.is_heard:
            self.tell(order, on)
            assert asked is None or not self.bank.is_content(self.told(asked, on))  # one form is paid once

    def tell_of_charges(self, on: date) -> None:
        """Each once and again."""
        while self.bank.untold:
            self.tell(self.bank.untold.pop(0), on)

    def tell(self, order: Order, on: date) -> None:
        """Of a payment, twice; the second time because we could not be sure, or for no reason."""
        for _ in range(2):
            reply = self.told(self.bank.news(order, self.till.now), on)
            assert self.bank.is_content(reply) or (self.bank.loses and reply.status == 500)

    def decline(self) -> None:
        """By the bank of the card."""
        self.bank.declines.append(True)

    def told(self, arrived: NotificationInput, on: date) -> Reply:
        """What our endpoint answers."""
        take = partial(self.till.billing.believe, BANK, on=on)
        refused = partial(self.till.billing.disbelieve, BANK)
        endpoint = NotificationEndpoint(self.till.bank, take, refused=refused, now=lambda: self.till.now)
        return asyncio.run(answered(endpoint, arrived))


async def answered(endpoint: NotificationEndpoint, arrived: NotificationInput) -> Reply:
    """A notification as it goes over HTTP, and the reply."""
    transport = httpx.ASGITransport(endpoint, client=(arrived.source_ip or "203.0.113.7", 443))
    async with httpx.AsyncClient(transport=transport, base_url="https://shop.example") as client:
        url, headers = f"/told?{arrived.query}", dict(arrived.headers)
        reply = await client.request(arrived.method, url, headers=headers, content=arrived.body)
    return Reply(reply.status_code, tuple(reply.headers.items()), reply.content)


def told(till: Till) -> list[str]:
    """The journal, as far as it is about money that comes and goes."""
    happened = [line.happened for line in till.billing.journal("a1")]
    return table([event for event in happened if isinstance(event, ABOUT_MONEY)])


def top_up(till: Till, side: Side, payment_id: str, on: date, *, saves: bool = False) -> None:
    """The customer goes to the page and pays; the gateway tells."""
    pay = c.CreatePayment(payment_id, rub("620.00"), card(), saves_method="saved" if saves else None)
    till.do(pay, payment_id, on=on)
    payer_ref = till.payer_ref if saves else ""
    started = till.billing.start_payment("a1", payment_id, BACK, payer_ref=payer_ref, on=on)
    for _ in range(6):  # the customer presses the button again
        if started.failure is not None:
            started = till.billing.start_payment("a1", payment_id, BACK, payer_ref=payer_ref, on=on)
    assert started.redirect_url.startswith("https://")
    side.pay(till.store.conversations.about("a1", About.PAYMENT, payment_id)[-1], on)


def swept(till: Till, side: Side, on: date) -> None:
    """Whatever is in doubt is asked about until it is known, and told by the gateway if asking does not help."""
    for _ in range(6):
        till.now += timedelta(minutes=20)
        till.billing.sweep(on=on)
    side.tell_of_charges(on)


def charge(till: Till, side: Side) -> None:
    """The saved card pays what the balance misses: not on the first day, but on the next."""
    till.autopay("500.00")
    till.do(server(), "server")
    side.decline()
    till.billing.run_day(DECLINED)
    swept(till, side, DECLINED)
    assert till.account.methods["saved"].status is MethodStatus.FAILING
    till.do(c.ConfirmMethod("saved"), "refilled", on=DECLINED)
    till.billing.run_day(TOPPED)
    swept(till, side, TOPPED)
    assert till.balance == "900.00"
    till.billing.run_day(RENEWED)
    assert till.account.services["s1"].expires_on == date(2026, 2, 20)


def live(till: Till, side: Side) -> tuple[list[str], Money]:
    """
    The story as far as the gateway goes: without saved methods the top-up alone, and no refund after one in doubt.

    Returns:
        What the journal must have, and what the gateway must have kept.
    """
    can = till.bank.capabilities
    if not can.charge_saved:
        top_up(till, side, "p1", PAID)
        return THE_STORY[:4], rub("661.00")
    top_up(till, side, "p1", PAID, saves=True)
    swept(till, side, PAID)
    assert till.balance == "686.10"
    assert till.account.methods["saved"].works
    charge(till, side)
    till.do(c.SwitchOffAutopay(), "off", on=RENEWED)
    top_up(till, side, "p2", RETURNED)
    swept(till, side, RETURNED)
    for number, part in ((1, "206.66"), (2, "206.66"), (3, "206.68")):
        till.do(c.IssueRefund(f"r{number}", "p2", rub(part)), f"r{number}", on=RETURNED)
        swept(till, side, RETURNED)
    if side.loses and not (can.idempotent_refund or can.compares_refunds):
        return NOT_RETURNED, PAID_IN - rub("206.66")
    return THE_STORY, PAID_IN - rub("620.00")


@pytest.mark.parametrize("name", sorted(GATEWAYS))
def test_the_story_with_what_each_gateway_can(name: str) -> None:
    """In memory, with the capabilities of every gateway; where none of the saved methods can be, the top-up alone."""
    till = Till(ScriptedGateway(capabilities=SHOPS[name].capabilities))

    story, kept = live(till, Scripted(till))

    assert told(till) == story
    assert till.scripted.charged == kept


@pytest.mark.parametrize("loses", [False, True], ids=["every answer", "every first answer lost"])
@pytest.mark.parametrize("bank", BANKS)
def test_the_story_over_a_real_socket(bank: type[Bank], loses: bool, httpserver: HTTPServer) -> None:  # noqa: FBT001
    """The real adapters, each beside a server that remembers as its vendor does; nothing happens twice."""
    there = bank()
    there.loses = loses
    till = opened(there, httpserver)

    story, kept = live(till, BehindSocket(till, there))

    assert told(till) == story
    assert kept_by(there) == kept
    if "saved" in till.account.methods:
        till.do(c.DeleteMethod("saved"), "delete", on=RETURNED)
    assert till.store.conversations.method("a1", "saved") is None
    httpserver.check_assertions()


@pytest.mark.parametrize("bank", BANKS)
def test_a_payment_that_nobody_tells_of_is_found_by_asking(bank: type[Bank], httpserver: HTTPServer) -> None:
    """Where the gateway can be asked at all; elsewhere it waits for the notification, however late that comes."""
    there = bank()
    there.loses = True
    till = opened(there, httpserver)
    side = BehindSocket(till, there, is_heard=False)
    top_up(till, side, "p1", PAID)
    swept(till, side, PAID)

    can = till.bank.capabilities
    is_found = can.query_by_own_key or can.idempotent_charge
    assert told(till) == THE_STORY[: 4 if is_found else 2]
    side.tell(list(there.orders.values())[-1], PAID)
    assert told(till) == THE_STORY[:4]
    httpserver.check_assertions()


def test_a_charge_that_stops_half_way_is_left_to_its_gateway_and_never_begun_again(httpserver: HTTPServer) -> None:
    """SimplePay says once where a charge goes on to: with that answer lost, only its notification ends the doubt."""
    there = SimplePayBank()
    till = opened(there, httpserver)
    side = BehindSocket(till, there)
    top_up(till, side, "p1", PAID, saves=True)
    till.autopay("500.00")
    till.do(server(), "server")
    there.loses, there.spares_charges = True, False

    till.billing.run_day(DECLINED)
    swept(till, side, DECLINED)
    till.billing.run_day(DECLINED)

    assert told(till) == THE_STORY[:5]
    assert there.calls.count("make_recurring_payment") == 1
    assert "pay_transaction.php" not in there.calls
    *_, order = there.orders.values()
    order.state = "declined"  # its time is over
    side.tell(order, DECLINED)
    assert told(till) == THE_STORY[:6]
    httpserver.check_assertions()


def opened(there: Bank, httpserver: HTTPServer) -> Till:
    """A till beside a bank that listens."""
    httpserver.expect_request(ANY).respond_with_handler(there.respond)
    till = Till(there.system(httpserver.url_for("/")))
    till.payer_ref = "a1" if isinstance(there, SberbankBank) else ""
    return till


def kept_by(there: Bank) -> Money:
    """What a bank has taken and not given back."""
    kopecks = sum(each.amount - each.refunded for each in there.orders.values() if each.state == "paid")
    return Money.from_minor_units(kopecks, RUB)
