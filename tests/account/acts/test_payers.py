"""Who is billed: payers, the lock of unpaid acts, merging, acts and contracts (R17-R34, B42-B44)."""

from __future__ import annotations

from datetime import date

import pytest

from astra_billing.account import Account, ChargeOutcome, Reason, UnknownId, agenda, commands, events, merge_plan
from astra_billing.autopay import AutopaySettings
from astra_billing.errors import InvalidValue
from astra_billing.methods import BALANCE
from astra_billing.payers import PayerExists, TypeIsFixed, UnknownPayer
from tests.account import shop
from tests.account.book import Book, table


def billed(*, limit: str | None = "500.00") -> Book:
    """An account with two payers, the first of them chosen."""
    book = Book("2026-01-01", limit=limit)
    book.accept("2026-01-01", commands.AddPayer("181", shop.COMPANY))
    book.accept("2026-01-01", commands.AddPayer("190", shop.PERSON))
    return book


def indebted() -> Book:
    """The chosen payer owes 100.00 that an act lists."""
    book = billed()
    book.order("2026-01-10", "s1", "100.00", "1 year")
    book.close("2026-02-01")
    return book


def names_of(account: Account) -> set[str | None]:
    """Every payer that anything of an account names."""
    expenses = [*account.expenses.values(), *account.unlisted.values()]
    payments = [*account.payments.values(), *(each.payment for each in account.refunds.values())]
    return {
        account.payer_id,
        *account.billed_payers,
        *(each.payer_id for each in expenses),
        *(each.payer_id for each in payments),
        *(each.payer_id for each in account.acts.values()),
        *(each.payer_id for each in account.contracts.values()),
        *(each.payer_id for act in account.acts.values() for each in act.expenses),
        *(each.payer_id for each in account.orders.values()),
        *([account.autopay.payer_id] if account.autopay else []),
    }


def test_the_first_payer_is_chosen_and_the_second_is_not() -> None:
    """R17, R25."""
    book = billed()
    assert book.account.payer_id == "181"
    assert table(book.accept("2026-01-02", commands.ChoosePayer("190"))) == ["2026-01-02 | PayerChosen 190"]
    assert book.accept("2026-01-02", commands.ChoosePayer("190")) == ()


def test_a_payer_keeps_its_id_and_its_status() -> None:
    """R20, R27: an edit that changes nothing is no event."""
    book = billed()
    with pytest.raises(PayerExists):
        book.ask("2026-01-02", commands.AddPayer("181", shop.COMPANY))
    with pytest.raises(TypeIsFixed):
        book.ask("2026-01-02", commands.EditPayer("181", shop.PERSON))
    assert book.accept("2026-01-02", commands.EditPayer("181", shop.COMPANY)) == ()


@pytest.mark.parametrize(
    "command",
    [
        commands.ChoosePayer("7"),
        commands.DeletePayer("7"),
        commands.EditPayer("7", shop.PERSON),
        commands.IssueAct("7"),
        commands.MergePayers("181", "7"),
        commands.CreatePayment("p1", shop.rub("50.00"), shop.YOOKASSA, payer_id="7"),
    ],
)
def test_a_payer_that_does_not_exist_is_a_fault(command: commands.LaterCommand) -> None:
    """R17: a wrong id is a mistake of the caller."""
    with pytest.raises(UnknownPayer):
        billed().ask("2026-01-02", command)


# --- the lock ---------------------------------------------------------------------------------------------------------


def test_unpaid_expenses_in_an_act_lock_every_other_payer() -> None:
    """R19: to choose it, to pay by it, to order by it, to top up by it."""
    book = indebted()
    book.save("2026-02-02")
    book.accept("2026-02-02", commands.AddToCart(shop.service("vm")))
    fifty = shop.rub("50.00")
    for command in (
        commands.ChoosePayer("190"),
        commands.CreatePayment("p1", fifty, shop.YOOKASSA, payer_id="190"),
        commands.Checkout("o1", payer_id="190"),
        commands.Checkout("o1", shop.YOOKASSA, payer_id="190"),
        commands.SetUpAutopay(AutopaySettings("card", fifty, payer_id="190")),
    ):
        refused = book.refuse("2026-02-02", command)
        assert (refused.reason, refused.facts) == (
            Reason.PAYER_LOCKED,
            {"payer": "190", "owners": "181", "acts": "1"},
        )


def test_the_lock_opens_when_the_expense_is_paid() -> None:
    """R19: the first way out; what is not in an act locks nobody."""
    book = indebted()
    book.pay("2026-02-02")
    assert book.account.acts == {}
    book.accept("2026-02-02", commands.ChoosePayer("190"))
    book.order("2026-02-02", "s2", "10.00")
    book.accept("2026-02-02", commands.ChoosePayer("181"))


