"""What a customer pays with again (R75-R79, R87)."""

from __future__ import annotations

import pytest
from attrs import fields

from astra_billing.methods import BALANCE, MethodStatus, SavedMethod
from astra_billing.money import RUB, Money, MoneyRange
from astra_billing.texts import label


def test_a_saved_method_works() -> None:
    """R79: "Включено", which R87 calls "Работает" (B54)."""
    assert SavedMethod("card", "Bank card *1111").works


@pytest.mark.parametrize("status", [MethodStatus.BEING_SET_UP, MethodStatus.FAILING])
def test_a_method_that_does_not_work_is_not_tried(status: MethodStatus) -> None:
    """R79, R87: "Настраивается" and "Не работает"; the method is the same otherwise."""
    card = SavedMethod("card", "Bank card *1111")
    changed = card.with_status(status)
    assert not changed.works
    assert (changed.id, changed.title) == (card.id, card.title)
    assert changed.with_status(MethodStatus.WORKS) == card


def test_a_method_can_be_renamed() -> None:
    """R78: "Название" alone changes."""
    limits = MoneyRange(Money("10.00", RUB))
    card = SavedMethod("card", "Bank card *1111", MethodStatus.FAILING, "yookassa", limits)
    assert card.renamed("Mine") == SavedMethod("card", "Mine", MethodStatus.FAILING, "yookassa", limits)


def test_the_working_status_has_two_words() -> None:
    """B54: the list says "Включено", the text on renewals "Работает"; the other statuses have one word."""
    assert [each.listed_as("ru") for each in MethodStatus] == ["Включено", "Настраивается", "Не работает"]
    assert [label(each, "ru") for each in MethodStatus] == ["Работает", "Настраивается", "Не работает"]
    assert [each.listed_as("en") for each in MethodStatus] == ["Enabled", "Being set up", "Doesn't work"]


def test_the_balance_has_a_name_of_its_own() -> None:
    """R76: the account itself is an entry of the list."""
    assert BALANCE == "balance"


def test_a_saved_method_holds_no_card_data() -> None:
    """R75: the payment system keeps the card; here is an id to name it by, its name, status, keeper and limits."""
    assert [field.name for field in fields(SavedMethod)] == ["id", "title", "status", "gateway", "limits"]
