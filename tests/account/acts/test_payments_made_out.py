"""Payments by a method: made out, begun, recorded, deleted (R48-R55, R78, B29-B36)."""

from __future__ import annotations

import pytest
from attrs import evolve

from astra_billing.account import ChargeOutcome, DuplicateId, Reason, UnknownId, commands, decide, events, fold
from astra_billing.errors import InvalidValue
from astra_billing.ledger import Payment
from astra_billing.methods import MethodStatus
from astra_billing.money import EUR, CurrencyMismatch, Money
from tests.account import shop
from tests.account.book import Book, day, table

YES, NO, UNKNOWN = ChargeOutcome.SUCCEEDED, ChargeOutcome.DECLINED, ChargeOutcome.UNKNOWN


def made_out(*, saves_method: str | None = None) -> Book:
    """A payment of 100.00 by the manual's method."""
    book = Book("2026-01-01")
    book.accept(
        "2026-01-01", commands.CreatePayment("p1", shop.rub("100.00"), shop.YOOKASSA, saves_method=saves_method)
    )
    return book


def test_commission_comes_on_top_and_cashback_afterwards() -> None:
    """R54, R55: 100.00 costs 115.00 and brings 11.50 back, once, as a payment without a payer."""
    book = made_out()
    (created,) = book.all(events.PaymentCreated)
    assert str(created.payment.to_pay) == "115.00 RUB"
    assert table(book.accept("2026-01-02", commands.RecordPayment("p1", YES))) == [
        "2026-01-02 | PaymentCredited p1 100.00",
        "2026-01-02 | PaymentCredited cashback/p1 11.50",
    ]
    assert book.account.payments["cashback/p1"].payer_id is None
    assert book.balance == "111.50"
    assert book.accept("2026-01-02", commands.RecordPayment("p1", YES)) == ()


@pytest.mark.parametrize(
    ("amount", "reason"), [("9.99", Reason.AMOUNT_BELOW_LIMIT), ("3000.01", Reason.AMOUNT_ABOVE_LIMIT)]
)
def test_a_method_has_its_limits(amount: str, reason: Reason) -> None:
    """R54, B30: of the amount before the commission."""
    book = Book("2026-01-01")
    refused = book.refuse("2026-01-01", commands.CreatePayment("p1", shop.rub(amount), shop.YOOKASSA))
    assert (refused.reason, str(refused.facts["amount"])) == (reason, f"{amount} RUB")


def test_a_method_may_ask_for_a_payer() -> None:
    """R17, R49: the chosen one, unless another is named."""
    book = Book("2026-01-01")
    command = commands.CreatePayment("p1", shop.rub("50.00"), shop.INVOICE_TO_COMPANY)
    assert book.refuse("2026-01-01", command).reason is Reason.PAYER_REQUIRED
    for payer_id in ("181", "190"):
        book.accept("2026-01-01", commands.AddPayer(payer_id, shop.PERSON))
    book.accept("2026-01-01", command)
    book.accept("2026-01-01", commands.CreatePayment("p2", shop.rub("50.00"), shop.YOOKASSA, payer_id="190"))
    assert {each.id: each.payer_id for each in book.account.payments.values()} == {"p1": "181", "p2": "190"}


def test_an_amount_is_positive_and_in_the_accounts_currency() -> None:
    """B33."""
    book = Book("2026-01-01")
    with pytest.raises(InvalidValue, match="above zero"):
        book.ask("2026-01-01", commands.CreatePayment("p1", shop.rub("0.00"), shop.YOOKASSA))
    with pytest.raises(CurrencyMismatch):
        book.ask("2026-01-01", commands.CreatePayment("p1", Money("5.00", EUR), shop.YOOKASSA))


def test_an_id_is_that_of_one_payment() -> None:
    """R51: money that comes by itself cannot take the place of a payment that is awaited."""
    book = made_out()
    for command in (
        commands.CreatePayment("p1", shop.rub("50.00"), shop.YOOKASSA),
        commands.TopUp("p1", shop.rub("50.00"), "bank"),
    ):
        with pytest.raises(DuplicateId, match="payment 'p1'"):
            book.ask("2026-01-02", command)
    indebted = Book("2026-01-01", limit="500.00")
    indebted.accept("2026-01-01", commands.CreatePayment("p1", shop.rub("50.00"), shop.YOOKASSA))
    indebted.order("2026-01-02", "s1", "10.00")
    indebted.close("2026-02-01")
    with pytest.raises(DuplicateId, match="payment 'p1'"):
        indebted.ask("2026-02-01", commands.PayInvoice("p1", "bank"))


