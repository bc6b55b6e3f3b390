"""Saved methods come, are renamed and go; the balance is topped up from one by itself."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from astra_billing.account import commands
from astra_billing.autopay import AutopaySettings, OverCap
from astra_billing.catalog import ProductKind
from astra_billing.dates import Term
from astra_billing.methods import BALANCE, MethodStatus
from astra_billing.money import MoneyRange
from tests.account.doings.base import Machine
from tests.simulation.scenarios import AMOUNTS, METHODS, PRICES

CAPS = st.sampled_from((None, "0.01", "20.00", "150.00", "700.00", "5000.00"))
NOTICES = st.sampled_from(((10, 5, 4, 3, 2, 1, 0), (0,), (3,), (27, 1)))
RANGES = st.sampled_from((None, ("10.00", "3000.00"), ("0.01", "30.00"), ("50.00", None)))


class Saved(Machine):
    """A customer with cards, and top-ups that come by themselves."""

    KIND = ProductKind.SERVER
    TERM = Term.parse("7 days")

    def begin(self) -> None:
        """Automatic top-ups are set up."""
        super().begin()
        self.give(commands.SetUpAutopay(AutopaySettings(METHODS[1], self.money("700.00"))))

    @rule(method=st.sampled_from(METHODS), limits=RANGES, status=st.sampled_from(MethodStatus))
    def saves_a_method(self, method: str, limits: tuple[str, str | None] | None, status: MethodStatus) -> None:
        """One that was deleted, or another one with limits."""
        name = method if method not in self.account.methods else self.new_id()
        low, high = (None, None) if limits is None else limits
        range_ = None if low is None else MoneyRange(self.money(low), None if high is None else self.money(high))
        assert self.give(commands.SaveMethod(name, name.title(), "gateway", range_, status))

    @precondition(lambda self: self.account.methods)
    @rule(data=st.data(), title=st.sampled_from(("Mine", "Hers")))
    def renames_a_method(self, data: st.DataObject, title: str) -> None:
        """To something or to the same."""
        assert self.give(commands.RenameMethod(self.one_of(data, self.account.methods), title))

    @precondition(lambda self: self.account.methods)
    @rule(data=st.data())
    def confirms_a_method(self, data: st.DataObject) -> None:
        """It works, again."""
        assert self.give(commands.ConfirmMethod(self.one_of(data, self.account.methods)))

    @precondition(lambda self: self.account.methods)
    @rule(data=st.data())
    def deletes_a_method(self, data: st.DataObject) -> None:
        """However open its charges are."""
        assert self.give(commands.DeleteMethod(self.one_of(data, self.account.methods)))

    @precondition(lambda self: self.account.methods)
    @rule(data=st.data(), cap=CAPS, over_cap=st.sampled_from(OverCap), notices=NOTICES)
    def sets_up_autopay(
        self, data: st.DataObject, cap: str | None, over_cap: OverCap, notices: tuple[int, ...]
    ) -> None:
        """Or changes its settings in the middle of a month."""
        method = self.one_of(data, self.account.methods)
        payer = data.draw(st.sampled_from((None, *self.account.payers.ids)))
        money = None if cap is None else self.money(cap)
        self.give(commands.SetUpAutopay(AutopaySettings(method, money, payer, over_cap, notices)))

    @rule()
    def switches_autopay_off(self) -> None:
        """However open its charge is."""
        assert self.give(commands.SwitchOffAutopay())
        assert self.account.autopay is None

    @rule(price=PRICES)
    def is_renewed_from_the_balance(self, price: str) -> None:
        """A service that the balance has to be enough for."""
        name = self.new_id()
        command = commands.PlaceOrder(
            service_id=name,
            title=name,
            kind=self.KIND,
            price=self.money(price),
            term=self.TERM,
            renews_from=BALANCE,
        )
        self.give(commands.TopUp(self.new_id(), self.money(price) + self.money("0.01"), "bank"))
        self.give(command)

    @precondition(lambda self: self.account.balance.is_positive)
    @rule(amount=AMOUNTS)
    def runs_short(self, amount: str) -> None:
        """Money that was there goes back."""
        for payment in tuple(self.account.funds):
            self.give(commands.IssueRefund(self.new_id(), payment.id, self.money(amount)))