def test_an_act_is_deleted_and_made_again_for_the_needed_payer() -> None:
    """R19: the second way out; its expenses are that payer's now."""
    book = indebted()
    book.accept("2026-02-02", commands.DeleteAct(1))
    book.accept("2026-02-02", commands.ChoosePayer("190"))
    book.accept("2026-02-02", commands.IssueAct("190"))
    assert {each.payer_id for each in book.account.expenses.values()} == {"190"}
    assert book.refuse("2026-02-02", commands.ChoosePayer("181")).reason is Reason.PAYER_LOCKED


def test_a_deleted_act_is_made_again_on_the_next_1st() -> None:
    """R32: nothing stays unlisted."""
    book = indebted()
    book.accept("2026-02-02", commands.DeleteAct(1))
    assert set(book.account.unlisted) == {1}
    book.close("2026-03-01")
    assert [(each.act.number, each.act.payer_id) for each in book.all(events.ActIssued)] == [(1, "181"), (2, "181")]
    assert book.account.unlisted == {}


def test_an_act_that_is_paid_stays() -> None:
    """R19: only one with unpaid expenses can be deleted; one that never was is a fault."""
    book = indebted()
    book.pay("2026-02-02")
    assert book.refuse("2026-02-02", commands.DeleteAct(1)).reason is Reason.NOTHING_TO_PAY
    with pytest.raises(UnknownId, match="no act 2"):
        book.ask("2026-02-02", commands.DeleteAct(2))


def test_an_act_needs_an_expense() -> None:
    """R32: everything is listed already."""
    assert indebted().refuse("2026-02-02", commands.IssueAct("190")).reason is Reason.NOTHING_TO_LIST


def test_the_1st_makes_one_act_for_each_payer() -> None:
    """R32: over the expenses of earlier days; paid ones too, and then it locks nobody."""
    book = billed()
    book.top_up("2026-01-05", "100.00")
    book.order("2026-01-10", "s1", "100.00", "1 year")
    book.accept("2026-01-11", commands.ChoosePayer("190"))
    book.order("2026-01-12", "s2", "20.00", "1 year")
    book.order("2026-02-01", "s3", "30.00", "1 year")
    acts = [(each.act.number, each.act.payer_id, each.act.expense_ids) for each in book.all(events.ActIssued)]
    assert acts == [(1, "181", (1,)), (2, "190", (2,))]
    assert set(book.account.acts) == {2}
    assert set(book.account.unlisted) == {3}
    assert agenda(book.account) == date(2026, 2, 12)


def test_without_a_payer_nobody_is_billed() -> None:
    """R17: no act, no contract, no lock."""
    book = Book("2026-01-01", limit="500.00")
    book.order("2026-01-10", "s1", "100.00", "1 year")
    book.close("2026-02-01")
    assert book.all(events.ActIssued) == []
    assert book.all(events.ContractFormed) == []


# --- contracts --------------------------------------------------------------------------------------------------------


def test_a_contract_is_formed_with_the_first_paid_service_of_a_payer() -> None:
    """R34: one for each payer."""
    book = billed()
    assert book.account.contracts == {}
    book.order("2026-01-10", "s1", "10.00")
    book.order("2026-01-10", "s2", "10.00")
    book.accept("2026-01-11", commands.ChoosePayer("190"))
    book.order("2026-01-11", "s3", "10.00")
    contracts = [(each.contract.number, each.contract.payer_id) for each in book.all(events.ContractFormed)]
    assert contracts == [(1, "181"), (2, "190")]


@pytest.mark.parametrize("way", ["by hand", "from the balance", "from a card", "through the cart"])
def test_the_first_renewal_of_a_service_that_was_taken_over_forms_a_contract(way: str) -> None:
    """R34: taking it over pays nothing, so the section stays empty; its first renewal is a paid service, once."""
    book = billed()
    book.save("2026-01-01")
    source = {"from the balance": BALANCE, "from a card": "card"}.get(way)
    book.accept("2026-01-01", book.registering("s1", "10.00", "1 month", "2026-01-20", renews_from=source))
    book.close("2026-01-18")
    assert book.account.contracts == {}
    if way == "by hand":
        book.accept("2026-01-19", commands.RenewService("s1"))
    elif way == "through the cart":
        book.accept("2026-01-19", commands.AddToCart(shop.renewal("more", "s1", "10.00")))
        book.accept("2026-01-19", commands.Checkout("o1"))
    else:
        book.close("2026-01-19")
        for key in tuple(book.account.charges):
            book.accept("2026-01-19", commands.RecordCharge(key, ChargeOutcome.SUCCEEDED))
    assert [(str(each.on), each.contract.payer_id) for each in book.all(events.ContractFormed)] == [
        ("2026-01-19", "181")
    ]
    book.accept("2026-01-19", commands.RenewService("s1"))
    assert len(book.all(events.ContractFormed)) == 1


# --- deleting ---------------------------------------------------------------------------------------------------------