def test_a_payment_goes_from_new_through_being_paid_to_credited() -> None:
    """R51: a refusal of the payment system makes it new again."""
    book = made_out()
    statuses = []
    for command in (
        commands.BeginPayment("p1"),
        commands.RecordPayment("p1", UNKNOWN),
        commands.RecordPayment("p1", NO, "no money"),
        commands.RecordPayment("p1", NO, "no money"),
        commands.BeginPayment("p1"),
        commands.RecordPayment("p1", YES),
    ):
        book.accept("2026-01-02", command)
        statuses.append(book.account.payments["p1"].status)
    assert [each.value for each in statuses] == ["being_paid", "being_paid", "new", "new", "being_paid", "credited"]


@pytest.mark.parametrize("command", [commands.BeginPayment("p1"), commands.DeletePayment("p1")])
def test_only_a_new_payment_is_begun_or_deleted(command: commands.LaterCommand) -> None:
    """B36: not one that is being paid, credited, spent or deleted."""
    begun, credited, spent, deleted = made_out(), made_out(), made_out(), made_out()
    begun.accept("2026-01-02", commands.BeginPayment("p1"))
    credited.accept("2026-01-02", commands.RecordPayment("p1", YES))
    spent.accept("2026-01-02", commands.RecordPayment("p1", YES))
    spent.order("2026-01-02", "s1", "100.00")
    deleted.accept("2026-01-02", commands.DeletePayment("p1"))
    found = []
    for book in (begun, credited, spent, deleted):
        refused = book.refuse("2026-01-03", command)
        assert refused.reason is Reason.PAYMENT_IN_WRONG_STATE
        found.append(refused.facts["status"])
    assert found == ["being_paid", "credited", "credited", "cancelled"]
    with pytest.raises(UnknownId, match="no payment"):
        Book("2026-01-01").ask("2026-01-01", command)


def test_the_payment_of_an_order_goes_with_its_order_alone() -> None:
    """B36, R46: once the order is taken back it is deleted already."""
    book = Book("2026-01-01")
    book.accept("2026-01-01", commands.AddToCart(shop.service("vm")))
    book.accept("2026-01-01", commands.Checkout("o1", shop.YOOKASSA))
    refused = book.refuse("2026-01-01", commands.DeletePayment("order/o1"))
    assert (refused.reason, refused.facts["status"]) == (Reason.PAYMENT_IN_WRONG_STATE, "new")


def test_money_for_a_deleted_payment_is_not_lost() -> None:
    """R51: a late success counts, and a late refusal of what is deleted is nothing."""
    book = made_out(saves_method="card")
    book.accept("2026-01-02", commands.DeletePayment("p1"))
    assert book.accept("2026-01-03", commands.RecordPayment("p1", NO)) == ()
    book.accept("2026-01-04", commands.RecordPayment("p1", YES))
    assert book.balance == "111.50"
    assert book.account.methods["card"].works


def test_a_deleted_payment_is_forgotten_in_time() -> None:
    """R51: half a year later nobody expects its money."""
    book = made_out()
    book.accept("2026-01-02", commands.DeletePayment("p1"))
    for on, remembered in (("2026-06-01", True), ("2026-08-01", False)):
        book.accept(on, commands.CreatePayment(f"at {on}", shop.rub("50.00"), shop.YOOKASSA))
        assert ("p1" in book.account.payments) is remembered


