"""The cart, orders, payments by a method and refunds, and a payment system that answers whenever and whatever."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from astra_billing.account import ChargeOutcome, UnknownId, commands, decide
from astra_billing.catalog import Configuration, Opening, ProductKind, Tariff
from astra_billing.dates import Term, Unit
from astra_billing.ledger import PaymentStatus
from astra_billing.methods import BALANCE, Cashback, Commission, PaymentMethod
from astra_billing.money import MoneyRange
from astra_billing.orders import Discount, DiscountKind, NewService, PromoCode, Renewal
from tests.account.doings.base import Machine
from tests.simulation.scenarios import AMOUNTS, PRICES, TERMS

if TYPE_CHECKING:
    from astra_billing.orders import CartItem

SPRING = Discount("d1", "Spring", DiscountKind.PROMO, percent=50)
CODE = PromoCode("SPRING", SPRING, uses=2)
EVERYBODY = Discount("d2", "Everybody", DiscountKind.GLOBAL, percent=100, kinds=(ProductKind.HOSTING,))
KINDS = st.sampled_from((ProductKind.SERVER, ProductKind.HOSTING))
METHOD_KINDS = st.sampled_from(("free", "dear", "payer"))


class Shopping(Machine):
    """A customer in the shop."""

    def begin(self) -> None:
        """Something in the cart, and an order that awaits its payment."""
        super().begin()
        item = self.item("100.00", Term.parse("1 month"), ProductKind.SERVER, Opening.AT_ONCE, aligned=False)
        self.give(commands.AddToCart(item))
        self.give(commands.Checkout("o1", self.method("dear")))

    def method(self, kind: str) -> PaymentMethod:
        """What the provider offers: without anything, with everything, for a payer alone."""
        if kind == "dear":
            limits = MoneyRange(self.money("10.00"), self.money("3000.00"))
            commission, cashback = Commission("5", self.money("10.00")), Cashback("10")
            return PaymentMethod("dear", "Dear", "gateway", commission, limits, cashback, needs_payer=False)
        return PaymentMethod(kind, kind.title(), needs_payer=kind == "payer")

    def saves(self, *, wanted: bool) -> str | None:
        """The id of a method to be remembered."""
        return self.new_id() if wanted else None

    def item(self, price: str, term: Term, kind: ProductKind, opening: Opening, *, aligned: bool) -> NewService:
        """A service to be ordered."""
        day = 15 if aligned and term.unit is not Unit.DAY else None
        prices = {term: self.money(price), Term.parse("2 years"): self.money("500.00")}
        if day is not None:
            prices = {each: amount for each, amount in prices.items() if each.unit is not Unit.DAY}
        tariff = Tariff(f"t{price}", "Test", kind, prices, opening=opening, pro_rata_day=day)
        return NewService(self.new_id(), Configuration(tariff, term), BALANCE)

    @rule(price=PRICES, term=TERMS, kind=KINDS, opening=st.sampled_from(Opening), aligned=st.booleans())
    def puts_into_the_cart(self, price: str, term: Term, kind: ProductKind, opening: Opening, *, aligned: bool) -> None:
        """A service."""
        assert self.give(commands.AddToCart(self.item(price, term, kind, opening, aligned=aligned)))

    @precondition(lambda self: self.account.services)
    @rule(data=st.data(), price=PRICES)
    def puts_a_renewal_into_the_cart(self, data: st.DataObject, price: str) -> None:
        """Of any service, by a term that it is sold for; its price may be what it wants."""
        service = self.account.services[self.one_of(data, self.account.services)]
        term = data.draw(st.sampled_from((service.term, *service.offers)))
        item = Renewal(self.new_id(), service.id, service.title, service.kind, term, self.money(price))
        assert self.give(commands.AddToCart(item))

    @precondition(lambda self: bool(len(self.account.cart)))
    @rule(data=st.data(), price=PRICES)
    def handles_the_cart(self, data: st.DataObject, price: str) -> None:
        """Selects, removes, changes."""
        ids = data.draw(st.sets(st.sampled_from(self.account.cart.ids)))
        some = tuple(sorted(ids))
        doings = (commands.SelectInCart(some), commands.RemoveFromCart(some))
        assert self.give(doings[data.draw(st.integers(0, 1))])
        there = [each for each in self.account.cart if self.is_there(each)]
        for item in data.draw(st.sampled_from(((), tuple(there)))):
            assert self.give(commands.EditCartItem(self.changed(item, price)))

    def is_there(self, item: CartItem) -> bool:
        """Whether what it renews has not been deleted meanwhile."""
        return not isinstance(item, Renewal) or item.service_id in self.account.services

    def changed(self, item: CartItem, price: str) -> CartItem:
        """Another renewal price, or the same service."""
        if not isinstance(item, Renewal):
            return item
        return Renewal(item.id, item.service_id, item.title, item.kind, item.term, self.money(price))

    @rule(code=st.sampled_from((None, "spring", "autumn")))
    def enters_a_code(self, code: str | None) -> None:
        """One there is, one there isn't, or none."""
        assert self.give(commands.EnterPromoCode(code))

    @rule(
        kind=st.none() | METHOD_KINDS, data=st.data(), saves=st.booleans(), everybody=st.booleans(), sure=st.booleans()
    )
    def checks_out(self, kind: str | None, data: st.DataObject, *, saves: bool, everybody: bool, sure: bool) -> None:
        """From the balance or by a method, as any payer, with any discount."""
        if sure:
            self.give(commands.TopUp(self.new_id(), self.money("700.00"), "bank"))
        code = self.account.cart.promo_code
        order = commands.Checkout(
            self.new_id(),
            None if kind is None else self.method(kind),
            data.draw(st.sampled_from((None, *self.account.payers.ids))),
            (EVERYBODY,) if everybody else (),
            CODE if code == "spring" else None,
            saves_method=self.saves(wanted=saves),
        )
        assert self.give(order) is (order.order_id in self.account.order_ids)

    @precondition(lambda self: self.account.order_ids)
    @rule(data=st.data())
    def cancels_an_order(self, data: st.DataObject) -> None:
        """While it awaits its payment."""
        order_id = self.one_of(data, self.account.order_ids)
        assert (order_id in self.account.orders) is self.give(commands.CancelOrder(order_id))

    # --- payments -----------------------------------------------------------------------------------------------

    @rule(amount=AMOUNTS, kind=METHOD_KINDS, data=st.data(), saves=st.booleans())
    def makes_a_payment_out(self, amount: str, kind: str, data: st.DataObject, *, saves: bool) -> None:
        """For the balance or an invoice."""
        name = self.new_id()
        payer = data.draw(st.sampled_from((None, *self.account.payers.ids)))
        invoice = data.draw(st.sampled_from((None, *self.account.invoices)))
        method = self.method(kind)
        command = commands.CreatePayment(
            name, self.money(amount), method, payer, invoice, saves_method=self.saves(wanted=saves)
        )
        assert self.give(command) is (name in self.account.payments)

    @precondition(lambda self: self.account.payment_ids or self.account.payments)
    @rule(data=st.data(), kind=st.sampled_from((commands.BeginPayment, commands.DeletePayment)))
    def goes_to_pay_or_not(
        self, data: st.DataObject, kind: type[commands.BeginPayment | commands.DeletePayment]
    ) -> None:
        """Any payment, also one that is credited and spent."""
        self.give(kind(self.one_of(data, {*self.account.payment_ids, *self.account.payments})))

    @precondition(lambda self: self.account.payment_ids or self.account.payments)
    @rule(data=st.data(), outcome=st.sampled_from(ChargeOutcome))
    def payment_system_answers(self, data: st.DataObject, outcome: ChargeOutcome) -> None:
        """In time, late, again, in any order; money that came is credited once."""
        name = self.one_of(data, {*self.account.payment_ids, *self.account.payments})
        was_credited = name in self.account.payment_ids
        before = self.account
        assert self.give(commands.RecordPayment(name, outcome))
        assert (name in self.account.payment_ids) is (was_credited or outcome is ChargeOutcome.SUCCEEDED)
        assert not was_credited or self.account == before

    # --- refunds ------------------------------------------------------------------------------------------------

    @precondition(lambda self: self.account.payment_ids or self.account.payments)
    @rule(data=st.data(), amount=AMOUNTS)
    def wants_money_back(self, data: st.DataObject, amount: str) -> None:
        """As much as a payment has left, and no more; a cashback stays."""
        name = self.one_of(data, {*self.account.payment_ids, *self.account.payments})
        wanted = self.money(amount)
        payment = self.account.payments.get(name)
        came = payment is not None and payment.status is PaymentStatus.CREDITED and not name.startswith("cashback/")
        rest = payment.unspent if payment is not None and came else self.money("0")
        assert self.give(commands.IssueRefund(self.new_id(), name, wanted)) is (wanted <= rest)

    @precondition(lambda self: self.account.refund_keys)
    @rule(data=st.data(), outcome=st.sampled_from(ChargeOutcome))
    def bank_returns_money(self, data: st.DataObject, outcome: ChargeOutcome) -> None:
        """Or not, or says so twice."""
        key = self.one_of(data, self.account.refund_keys)
        assert self.give(commands.RecordRefund(key, outcome))
        assert outcome is ChargeOutcome.UNKNOWN or key not in self.account.refunds

    @rule()
    def hears_of_what_never_was(self) -> None:
        """A payment system with the wrong number."""
        with pytest.raises(UnknownId):
            decide(self.account, commands.RecordPayment("never", ChargeOutcome.SUCCEEDED), self.today)
