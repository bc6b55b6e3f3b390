"""The cash book: what was paid in, spent, returned, and what automatic top-ups have used of their cap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import TopUpCharge
from astra_billing.account import events as e
from astra_billing.ledger import PaymentStatus, PurposeKind
from astra_billing.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable

    from astra_billing.account import Account
    from astra_billing.account.events import Event
    from astra_billing.dates import Month
    from astra_billing.ledger import Payment
    from astra_billing.money import Currency

NEW, BEING_PAID, CREDITED, CANCELLED = (
    PaymentStatus.NEW,
    PaymentStatus.BEING_PAID,
    PaymentStatus.CREDITED,
    PaymentStatus.CANCELLED,
)


class Cash:
    """Every kopeck that came, where it went, and what is left."""

    def __init__(self, currency: Currency) -> None:
        self.currency = currency
        self.made_out: dict[str, Payment] = {}
        self.status: dict[str, PaymentStatus] = {}
        self.credited: dict[str, Payment] = {}
        self.spent: dict[str, list[Money]] = {}
        self.returning: dict[str, tuple[str, Money]] = {}
        self.returned: dict[str, list[Money]] = {}
        self.refunds: set[str] = set()
        self.cashback_due: dict[str, Money] = {}
        self.cap: Money | None = None
        self.counted: dict[str, tuple[Month, Money]] = {}
        self.topping_up: set[str] = set()

    def read(self, event: Event) -> None:
        """Enter an event."""
        self._payments(event)
        self._refunds(event)
        self._top_ups(event)

    def _payments(self, event: Event) -> None:
        match event:
            case e.PaymentCreated(payment=payment):
                assert payment.id not in self.status, "a payment was made out twice"
                self.made_out[payment.id] = payment
                self.status[payment.id] = NEW
            case e.PaymentStarted(payment_id=name):
                assert self.status[name] is NEW
                self.status[name] = BEING_PAID
            case e.PaymentDeclined(payment_id=name):
                assert self.status[name] is BEING_PAID
                self.status[name] = NEW
            case e.PaymentDeleted(payment_id=name):
                assert self.status[name] in {NEW, BEING_PAID}
                self.status[name] = CANCELLED
            case e.PaymentCredited(payment=payment):
                self._credit(payment)
            case e.ExpensesCovered(source=source, parts=parts):
                self.spent[source].extend(part.amount for part in parts)
                assert not self.rest(source).is_negative, "more of a payment was spent than there was"
            case _:
                pass

    def _credit(self, payment: Payment) -> None:
        assert payment.id not in self.credited, "a payment was credited twice"
        asked = self.made_out.get(payment.id)
        assert asked is None or asked.amount == payment.amount, "another amount came than was asked for"
        self.status[payment.id] = CREDITED
        self.credited[payment.id] = payment
        self.spent[payment.id], self.returned[payment.id] = [], []
        if payment.purpose.kind is PurposeKind.CASHBACK:
            assert self.cashback_due.pop(payment.purpose.subject) == payment.amount, "another cashback than promised"
        elif payment.cashback.is_positive:
            self.cashback_due[payment.id] = payment.cashback

    def _refunds(self, event: Event) -> None:
        match event:
            case e.RefundRequested(refund=refund):
                assert refund.key not in self.refunds, "a refund was asked for twice"
                self.refunds.add(refund.key)
                self.returning[refund.key] = (refund.payment.id, refund.amount)
                assert not self.rest(refund.payment.id).is_negative, "more is returned than is there"
            case e.PaymentRefunded(refund=refund, in_full=in_full):
                payment_id, amount = self.returning.pop(refund.key)
                self.returned[payment_id].append(amount)
                everything = self.sum(self.returned[payment_id]) + self._on_its_way(payment_id)
                assert in_full is (everything == self.credited[payment_id].amount)
            case e.RefundDeclined(refund=refund):
                del self.returning[refund.key]
            case _:
                pass

    def _top_ups(self, event: Event) -> None:
        match event:
            case e.AutopaySetUp(settings=settings):
                self.cap = settings.cap
            case e.ChargeRequested(charge=TopUpCharge() as charge):
                assert not self.topping_up, "a top-up was asked for while another is open"
                self.topping_up.add(charge.key)
                assert charge.key not in self.counted, "a key was used twice"
                self.counted[charge.key] = (charge.month, charge.amount)
                assert self.cap is None or self.used(charge.month) <= self.cap, "the cap of the month was passed"
                assert charge.amount.is_positive
            case e.ChargeDeclined(charge=TopUpCharge() as charge):
                self.topping_up.remove(charge.key)
                del self.counted[charge.key]
            case e.ChargeSucceeded(charge=TopUpCharge() as charge):
                self.topping_up.discard(charge.key)
                self.counted[charge.key] = (charge.month, charge.amount)
            case _:
                pass

    # --- asking -------------------------------------------------------------------------------------------------

    def sum(self, amounts: Iterable[Money]) -> Money:
        """A sum in the account's currency."""
        return Money.sum(amounts, self.currency)

    def used(self, month: Month) -> Money:
        """What a month has used of its cap."""
        return self.sum(amount for counted_in, amount in self.counted.values() if counted_in == month)

    def _on_its_way(self, payment_id: str) -> Money:
        return self.sum(amount for name, amount in self.returning.values() if name == payment_id)

    def rest(self, payment_id: str) -> Money:
        """What is left of a credited payment."""
        gone = self.sum(self.spent[payment_id]) + self.sum(self.returned[payment_id]) + self._on_its_way(payment_id)
        return self.credited[payment_id].amount - gone

    @property
    def balance(self) -> Money:
        """What arrived, was not spent and does not go back: no kopeck comes or goes any other way."""
        paid_in = self.sum(each.amount for each in self.credited.values())
        spent = self.sum(part for parts in self.spent.values() for part in parts)
        returned = self.sum(part for parts in self.returned.values() for part in parts)
        return paid_in - spent - returned - self.sum(amount for _, amount in self.returning.values())

    def agrees_with(self, account: Account) -> None:
        """The account says the same."""
        assert self.cashback_due == {}, "a cashback was promised and did not come"
        assert account.balance == self.balance
        assert not self.balance.is_negative, "money was spent that never arrived"
        assert account.payment_ids == set(self.credited)
        kept = {name for name in self.credited if self.rest(name).is_positive or self._on_its_way(name).is_positive}
        payments = account.payments.values()
        assert {each.id: each.unspent for each in payments if each.status is CREDITED} == {
            name: self.rest(name) for name in kept
        }
        still_open = {name: status for name, status in self.status.items() if status in {NEW, BEING_PAID}}
        assert {each.id: each.status for each in payments if each.is_open} == still_open
        assert set(account.refunds) == set(self.returning)
        assert account.refund_keys == self.refunds
        assert {key for key, each in account.charges.items() if isinstance(each, TopUpCharge)} == self.topping_up
        if account.cap_use.parts:
            month = max(part.month for part in account.cap_use.parts)
            assert account.cap_use.used(month) == self.used(month)