def test_a_payer_on_which_nothing_hangs_is_deleted_and_the_chosen_one_leaves_none() -> None:
    """R27, B44: whoever is added next is chosen."""
    book = billed()
    book.accept("2026-01-02", commands.DeletePayer("181"))
    assert book.account.payer_id is None
    book.accept("2026-01-02", commands.AddPayer("200", shop.PERSON))
    assert book.account.payer_id == "200"


def _expense(book: Book) -> str:
    book.order("2026-01-02", "s1", "10.00")
    return "contract, expense"


def _paid_expense(book: Book) -> str:
    book.top_up("2026-01-02", "10.00")
    _expense(book)
    book.close("2026-02-02")
    return "contract, payment"


def _act(book: Book) -> str:
    _expense(book)
    book.close("2026-02-02")
    return "act, contract, expense"


def _open_payment(book: Book) -> str:
    book.accept("2026-01-02", commands.CreatePayment("p1", shop.rub("50.00"), shop.INVOICE_TO_COMPANY))
    return "payment"


def _order(book: Book) -> str:
    book.accept("2026-01-02", commands.AddToCart(shop.service("vm")))
    book.accept("2026-01-02", commands.Checkout("o1", shop.INVOICE_TO_COMPANY))
    return "other, payment"


def _autopay(book: Book) -> str:
    book.save("2026-01-02")
    book.accept("2026-01-02", commands.SetUpAutopay(AutopaySettings("card", None, payer_id="181")))
    return "other"


@pytest.mark.parametrize("hang", [_expense, _paid_expense, _act, _open_payment, _order, _autopay])
def test_a_payer_on_which_something_hangs_stays(hang: object) -> None:
    """B44: and the refusal names what it is."""
    book = billed()
    held_by = hang(book)  # type: ignore[operator]
    refused = book.refuse(str(book.account.worked_on), commands.DeletePayer("181"))
    assert (refused.reason, refused.facts["held_by"]) == (Reason.PAYER_IN_USE, held_by)


def test_a_payer_that_has_signed_an_act_stays() -> None:
    """B44: a document is a document, though nothing of it is unpaid, and the money came before there was a payer."""
    for price in ("0.00", "10.00"):
        book = Book("2026-01-01")
        book.top_up("2026-01-01", "10.00")
        book.accept("2026-01-02", commands.AddPayer("181", shop.COMPANY))
        book.order("2026-01-02", "s1", price, "1 year")
        book.accept("2026-01-02", commands.AddPayer("190", shop.PERSON))
        book.close("2026-02-01")
        book.accept("2026-02-01", commands.MergePayers("190", "181", moves_contracts=False))
        assert (book.account.acts, book.account.contracts) == ({}, {})
        assert book.refuse("2026-02-01", commands.DeletePayer("190")).reason is Reason.PAYER_IN_USE


# --- merging ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("moves", [True, False])
def test_after_a_merge_nothing_names_the_joined_payer(*, moves: bool) -> None:
    """R28, B43: neither expenses nor acts, payments, refunds, orders, contracts, automatic top-ups."""
    book = indebted()
    book.accept("2026-02-02", commands.CreatePayment("p9", shop.rub("50.00"), shop.INVOICE_TO_COMPANY))
    book.accept("2026-02-02", commands.RecordPayment("p9", ChargeOutcome.SUCCEEDED))
    book.top_up("2026-02-02", "150.00")
    book.accept("2026-02-02", commands.IssueRefund("r1", "p1", shop.rub("20.00")))
    book.accept("2026-02-02", commands.AddToCart(shop.service("vm")))
    book.accept("2026-02-02", commands.Checkout("o1", shop.INVOICE_TO_COMPANY))
    book.order("2026-02-02", "s2", "300.00", "1 year")
    book.save("2026-02-02")
    book.accept("2026-02-02", commands.SetUpAutopay(AutopaySettings("card", None, payer_id="181")))
    book.close("2026-03-01")
    book.order("2026-03-01", "s3", "1.00")

    plan = merge_plan(book.account, primary="190", joined="181", moves_contracts=moves)
    (merged,) = book.accept("2026-03-01", commands.MergePayers("190", "181", moves))

    assert len(plan.steps) > 1
    assert isinstance(merged, events.PayersMerged)
    assert merged.deleted == (() if moves else (1,))
    assert len(book.account.contracts) == int(moves)
    assert names_of(book.account) == {"190"}
    assert book.account.payers.ids == ("190",)


def test_an_act_that_is_deleted_after_a_merge_is_made_again_for_the_primary() -> None:
    """R19, B43: its lines were the joined payer's, who is gone."""
    book = indebted()
    book.accept("2026-02-02", commands.MergePayers("190", "181"))
    book.accept("2026-02-02", commands.DeleteAct(1))
    book.close("2026-03-01")
    assert [each.act.payer_id for each in book.all(events.ActIssued)] == ["181", "190"]


def test_a_payer_is_not_joined_to_itself() -> None:
    """R28."""
    with pytest.raises(InvalidValue):
        billed().ask("2026-01-02", commands.MergePayers("181", "181"))