def test_the_remembered_method_is_set_up_and_works_when_it_has_paid() -> None:
    """R78, R79: with the gateway and the limits of what it was; one that was deleted meanwhile stays away."""
    book = made_out(saves_method="card")
    card = book.account.methods["card"]
    assert (card.status, card.gateway, card.limits) == (MethodStatus.BEING_SET_UP, "yookassa", shop.YOOKASSA.limits)
    paid = made_out(saves_method="card")
    paid.accept("2026-01-02", commands.RecordPayment("p1", YES))
    assert [each.is_set_up for each in paid.all(events.MethodRestored)] == [True], "it never worked before"
    assert {each.method_title for each in paid.account.payments.values()} == {"ЮKassa"}, "the cashback's too (R52)"
    with pytest.raises(DuplicateId, match="method 'card'"):
        book.ask("2026-01-02", commands.CreatePayment("p2", shop.rub("50.00"), shop.YOOKASSA, saves_method="card"))
    book.accept("2026-01-02", commands.DeleteMethod("card"))
    book.accept("2026-01-02", commands.RecordPayment("p1", YES))
    assert book.account.methods == {}


def test_a_payment_of_an_invoice_goes_to_that_invoice() -> None:
    """B8, R70: an older one waits; when the invoice was paid meanwhile, the money is on the balance."""
    book = Book("2026-01-01", limit="500.00")
    for on, name in (("2026-01-10", "s1"), ("2026-02-10", "s2")):
        book.order(on, name, "50.00", "1 year")
    book.close("2026-03-01")
    asked = [
        commands.CreatePayment(payment_id, shop.rub("50.00"), shop.INVOICE_WITHOUT_PAYER, invoice=2)
        for payment_id in ("a", "b", "c")
    ]
    for command in asked[:2]:
        book.accept("2026-03-01", command)
    for payment_id in ("a", "b"):
        book.accept("2026-03-01", commands.RecordPayment(payment_id, YES))
        assert set(book.account.invoices) == {1}
    assert book.balance == "50.00"
    refused = book.refuse("2026-03-02", asked[2])
    assert (refused.reason, refused.facts) == (Reason.NOTHING_TO_PAY, {"invoice": 2})
    with pytest.raises(UnknownId, match="no invoice 3"):
        book.ask("2026-03-02", evolve(asked[2], invoice=3))


@pytest.mark.parametrize(
    "command",
    [
        commands.TopUp("cashback/p1", shop.rub("5.00"), "bank"),
        commands.CreatePayment("cashback/p1", shop.rub("50.00"), shop.YOOKASSA),
        commands.PayInvoice("cashback/p1", "bank"),
    ],
)
def test_the_id_of_a_cashback_is_taken_by_nothing_else(command: commands.LaterCommand) -> None:
    """R55, R52: no other money has an id that begins like one, so a cashback always finds its own free."""
    book = Book("2026-01-01", limit="500.00")
    book.order("2026-01-01", "s1", "10.00")
    book.accept("2026-01-01", commands.CreatePayment("p1", shop.rub("100.00"), shop.YOOKASSA))
    book.close("2026-02-01")
    with pytest.raises(InvalidValue, match="'cashback/p1' is not an id for a payment; choose one that does not begin"):
        book.ask("2026-02-01", command)
    book.accept("2026-02-01", commands.RecordPayment("p1", YES))
    assert "cashback/p1" in book.account.payments
    book.accept("2026-02-01", commands.TopUp("my-cashback/p1", shop.rub("5.00"), "bank"))


def test_money_is_never_credited_under_an_id_that_was_credited_before() -> None:
    """R51: not even where an older journal gave the id of a cashback to other money."""
    book = made_out()
    other = Payment("cashback/p1", day("2026-01-01"), shop.rub("5.00"), "bank").credited(day("2026-01-01"))
    account = fold([events.PaymentCredited(day("2026-01-01"), other)], book.account)
    with pytest.raises(DuplicateId, match="cashback/p1"):
        decide(account, commands.RecordPayment("p1", YES), day("2026-01-02"))


def test_a_method_that_nothing_can_remember_is_not_remembered() -> None:
    """R78: who asks for it is told so before anything is made out; without that wish the same payment is fine."""
    once = evolve(shop.YOOKASSA, can_save=False)
    command = commands.CreatePayment("p1", shop.rub("50.00"), once, saves_method="card")
    book = Book("2026-01-01")
    refused = book.refuse("2026-01-01", command)
    assert (refused.reason, refused.rule) == (Reason.METHOD_CANNOT_BE_SAVED, "R78")
    assert refused.facts == {"method": "yookassa"}
    book.accept("2026-01-01", evolve(command, saves_method=None))
    assert (set(book.account.payments), book.account.methods) == ({"p1"}, {})
