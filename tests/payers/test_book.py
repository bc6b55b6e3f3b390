"""The payers of an account: several of them, no change of status, deletion, the lock."""

from __future__ import annotations

import pytest

from astra_billing.money import RUB, Money
from astra_billing.payers import (
    BookEntry,
    Dependency,
    DependencyKind,
    Individual,
    LegalEntity,
    PayerBook,
    PayerExists,
    PayerExpense,
    PayerInUse,
    TypeIsFixed,
    UnknownPayer,
    choosable_payers,
    hanging_on,
    locked_by,
)

PERSON = Individual(contact_person="Иван")
COMPANY = LegalEntity(name="Lala limited", contact_person="Иван")
BOOK = PayerBook().plus("180", PERSON).plus("181", COMPANY)
UNPAID = Money("22.4137", RUB)


def test_an_account_has_several_payers() -> None:
    """R17, R20: a person who becomes a company adds a payer and keeps the old one."""
    assert list(BOOK) == list(PayerBook().plus("180", PERSON).plus("181", COMPANY))
    assert list(BOOK) == [BookEntry("180", PERSON), BookEntry("181", COMPANY)]
    assert (len(BOOK), BOOK["181"], "181" in BOOK, "182" in BOOK) == (2, COMPANY, True, False)


def test_the_list_has_id_name_and_status() -> None:
    """R26: the manual's own row is 181, Lala limited, Юридическое лицо."""
    assert BOOK.to_records("ru")[1] == {"id": "181", "name": "Lala limited", "status": "Юридическое лицо"}
    assert "Lala limited" in BOOK._repr_html_()


def test_an_id_is_used_once() -> None:
    """R26: the id is unique."""
    with pytest.raises(PayerExists, match="payer '181' already"):
        BOOK.plus("181", PERSON)
    with pytest.raises(PayerExists):
        PayerBook((BookEntry("1", PERSON), BookEntry("1", COMPANY)))


def test_any_payer_may_be_edited() -> None:
    """R27: the others stay as they are, and so does the order."""
    edited = LegalEntity(name="Lala Ltd", contact_person="Мария")
    assert list(BOOK.changed("181", edited)) == [BookEntry("180", PERSON), BookEntry("181", edited)]


def test_no_payer_changes_its_status() -> None:
    """R20: another status is another payer, and the error says to add one."""
    with pytest.raises(TypeIsFixed, match=r"status legal entity.*add one more payer with the status individual"):
        BOOK.changed("181", PERSON)


def test_a_payer_without_dependencies_is_deleted() -> None:
    """R27, B44: what hangs on another payer does not matter."""
    held = [Dependency(DependencyKind.PAYMENT, "pfx/1", "180")]
    assert BOOK.without("181", held).ids == ("180",)


def test_a_payer_with_dependencies_is_not_deleted() -> None:
    """B44: the error names what hangs on it and what to do."""
    held = [Dependency(DependencyKind.PAYMENT, "pfx/1", "181"), Dependency(DependencyKind.ACT, "7", "181")]
    with pytest.raises(PayerInUse, match="payment pfx/1, act of completed work 7; merge it"):
        BOOK.without("181", held)


@pytest.mark.parametrize("book", [PayerBook(), BOOK], ids=["empty", "filled"])
def test_a_payer_that_is_not_there_is_named(book: PayerBook) -> None:
    """R26: the error lists the ids that there are, or says to add a payer."""
    for ask in (lambda: book["9"], lambda: book.without("9", []), lambda: book.changed("9", PERSON)):
        with pytest.raises(UnknownPayer, match=r"no payer '9'; use one of (180, 181|none: add a payer first)"):
            ask()


def test_unpaid_expenses_in_an_act_lock_every_other_payer() -> None:
    """R19, B42: the owner may be chosen; the text names both ways out."""
    spent = [PayerExpense("1", "180", "77", UNPAID), PayerExpense("2", "180", "77", UNPAID)]
    lock = locked_by(spent, "181")

    assert locked_by(spent, "180") is None
    assert lock is not None
    assert (lock.owners, lock.acts, [each.id for each in lock.expenses]) == (("180",), ("77",), ["1", "2"])
    assert "оплатите их или удалите акт и переоформите его на плательщика 181" in lock.text("ru")
    assert lock.text("en") == (
        "Payer 180 has unpaid expenses (1, 2) in acts of completed work (77): "
        "pay them, or delete the act and reissue it for payer 181"
    )


@pytest.mark.parametrize(
    "expense",
    [PayerExpense("1", "180", None, UNPAID), PayerExpense("1", "180", "77", Money.zero(RUB))],
    ids=["in no act", "paid"],
)
def test_an_expense_that_is_paid_or_in_no_act_locks_nobody(expense: PayerExpense) -> None:
    """R19: both conditions are needed."""
    assert locked_by([expense], "181") is None


def test_each_of_several_owners_may_be_chosen() -> None:
    """B42: else two payers with unpaid acts could never pay again."""
    spent = [PayerExpense("1", "180", "77", UNPAID), PayerExpense("2", "181", "78", UNPAID)]

    assert locked_by(spent, "180") is locked_by(spent, "181") is None
    lock = locked_by(spent, "182")
    assert lock is not None
    assert (lock.payer_id, lock.owners, lock.acts) == ("182", ("180", "181"), ("77", "78"))
    assert lock.text("en").startswith("Payer 180, 181 has unpaid expenses (1, 2) in acts of completed work (77, 78): ")


def test_a_saved_payer_may_be_chosen() -> None:
    """R25: for an advance payment, an order or a renewal, as soon as it stands in the book."""
    assert choosable_payers(PayerBook(), []) == ()
    assert choosable_payers(BOOK, []) == ("180", "181")


def test_only_the_owner_of_a_locked_act_may_be_chosen() -> None:
    """R19, R25: a payer that was added since is saved, and still not to be chosen."""
    spent = (PayerExpense(id, "181", "77", UNPAID) for id in ("1", "2"))
    assert choosable_payers(BOOK.plus("182", PERSON), spent) == ("181",)


def test_what_hangs_on_a_payer_is_found_in_its_order() -> None:
    """B44: asked before a payer is deleted, and before a merge."""
    held = [Dependency(DependencyKind.PAYMENT, id, payer) for id, payer in (("1", "180"), ("2", "181"), ("3", "180"))]
    assert [each.id for each in hanging_on("180", held)] == ["1", "3"]
    assert hanging_on("9", held) == ()
