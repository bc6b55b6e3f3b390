"""Of several reasons to say no the first in the documented order is given (house rule 9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from astra_billing.account import Reason, Refused, commands
from astra_billing.autopay import AutopaySettings
from astra_billing.catalog import ProductKind
from astra_billing.dates import Term
from astra_billing.methods import PaymentMethod
from astra_billing.money import MoneyRange
from astra_billing.orders import Discount, DiscountKind, PromoCode
from astra_billing.services import Actor, DeletionRule, DeletionTime, ServicePolicy
from tests.account import shop
from tests.account.book import Book

if TYPE_CHECKING:
    from astra_billing.account.commands import LaterCommand

LIMITED = PaymentMethod("limited", "Limited", limits=MoneyRange(shop.rub("500.00"), shop.rub("600.00")))
"""A method that asks for a payer and takes neither a little nor much."""

FORGETFUL = evolve(LIMITED, can_save=False)
"""The same, and nothing remembers it."""

CARD_LIMITS = MoneyRange(shop.rub("10.00"), shop.rub("3000.00"))
SPENT = PromoCode("SPENT", Discount("d1", "Spent", DiscountKind.PROMO, percent=10), uses=1)
ON = "2026-03-05"


def in_every_trouble() -> Book:
    """A blocked account without money, a lock on a payer, money that is spent, a service stopped by force."""
    book = Book("2026-01-01", limit="200.00")
    book.accept("2026-01-01", commands.SaveMethod("card", "Card", limits=CARD_LIMITS))
    book.top_up("2026-01-01", "50.00")
    book.order("2026-01-01", "spent", "50.00", "1 year")
    for payer_id in ("181", "190"):
        book.accept("2026-01-01", commands.AddPayer(payer_id, shop.PERSON))
    rule = DeletionRule(time=DeletionTime.WHEN_PAID_TIME_ENDS)
    book.accept("2026-01-01", commands.SetServicePolicy(ServicePolicy({ProductKind.SERVER: rule})))
    book.order("2026-01-10", "debt", "100.00", "1 year")
    for name in ("forced", "leaving"):
        book.accept("2026-01-10", book.registering(name, "100.00", "1 month", "2026-12-31"))
        book.accept("2026-01-10", commands.DeleteService(name))
    book.accept("2026-01-10", commands.StopService("forced", by=Actor.ADMINISTRATOR))
    book.accept("2026-01-10", commands.CreatePayment("open", shop.rub("50.00"), shop.INVOICE_WITHOUT_PAYER))
    book.accept("2026-01-10", commands.AddToCart(shop.service("vm")))
    book.accept("2026-01-10", commands.AddToCart(shop.renewal("more", "leaving", "100.00")))
    book.accept("2026-01-10", commands.EnterPromoCode("spent"))
    book.close(ON)
    return book


def prepared(*commands_: LaterCommand) -> Book:
    """The same after some more commands."""
    book = in_every_trouble()
    for command in commands_:
        book.accept(ON, command)
    return book


ONLY_VM, CODELESS = commands.SelectInCart(("vm",)), commands.EnterPromoCode(None)
CHECKOUT = commands.Checkout("o1", LIMITED, payer_id="190", promo=SPENT, promo_used=1)
BARE = commands.Checkout("o1", LIMITED, payer_id="190")
WEEK = Term.parse("7 days")

CASES: list[tuple[Reason, tuple[LaterCommand, ...], LaterCommand]] = [
    (Reason.NOT_ALLOWED, (), commands.StartService("forced")),
    (Reason.NOT_ALLOWED, (), commands.DeleteService("forced")),
    (Reason.SERVICE_IN_WRONG_STATE, (), commands.RenewService("leaving", WEEK)),
    (Reason.SERVICE_IN_WRONG_STATE, (), CHECKOUT),
    (Reason.TERM_NOT_OFFERED, (), commands.RenewService("debt", WEEK)),
    (Reason.PAYMENT_IN_WRONG_STATE, (), commands.IssueRefund("r1", "open", shop.rub("99.00"))),
    (Reason.NOTHING_SELECTED, (commands.SelectInCart(()),), CHECKOUT),
    (Reason.PROMO_CODE_NOT_VALID, (ONLY_VM,), CHECKOUT),
    (Reason.METHOD_CANNOT_BE_SAVED, (ONLY_VM, CODELESS), evolve(BARE, method=FORGETFUL, saves_method="new")),
    (Reason.PAYER_LOCKED, (ONLY_VM, CODELESS), BARE),
    (Reason.PAYER_LOCKED, (), commands.SetUpAutopay(AutopaySettings("card", None, payer_id="190"))),
    (Reason.PAYER_LOCKED, (), commands.CreatePayment("p9", shop.rub("1.00"), LIMITED, payer_id="190", invoice=2)),
    (Reason.PAYER_IN_USE, (), commands.DeletePayer("181")),
    (Reason.AMOUNT_BELOW_LIMIT, (ONLY_VM, CODELESS), commands.Checkout("o1", LIMITED)),
    (Reason.AMOUNT_ABOVE_LIMIT, (), commands.CreatePayment("p9", shop.rub("601.00"), LIMITED)),
    (Reason.UNLIMITED_CAP_WITH_LIMITED_METHOD, (), commands.SetUpAutopay(AutopaySettings("card", None))),
    (Reason.CAP_BELOW_METHOD_MINIMUM, (), commands.SetUpAutopay(AutopaySettings("card", shop.rub("9.99")))),
    (Reason.NOTHING_TO_LIST, (), commands.IssueAct("190")),
    (Reason.REFUND_TOO_LARGE, (), commands.IssueRefund("r1", "p1", shop.rub("0.01"))),
    (Reason.CREDIT_BLOCKED, (ONLY_VM, CODELESS), commands.Checkout("o1")),
]
IDS = [f"{case[0].value}-{type(case[2]).__name__}" for case in CASES]


@pytest.mark.parametrize(("reason", "before", "command"), CASES, ids=IDS)
def test_the_first_reason_is_given(reason: Reason, before: tuple[LaterCommand, ...], command: LaterCommand) -> None:
    """DESIGN 2: in the order of `Reason`; every later one applies here too, or could."""
    assert prepared(*before).refuse(ON, command).reason is reason


def test_reasons_that_need_an_account_of_their_own() -> None:
    """R49, R61, R70: no payer, no money, no debt."""
    book = Book("2026-01-01")
    book.accept("2026-01-01", commands.AddToCart(shop.service("vm")))
    found = [
        book.refuse("2026-01-01", command).reason
        for command in (
            commands.Checkout("o1", LIMITED),
            commands.Checkout("o1"),
            commands.PayInvoice("p1", "bank"),
        )
    ]
    assert found == [Reason.PAYER_REQUIRED, Reason.INSUFFICIENT_FUNDS, Reason.NOTHING_TO_PAY]


def test_every_reason_is_met_here() -> None:
    """A new reason needs a case; every one names its rule."""
    met = {reason for reason, _, _ in CASES}
    assert met | {Reason.PAYER_REQUIRED, Reason.INSUFFICIENT_FUNDS, Reason.NOTHING_TO_PAY} == set(Reason)
    assert all(Refused(reason).rule[0] in "RB" for reason in Reason)
