"""
A second bookkeeper: reads nothing but the journal, keeps books of its own and checks the laws after every event.

It shares no code with `evolve`: sums, expiries and states are kept here in the plainest way there is.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from astra_billing.account import RenewalCharge
from astra_billing.account import events as e
from astra_billing.catalog import ProductKind
from astra_billing.money import Money
from astra_billing.services import ServiceState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from astra_billing.account import Account
    from astra_billing.account.events import Event
    from astra_billing.credit import CreditPolicy
    from astra_billing.ledger import Expense
    from astra_billing.notices import NoticeTopic

EARLY = {ProductKind.DOMAIN: 60, ProductKind.SSL_CERTIFICATE: 60}


class Auditor:
    """Books kept beside the account, from its events alone."""

    def __init__(self) -> None:
        self.opened: e.AccountOpened | None = None
        self.policy: CreditPolicy | None = None
        self.paid_in: list[Money] = []
        self.payment_ids: set[str] = set()
        self.expenses: dict[int, Expense] = {}
        self.covered: dict[int, list[Money]] = {}
        self.invoice_of: dict[int, int] = {}
        self.invoiced_on: dict[int, date] = {}
        self.settled: set[int] = set()
        self.expiry: dict[str, date] = {}
        self.kind: dict[str, ProductKind] = {}
        self.free: set[str] = set()
        self.running: dict[str, bool] = {}
        self.terms_paid: Counter[str] = Counter()
        self.terms_charged: Counter[str] = Counter()
        self.terms: set[tuple[str, date, int]] = set()
        self.attempts: set[tuple[str, date]] = set()
        self.tries: Counter[tuple[str, date]] = Counter()
        self.asked: dict[str, str] = {}
        self.keys: set[str] = set()
        self.notices: set[str] = set()
        self.told: dict[tuple[NoticeTopic, str], str] = {}
        self.blocked = False
        self.latest = date.min

    # --- reading ------------------------------------------------------------------------------------------------

    def read(self, events: Iterable[Event]) -> None:
        """Enter events, checking each against the books so far."""
        for event in events:
            assert event.on >= self.latest, "the journal goes back in time"
            self.latest = event.on
            self._settings(event)
            self._money(event)
            self._invoices(event)
            self._services(event)
            self._attempts(event)

    def _settings(self, event: Event) -> None:
        match event:
            case e.AccountOpened():
                assert self.opened is None, "opened twice"
                self.opened = event
            case e.CreditGranted(policy=policy):
                self.policy = policy
            case e.NoticeRaised(notice=notice):
                assert notice.key not in self.notices, "a notice was raised twice"
                assert notice.on == event.on
                self.notices.add(notice.key)
                self.told[notice.topic, notice.subject] = notice.key
            case _:
                assert self.opened is not None, "something before the account is opened"

    def _money(self, event: Event) -> None:
        match event:
            case e.ExpenseCharged(expense=expense):
                assert expense.id == len(self.expenses) + 1, "expense ids have a gap"
                assert expense.on == event.on
                self.expenses[expense.id] = expense
                self.covered[expense.id] = []
                self.terms_charged[expense.service_id] += expense.amount.is_positive
            case e.PaymentCredited(payment=payment):
                assert payment.id not in self.payment_ids, "a payment was credited twice"
                self.payment_ids.add(payment.id)
                self.paid_in.append(payment.amount)
            case e.ExpensesCovered(parts=parts):
                assert event.amount == self.sum(part.amount for part in parts)
                for part in parts:
                    assert part.amount.is_positive
                    self.covered[part.expense_id].append(part.amount)
                    assert not self.unpaid(part.expense_id).is_negative, "more was paid than charged"
                assert not self.balance.is_negative, "money was spent that never arrived"
            case _:
                pass

    def _invoices(self, event: Event) -> None:
        match event:
            case e.InvoiceIssued():
                self._issue(event)
            case e.InvoiceOverdue(number=number, unpaid=unpaid):
                assert (event.on - self.invoiced_on[number]).days == 15
                assert unpaid == self.unpaid_of(number)
                assert unpaid.is_positive
            case e.InvoicePartlyPaid(number=number, unpaid=unpaid):
                assert unpaid == self.unpaid_of(number)
                assert unpaid.is_positive
            case e.InvoiceSettled(number=number, unpaid=unpaid):
                assert unpaid.is_zero
                assert self.unpaid_of(number).is_zero
                assert number not in self.settled, "an invoice was settled twice"
                self.settled.add(number)
            case e.CreditBlocked():
                assert not self.blocked, "blocked twice"
                self.blocked = True
            case e.CreditUnblocked():
                assert self.blocked, "unblocked without a block"
                self.blocked = False
            case _:
                pass

    def _issue(self, event: e.InvoiceIssued) -> None:
        invoice = event.invoice
        assert event.on.day == 1
        assert invoice.number == len(self.invoiced_on) + 1, "invoice numbers have a gap"
        assert invoice.amount == self.sum(self.unpaid(number) for number in invoice.expense_ids)
        assert invoice.amount.is_positive
        for number in invoice.expense_ids:
            assert number not in self.invoice_of, "an expense is on two invoices"
            assert self.expenses[number].on < event.on
            self.invoice_of[number] = invoice.number
        left = [n for n in self.expenses if n not in self.invoice_of and self.unpaid(n).is_positive]
        assert left == [], "an unpaid expense of last month was left out"
        self.invoiced_on[invoice.number] = event.on

    def _services(self, event: Event) -> None:
        match event:
            case e.ServiceRegistered(service=service) | e.ServiceOrdered(service=service):
                assert service.id not in self.expiry, "a service came twice"
                self.expiry[service.id] = service.expires_on
                self.kind[service.id] = service.kind
                self.running[service.id] = True
                if service.price.is_zero:
                    self.free.add(service.id)
                self.terms_paid[service.id] += isinstance(event, e.ServiceOrdered)
            case e.ServiceRenewed(service_id=name, expires_on=expires_on):
                term = (name, event.anchored_on, event.terms)
                assert term not in self.terms, "a term was renewed twice"
                assert expires_on > self.expiry[name], "a renewal did not move the expiry"
                self.terms.add(term)
                self.expiry[name] = expires_on
                self.terms_paid[name] += 1
            case e.ServiceStopped(service_id=name):
                assert self.running[name], "stopped twice"
                self.running[name] = False
            case e.ServiceStarted(service_id=name):
                assert not self.running[name], "started twice"
                assert event.on < self.expiry[name], "started without being paid"
                self.running[name] = True
            case _:
                pass

    def _attempts(self, event: Event) -> None:
        match event:
            case e.ChargeRequested(charge=RenewalCharge() as charge):
                self._attempt(charge.service_id, event.on)
                assert charge.key not in self.keys, "a key was used twice"
                assert charge.expires_on == self.expiry[charge.service_id]
                assert charge.service_id not in self.asked.values(), "two charges for one service at a time"
                tries = self.tries[charge.service_id, charge.expires_on]
                assert charge.attempt == tries, "attempts of one obligation are not numbered from one"
                self.keys.add(charge.key)
                self.asked[charge.key] = charge.service_id
            case e.ChargeSucceeded(charge=charge) | e.ChargeDeclined(charge=charge):
                del self.asked[charge.key]
            case e.RenewalRefused(service_id=name):
                self._attempt(name, event.on)
            case _:
                pass

    def _attempt(self, name: str, on: date) -> None:
        assert (name, on) not in self.attempts, "two attempts on one day"
        assert self.running[name], "an attempt for a service that stands still"
        assert on <= self.expiry[name], "an attempt after expiry"
        assert on >= self.expiry[name] - timedelta(days=EARLY.get(self.kind[name], 1)), "an attempt too early"
        self.attempts.add((name, on))
        self.tries[name, self.expiry[name]] += 1

    # --- asking -------------------------------------------------------------------------------------------------

    def sum(self, amounts: Iterable[Money]) -> Money:
        """A sum in the account's currency."""
        assert self.opened is not None
        return Money.sum(amounts, self.opened.currency)

    @property
    def balance(self) -> Money:
        """What arrived and covered nothing: no kopeck comes or goes any other way."""
        return self.sum(self.paid_in) - self.sum(part for parts in self.covered.values() for part in parts)

    def unpaid(self, number: int) -> Money:
        """The rest of an expense."""
        return self.expenses[number].amount - self.sum(self.covered[number])

    def unpaid_of(self, invoice: int) -> Money:
        """The rest of an invoice."""
        return self.sum(self.unpaid(number) for number, asked_by in self.invoice_of.items() if asked_by == invoice)

    @property
    def owed(self) -> Money:
        """Everything unpaid."""
        return self.sum(self.unpaid(number) for number in self.expenses)

    def agrees_with(self, account: Account) -> None:
        """The account says the same as the books."""
        assert account.balance == self.balance
        assert {n: each.unpaid for n, each in account.expenses.items()} == {
            n: self.unpaid(n) for n in self.expenses if self.unpaid(n).is_positive
        }
        assert set(account.invoices) == set(self.invoiced_on) - self.settled
        assert {n: each.invoice for n, each in account.expenses.items()} == {
            n: self.invoice_of.get(n) for n in account.expenses
        }
        assert {name: each.expires_on for name, each in account.services.items()} == self.expiry
        assert {name: each.state is ServiceState.ACTIVE for name, each in account.services.items()} == self.running
        asked = {key: each.service_id for key, each in account.charges.items() if isinstance(each, RenewalCharge)}
        assert asked == self.asked
        assert account.blocked is self.blocked
        assert account.payment_ids == self.payment_ids
        still_open = {f"pfx/{number}" for number in account.invoices}
        assert account.noticed == {told for told in self.told if told[1] in still_open}
        if self.policy is None:
            assert self.owed.is_zero, "a debt without a credit limit"

    def every_term_is_charged_once(self) -> None:
        """A service whose terms cost something was charged once for each of them."""
        costly = {name: terms for name, terms in self.terms_paid.items() if terms and name not in self.free}
        assert +self.terms_charged == costly
