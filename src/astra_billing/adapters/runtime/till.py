"""
The till: where customers pay, and where gateways tell what became of it (R49, R51, R56, R77).

    >>> from datetime import date
    >>> from astra_billing.account.commands import CreatePayment, OpenAccount
    >>> from astra_billing.adapters.runtime import Billing
    >>> from astra_billing.adapters.storage.memory import MemoryStore
    >>> from astra_billing.methods import PaymentMethod
    >>> from astra_billing.money import RUB, Money
    >>> from astra_billing.testing import ScriptedGateway
    >>> bank, day = ScriptedGateway(), date(2026, 1, 15)
    >>> billing = Billing(MemoryStore(), {"bank": bank})
    >>> _ = billing.execute("a1", OpenAccount("a1", RUB), on=day, key="open")
    >>> card = PaymentMethod("card", "Bank card", "bank", needs_payer=False)
    >>> _ = billing.execute("a1", CreatePayment("p1", Money("620.00", RUB), card), on=day, key="p1")
    >>> started = billing.start_payment("a1", "p1", "https://shop.example/back", on=day)
    >>> started.redirect_url
    'https://pay.example/pay-1'

The customer pays there; the gateway tells, and the money is on the account:

    >>> bank.settle(bank.calls[-1].key)
    >>> [billing.receive("bank", each, on=day).status for each in bank.notifications(times=2)]
    [200, 200]
    >>> billing.account("a1").balance
    Money('620.00', RUB)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

from astra_billing.adapters.runtime import hearing, keeping, logic
from astra_billing.adapters.runtime.base import BaseBilling
from astra_billing.adapters.runtime.cancelling import cancel
from astra_billing.adapters.runtime.starting import start_payment, start_saving
from astra_billing.adapters.runtime.steps import run
from astra_billing.adapters.runtime.sweeping import check, sweep
from astra_billing.ports import About, KeptMethod

if TYPE_CHECKING:
    from datetime import date, datetime

    from astra_billing.account import Account
    from astra_billing.adapters.runtime.till_values import Started, Swept
    from astra_billing.adapters.runtime.values import Executed
    from astra_billing.money import MoneyRange
    from astra_billing.ports.payments import (
        FiscalReceipt,
        Hint,
        NotificationInput,
        NotificationRejected,
        Reply,
        StoredMethod,
        Verified,
    )


class Till(BaseBilling):
    """What customers and gateways do to payments; a part of `Billing`."""

    def start_payment(  # noqa: PLR0913  # a payment, and what the gateway's page wants to know
        self,
        account_id: str,
        payment_id: str,
        return_url: str,
        *,
        description: str = "",
        receipt: FiscalReceipt | None = None,
        payer_ref: str = "",
        on: date | None = None,
    ) -> Started:
        """
        Send a customer to pay a payment that was created; done again, it gives the same page.

        Args:
            account_id: whose it is.
            payment_id: the payment, of `CreatePayment` or a checkout.
            return_url: where the customer comes back to.
            description: what the gateway's page says is paid.
            receipt: of law 54-FZ, over the whole sum to pay, where the gateway takes one.
            payer_ref: who pays, as the gateway wants to know it where a method is saved.
            on: the day; without one the clock's.

        Raises:
            UnknownId: there is no such account or payment.
            NoGateway: the payment's gateway is not connected.
            NotSupported: its gateway does not take such a payment.
        """
        return run(
            start_payment(
                self.world,
                account_id,
                payment_id,
                return_url,
                self.day(on),
                description=description,
                receipt=receipt,
                payer_ref=payer_ref,
            )
        )

    def start_saving(  # noqa: PLR0913  # a method, and what the gateway's page wants to know
        self,
        account_id: str,
        method_id: str,
        gateway: str,
        return_url: str,
        *,
        title: str = "",
        limits: MoneyRange | None = None,
        payer_ref: str = "",
        on: date | None = None,
    ) -> Started:
        """
        Send a customer to save a method without a payment; it is being set up until the gateway says that it works.

        Raises:
            UnknownId: there is no such account.
            NoGateway: the gateway is not connected.
            NotSupported: the gateway saves methods together with a payment only.
        """
        return run(
            start_saving(
                self.world,
                account_id,
                method_id,
                return_url,
                self.day(on),
                gateway=gateway,
                title=title,
                limits=limits,
                payer_ref=payer_ref,
            )
        )

    def keep_method(self, account_id: str, method_id: str, gateway: str, stored: StoredMethod) -> bool:
        """Keep the token of a method that was saved elsewhere; whether the account has that method."""
        kept = KeptMethod(account_id, method_id, gateway, stored.token, stored.payer_ref, stored.title)
        return run(keeping.keep(self.world, kept))

    def cancel_payment(self, account_id: str, payment_id: str, *, on: date | None = None) -> bool:
        """
        Give up a payment that the customer was sent to pay; whether nothing of it is open any more.

        Raises:
            GatewayError: the gateway gave no answer; the payment stays open.
        """
        return run(cancel(self.world, account_id, payment_id, self.day(on)))

    def check_payment(self, account_id: str, payment_id: str, *, on: date | None = None) -> Account:
        """
        Ask now how a payment stands, as when its customer comes back; the account afterwards.

        Raises:
            GatewayError: the gateway gave no answer; the sweep asks again.
        """
        return run(check(self.world, account_id, About.PAYMENT, payment_id, self.day(on)))

    def check_method(self, account_id: str, method_id: str, *, on: date | None = None) -> Account:
        """Ask now how the saving of a method stands; the account afterwards, and errors as in `check_payment`."""
        return run(check(self.world, account_id, About.METHOD, method_id, self.day(on)))

    @overload
    def receive(self, gateway: str, notification: NotificationInput, *, on: date | None = None) -> Reply: ...  # type: ignore[overload-overlap]  # the narrower comes first
    @overload
    def receive(self, gateway: str, notification: object, *, on: date | None = None) -> Executed | None: ...
    def receive(self, gateway: str, notification: object, *, on: date | None = None) -> Executed | Reply | None:
        """
        Take what a gateway tells by itself; telling it again changes nothing.

        Args:
            gateway: its name.
            notification: as it arrived; for a gateway with `read_notification`, whatever that takes.
            on: the day; without one the clock's.

        Returns:
            The reply that the server must send.  Of a gateway with `read_notification`, what became of the answer.

        Raises:
            NoGateway: no gateway of this name is connected, or it reads no notifications.
            GatewayError: a hint could not be confirmed now; answer 500, and the gateway sends it again.
        """
        return run(logic.receive(self.world, gateway, notification, self.day(on)))

    def believe(self, gateway: str, worth: Verified | Hint, *, on: date | None = None) -> None:
        """
        Take a notification that was judged already, as by `NotificationEndpoint`; see `disbelieve` for the others.

        Raises:
            NotificationRejected: it is about nothing of ours, or about another amount; it is recorded.
            GatewayError: a hint could not be confirmed now.
        """
        run(logic.believe(self.world, gateway, worth, self.day(on)))

    def disbelieve(self, gateway: str, error: NotificationRejected) -> None:
        """
        Record a notification that did not prove itself, as `NotificationEndpoint(refused=...)` tells of it.

        It is an `Objection` then, like everything else that was not believed; the account hears nothing.
        """
        run(hearing.disbelieve(self.world, gateway, error))

    def sweep(self, now: datetime | None = None, *, on: date | None = None, limit: int = 1000) -> Swept:
        """
        Ask about everything unresolved whose turn has come.

        Args:
            now: the moment; without one the present.
            on: the day of what the answers do; without one the clock's.
            limit: how many conversations at most.
        """
        return run(sweep(self.world, self.day(on), now, limit))
