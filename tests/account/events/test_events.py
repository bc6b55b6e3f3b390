"""Every event names its day, its rule, what it is about and, where money is its point, how much (DESIGN 3)."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from attrs import evolve

from astra_billing.account import ChargeOutcome, commands, events
from astra_billing.account.events import Event
from astra_billing.autopay import AutopaySettings
from astra_billing.catalog import Opening, ProductKind
from astra_billing.methods import BALANCE
from astra_billing.services import Actor, DeletionRule, DeletionTime, ProcessingStep, ServicePolicy
from tests.account import shop
from tests.account.book import Book, day


def eventful() -> Book:
    """An account to which everything has happened that can happen."""
    book = Book(limit="300.00")
    book.save("2025-12-01")
    book.order("2025-12-10", "debt", "200.00", "1 year")
    book.accept("2025-12-10", book.registering("s1", "60.00", "1 month", "2026-01-20", renews_from="card"))
    book.accept("2025-12-10", book.registering("s2", "90.00", "1 month", "2026-02-10", renews_from=BALANCE))
    book.close("2026-01-19")
    book.answer("2026-01-19", ChargeOutcome.DECLINED, "no money")
    book.accept("2026-01-19", commands.ConfirmMethod("card"))
    book.close("2026-01-20")
    book.answer("2026-01-20", ChargeOutcome.SUCCEEDED)
    book.accept("2026-01-21", commands.RecommendCap())
    book.pay("2026-01-22", "50.00")
    book.accept("2026-02-15", commands.StopService("s1"))
    book.accept("2026-02-15", commands.StartService("s1"))
    book.top_up("2026-02-16", "150.00")
    return book


def shopper() -> Book:  # noqa: PLR0915  # a long day of shopping
    """An account whose customer uses everything that the portal offers."""
    book = Book(limit="1000.00")
    give = book.accept
    give("2025-12-01", commands.AddPayer("181", shop.COMPANY))
    give("2025-12-01", commands.AddPayer("190", shop.PERSON))
    give("2025-12-02", commands.EditPayer("190", shop.PERSON))
    give("2025-12-02", commands.EditPayer("181", evolve(shop.COMPANY, name="Lala Ltd")))
    rule = DeletionRule(time=DeletionTime.WHEN_PAID_TIME_ENDS, after_days=5)
    give("2025-12-02", commands.SetServicePolicy(ServicePolicy({ProductKind.SERVER: rule}, violations_allowed=0)))
    for item in (shop.service("vm"), shop.service("quick", opening=Opening.NEEDS_SETUP), shop.service("spare")):
        give("2025-12-03", commands.AddToCart(item))
    give("2025-12-03", commands.EditCartItem(shop.service("spare", shop.DAY)))
    give("2025-12-03", commands.RemoveFromCart(("spare",)))
    give("2025-12-03", commands.SelectInCart(("vm",)))
    give("2025-12-03", commands.EnterPromoCode("SPRING"))
    give("2025-12-03", commands.EnterPromoCode(None))
    give("2025-12-03", commands.Checkout("o1", shop.YOOKASSA, saves_method="card"))
    give("2025-12-03", commands.BeginPayment("order/o1"))
    give("2025-12-03", commands.RecordPayment("order/o1", ChargeOutcome.DECLINED, "no money"))
    give("2025-12-04", commands.RecordPayment("order/o1", ChargeOutcome.SUCCEEDED))
    give("2025-12-04", commands.RenameMethod("card", "My card"))
    give("2025-12-05", commands.SelectInCart(("quick",)))
    give("2025-12-05", commands.Checkout("o2", shop.YOOKASSA))
    give("2025-12-05", commands.CancelOrder("o2"))
    give("2025-12-05", commands.AddToCart(shop.service("other", opening=Opening.PROVISIONED)))
    give("2025-12-05", commands.Checkout("o3"))
    give("2025-12-06", commands.FinishProcessing("other"))
    give("2025-12-06", commands.BeginProcessing("other", ProcessingStep.REBOOTING))
    give("2025-12-06", commands.FinishProcessing("other"))
    give("2025-12-06", commands.ChangeTerm("other", shop.YEAR))
    give("2025-12-06", commands.ChangeService("other", "Тест+", book.money("1300.00")))
    give("2025-12-06", commands.ChangeRenewal("other", "card"))
    give("2025-12-06", commands.DeleteService("other"))
    give("2025-12-06", commands.RecordViolation("vm"))
    give("2025-12-07", commands.StartService("vm", Actor.ADMINISTRATOR))
    book.top_up("2025-12-08", "500.00")
    for number, outcome in enumerate((ChargeOutcome.DECLINED, ChargeOutcome.SUCCEEDED), start=1):
        give("2025-12-09", commands.IssueRefund(f"r{number}", "p1", book.money("100.00")))
        (key,) = book.account.refunds
        give("2025-12-09", commands.RecordRefund(key, outcome))
    give("2025-12-10", commands.SetUpAutopay(AutopaySettings("card", book.money("50.00"))))
    give("2025-12-10", commands.DeleteMethod("card"))
    book.order("2025-12-20", "debt", "900.00", "1 year")
    book.close("2026-01-01")
    give("2026-01-02", commands.GrantDeferral(1, day("2026-02-20")))
    give("2026-01-03", commands.DeleteAct(1))
    give("2026-01-03", commands.IssueAct("190"))
    give("2026-01-04", commands.MergePayers("181", "190"))
    give("2026-01-04", commands.AddPayer("200", shop.PERSON))
    give("2026-01-04", commands.DeletePayer("200"))
    give("2026-01-05", commands.WithdrawCredit())
    return book


def short_of_money() -> Book:
    """An account whose automatic top-ups do not suffice, and whose service is cleared away in the end."""
    book = Book("2026-01-01")
    book.save("2026-01-01")
    book.order_paid("2026-01-01", "s1", "100.00", "7 days")
    book.accept("2026-01-01", commands.SetUpAutopay(AutopaySettings("card", book.money("50.00"))))
    book.accept(
        "2026-01-01", commands.SetServicePolicy(ServicePolicy({ProductKind.SERVER: DeletionRule(after_days=3)}))
    )
    book.close("2026-01-03")
    book.answer("2026-01-03", ChargeOutcome.DECLINED, "no money")
    book.accept("2026-01-03", commands.ConfirmMethod("card"))
    book.close("2026-01-04")
    book.answer("2026-01-04", ChargeOutcome.SUCCEEDED)
    book.close("2026-01-31")
    return book


EVENTFUL = [*eventful().journal, *shopper().journal, *short_of_money().journal]
FACTS = {
    "AccountOpened": ("R3", "a1", None),
    "CreditGranted": ("R61", "a1", "300.00"),
    "MethodSaved": ("R78", "card", None),
    "MethodFailed": ("R86", "card", None),
    "MethodRestored": ("R86", "card", None),
    "ServiceOrdered": ("R39", "debt", "200.00"),
    "ServiceRegistered": ("R88", "s1", None),
    "ServiceRenewed": ("R84", "s1", None),
    "ServiceStopped": ("B20", "s2", None),
    "ServiceStarted": ("R88", "s1", None),
    "RenewalRefused": ("R64", "s2", "90.00"),
    "ChargeRequested": ("R86", "s1", "60.00"),
    "ChargeSucceeded": ("R86", "s1", "60.00"),
    "ChargeDeclined": ("R86", "s1", "60.00"),
    "ExpenseCharged": ("R36", "debt", "200.00"),
    "PaymentCredited": ("R51", "a1/renewal/s1/2026-01-20/2", "60.00"),
    "ExpensesCovered": ("R38", "a1/renewal/s1/2026-01-20/2", "60.00"),
    "InvoiceIssued": ("R62", "pfx/1", "200.00"),
    "InvoiceOverdue": ("R62", "pfx/1", "200.00"),
    "InvoicePartlyPaid": ("R70", "pfx/1", "150.00"),
    "InvoiceSettled": ("R70", "pfx/1", None),
    "CreditBlocked": ("R63", "a1", "150.00"),
    "CreditUnblocked": ("R69", "a1", None),
    "NoticeRaised": ("R68", "pfx/1", None),
    "CapRecommended": ("R59", "a1", "99.00"),
    "CreditWithdrawn": ("R61", "a1", None),
    "DeferralGranted": ("B9", "pfx/1", None),
    "AutopaySetUp": ("R57", "a1", "50.00"),
    "AutopaySwitchedOff": ("R57", "a1", None),
    "TopUpRefused": ("R58", "a1", "450.00"),
    "ServicePolicySet": ("B22", "a1", None),
    "MethodRenamed": ("R78", "card", None),
    "MethodDeleted": ("R80", "card", None),
    "PayerAdded": ("R17", "181", None),
    "PayerEdited": ("R27", "181", None),
    "PayerDeleted": ("R27", "200", None),
    "PayerChosen": ("R25", "181", None),
    "PayersMerged": ("R28", "181", None),
    "ContractFormed": ("R34", "1", None),
    "ActIssued": ("R32", "1", "1100.00"),
    "ActDeleted": ("R19", "1", "1100.00"),
    "CartItemAdded": ("R39", "vm", None),
    "CartItemEdited": ("R44", "spare", None),
    "CartItemsRemoved": ("R44", "spare", None),
    "CartItemsSelected": ("R44", "vm", None),
    "PromoCodeEntered": ("R44", "SPRING", None),
    "OrderPlaced": ("R44", "o1", "100.00"),
    "OrderPaid": ("R45", "o1", None),
    "OrderCancelled": ("R46", "o2", None),
    "PaymentCreated": ("R48", "order/o1", "100.00"),
    "PaymentStarted": ("R51", "order/o1", None),
    "PaymentDeclined": ("R51", "order/o1", None),
    "PaymentDeleted": ("B36", "order/o2", None),
    "RefundRequested": ("B37", "p1", "100.00"),
    "PaymentRefunded": ("B37", "p1", "100.00"),
    "RefundDeclined": ("B37", "p1", "100.00"),
    "ServiceOpened": ("R45", "vm", None),
    "RenewalChanged": ("R85", "other", None),
    "TermChanged": ("R83", "other", "1200.00"),
    "ServiceChanged": ("R88", "other", "1300.00"),
    "ProcessingBegun": ("R90", "other", None),
    "ProcessingFinished": ("R90", "other", None),
    "ViolationRecorded": ("R89", "vm", None),
    "DeletionScheduled": ("B22", "other", None),
    "ServiceDeleted": ("R88", "other", None),
}


def test_every_kind_of_event_has_happened_here() -> None:
    """A new event needs a place in this story and a line in its table."""
    kinds = {kind.__name__ for kind in get_args(Event)}
    assert {type(event).__name__ for event in EVENTFUL} == kinds
    assert set(FACTS) == kinds


@pytest.mark.parametrize("kind", FACTS)
def test_the_first_event_of_a_kind_says_what_it_rests_on(kind: str) -> None:
    """Rule, subject and amount, as the table above has them."""
    event = next(each for each in EVENTFUL if type(each).__name__ == kind)
    amount = None if event.amount is None else str(event.amount.amount)
    assert (event.rule, event.subject, amount) == FACTS[kind]


def test_every_event_names_a_rule_of_the_ledger() -> None:
    """R1-R100 and B1-B55 are all there are."""
    assert all(re.fullmatch(r"R[1-9]\d?|R100|B[1-4]?\d|B5[0-5]", event.rule) for event in EVENTFUL)


def test_the_rule_follows_the_cause() -> None:
    """B20 or R89 for a stop, R69 or R88 for a start, R68, R86 or B38 for a notice, and so on."""
    rules = {
        kind: {each.rule for each in EVENTFUL if type(each) is kind}
        for kind in (
            events.ServiceStopped,
            events.ServiceStarted,
            events.ServiceDeleted,
            events.RenewalRefused,
            events.RenewalChanged,
            events.ChargeRequested,
            events.PaymentCredited,
            events.NoticeRaised,
        )
    }
    assert rules == {
        events.ServiceStopped: {"B20", "R89"},
        events.ServiceStarted: {"R69", "R88"},
        events.ServiceDeleted: {"R88", "B22"},
        events.RenewalRefused: {"R64", "B20"},
        events.RenewalChanged: {"R85"},
        events.ChargeRequested: {"R86", "R56"},
        events.PaymentCredited: {"R51", "R55"},
        events.NoticeRaised: {"R68", "R86", "B38"},
    }


def test_the_story_was_unblocked_and_brought_its_service_back() -> None:
    """R69: so that the table above is about a story that makes sense."""
    assert [type(event).__name__ for event in eventful().journal[-7:]] == [
        "PaymentCredited",
        "ExpensesCovered",
        "InvoiceSettled",
        "CreditUnblocked",
        "ExpenseCharged",
        "ServiceRenewed",
        "ServiceStarted",
    ]
