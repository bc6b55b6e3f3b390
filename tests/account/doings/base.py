"""What every machine shares: an account, its auditor, the day, and the laws that hold after every step."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from astra_billing.account import Accepted, Account, Refused, agenda, commands, decide, fold
from astra_billing.credit import CreditPolicy, ShortMonth
from astra_billing.credit.order import TopUpOrder
from astra_billing.money import EUR, RUB, Currency, Money
from tests.account.auditor import Auditor
from tests.simulation.scenarios import FIRST_DAYS, LIMITS, METHODS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from astra_billing.account.commands import Command
    from astra_billing.account.events import Event

DAY = timedelta(days=1)


class Machine(RuleBasedStateMachine):
    """Every rule is something that may happen; every invariant must hold after each of them."""

    DAYS: ClassVar = st.sampled_from((1, 1, 2, 9, 15, 31, 60))

    def __init__(self) -> None:
        super().__init__()
        self.account: Account
        self.auditor = Auditor()
        self.today = date.min
        self.count = 0
        self.journal: list[Event] = []
        self.given: list[Command] = []

    def ask(self, command: Command) -> Accepted | Refused:
        """Give the account a command and audit what it answers."""
        decision = decide(self.account, command, self.today)
        self.given.append(command)
        if isinstance(decision, Refused):
            return decision
        owed = self.auditor.owed
        self.account = decision.account
        self.journal.extend(decision.events)
        self.auditor.read(decision.events)
        limit = self.money("0") if self.account.credit is None else self.account.credit.limit
        assert self.auditor.owed <= max(owed, limit), "a purchase went over the limit"
        return decision

    def give(self, command: Command) -> bool:
        """Give the account a command; whether it was accepted."""
        return isinstance(self.ask(command), Accepted)

    def money(self, amount: str) -> Money:
        """An amount in the account's currency."""
        return Money(amount, self.account.currency)

    def new_id(self) -> str:
        """An id that was not used before."""
        self.count += 1
        return f"n{self.count}"

    def one_of(self, data: st.DataObject, ids: Iterable[str]) -> str:
        """One of the ids there are."""
        return data.draw(st.sampled_from(sorted(ids)))

    @initialize(
        on=FIRST_DAYS,
        currency=st.sampled_from((RUB, EUR)),
        limit=st.none() | LIMITS,
        short_month=st.sampled_from(ShortMonth),
        order=st.sampled_from(TopUpOrder),
    )
    def open(self, on: date, currency: Currency, limit: str | None, short_month: ShortMonth, order: TopUpOrder) -> None:
        """An account with two methods and perhaps a credit limit."""
        self.today = on
        opened = decide(None, commands.OpenAccount("a1", currency), on)
        assert isinstance(opened, Accepted)
        self.account = opened.account
        self.journal.extend(opened.events)
        self.auditor.read(opened.events)
        for method in METHODS:
            self.give(commands.SaveMethod(method, method.title()))
        if limit is not None:
            self.give(commands.GrantCredit(CreditPolicy(self.money(limit), short_month, order)))
        self.begin()

    def begin(self) -> None:
        """What a theme needs to be there from the first day."""

    @rule(data=st.data(), patient=st.booleans())
    def time_passes(self, data: st.DataObject, *, patient: bool) -> None:
        """Nights are run one by one, or one late run catches up."""
        for _ in range(data.draw(self.DAYS)):
            self.today += DAY
            if patient:
                assert self.give(commands.CloseDay())
        assert self.give(commands.CloseDay())

    @rule()
    def night_falls(self) -> None:
        """The agenda's next day comes, if it is near."""
        ahead = agenda(self.account)
        self.today = self.today + DAY if ahead is None else min(ahead, self.today + 40 * DAY)
        assert self.give(commands.CloseDay())

    # --- what must hold -----------------------------------------------------------------------------------------

    @invariant()
    def books_agree(self) -> None:
        """The account is what its journal says, to the kopeck."""
        self.auditor.agrees_with(self.account, self.today)
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

    def teardown(self) -> None:
        """The account is nothing but the fold of its journal."""
        if self.journal:
            assert fold(self.journal) == self.account
