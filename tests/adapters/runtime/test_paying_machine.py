"""
Customers pay at a gateway over two stores: one in memory, one in a database whose process keeps dying and opening anew.

Whatever the gateway says, does late, or does without an answer, and wherever the process
dies, at a write or around a call, both hold the same journals, and the gateways the same money.
"""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import event

from astra_billing.account import commands as c
from astra_billing.adapters.runtime import Billing
from astra_billing.adapters.storage.memory import MemoryStore
from astra_billing.adapters.storage.sql import open_store, sqlite_url
from astra_billing.adapters.storage.sql.verify import differences
from astra_billing.autopay import AutopaySettings
from astra_billing.methods import BALANCE
from astra_billing.money import RUB
from astra_billing.testing import (
    LATE,
    NOT_SUBMITTED,
    UNKNOWN_DONE,
    UNKNOWN_NOT_DONE,
    YES,
    Decline,
    Say,
    ScriptedGateway,
)
from tests.adapters.runtime.outcomes import outcome
from tests.adapters.runtime.scripted import Post
from tests.adapters.runtime.stories import LIMIT, order
from tests.adapters.runtime.tills import BACK, BANK, card, rub

if TYPE_CHECKING:
    from collections.abc import Callable

    from astra_billing.account.commands import Command

WRITES = ("INSERT", "UPDATE", "DELETE", "COPY")
OVER = -60
"""A lease that is over when it begins: who is dead holds nothing."""


class Crash(BaseException):
    """The process dies here."""


class Fused(ScriptedGateway):
    """A gateway in whose calls the process may die: before it is asked, and after it has done what it was asked."""

    def __init__(self, count: Callable[[], None]) -> None:
        super().__init__()
        self.count = count

    def ask(self, operation: Any) -> Any:
        """As the scripted one."""
        self.count()
        answer = super().ask(operation)
        self.count()
        return answer


