"""Who is billed: a payer that an act locks, ways out of it, payers made by mistake, contracts (R17-R34)."""

from __future__ import annotations

from astra_billing.account import ChargeOutcome, Reason, commands, events, merge_plan
from astra_billing.payers import MergeAction
from tests.account import shop
from tests.account.book import Book, rows, table
from tests.stories.life import told

PERSON, COMPANY = "190", "181"


def december() -> Book:
    """600.00 of December on credit, billed to the company, with a person beside it."""
    book = Book("2025-12-01", limit="5000.00")
    book.accept("2025-12-01", commands.AddPayer(COMPANY, shop.COMPANY))
    book.accept("2025-12-01", commands.AddPayer(PERSON, shop.PERSON))
    book.order("2025-12-10", "server", "600.00", "1 year")
    return book


def test_an_act_with_unpaid_expenses_locks_the_payer_until_it_is_paid() -> None:
    """R19, R32: free to change in December, locked by the act of 1 January, free again when it is paid."""
    book = december()
    book.accept("2025-12-20", commands.ChoosePayer(PERSON))
    book.accept("2025-12-21", commands.ChoosePayer(COMPANY))
    book.close("2026-01-01")
    refused = book.refuse("2026-01-02", commands.ChoosePayer(PERSON))
    assert (refused.reason, refused.facts["owners"], refused.facts["acts"]) == (Reason.PAYER_LOCKED, COMPANY, "1")
    book.pay("2026-01-10")
    book.accept("2026-01-10", commands.ChoosePayer(PERSON))
    assert table(book.journal)[5:] == rows("""
        2025-12-10 | ServiceOrdered server 600.00
        2025-12-10 | ExpenseCharged server 600.00
        2025-12-10 | ContractFormed 1
        2025-12-20 | PayerChosen 190
        2025-12-21 | PayerChosen 181
        2026-01-01 | ActIssued 1 600.00
        2026-01-01 | InvoiceIssued pfx/1 600.00
        2026-01-01 | NoticeRaised credit_issued pfx/1
        2026-01-10 | PaymentCredited p1 600.00
        2026-01-10 | ExpensesCovered p1 600.00
        2026-01-10 | InvoiceSettled pfx/1
        2026-01-10 | PayerChosen 190
    """)


def test_an_act_is_deleted_and_made_out_to_another_payer() -> None:
    """R19: the manual's other way out; now the company is locked, and the person signs."""
    book = december()
    book.close("2026-01-02")
    book.accept("2026-01-02", commands.DeleteAct(1))
    book.accept("2026-01-02", commands.IssueAct(PERSON))
    book.accept("2026-01-02", commands.ChoosePayer(PERSON))
    assert book.refuse("2026-01-02", commands.ChoosePayer(COMPANY)).reason is Reason.PAYER_LOCKED
    assert table(book.journal)[7:] == rows("""
        2025-12-10 | ContractFormed 1
        2026-01-01 | ActIssued 1 600.00
        2026-01-01 | InvoiceIssued pfx/1 600.00
        2026-01-01 | NoticeRaised credit_issued pfx/1
        2026-01-02 | ActDeleted 1 600.00
        2026-01-02 | ActIssued 2 600.00
        2026-01-02 | PayerChosen 190
    """)
    assert book.refuse("2026-01-03", commands.IssueAct(PERSON)).reason is Reason.NOTHING_TO_LIST


def test_a_contract_is_formed_when_the_first_service_is_paid() -> None:
    """R34: "Если заказ еще не сделан, то раздел будет пустым"; one contract a payer, and none for a second order."""
    book = Book("2026-01-01")
    book.accept("2026-01-01", commands.AddPayer(COMPANY, shop.COMPANY))
    for number, ordered_on, paid_on in ((1, "2026-01-03", "2026-01-05"), (2, "2026-01-08", "2026-01-09")):
        book.accept(ordered_on, commands.AddToCart(shop.service(f"vm{number}")))
        book.accept(ordered_on, commands.Checkout(f"o{number}", shop.INVOICE_TO_COMPANY))
        assert len(book.all(events.ContractFormed)) == number - 1, "an order that awaits payment makes no contract"
        book.accept(paid_on, commands.RecordPayment(f"order/o{number}", ChargeOutcome.SUCCEEDED))
    assert told(book.journal, events.OrderPlaced, events.OrderPaid, events.ContractFormed) == rows("""
        2026-01-03 | OrderPlaced o1 100.00
        2026-01-05 | OrderPaid o1
        2026-01-05 | ContractFormed 1
        2026-01-08 | OrderPlaced o2 100.00
        2026-01-09 | OrderPaid o2
    """)
    assert [each.payer_id for each in book.account.contracts.values()] == [COMPANY]


def test_a_payer_made_by_mistake_is_joined_to_the_right_one() -> None:
    """R28, B43: what the plan shows happens: the contract goes, expenses, acts and payments move to the company."""
    book = december()
    book.accept("2026-01-02", commands.DeleteAct(1))
    book.accept("2026-01-02", commands.IssueAct(PERSON))
    book.accept("2026-01-02", commands.ChoosePayer(PERSON))
    book.top_up("2026-01-03", "1000.00")
    book.order("2026-01-03", "domain", "150.00", "1 year")
    plan = merge_plan(book.account, primary=COMPANY, joined=PERSON, moves_contracts=False)
    deleted = [step for step in plan.steps if step.action is MergeAction.DELETE]
    assert [(step.dependency.kind.value, step.dependency.id) for step in deleted] == [("contract", "2")]
    book.accept("2026-01-04", commands.MergePayers(COMPANY, PERSON, moves_contracts=False))
    assert table(book.journal)[7:] == rows("""
        2025-12-10 | ContractFormed 1
        2026-01-01 | ActIssued 1 600.00
        2026-01-01 | InvoiceIssued pfx/1 600.00
        2026-01-01 | NoticeRaised credit_issued pfx/1
        2026-01-02 | ActDeleted 1 600.00
        2026-01-02 | ActIssued 2 600.00
        2026-01-02 | PayerChosen 190
        2026-01-03 | PaymentCredited p1 1000.00
        2026-01-03 | ExpensesCovered p1 600.00
        2026-01-03 | InvoiceSettled pfx/1
        2026-01-03 | ServiceOrdered domain 150.00
        2026-01-03 | ExpenseCharged domain 150.00
        2026-01-03 | ExpensesCovered p1 150.00
        2026-01-03 | ContractFormed 2
        2026-01-04 | PayersMerged 181
    """)
    assert (list(book.account.payers.ids), book.account.payer_id) == ([COMPANY], COMPANY)
    assert [each.payer_id for each in book.account.contracts.values()] == [COMPANY]
    assert {each.payer_id for each in book.account.unlisted.values()} == {COMPANY}


def test_a_payer_with_payments_is_not_deleted() -> None:
    """R27, B44: nothing hangs on the person, much hangs on the company."""
    book = december()
    assert book.refuse("2025-12-11", commands.DeletePayer(COMPANY)).reason is Reason.PAYER_IN_USE
    book.accept("2025-12-11", commands.DeletePayer(PERSON))
    assert book.account.payers.ids == (COMPANY,)
