"""
Two runtimes side by side: one in memory, one in a database whose process keeps dying and being opened again.

Whatever customers, banks and nights do, both hold the same journals.
"""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import event

from astra_billing.account import ChargeOutcome
from astra_billing.account import commands as c
from astra_billing.adapters.runtime import Billing
from astra_billing.adapters.storage.memory import MemoryStore
from astra_billing.adapters.storage.sql import open_store, sqlite_url
from astra_billing.adapters.storage.sql.verify import differences
from astra_billing.methods import BALANCE
from astra_billing.money import RUB
from tests.adapters.runtime.outcomes import outcome
from tests.adapters.runtime.scripted import Bank, Post
from tests.adapters.runtime.stories import CARD, DAY, LIMIT, order, rub

if TYPE_CHECKING:
    from collections.abc import Callable

    from astra_billing.account.commands import Command

IDS = ("a1", "a2")
WRITES = ("INSERT", "UPDATE", "DELETE", "COPY")


class Crash(BaseException):
    """The process dies here."""


class Night(RuleBasedStateMachine):
    """Every rule is given to both runtimes; the one in the database may die in the middle and begins again."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.url = sqlite_url(Path(self.folder.name) / "billing.sqlite")
        self.banks, self.posts = (Bank(), Bank()), (Post(), Post())
        self.memory = MemoryStore()
        self.left: int | None = None
        self.at_work = False
        self.today, self.count = DAY, 0
        self.store = open_store(self.url)
        self.reopen()

    def teardown(self) -> None:
        """Let the file go."""
        self.store.close()
        self.folder.cleanup()

    @rule()
    def reopen(self) -> None:
        """The process ends and another one begins."""
        self.store.close()
        self.store = open_store(self.url)
        event.listen(self.store.engine, "before_cursor_execute", self.before)
        event.listen(self.store.engine, "commit", lambda _: self.before(None, None, WRITES[0]))

    def before(self, _: object, __: object, statement: str, *___: object) -> None:
        """Die at the write whose turn it is."""
        if self.at_work and self.left is not None and statement.startswith(WRITES):
            self.left -= 1
            if self.left < 0:
                raise Crash

    def both(self, do: Callable[[Billing], object]) -> None:
        """The same for both; who died does it again."""
        one = outcome(lambda: do(Billing(self.memory, self.banks[0], self.posts[0])))
        self.at_work = True
        try:
            other = outcome(lambda: do(Billing(self.store, self.banks[1], self.posts[1], lease_seconds=0)))
        except Crash:
            self.left, self.at_work = None, False
            self.reopen()
            other = outcome(lambda: do(Billing(self.store, self.banks[1], self.posts[1])))
        self.at_work = False
        assert one == other

    def give(self, account_id: str, command: Command) -> None:
        """A command with a key of its own."""
        self.count += 1
        key, today = f"k{self.count}", self.today
        self.both(lambda billing: billing.execute(account_id, command, key=key, on=today).happened)

    @initialize()
    def open(self) -> None:
        """Two accounts, one with a limit, both with a card."""
        for account_id in IDS:
            self.give(account_id, c.OpenAccount(account_id, RUB))
            self.give(account_id, CARD)
        self.give("a1", LIMIT)

    @rule(writes=st.integers(0, 40))
    def dies_soon(self, writes: int) -> None:
        """The process will die after so many writes."""
        self.left = writes

    @rule(outcome=st.sampled_from(ChargeOutcome))
    def bank_changes_its_mind(self, outcome: ChargeOutcome) -> None:
        """What the bank will say to keys that it has not answered."""
        for bank in self.banks:
            bank.answers = (outcome,)

    @rule(days=st.sampled_from((1, 1, 7, 31)))
    def night(self, days: int) -> None:
        """Some days pass, and the day is closed."""
        self.today += timedelta(days=days)
        today = self.today
        self.both(lambda billing: billing.run_day(today, batch=1).failed)

    @rule(
        account_id=st.sampled_from(IDS),
        price=st.sampled_from(("22.4137", "0", "620.00")),
        term=st.sampled_from(("1 day", "1 month")),
        source=st.sampled_from((BALANCE, "card", None)),
    )
    def orders(self, account_id: str, price: str, term: str, source: str | None) -> None:
        """A service more, if there is money for it."""
        self.give(account_id, order(f"s{self.count}", price, term, source))

    @rule(account_id=st.sampled_from(IDS), amount=st.sampled_from(("5.00", "100.66", "2000.00")))
    def tops_up(self, account_id: str, amount: str) -> None:
        """Money arrives."""
        self.give(account_id, c.TopUp(f"p{self.count}", rub(amount), "bank"))

    @rule(account_id=st.sampled_from(IDS))
    def pays(self, account_id: str) -> None:
        """The oldest invoice."""
        self.give(account_id, c.PayInvoice(f"p{self.count}", "bank"))

    @rule(account_id=st.sampled_from(IDS))
    def refills(self, account_id: str) -> None:
        """The card works again."""
        self.give(account_id, c.ConfirmMethod("card"))

    @rule(number=st.integers(1, 30))
    def repeats(self, number: int) -> None:
        """An old key comes again with another command."""
        key, today = f"k{min(number, self.count)}", self.today
        other = c.TopUp("again", rub("1.00"), "bank")
        self.both(lambda billing: billing.execute("a1", other, key=key, on=today).happened)

    @invariant()
    def both_say_the_same(self) -> None:
        """Journals, open requests, charges made and notices told."""
        for account_id in IDS:
            told = [line.happened for line in self.store.journal(account_id)]
            assert told == [line.happened for line in self.memory.journal(account_id)]
            assert list(self.store.waiting(account_id)) == list(self.memory.waiting(account_id))
        assert self.banks[0].taken == self.banks[1].taken
        assert set(self.posts[0].keys) == set(self.posts[1].keys)

    @invariant()
    def tables_follow_the_journal(self) -> None:
        """The file verifies."""
        assert list(differences(self.store)) == []


TestNight = Night.TestCase
TestNight.settings = settings(
    max_examples=20, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
