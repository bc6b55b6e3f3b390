"""A till beside a scripted gateway, with a clock that moves when it is told to."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from astra_billing.account import commands as c
from astra_billing.adapters.runtime import Billing
from astra_billing.adapters.storage.memory import MemoryStore
from astra_billing.autopay import AutopaySettings
from astra_billing.catalog import ProductKind
from astra_billing.dates import Term
from astra_billing.methods import BALANCE, Cashback, Commission, PaymentMethod
from astra_billing.money import RUB, Money
from astra_billing.testing import ScriptedGateway

if TYPE_CHECKING:
    from astra_billing.account import Account
    from astra_billing.account.commands import Command
    from astra_billing.adapters.runtime import Executed
    from astra_billing.ports import AccountStore, Conversation
    from astra_billing.ports.payments import PaymentSystem, Reply

DAY = date(2026, 1, 10)
BACK = "https://shop.example/back"
BANK = "bank"


def rub(amount: str) -> Money:
    """Roubles."""
    return Money(amount, RUB)


def card(gateway: str = BANK) -> PaymentMethod:
    """The portal's example: 5 % and 10.00 on top, 10 % of what is paid comes back."""
    commission = Commission("5.00", rub("10.00"))
    return PaymentMethod(
        "card", "Bank card", gateway, commission=commission, cashback=Cashback("10"), needs_payer=False
    )


class Till:
    """An account of one customer, a gateway, and the clock on the wall."""

    def __init__(
        self,
        bank: PaymentSystem | None = None,
        store: AccountStore | None = None,
        *,
        name: str = BANK,
        lease_seconds: int = 300,
    ) -> None:
        self.bank = ScriptedGateway() if bank is None else bank
        self.store = MemoryStore() if store is None else store
        self.name = name
        self.lease_seconds = lease_seconds
        self.payer_ref = ""
        self.now = datetime(2026, 1, 10, 12, 0, tzinfo=UTC)
        self.billing = self.opened()
        self.do(c.OpenAccount("a1", RUB), "open")

    def opened(self) -> Billing:
        """Another process over the same store."""
        gateways = {self.name: self.bank}
        return Billing(self.store, gateways, now=lambda: self.now, lease_seconds=self.lease_seconds)

    @property
    def scripted(self) -> ScriptedGateway:
        """The bank, where it is the scripted one."""
        assert isinstance(self.bank, ScriptedGateway)
        return self.bank

    @property
    def account(self) -> Account:
        """The account as it is now."""
        return self.billing.account("a1")

    @property
    def balance(self) -> str:
        """What is on the account."""
        return f"{self.account.balance.amount:.2f}"

    def do(self, command: Command, key: str, on: date = DAY) -> Executed:
        """Give the account a command."""
        return self.billing.execute("a1", command, key=key, on=on)

    def pass_time(self, **length: int) -> None:
        """Let time pass, and ask about whatever is due."""
        self.now += timedelta(**length)
        self.billing.sweep(on=DAY)

    def top_up(self, payment_id: str = "p1", amount: str = "620.00", saves: str | None = None) -> str:
        """Send the customer to pay; the address of the page."""
        self.do(c.CreatePayment(payment_id, rub(amount), card(self.name), saves_method=saves), payment_id)
        started = self.billing.start_payment("a1", payment_id, BACK, on=DAY)
        assert started.failure is None
        return started.redirect_url

    def talk(self, key: str = "a1/payment/p1/1") -> Conversation:
        """A conversation."""
        found = self.store.conversations.get(key)
        assert found is not None
        return found

    def tell_all(self, *, times: int = 1, backwards: bool = False) -> list[Reply]:
        """Hand every notification over; the replies."""
        told = self.scripted.notifications(times=times, backwards=backwards)
        return [self.billing.receive(self.name, each, on=DAY) for each in told]

    def save_card(self) -> None:
        """A card that was saved with a payment of 10.00."""
        self.top_up("first", "10.00", saves="saved")
        self.scripted.settle(self.talk("a1/payment/first/1").own_key)
        self.tell_all()
        assert self.account.methods["saved"].works

    def renew_from_card(self) -> str:
        """A server of 900.00 that the card renews on the 19th; the key of the charge."""
        self.save_card()
        self.do(server("saved"), "server")
        return "a1/renewal/s1/2026-01-20/1"

    def autopay(self, cap: str = "2000.00") -> None:
        """Let the balance be topped up from the card."""
        self.do(c.SetUpAutopay(AutopaySettings("saved", cap=rub(cap))), "autopay")


def server(
    renews_from: str = BALANCE, price: str = "900.00", expires_on: date = date(2026, 1, 20)
) -> c.RegisterService:
    """A monthly server."""
    return c.RegisterService(
        service_id="s1",
        title="Server",
        kind=ProductKind.SERVER,
        price=rub(price),
        term=Term.parse("1 month"),
        expires_on=expires_on,
        renews_from=renews_from,
    )
