"""Services are taken over, ordered, renewed, changed, stopped, started and deleted, by everyone who may and may not."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from astra_billing.account import commands
from astra_billing.catalog import ProductKind
from astra_billing.dates import Term
from astra_billing.methods import BALANCE
from astra_billing.services import Actor, DeletionRule, DeletionTime, ProcessingStep, ServicePolicy
from tests.account.doings.base import Machine
from tests.simulation.scenarios import KINDS, METHODS, PRICES, SOURCES, TERMS

RULES = st.builds(DeletionRule, st.booleans(), st.sampled_from(DeletionTime), st.sampled_from((None, 0, 3, 40)))
MONTH, DAILY = Term.parse("1 month"), Term.parse("1 day")
OFFERS = st.dictionaries(TERMS, PRICES, max_size=3)


class Services(Machine):
    """A customer with services, and a provider who looks after them."""

    @rule(price=PRICES, term=TERMS, kind=KINDS, source=SOURCES, offers=OFFERS)
    def orders(self, price: str, term: Term, kind: ProductKind, source: str | None, offers: dict[Term, str]) -> None:
        """A service more, if there is money for it."""
        name = self.new_id()
        order = commands.PlaceOrder(
            service_id=name,
            title=name,
            kind=kind,
            price=self.money(price),
            term=term,
            renews_from=self.source(source),
            offers={each: self.money(amount) for each, amount in offers.items() if each != term},
        )
        assert self.give(order) is (name in self.account.services)

    def begin(self) -> None:
        """A service that is renewed from a card, and one from the balance with money for it."""
        super().begin()
        for name, source in (("carded", METHODS[0]), ("funded", BALANCE)):
            self.give(
                commands.RegisterService(
                    service_id=name,
                    title=name,
                    kind=ProductKind.SERVER,
                    price=self.money("100.00"),
                    term=MONTH,
                    expires_on=self.today + timedelta(days=12),
                    renews_from=source,
                    offers={DAILY: self.money("20.00")},
                )
            )

    def source(self, source: str | None) -> str | None:
        """What pays renewals, or nothing where that was deleted."""
        return None if source in METHODS and source not in self.account.methods else source

    @rule(price=PRICES, term=TERMS, kind=KINDS, source=SOURCES, days=st.integers(-3, 70))
    def brings_a_service(self, price: str, term: Term, kind: ProductKind, source: str | None, days: int) -> None:
        """A service that is already paid for, or was."""
        name = self.new_id()
        registration = commands.RegisterService(
            service_id=name,
            title=name,
            kind=kind,
            price=self.money(price),
            term=term,
            expires_on=self.today + timedelta(days=days),
            renews_from=self.source(source),
        )
        assert self.give(registration)

    @precondition(lambda self: self.account.services)
    @rule(data=st.data(), kind=st.sampled_from((commands.StopService, commands.StartService)))
    def stops_or_starts(self, data: st.DataObject, kind: type[commands.StopService | commands.StartService]) -> None:
        """Its customer, now and then."""
        self.give(kind(self.one_of(data, self.account.services)))

    @precondition(lambda self: self.account.services)
    @rule(data=st.data(), term=st.none() | TERMS)
    def renews(self, data: st.DataObject, term: Term | None) -> None:
        """One term more, the usual or another."""
        self.give(commands.RenewService(self.one_of(data, self.account.services), term))

    @rule(method=st.sampled_from(METHODS))
    def refills_a_card(self, method: str) -> None:
        """A failing method works again."""
        if method in self.account.methods:
            assert self.give(commands.ConfirmMethod(method))


class Panel(Services):
    """The administrator, the panel and the rules of the provider are at work too."""

    @rule(
        rules=st.dictionaries(st.sampled_from(ProductKind), RULES, max_size=3), allowed=st.sampled_from((None, 0, 1, 3))
    )
    def provider_decides(self, rules: dict[ProductKind, DeletionRule], allowed: int | None) -> None:
        """When services are deleted, and how many violations are too many."""
        assert self.give(commands.SetServicePolicy(ServicePolicy(rules, allowed)))

    @precondition(lambda self: self.account.services)
    @rule(data=st.data(), by=st.sampled_from(Actor))
    def is_stopped_by_force(self, data: st.DataObject, by: Actor) -> None:
        """Or stopped by its customer."""
        self.give(commands.StopService(self.one_of(data, self.account.services), by))

    @precondition(lambda self: self.account.services)
    @rule(data=st.data())
    def is_released(self, data: st.DataObject) -> None:
        """By the administrator."""
        self.give(commands.StartService(self.one_of(data, self.account.services), Actor.ADMINISTRATOR))

    @precondition(lambda self: self.account.services)
    @rule(data=st.data(), step=st.sampled_from(ProcessingStep))
    def panel_begins(self, data: st.DataObject, step: ProcessingStep) -> None:
        """A step with a service."""
        self.give(commands.BeginProcessing(self.one_of(data, self.account.services), step))

    @precondition(lambda self: any(each.is_processed for each in self.account.services.values()))
    @rule(data=st.data(), succeeded=st.booleans())
    def panel_finishes(self, data: st.DataObject, *, succeeded: bool) -> None:
        """Well or badly."""
        worked_on = [each.id for each in self.account.services.values() if each.is_processed]
        assert self.give(commands.FinishProcessing(self.one_of(data, worked_on), succeeded))

    @precondition(lambda self: self.account.services)
    @rule(data=st.data())
    def is_set_up(self, data: st.DataObject) -> None:
        """Where a quick order has left something open."""
        self.give(commands.SetUpService(self.one_of(data, self.account.services)))

    @precondition(lambda self: self.account.services)
    @rule(data=st.data())
    def breaks_the_rules(self, data: st.DataObject) -> None:
        """Once more."""
        assert self.give(commands.RecordViolation(self.one_of(data, self.account.services)))

    @precondition(lambda self: self.account.services)
    @rule(data=st.data(), by=st.sampled_from((Actor.CUSTOMER, Actor.CUSTOMER, Actor.ADMINISTRATOR)))
    def is_deleted(self, data: st.DataObject, by: Actor) -> None:
        """At once, at the end of its time, or not at all."""
        self.give(commands.DeleteService(self.one_of(data, self.account.services), by))

    @precondition(lambda self: self.account.services)
    @rule(data=st.data(), source=SOURCES)
    def renews_from_something_else(self, data: st.DataObject, source: str | None) -> None:
        """The balance, a method, or nothing."""
        self.give(commands.ChangeRenewal(self.one_of(data, self.account.services), self.source(source)))

    @precondition(lambda self: self.account.services)
    @rule(data=st.data(), term=TERMS)
    def changes_its_term(self, data: st.DataObject, term: Term) -> None:
        """From the next renewal on, if it is offered."""
        self.give(commands.ChangeTerm(self.one_of(data, self.account.services), term))

    @precondition(lambda self: self.account.services)
    @rule(data=st.data(), price=PRICES, offers=OFFERS)
    def changes_its_price(self, data: st.DataObject, price: str, offers: dict[Term, str]) -> None:
        """From the next renewal on, however open its charge is."""
        name = self.one_of(data, self.account.services)
        term = self.account.services[name].term
        sold = {each: self.money(amount) for each, amount in offers.items() if each != term}
        self.give(commands.ChangeService(name, f"{name}+", self.money(price), sold))
