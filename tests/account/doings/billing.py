"""Payers come, are chosen, merged and deleted; acts are made and taken back."""

from __future__ import annotations

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from astra_billing.account import commands
from tests.account import shop
from tests.account.doings.base import Machine

MOST = 4
PAYERS = st.sampled_from((shop.PERSON, shop.COMPANY))


class Billing(Machine):
    """A customer with an accountant."""

    def begin(self) -> None:
        """Two payers."""
        super().begin()
        for name in ("181", "190"):
            self.give(commands.AddPayer(name, shop.PERSON))

    @precondition(lambda self: len(self.account.payers.ids) < MOST)
    @rule(payer=PAYERS)
    def adds_a_payer(self, payer: object) -> None:
        """The first is chosen."""
        assert self.give(commands.AddPayer(self.new_id(), payer))  # type: ignore[arg-type]

    @precondition(lambda self: self.account.payers.ids)
    @rule(data=st.data(), kind=st.sampled_from((commands.ChoosePayer, commands.DeletePayer, commands.IssueAct)))
    def handles_a_payer(
        self, data: st.DataObject, kind: type[commands.ChoosePayer | commands.DeletePayer | commands.IssueAct]
    ) -> None:
        """Chooses it, deletes it, or has an act made for it."""
        self.give(kind(self.one_of(data, self.account.payers.ids)))

    @precondition(lambda self: self.account.payers.ids)
    @rule(data=st.data(), contact=st.sampled_from(("A", "B")))
    def edits_a_payer(self, data: st.DataObject, contact: str) -> None:
        """Perhaps without changing anything."""
        name = self.one_of(data, self.account.payers.ids)
        assert self.give(commands.EditPayer(name, evolve(self.account.payers[name], contact_person=contact)))

    @precondition(lambda self: len(self.account.payers.ids) > 1)
    @rule(data=st.data(), moves=st.booleans())
    def merges_payers(self, data: st.DataObject, *, moves: bool) -> None:
        """Whatever refers to the joined one."""
        primary, joined = data.draw(st.permutations(self.account.payers.ids))[:2]
        assert self.give(commands.MergePayers(primary, joined, moves))

    @precondition(lambda self: self.account.next_act > 1)
    @rule(data=st.data())
    def takes_an_act_back(self, data: st.DataObject) -> None:
        """While something in it is unpaid."""
        number = data.draw(st.integers(1, self.account.next_act - 1))
        assert (number in self.account.acts) is self.give(commands.DeleteAct(number))
