"""The book of services: their states and terms, what was charged for them, what was tried, and the orders."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from attrs import Factory, define

from astra_billing.account import RenewalCharge
from astra_billing.account import events as e
from astra_billing.catalog import ProductKind
from astra_billing.dates import Term, Unit
from astra_billing.money import Money
from astra_billing.orders import NewService
from astra_billing.services import ProcessingStep, ServiceState, StopCause

if TYPE_CHECKING:
    from astra_billing.account import Account
    from astra_billing.account.events import Event
    from astra_billing.orders import Order

EARLY = {ProductKind.DOMAIN: 60, ProductKind.SSL_CERTIFICATE: 60}
S = ServiceState
PAUSED = {S.STOPPED, S.TEMPORARILY_STOPPED}
FORCED = {StopCause.ADMINISTRATOR: S.STOPPED_BY_ADMINISTRATOR, StopCause.ABUSE: S.STOPPED_FOR_ABUSE}


@define
class Item:
    """One service as the book has it; `day` is the day of the month that its terms keep to."""

    kind: ProductKind
    price: Money
    term: Term
    offers: dict[Term, Money]
    state: ServiceState
    expires_on: date
    day: int
    renews_from: str | None
    cause: StopCause | None = None
    came_from: ServiceState | None = None
    leaving: bool = False
    sold: set[Term] = Factory(set)
    """Every term that it was ever sold for: an order keeps its term, whatever is offered afterwards."""
    late_on: date | None = None
    """The day after its expiry on which it ran again and its renewal, which it had missed, was tried."""
    open_terms: int = 0
    """Terms that were charged and not given, or given and not charged."""


def later(start: date, term: Term, day: int) -> date:
    """One term later, in the plainest way."""
    if term.unit is Unit.DAY:
        return start + timedelta(days=term.count)
    months = start.year * 12 + start.month - 1 + term.count * (12 if term.unit is Unit.YEAR else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day, monthrange(year, month + 1)[1]))


class Shelf:
    """Every service there is."""

    def __init__(self) -> None:
        self.items: dict[str, Item] = {}
        self.gone: set[str] = set()
        self.orders: dict[str, Order] = {}
        self.order_ids: set[str] = set()
        self.attempts: set[tuple[str, date]] = set()
        self.tries: Counter[tuple[str, date]] = Counter()
        self.asked: dict[str, str] = {}
        self.keys: set[str] = set()

    def read(self, event: Event) -> None:
        """Enter an event."""
        self._coming(event)
        self._terms(event)
        self._states(event)
        self._panel(event)
        self._wishes(event)
        self._attempts(event)

    def _coming(self, event: Event) -> None:
        match event:
            case e.ServiceRegistered(service=service) | e.ServiceOrdered(service=service):
                assert service.id not in self.items, "a service came twice"
                assert service.id not in self.gone, "the id of a deleted service was used again"
                paid = isinstance(event, e.ServiceOrdered) and service.state is S.ACTIVE
                self.items[service.id] = Item(
                    service.kind,
                    service.price,
                    service.term,
                    dict(service.offers),
                    service.state,
                    service.expires_on,
                    event.on.day if paid else service.expires_on.day,
                    service.renews_from,
                    open_terms=-int(paid),
                    sold={service.term, *service.offers},
                )
                assert not paid or service.expires_on == later(event.on, service.term, event.on.day)
            case e.OrderPlaced(order=order):
                assert order.id not in self.order_ids, "an order was placed twice"
                self.order_ids.add(order.id)
                self.orders[order.id] = order
            case e.OrderPaid(order_id=order_id):
                del self.orders[order_id]
            case e.OrderCancelled(order_id=order_id):
                for line in self.orders.pop(order_id).lines:
                    if isinstance(line.item, NewService):
                        assert self.items.pop(line.id).state is S.ORDERED
                        self.gone.add(line.id)
            case _:
                pass

    def _terms(self, event: Event) -> None:
        match event:
            case e.ExpenseCharged(expense=expense):
                self.items[expense.service_id].open_terms += 1
            case e.ServiceOpened(service_id=name, state=state, expires_on=expires_on):
                item = self.items[name]
                assert item.state is S.ORDERED, "an order was opened twice"
                assert expires_on > event.on
                item.state, item.expires_on, item.open_terms = state, expires_on, item.open_terms - 1
                item.day = event.on.day if event.terms else expires_on.day
                item.came_from = S.ORDERED
            case e.ServiceRenewed(service_id=name, expires_on=expires_on):
                self._renew(self.items[name], event.on, expires_on)
            case e.TermChanged(service_id=name, term=term, price=price):
                item = self.items[name]
                item.offers[item.term] = item.price
                assert item.offers.pop(term) == price
                if item.term.unit is Unit.DAY:
                    item.day = item.expires_on.day
                item.term, item.price = term, price
            case e.ServiceChanged(service_id=name, price=price, offers=offers):
                self.items[name].price, self.items[name].offers = price, dict(offers)
                self.items[name].sold |= set(offers)
            case _:
                pass

    def _renew(self, item: Item, on: date, expires_on: date) -> None:
        """A term more: after the expiry, from a late try, or from today where it stood still and its time was over."""
        assert expires_on > item.expires_on, "a renewal did not move the expiry"
        stands = item.state not in {S.ACTIVE, S.PROCESSING} or item.cause is not None
        anew = stands and item.expires_on <= on
        goes_on = (item.late_on, item.expires_on)  # a renewal by hand does so from the expiry, whatever is awaited
        starts = [on] if anew else [each for each in goes_on if each is not None]
        found = [
            (term, day)
            for start in starts
            for day in (start.day if anew or start != item.expires_on or item.term.unit is Unit.DAY else item.day,)
            for term in (item.term, *item.sold)
            if later(start, term, day) == expires_on
        ]
        assert found, f"a renewal from {starts} to {expires_on} is no term"
        item.day = self._day_after(item, found[0][0], expires_on, found[0][1])
        item.expires_on, item.late_on = expires_on, None
        if item.open_terms:
            item.open_terms -= 1
        else:
            assert item.price.is_zero, "a term was given for nothing"

    @staticmethod
    def _day_after(item: Item, term: Term, expires_on: date, day: int) -> int:
        """Months keep to their day; days don't, unless they end on the last day of a month that is too short for it."""
        if term.unit is not Unit.DAY:
            return day
        is_last = expires_on.day == monthrange(expires_on.year, expires_on.month)[1]
        return day if item.term.unit is not Unit.DAY and is_last and expires_on.day < day else expires_on.day

    def _states(self, event: Event) -> None:
        match event:
            case e.ServiceStopped(service_id=name, cause=cause):
                item = self.items[name]
                assert item.state in {S.ACTIVE, S.PROCESSING} or cause in FORCED, "stopped twice"
                paused = S.TEMPORARILY_STOPPED if item.term.unit is Unit.DAY else S.STOPPED
                item.state, item.cause, item.late_on = FORCED.get(cause, paused), cause, None
            case e.ServiceStarted(service_id=name):
                item = self.items[name]
                assert item.state not in {S.ACTIVE, S.PROCESSING}, "started twice"
                assert event.on < item.expires_on or item.cause in FORCED, "started without being paid"
                assert not event.by_itself or item.cause is StopCause.EXPIRED, "a wish or force was undone by money"
                item.state, item.cause = S.ACTIVE, None
                self._runs_again(name, event.on)
            case e.ServiceDeleted(service_id=name):
                item = self.items.pop(name)
                self.gone.add(name)
                assert item.state is not S.ORDERED
                assert not event.by_itself or item.cause is StopCause.EXPIRED
                assert not event.by_itself or item.state is not S.PROCESSING, "deleted under the hands of the panel"
            case _:
                pass

    def _panel(self, event: Event) -> None:
        match event:
            case e.ProcessingBegun(service_id=name):
                item = self.items[name]
                assert item.state not in {S.PROCESSING, S.ORDERED}
                item.came_from, item.state = item.state, S.PROCESSING
            case e.ProcessingFinished(service_id=name, step=step, state=state):
                self._finished(self.items[name], step, state)
                self._runs_again(name, event.on)
            case _:
                pass

    @staticmethod
    def _finished(item: Item, step: ProcessingStep, state: ServiceState) -> None:
        assert item.state is S.PROCESSING
        wanted = PAUSED if step is ProcessingStep.STOPPING else {S.ACTIVE}
        assert state in {*wanted, item.came_from, S.OUT_OF_STOCK}
        item.state = state
        if state is S.ACTIVE:
            item.cause = None
        elif state in PAUSED and item.cause is None:
            item.cause = StopCause.CUSTOMER

    def _runs_again(self, name: str, on: date) -> None:
        """It may have been kept from its renewal until now."""
        item = self.items[name]
        if item.state is S.ACTIVE and on > item.expires_on and name not in self.asked.values():
            item.late_on = on

    def _wishes(self, event: Event) -> None:
        match event:
            case e.RenewalChanged(service_id=name, renews_from=source):
                self.items[name].renews_from = source
            case e.DeletionScheduled(service_id=name, deletes_on=deletes_on):
                assert deletes_on == self.items[name].expires_on
                self.items[name].leaving, self.items[name].renews_from = True, None
            case _:
                pass

    # --- attempts -----------------------------------------------------------------------------------------------

    def _attempts(self, event: Event) -> None:
        match event:
            case e.ChargeRequested(charge=RenewalCharge() as charge):
                self._attempt(charge.service_id, event.on)
                assert charge.key not in self.keys, "a key was used twice"
                assert charge.expires_on == self.items[charge.service_id].expires_on
                assert charge.service_id not in self.asked.values(), "two charges for one service at a time"
                tries = self.tries[charge.service_id, charge.expires_on]
                assert charge.attempt == tries, "attempts of one obligation are not numbered from one"
                self.keys.add(charge.key)
                self.asked[charge.key] = charge.service_id
            case e.ChargeSucceeded(charge=RenewalCharge() as charge):
                self.asked.pop(charge.key, None)
            case e.ChargeDeclined(charge=RenewalCharge() as charge):
                del self.asked[charge.key]
            case e.RenewalRefused(service_id=name):
                self._attempt(name, event.on)
            case _:
                pass

    def _attempt(self, name: str, on: date) -> None:
        item = self.items[name]
        assert (name, on) not in self.attempts, "two attempts on one day"
        assert item.state is S.ACTIVE, "an attempt for a service that stands still"
        assert on <= item.expires_on or on == item.late_on, "an attempt after expiry"
        assert on >= item.expires_on - timedelta(days=EARLY.get(item.kind, 1)), "an attempt too early"
        self.attempts.add((name, on))
        self.tries[name, item.expires_on] += 1

    def agrees_with(self, account: Account) -> None:
        """The account says the same."""
        services = account.services
        assert list(services) == list(self.items)
        assert {name: each.expires_on for name, each in services.items()} == {
            name: each.expires_on for name, each in self.items.items()
        }
        assert {name: (each.state, each.stop_cause) for name, each in services.items()} == {
            name: (each.state, each.cause) for name, each in self.items.items()
        }
        assert {
            name: (each.price, each.term, each.renews_from, each.is_leaving) for name, each in services.items()
        } == {name: (each.price, each.term, each.renews_from, each.leaving) for name, each in self.items.items()}
        assert account.deleted_ids == self.gone
        assert {key: each.service_id for key, each in account.charges.items() if isinstance(each, RenewalCharge)} == (
            self.asked
        )
        assert set(account.orders) == set(self.orders)
        assert account.order_ids == self.order_ids

    def every_term_is_charged_once(self) -> None:
        """Whatever was charged is a term that was given, and the other way round."""
        assert {name: each.open_terms for name, each in self.items.items() if each.open_terms} == {}