class Tills(RuleBasedStateMachine):
    """Every rule is given to both runtimes; the one in the database may die in the middle and begins again."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.url = sqlite_url(Path(self.folder.name) / "billing.sqlite")
        self.memory, self.store = MemoryStore(), open_store(self.url)
        self.left: int | None = None
        self.at_work = False
        self.banks = (ScriptedGateway(), Fused(self.count_down))
        self.posts = (Post(), Post())
        self.now, self.today, self.number = datetime(2026, 1, 10, 12, 0, tzinfo=UTC), date(2026, 1, 10), 0
        self.payments: list[str] = []
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
        event.listen(self.store.engine, "commit", lambda _: self.count_down())

    def before(self, _: object, __: object, statement: str, *___: object) -> None:
        """A write may be the last."""
        if statement.startswith(WRITES):
            self.count_down()

    def count_down(self) -> None:
        """Die where it is time to."""
        if self.at_work and self.left is not None:
            self.left -= 1
            if self.left < 0:
                raise Crash

    def runtime(self, number: int) -> Billing:
        """One of the two, as a process that has just begun."""
        store = (self.memory, self.store)[number]
        return Billing(store, {BANK: self.banks[number]}, self.posts[number], now=lambda: self.now, lease_seconds=OVER)

    def both(self, do: Callable[[Billing], object]) -> None:
        """The same for both; who died does it again.  Days later everything unresolved has been asked about."""
        one = outcome(lambda: do(self.runtime(0)))
        self.at_work = True
        try:
            other = outcome(lambda: do(self.runtime(1)))
        except Crash:
            self.left, self.at_work = None, False
            self.reopen()
            other = outcome(lambda: do(self.runtime(1)))
        self.at_work = False
        assert one == other
        for _ in range(2):
            self.now += timedelta(days=2)
            for number in (0, 1):
                self.runtime(number).sweep(on=self.today)

    def give(self, command: Command) -> None:
        """A command with a key of its own."""
        self.number += 1
        key, today = f"k{self.number}", self.today
        self.both(lambda billing: billing.execute("a1", command, key=key, on=today).happened)

    @initialize()
    def open(self) -> None:
        """An account with a limit, and a card that was saved with a payment."""
        self.give(c.OpenAccount("a1", RUB))
        self.give(LIMIT)
        self.customer_is_sent_to_pay("620.00", saves=True)
        self.customer_comes_to_an_end(YES, is_told=True)

    @rule(happenings=st.integers(0, 15))
    def dies_soon(self, happenings: int) -> None:
        """The process will die after so many writes, commits and calls; what the gateway does then is plain."""
        self.left = happenings
        for bank in self.banks:
            bank._script.clear()

    @precondition(lambda self: self.left is None)
    @rule(say=st.sampled_from((YES, LATE, UNKNOWN_DONE, UNKNOWN_NOT_DONE, NOT_SUBMITTED, Decline())))
    def bank_will(self, say: Say | Decline) -> None:
        """What the gateway says to the next operation that changes something."""
        for bank in self.banks:
            bank.will(say)

    @rule(amount=st.sampled_from(("5.00", "620.00")), saves=st.booleans())
    def customer_is_sent_to_pay(self, amount: str, saves: bool) -> None:  # noqa: FBT001  # hypothesis names it
        """A payment is created and its page is asked for."""
        payment_id = f"p{self.number}"
        self.give(c.CreatePayment(payment_id, rub(amount), card(), saves_method="saved" if saves else None))
        self.payments.append(payment_id)
        today = self.today
        self.both(lambda billing: billing.start_payment("a1", payment_id, BACK, on=today).redirect_url)

    @rule(say=st.sampled_from((YES, YES, Decline())), is_told=st.booleans())
    def customer_comes_to_an_end(self, say: Say | Decline, is_told: bool) -> None:  # noqa: FBT001  # as above
        """Whatever waits at the gateways is paid or declined; they tell so, or the sweep finds out."""
        for bank in self.banks:
            for own_key, (_, ref) in list(bank._keys.items()):
                known = bank.payments.get(ref) or bank.refunds.get(ref)
                if known is not None and not known.state.is_final:
                    bank.settle(own_key, say)
        self.tells(times=1, backwards=False) if is_told else self.both(lambda _: None)

    @rule(times=st.integers(1, 2), backwards=st.booleans())
    def tells(self, times: int, backwards: bool) -> None:  # noqa: FBT001  # as above
        """The gateways tell everything that has ever happened, again and in any order."""
        today = self.today
        news = self.banks[0].notifications(times=times, backwards=backwards)[:6]
        for each in news:
            self.both(lambda billing, each=each: billing.receive(BANK, each, on=today).status)  # type: ignore[misc]

    @rule(amount=st.sampled_from(("1.00", "5.00", "100.00")), number=st.integers(0, 9))
    def money_goes_back(self, amount: str, number: int) -> None:
        """A part of a payment, if there is so much of it."""
        if self.payments:
            payment_id = self.payments[number % len(self.payments)]
            self.give(c.IssueRefund(f"r{self.number}", payment_id, rub(amount)))

    @rule(price=st.sampled_from(("22.4137", "620.00")), source=st.sampled_from((BALANCE, "saved")))
    def orders(self, price: str, source: str) -> None:
        """A monthly service, renewed from the saved card or from the balance."""
        self.give(order(f"s{self.number}", price, "1 month", source))

    @rule()
    def sets_up_autopay(self) -> None:
        """The saved card tops up the balance."""
        self.give(c.SetUpAutopay(AutopaySettings("saved", cap=rub("2000.00"))))

    @rule(command=st.sampled_from((c.ConfirmMethod("saved"), c.DeleteMethod("saved"))))
    def card_is_refilled_or_deleted(self, command: Command) -> None:
        """By its customer."""
        self.give(command)

    @rule(days=st.sampled_from((1, 7, 31)))
    def night(self, days: int) -> None:
        """Some days pass, and the day is closed."""
        self.today += timedelta(days=days)
        today = self.today
        self.both(lambda billing: billing.run_day(today, batch=1).failed >= 0)

    @invariant()
    def both_say_the_same(self) -> None:
        """Journals, requests that wait, tokens, and the books of the gateways."""
        told = [line.happened for line in self.store.journal("a1")]
        assert told == [line.happened for line in self.memory.journal("a1")]
        assert list(self.store.waiting("a1")) == list(self.memory.waiting("a1"))
        one, other = self.banks
        assert one.charged == other.charged
        assert (one.payments, one.refunds, one.methods) == (other.payments, other.refunds, other.methods)
        tokens = [each.conversations.method("a1", "saved") for each in (self.memory, self.store)]
        assert tokens[0] == tokens[1]
        assert set(self.posts[0].keys) == set(self.posts[1].keys)

    @invariant()
    def tables_follow_the_journal(self) -> None:
        """The file verifies."""
        assert list(differences(self.store)) == []


TestTills = Tills.TestCase
TestTills.settings = settings(
    max_examples=20, stateful_step_count=15, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
