"""An account in the hands of a customer, a bank and a calendar that do whatever they like."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from astra_billing.account import Accepted, Account, ChargeOutcome, DuplicateId, agenda, commands, decide
from astra_billing.credit import CreditPolicy, ShortMonth
from astra_billing.methods import BALANCE
from astra_billing.money import EUR, RUB, Currency, Money
from tests.account.auditor import Auditor
from tests.simulation.scenarios import AMOUNTS, FIRST_DAYS, KINDS, LIMITS, METHODS, PRICES, SOURCES, TERMS

if TYPE_CHECKING:
    from astra_billing.account.commands import Command
    from astra_billing.catalog import ProductKind
    from astra_billing.dates import Term

DAY = timedelta(days=1)


class Customer(RuleBasedStateMachine):
    """Every rule is something that may happen; every invariant must hold after each of them."""

    def __init__(self) -> None:
        super().__init__()
        self.account: Account
        self.auditor = Auditor()
        self.today = date.min
        self.count = 0

    def give(self, command: Command) -> bool:
        """Give the account a command and audit what it answers; whether it was accepted."""
        before = self.account
        decision = decide(before, command, self.today)
        if not isinstance(decision, Accepted):
            return False
        owed = self.auditor.owed
        self.account = decision.account
        self.auditor.read(decision.events)
        limit = self.money("0") if self.account.credit is None else self.account.credit.limit
        assert self.auditor.owed <= max(owed, limit), "a purchase went over the limit"
        return True

    def money(self, amount: str) -> Money:
        """An amount in the account's currency."""
        return Money(amount, self.account.currency)

    def new_id(self) -> str:
        """An id that was not used before."""
        self.count += 1
        return f"n{self.count}"

    def one_service(self, data: st.DataObject) -> str:
        """One of the services there are."""
        return data.draw(st.sampled_from(sorted(self.account.services)))

    @initialize(
        on=FIRST_DAYS,
        currency=st.sampled_from((RUB, EUR)),
        limit=st.none() | LIMITS,
        short_month=st.sampled_from(ShortMonth),
    )
    def open(self, on: date, currency: Currency, limit: str | None, short_month: ShortMonth) -> None:
        """An account with two methods and perhaps a credit limit."""
        self.today = on
        opened = decide(None, commands.OpenAccount("a1", currency), on)
        assert isinstance(opened, Accepted)
        self.account = opened.account
        self.auditor.read(opened.events)
        for method in METHODS:
            self.give(commands.SaveMethod(method, method.title()))
        if limit is not None:
            self.give(commands.GrantCredit(CreditPolicy(self.money(limit), short_month)))

    # --- what may happen ----------------------------------------------------------------------------------------

    @rule(days=st.sampled_from((1, 1, 2, 9, 15, 31, 60)), patient=st.booleans())
    def time_passes(self, days: int, *, patient: bool) -> None:
        """Nights are run one by one, or one late run catches up."""
        for _ in range(days):
            self.today += DAY
            if patient:
                self.give(commands.CloseDay())
        self.give(commands.CloseDay())

    @rule(amount=AMOUNTS)
    def tops_up(self, amount: str) -> None:
        """Money arrives."""
        assert self.give(commands.TopUp(self.new_id(), self.money(amount), "bank"))

    @rule(amount=AMOUNTS, data=st.data())
    def tops_up_again(self, amount: str, data: st.DataObject) -> None:
        """The bank tells of a payment twice."""
        known = sorted(self.account.payment_ids)
        if known:
            again = commands.TopUp(data.draw(st.sampled_from(known)), self.money(amount), "bank")
            with pytest.raises(DuplicateId):
                decide(self.account, again, self.today)

    @precondition(lambda self: self.account.invoices)
    @rule(amount=st.none() | AMOUNTS)
    def pays_from_the_balance(self, amount: str | None) -> None:
        """The oldest invoice, with money that is there or not at all."""
        paid = None if amount is None else self.money(amount)
        oldest = self.account.invoices[min(self.account.invoices)]
        wanted = self.account.unpaid(self.account.expenses_of(oldest)) if paid is None else paid
        had = self.account.balance
        assert self.give(commands.PayInvoice(self.new_id(), BALANCE, None, paid)) is (wanted <= had)

    @rule(amount=st.none() | AMOUNTS)
    def pays_an_invoice(self, amount: str | None) -> None:
        """The oldest invoice, in full or so much of it."""
        paid = None if amount is None else self.money(amount)
        oldest = min(self.account.invoices, default=None)
        assert self.give(commands.PayInvoice(self.new_id(), "bank", None, paid)) is (oldest is not None)
        if paid is None:
            assert oldest not in self.account.invoices, "a full payment left a rest"

    @rule(price=PRICES, term=TERMS, kind=KINDS, source=SOURCES)
    def orders(self, price: str, term: Term, kind: ProductKind, source: str | None) -> None:
        """A service more, if there is money for it."""
        name = self.new_id()
        order = commands.PlaceOrder(
            service_id=name, title=name, kind=kind, price=self.money(price), term=term, renews_from=source
        )
        assert self.give(order) is (name in self.account.services)

    @rule(price=PRICES, term=TERMS, kind=KINDS, source=SOURCES, days=st.integers(-3, 70))
    def brings_a_service(self, price: str, term: Term, kind: ProductKind, source: str | None, days: int) -> None:
        """A service that is already paid for, or was."""
        name = self.new_id()
        expires_on = self.today + days * DAY
        registration = commands.RegisterService(
            service_id=name,
            title=name,
            kind=kind,
            price=self.money(price),
            term=term,
            expires_on=expires_on,
            renews_from=source,
        )
        assert self.give(registration)

    @precondition(lambda self: self.account.services)
    @rule(data=st.data(), kind=st.sampled_from((commands.RenewService, commands.StopService, commands.StartService)))
    def handles_a_service(
        self,
        data: st.DataObject,
        kind: type[commands.RenewService | commands.StopService | commands.StartService],
    ) -> None:
        """Renews, stops or starts one."""
        self.give(kind(self.one_service(data)))

    @rule(method=st.sampled_from(METHODS))
    def refills_a_card(self, method: str) -> None:
        """A failing method works again."""
        self.give(commands.ConfirmMethod(method))

    @precondition(lambda self: self.account.charges)
    @rule(data=st.data(), outcome=st.sampled_from(ChargeOutcome))
    def bank_answers(self, data: st.DataObject, outcome: ChargeOutcome) -> None:
        """In time or late."""
        key = data.draw(st.sampled_from(sorted(self.account.charges)))
        assert self.give(commands.RecordCharge(key, outcome))
        assert (key in self.account.charges) is (outcome is ChargeOutcome.UNKNOWN)

    @precondition(lambda self: self.account.credit)
    @rule(limit=LIMITS, short_month=st.sampled_from(ShortMonth))
    def limit_changes(self, limit: str, short_month: ShortMonth) -> None:
        """The provider raises the limit, lowers it below the debt, or reads February another way."""
        assert self.give(commands.GrantCredit(CreditPolicy(self.money(limit), short_month)))

    @rule()
    def asks_for_a_cap(self) -> None:
        """Looks at the form of automatic payments."""
        assert self.give(commands.RecommendCap())

    # --- what must hold -----------------------------------------------------------------------------------------

    @invariant()
    def books_agree(self) -> None:
        """The account is what its journal says, to the kopeck."""
        self.auditor.agrees_with(self.account)
        self.auditor.every_term_is_charged_once()

    @invariant()
    def limit_is_shared_out(self) -> None:
        """Limit = overdue + awaiting + spent + available, and the block is what the standing says."""
        standing = self.account.standing(on=self.today)
        if standing is None:
            assert not self.account.blocked
            return
        assert standing.limit == standing.overdue + standing.awaiting + standing.spent + standing.available
        assert standing.owed == self.auditor.owed
        assert standing.is_blocked is self.account.blocked

    @invariant()
    def day_is_closed_once(self) -> None:
        """The day's work was done before the command, so closing the day again adds nothing."""
        again = decide(self.account, commands.CloseDay(), self.today)
        assert isinstance(again, Accepted)
        assert again.events == ()
        assert again.account == self.account

    @invariant()
    def agenda_is_exact(self) -> None:
        """Nothing happens before the day of the agenda, and on that day something does."""
        ahead = agenda(self.account)
        horizon = self.today + timedelta(days=70) if ahead is None else ahead
        assert horizon > self.today
        eve = decide(self.account, commands.CloseDay(), max(self.today, horizon - DAY))
        assert isinstance(eve, Accepted)
        assert eve.events == ()
        if ahead is not None:
            then = decide(self.account, commands.CloseDay(), ahead)
            assert isinstance(then, Accepted)
            assert {event.on for event in then.events} == {ahead}

    @invariant()
    def expired_services_stop(self) -> None:
        """What is not paid for runs no longer than to the next night, unless a bank still owes an answer."""
        unpaid = {each.id for each in self.account.services.values() if each.is_active and each.expires_on < self.today}
        assert unpaid <= self.account.charged_services or agenda(self.account) == self.today + DAY


TestCustomer = Customer.TestCase
