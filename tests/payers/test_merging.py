"""Merging payers: what the preview says is what happens, and nothing is lost."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.errors import InvalidValue
from astra_billing.payers import (
    Dependency,
    DependencyKind,
    Individual,
    LegalEntity,
    MergeAction,
    MergePlan,
    PayerBook,
    StalePlan,
    UnknownPayer,
    plan_merge,
)

BOOK = (
    PayerBook()
    .plus("181", LegalEntity(name="Lala limited", contact_person="Иван"))
    .plus("190", LegalEntity(name="Lala Ltd", contact_person="Иван"))
    .plus("200", Individual(contact_person="Мария"))
)
HELD = (
    Dependency(DependencyKind.CONTRACT, "K-1", "190"),
    Dependency(DependencyKind.PAYMENT, "pfx/7", "190"),
    Dependency(DependencyKind.CONTRACT, "K-2", "181"),
    Dependency(DependencyKind.ACT, "77", "200"),
)


def plan(*, move_contracts: bool, held: tuple[Dependency, ...] = HELD) -> MergePlan:
    """Joining 190 to 181."""
    return plan_merge(BOOK, primary="181", joined="190", dependencies=held, move_contracts=move_contracts)


def test_contracts_are_moved_if_the_option_is_on() -> None:
    """R28: Перенести договоры."""
    assert {step.action for step in plan(move_contracts=True).steps} == {MergeAction.MOVE}
    assert {each.payer_id for each in plan(move_contracts=True).left(HELD)} == {"181", "200"}


def test_contracts_are_deleted_if_the_option_is_off() -> None:
    """R28, B43: contracts of the joined payer only; everything else is re-pointed."""
    left = plan(move_contracts=False).left(HELD)
    assert [(each.id, each.payer_id) for each in left] == [("pfx/7", "181"), ("K-2", "181"), ("77", "200")]


def test_the_preview_lists_every_action_before_any_is_done() -> None:
    """R28: the last but one step of the portal's dialogue, in both languages."""
    assert plan(move_contracts=False).text("ru").splitlines() == [
        "Объединение плательщиков: основной 181 (Lala limited), присоединяемый 190 (Lala Ltd)",
        "Договор K-1: удаляется",
        "Платеж pfx/7: переносится на плательщика 181 (Lala limited)",
        "Плательщик 190 (Lala Ltd): запись удаляется",
    ]
    assert "Contract K-1: moves to payer 181" in plan(move_contracts=True).text("en")


def test_the_preview_is_a_table_too() -> None:
    """R28: the deletion of the joined payer is its last row."""
    records = plan(move_contracts=False).to_records()

    assert records == [
        {"action": "delete", "kind": "contract", "id": "K-1", "from": "190", "to": ""},
        {"action": "move", "kind": "payment", "id": "pfx/7", "from": "190", "to": "181"},
        {"action": "delete", "kind": "payer", "id": "190", "from": "", "to": ""},
    ]
    assert plan(move_contracts=False)._repr_html_().count("<tr>") == 4


def test_the_joined_payer_is_gone_and_the_others_stay() -> None:
    """R28: only when the plan is applied."""
    assert plan(move_contracts=True).applied(BOOK).ids == ("181", "200")
    assert BOOK.ids == ("181", "190", "200")


def test_payers_of_different_status_may_be_merged() -> None:
    """R28: the manual restricts nothing; the primary payer keeps its own status."""
    joined = plan_merge(BOOK, primary="181", joined="200", dependencies=HELD, move_contracts=True)
    assert joined.applied(BOOK)["181"] == BOOK["181"]


@pytest.mark.parametrize(
    "book",
    [BOOK.dropped("190"), BOOK.dropped("181"), BOOK.changed("190", LegalEntity(name="Lolo", contact_person="Иван"))],
    ids=["joined gone", "primary gone", "joined edited"],
)
def test_a_plan_is_not_applied_to_other_payers_than_it_shows(book: PayerBook) -> None:
    """R28: what is done is what was shown."""
    with pytest.raises(StalePlan, match="make a new plan"):
        plan(move_contracts=True).applied(book)


def test_a_plan_does_not_touch_what_it_does_not_show() -> None:
    """R28: a payment that came meanwhile asks for a new plan."""
    with pytest.raises(StalePlan):
        plan(move_contracts=True).left((*HELD, Dependency(DependencyKind.PAYMENT, "pfx/8", "190")))


def test_a_payer_is_merged_with_another_one_that_exists() -> None:
    """R28: two payers have to be chosen."""
    with pytest.raises(InvalidValue, match=r"^'181' is not another payer than the primary one; choose two payers$"):
        plan_merge(BOOK, primary="181", joined="181", dependencies=(), move_contracts=True)
    with pytest.raises(UnknownPayer):
        plan_merge(BOOK, primary="181", joined="9", dependencies=(), move_contracts=True)


DEPENDENCIES = st.lists(
    st.builds(Dependency, st.sampled_from(DependencyKind), st.text(max_size=3), st.sampled_from(BOOK.ids)), unique=True
)


@given(DEPENDENCIES, st.booleans())
def test_nothing_is_lost_but_the_contracts_that_the_plan_deletes(held: list[Dependency], move: bool) -> None:  # noqa: FBT001
    """B43: after the merge there is all of it, and none of it hangs on the joined payer."""
    made = plan(move_contracts=move, held=tuple(held))
    left = made.left(held)
    deleted = [step.dependency for step in made.steps if step.action is MergeAction.DELETE]

    assert Counter(each.id for each in left) + Counter(each.id for each in deleted) == Counter(each.id for each in held)
    assert all(each.kind is DependencyKind.CONTRACT and not move for each in deleted)
    assert "190" not in {each.payer_id for each in left}
