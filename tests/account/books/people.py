"""The book of names: payers, the acts they sign, contracts, saved methods; and that nothing names what is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.account import events as e
from astra_billing.methods import BALANCE

if TYPE_CHECKING:
    from datetime import date

    from astra_billing.account import Account
    from astra_billing.account.events import Event


class People:
    """Who is billed for what, and what pays."""

    def __init__(self) -> None:
        self.payers: set[str] = set()
        self.chosen: str | None = None
        self.billed: dict[int, str] = {}
        self.charged_on: dict[int, date] = {}
        self.acts: dict[int, tuple[str, tuple[int, ...]]] = {}
        self.issued = 0
        self.contracts: dict[int, str] = {}
        self.formed = 0
        self.methods: dict[str, bool] = {}
        self.renewing: str | None = None

    def read(self, event: Event) -> None:
        """Enter an event."""
        self._payers(event)
        self._papers(event)
        self._methods(event)

    def _payers(self, event: Event) -> None:
        match event:
            case e.PayerAdded(payer_id=name):
                assert name not in self.payers
                self.payers.add(name)
            case e.PayerChosen(payer_id=name):
                assert name in self.payers
                self.chosen = name
            case e.PayerDeleted(payer_id=name):
                self.payers.remove(name)
                assert name not in self.billed.values(), "an expense lost its payer"
                self.chosen = None if self.chosen == name else self.chosen
            case e.PayersMerged(payer_id=name, joined=joined, deleted=deleted):
                self.payers.remove(joined)
                self.chosen = name if self.chosen == joined else self.chosen
                self.billed = {number: name if each == joined else each for number, each in self.billed.items()}
                self.acts = {no: (name if who == joined else who, what) for no, (who, what) in self.acts.items()}
                assert {no for no, who in self.contracts.items() if who == joined and no in deleted} == set(deleted)
                self.contracts = {
                    no: name if who == joined else who for no, who in self.contracts.items() if no not in deleted
                }
            case _:
                pass

    def _papers(self, event: Event) -> None:
        match event:
            case e.ExpenseCharged(expense=expense):
                assert expense.payer_id == self.chosen
                self.charged_on[expense.id] = event.on
                if self.chosen is not None:
                    self.billed[expense.id] = self.chosen
            case e.ActIssued(act=act):
                self.issued += 1
                assert act.number == self.issued, "act numbers have a gap"
                assert act.payer_id in self.payers
                assert not self.listed & set(act.expense_ids), "an expense is on two acts"
                self.acts[act.number] = (act.payer_id, act.expense_ids)
                for number in act.expense_ids:
                    self.billed[number] = act.payer_id
            case e.ActDeleted(act=act):
                del self.acts[act.number]
            case e.ContractFormed(contract=contract):
                self.formed += 1
                assert contract.number == self.formed, "contract numbers have a gap"
                assert contract.payer_id not in self.contracts.values(), "a payer has two contracts of its own"
                self.contracts[contract.number] = contract.payer_id
            case _:
                pass

    def _methods(self, event: Event) -> None:
        match event:
            case e.MethodSaved(method=method):
                assert method.id not in self.methods
                self.methods[method.id] = method.works
            case e.MethodFailed(method_id=name):
                assert self.methods[name], "a method failed twice"
                self.methods[name] = False
            case e.MethodRestored(method_id=name):
                assert not self.methods[name], "a method was restored twice"
                self.methods[name] = True
            case e.MethodDeleted(method_id=name):
                del self.methods[name]
            case _:
                pass

    @property
    def listed(self) -> set[int]:
        """The expenses in acts."""
        return {number for _, numbers in self.acts.values() for number in numbers}

    def agrees_with(self, account: Account) -> None:
        """The account says the same."""
        assert set(account.payers.ids) == self.payers
        assert account.payer_id == self.chosen
        assert {id: each.works for id, each in account.methods.items()} == self.methods
        assert {no: each.payer_id for no, each in account.contracts.items()} == self.contracts
        assert {each.id: each.payer_id for each in account.unlisted.values()} == {
            number: payer for number, payer in self.billed.items() if number not in self.listed
        }
        assert {each.id: each.payer_id for each in account.expenses.values()} == {
            number: self.billed.get(number) for number in account.expenses
        }
        assert {no: (each.payer_id, each.expense_ids) for no, each in account.acts.items()} == {
            no: each for no, each in self.acts.items() if any(number in account.expenses for number in each[1])
        }
        month = account.worked_on.replace(day=1)
        late = [number for number in account.unlisted if self.charged_on[number] < month]
        deleted_since = account.next_act > 1 and late
        assert not late or deleted_since, "an expense of an earlier month is in no act"

    def nothing_names_what_is_gone(self, account: Account) -> None:
        """Every payer and every method that anything names is there."""
        payments = [*account.payments.values(), *(each.payment for each in account.refunds.values())]
        lines = [each for act in account.acts.values() for each in act.expenses]
        named = {
            *account.billed_payers,
            *(each.payer_id for each in payments),
            *(each.payer_id for each in lines),
            *(each.payer_id for each in account.orders.values()),
            *([] if account.autopay is None else [account.autopay.payer_id]),
        }
        assert named - {None} <= self.payers
        sources = {each.renews_from for each in account.services.values()}
        topped_up = set() if account.autopay is None else {account.autopay.method_id}
        assert (sources | topped_up) - {None, BALANCE} <= set(self.methods)
