"""The tables that people query follow the journal, whatever happens to an account."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant
from sqlalchemy import select

from astra_billing.account import Accepted, ChargeOutcome, decide
from astra_billing.account import commands as c
from astra_billing.adapters.runtime import Billing
from astra_billing.adapters.storage.sql import open_store
from astra_billing.adapters.storage.sql import tables as t
from astra_billing.adapters.storage.sql.verify import differences
from astra_billing.money import RUB
from astra_billing.payers import Individual
from astra_billing.ports import Change, ChargeAnswer, Receipt
from tests.account.test_machine import Customer
from tests.adapters.runtime.scripted import Bank
from tests.adapters.runtime.stories import DAY, LIMIT, order, rub

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Table

    from astra_billing.account.commands import Command
    from astra_billing.adapters.storage.sql import SqlStore
    from astra_billing.ledger import Refund


class Kept(Customer):
    """A customer whose account is kept in a database; after everything that happens the database verifies."""

    def __init__(self) -> None:
        super().__init__()
        self.store = open_store("sqlite://")
        self.taken = 0

    def teardown(self) -> None:
        """Let the database go."""
        self.store.close()

    def give(self, command: Command) -> bool:
        """Give the command, and keep what it does."""
        if self.taken == 0:
            self.keep(c.OpenAccount("a1", self.account.currency))
        given = super().give(command)
        if given:
            self.keep(command)
        return given

    def keep(self, command: Command) -> None:
        """Decide on what the store has, and write it."""
        self.taken += 1
        kept = self.store.read("a1")
        decision = decide(kept.account, command, self.today)
        assert isinstance(decision, Accepted)
        receipt = Receipt(f"k{self.taken}", self.today, "")
        self.store.save(Change(kept, decision.account, receipt, decision.events))

    @invariant()
    def verifies(self) -> None:
        """Row by row; open requests alone are no part of this test."""
        if self.taken:
            assert self.store.read("a1").account == self.account
            found = [each for each in differences(self.store) if each.where != "outbox"]
            assert found == []


TestKept = Kept.TestCase
TestKept.settings = settings(
    max_examples=12, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


class Returning(Bank):
    """A bank that also returns money."""

    def refund(self, refund: Refund, *, on: date) -> ChargeAnswer:
        """Yes or no, as it says to charges."""
        self.asked.append(f"{refund.key} {on}")
        said = self.answers[0]
        assert isinstance(said, ChargeOutcome)
        return ChargeAnswer(said)


def column(store: SqlStore, table: Table, *names: str) -> list[tuple[object, ...]]:
    """Some columns of a table."""
    with store.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(select(*(table.c[name] for name in names)))]


def person(name: str) -> Individual:
    """A payer."""
    return Individual(contact_person=name)


def test_a_refund_goes_through_the_outbox_and_back(url: str) -> None:
    """B37: asked once, answered once; what is declined is balance again, what is returned is shown at the payment."""
    store, bank = open_store(url), Returning(ChargeOutcome.UNKNOWN)
    billing = Billing(store, bank)
    first: list[Command] = [c.OpenAccount("a1", RUB), c.TopUp("p1", rub("300.00"), "card")]
    for key, command in enumerate(first):
        billing.execute("a1", command, key=str(key), on=DAY)
    billing.execute("a1", c.IssueRefund("r1", "p1", rub("100.00")), key="r1", on=DAY)
    assert column(store, t.payments, "status", "refunded") == [("credited", Decimal(100))]
    assert store.open_requests() == {"refund": 1}

    bank.answers = (ChargeOutcome.DECLINED,)
    billing.run_day(DAY)
    assert billing.account("a1").balance == rub("300.00")
    bank.answers = (ChargeOutcome.SUCCEEDED,)
    billing.execute("a1", c.IssueRefund("r2", "p1", rub("300.00")), key="r2", on=DAY)

    assert column(store, t.payments, "status", "refunded", "spent") == [("refunded", Decimal(300), Decimal(0))]
    assert store.open_requests() == {}
    assert list(differences(store)) == []
    store.close()


def test_payers_and_acts_have_their_tables(url: str) -> None:
    """R17, R19: who is billed, what is signed for, and what is still unpaid of it."""
    store = open_store(url)
    billing = Billing(store)
    commands: list[Command] = [
        c.OpenAccount("a1", RUB),
        LIMIT,
        c.AddPayer("one", person("Ivan")),
        c.AddPayer("two", person("Olga")),
        c.ChoosePayer("one"),
        order("s1", "22.4137"),
        c.IssueAct("one"),
        c.TopUp("p1", rub("100.00"), "bank"),
    ]
    for key, command in enumerate(commands):
        billing.execute("a1", command, key=str(key), on=DAY)
        assert list(differences(store)) == []

    assert sorted(column(store, t.payers, "id", "type", "is_chosen")) == [
        ("one", "individual", True),
        ("two", "individual", False),
    ]
    assert column(store, t.acts, "payer_id", "amount", "is_open") == [("one", Decimal("22.4137"), False)]
    assert column(store, t.expenses, "payer_id", "unpaid") == [("one", Decimal(0))]
    billing.execute("a1", c.MergePayers("two", "one"), key="merge", on=DAY)
    assert list(differences(store)) == []
    store.close()
