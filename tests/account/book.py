"""A short way to lead one account through its days: what is asked of it, what it answers, what has happened."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar

from astra_billing.account import Accepted, ChargeOutcome, Refused, commands, decide, events, fold
from astra_billing.catalog import ProductKind
from astra_billing.credit import CreditPolicy, ShortMonth
from astra_billing.dates import Term
from astra_billing.methods import BALANCE
from astra_billing.money import RUB, Currency, Money

if TYPE_CHECKING:
    from collections.abc import Iterable

    from astra_billing.account import Account, Decision
    from astra_billing.account.commands import Command
    from astra_billing.account.events import BaseEvent, Event
    from astra_billing.credit import CreditStanding
    from astra_billing.services import Service

    E = TypeVar("E", bound=BaseEvent)

day = date.fromisoformat


def line(event: BaseEvent) -> str:
    """One event as a line of a table: `2026-01-01 | InvoiceIssued pfx/1 620.00`."""
    topic = f"{event.notice.topic.value} " if isinstance(event, events.NoticeRaised) else ""
    amount = "" if event.amount is None else f" {event.amount.amount}"
    return f"{event.on} | {type(event).__name__} {topic}{event.subject}{amount}"


def table(happened: Iterable[BaseEvent]) -> list[str]:
    """Events as lines, to be compared with a story."""
    return [line(event) for event in happened]


def rows(story: str) -> list[str]:
    """The lines of a story as it is written in a test."""
    return [row.strip() for row in story.strip().splitlines()]


class Book:
    """
    An account under test.

    After every answer the account must equal the fold of everything that has happened to it.
    """

    def __init__(
        self,
        opened_on: str = "2025-12-01",
        *,
        limit: str | None = None,
        currency: Currency = RUB,
        short_month: ShortMonth = ShortMonth.GRACE_DAYS,
    ) -> None:
        self.currency = currency
        self.journal: list[Event] = []
        self._account: Account | None = None
        self._payments = 0
        self.accept(opened_on, commands.OpenAccount("a1", currency))
        if limit is not None:
            self.grant(opened_on, limit, short_month)

    @property
    def account(self) -> Account:
        """The account as it is now."""
        assert self._account is not None
        return self._account

    @property
    def balance(self) -> str:
        """The balance, without its currency."""
        return str(self.account.balance.amount)

    def money(self, amount: str) -> Money:
        """An amount in the account's currency."""
        return Money(amount, self.currency)

    def service(self, service_id: str) -> Service:
        """One of its services as it is now."""
        return self.account.services[service_id]

    def standing(self, on: str) -> CreditStanding:
        """Where it stands with its credit."""
        standing = self.account.standing(on=day(on))
        assert standing is not None
        return standing

    def all(self, kind: type[E]) -> list[E]:
        """Every event of one kind."""
        return [event for event in self.journal if isinstance(event, kind)]

    def days(self, kind: type[BaseEvent]) -> list[str]:
        """The days on which a kind of event happened."""
        return [str(event.on) for event in self.all(kind)]

    # --- asking -------------------------------------------------------------------------------------------------

    def ask(self, on: str, command: Command) -> Decision:
        """Give the account a command and keep what becomes of it."""
        decision = decide(self._account, command, day(on))
        if isinstance(decision, Accepted):
            self._account = decision.account
            self.journal.extend(decision.events)
            assert fold(self.journal) == self._account
        return decision

    def accept(self, on: str, command: Command) -> tuple[Event, ...]:
        """A command that must be accepted; what happened."""
        decision = self.ask(on, command)
        assert isinstance(decision, Accepted), decision
        return decision.events

    def refuse(self, on: str, command: Command) -> Refused:
        """A command that must be refused; the refusal."""
        decision = self.ask(on, command)
        assert isinstance(decision, Refused), decision
        return decision

    def close(self, on: str) -> tuple[Event, ...]:
        """Let time pass up to and including a day."""
        return self.accept(on, commands.CloseDay())

    def grant(self, on: str, limit: str, short_month: ShortMonth = ShortMonth.GRACE_DAYS) -> tuple[Event, ...]:
        """Grant a credit limit."""
        return self.accept(on, commands.GrantCredit(CreditPolicy(self.money(limit), short_month)))

    def save(self, on: str, method_id: str = "card") -> tuple[Event, ...]:
        """Save a payment method."""
        return self.accept(on, commands.SaveMethod(method_id, f"Bank card {method_id}"))

    def registering(  # noqa: PLR0913  # a service has this many parts
        self,
        service_id: str,
        price: str,
        term: str,
        expires_on: str,
        *,
        kind: ProductKind = ProductKind.SERVER,
        renews_from: str | None = None,
    ) -> commands.RegisterService:
        """The command that takes over a service."""
        return commands.RegisterService(
            service_id=service_id,
            title=f"Service {service_id}",
            kind=kind,
            price=self.money(price),
            term=Term.parse(term),
            expires_on=day(expires_on),
            renews_from=renews_from,
        )

    def ordering(
        self,
        service_id: str,
        price: str,
        term: str = "1 month",
        *,
        kind: ProductKind = ProductKind.SERVER,
        renews_from: str | None = None,
    ) -> commands.PlaceOrder:
        """The command that orders a service."""
        return commands.PlaceOrder(
            service_id=service_id,
            title=f"Service {service_id}",
            kind=kind,
            price=self.money(price),
            term=Term.parse(term),
            renews_from=renews_from,
        )

    def order(
        self, on: str, service_id: str, price: str, term: str = "1 month", *, renews_from: str | None = None
    ) -> tuple[Event, ...]:
        """Order a server."""
        return self.accept(on, self.ordering(service_id, price, term, renews_from=renews_from))

    def order_paid(self, on: str, service_id: str, price: str, term: str = "1 month") -> tuple[Event, ...]:
        """Bring the money for a server that is renewed from the balance, and order it."""
        self.top_up(on, price)
        return self.order(on, service_id, price, term, renews_from=BALANCE)

    def top_up(self, on: str, amount: str) -> tuple[Event, ...]:
        """Bring money."""
        return self.accept(on, commands.TopUp(self._payment_id(), self.money(amount), "bank"))

    def pay(self, on: str, amount: str | None = None, *, number: int | None = None) -> tuple[Event, ...]:
        """Pay an invoice, by default the oldest and in full."""
        given = None if amount is None else self.money(amount)
        return self.accept(on, commands.PayInvoice(self._payment_id(), "bank", number, given))

    def answer(self, on: str, outcome: ChargeOutcome, cause: str = "") -> tuple[Event, ...]:
        """Let the gateway answer the only open charge."""
        (key,) = self.account.charges
        return self.accept(on, commands.RecordCharge(key, outcome, cause))

    def _payment_id(self) -> str:
        self._payments += 1
        return f"p{self._payments}"
