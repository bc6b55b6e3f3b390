"""Money comes: top-ups, invoices that are paid, charges that are answered, limits that change."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from astra_billing.account import ChargeOutcome, DuplicateId, commands, decide
from astra_billing.credit import CreditPolicy, ShortMonth
from astra_billing.errors import InvalidValue
from astra_billing.methods import BALANCE
from tests.account.doings.base import Machine
from tests.simulation.scenarios import AMOUNTS, LIMITS

OUTCOMES = st.sampled_from(ChargeOutcome)


class Money(Machine):
    """A customer, a bank and a provider who lends."""

    @rule(amount=AMOUNTS)
    def tops_up(self, amount: str) -> None:
        """Money arrives."""
        assert self.give(commands.TopUp(self.new_id(), self.money(amount), "bank"))

    @rule(amount=AMOUNTS, data=st.data())
    def tops_up_again(self, amount: str, data: st.DataObject) -> None:
        """The bank tells of a payment twice, or of one that is awaited another way."""
        known = {*self.account.payment_ids, *self.account.payments}
        if known:
            again = commands.TopUp(self.one_of(data, known), self.money(amount), "bank")
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

    @precondition(lambda self: self.account.charges)
    @rule(data=st.data(), outcome=OUTCOMES)
    def bank_answers(self, data: st.DataObject, outcome: ChargeOutcome) -> None:
        """In time or late."""
        key = self.one_of(data, self.account.charges)
        assert self.give(commands.RecordCharge(key, outcome))
        assert (key in self.account.charges) is (outcome is ChargeOutcome.UNKNOWN)

    @precondition(lambda self: self.account.declined)
    @rule(data=st.data(), outcome=OUTCOMES)
    def bank_changes_its_mind(self, data: st.DataObject, outcome: ChargeOutcome) -> None:
        """A refusal is repeated, or was a success after all."""
        key = self.one_of(data, self.account.declined)
        assert self.give(commands.RecordCharge(key, outcome))
        assert (key in self.account.payment_ids) is (outcome is ChargeOutcome.SUCCEEDED)

    @precondition(lambda self: any("/renewal/" in key or "/autopay/" in key for key in self.account.payment_ids))
    @rule(data=st.data(), outcome=OUTCOMES)
    def bank_repeats_itself(self, data: st.DataObject, outcome: ChargeOutcome) -> None:
        """What was charged is charged, whatever comes afterwards."""
        keys = [key for key in self.account.payment_ids if "/renewal/" in key or "/autopay/" in key]
        before = self.account
        assert self.give(commands.RecordCharge(self.one_of(data, keys), outcome))
        assert self.account == before

    @precondition(lambda self: self.account.credit)
    @rule(limit=LIMITS, short_month=st.sampled_from(ShortMonth))
    def limit_changes(self, limit: str, short_month: ShortMonth) -> None:
        """The provider raises the limit, lowers it below the debt, or reads February another way."""
        assert self.give(commands.GrantCredit(CreditPolicy(self.money(limit), short_month)))

    @rule(sure=st.integers(0, 5))
    def something_rare(self, sure: int) -> None:
        """A limit is withdrawn, or the form of automatic payments is looked at."""
        assert self.give(commands.RecommendCap())
        if sure == 0:
            assert self.give(commands.WithdrawCredit())
            assert self.account.credit is None or self.account.credit.limit.is_zero

    @precondition(lambda self: self.account.invoices)
    @rule(data=st.data(), days=st.integers(-10, 60))
    def invoice_is_deferred(self, data: st.DataObject, days: int) -> None:
        """To a later day than it had; an earlier one is no deferral."""
        number = data.draw(st.sampled_from(sorted(self.account.invoices)))
        command = commands.GrantDeferral(number, self.today + timedelta(days=days))
        last = self.auditor.debts.blocks_on(number) - timedelta(days=1)
        if command.to < last:
            with pytest.raises(InvalidValue):
                decide(self.account, command, self.today)
        else:
            assert self.give(command)
