"""Of several discounts one is given, and it can say why."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.catalog import Configuration, ProductKind, Tariff
from astra_billing.dates import Term
from astra_billing.money import RUB, Money
from astra_billing.orders import Discount, DiscountKind, DiscountReason, NewService, Validity, best_discount
from astra_billing.testing.strategies import discounts
from astra_billing.texts import LANGS

MONTH = Term.parse("1 month")
DAY = date(2026, 7, 1)
ITEM = NewService("i1", Configuration(Tariff("t1", "VM6", ProductKind.SERVER, {MONTH: Money("100.00", RUB)}), MONTH))
PERSONAL, GROUP, PROMO, GLOBAL = DiscountKind


def discount(id: str, kind: DiscountKind = GLOBAL, percent: int = 10, **fields: Any) -> Discount:
    """A discount in percent."""
    return Discount(id, id, kind, percent=percent, **fields)


SERVERS = {"kinds": (ProductKind.SERVER,)}
TARIFF = {"tariff_ids": ("t1",)}


@pytest.mark.parametrize(
    ("winner", "other", "reason"),
    [
        (discount("a", GLOBAL, 5, priority=1), discount("b", PERSONAL, 50, **TARIFF), DiscountReason.PRIORITY),
        (discount("a", PERSONAL, 5), discount("b", GROUP, 50, **TARIFF), DiscountReason.KIND),
        (discount("a", GROUP, 5), discount("b", PROMO, 50, **TARIFF), DiscountReason.KIND),
        (discount("a", PROMO, 5), discount("b", GLOBAL, 50, **TARIFF), DiscountReason.KIND),
        (discount("a", GLOBAL, 5, **TARIFF), discount("b", GLOBAL, 50, **SERVERS), DiscountReason.NARROWER),
        (discount("a", GLOBAL, 5, **SERVERS), discount("b", GLOBAL, 50), DiscountReason.NARROWER),
        (discount("b", GLOBAL, 11), discount("a", GLOBAL, 10), DiscountReason.LARGER),
        (discount("a"), discount("b"), DiscountReason.FIRST),
        (discount("a"), discount("b", PERSONAL, 0, priority=9), DiscountReason.ONLY_ONE),
        (discount("a"), discount("b", PERSONAL, 50, validity=Validity(until=DAY)), DiscountReason.ONLY_ONE),
    ],
)
def test_one_discount_is_given_by_rank(winner: Discount, other: Discount, reason: DiscountReason) -> None:
    """B34: priority, then personal over group, then narrower, then larger; the order of the list says nothing."""
    for listed in permutations((winner, other)):
        given_ = best_discount(listed, ITEM, DAY)

        assert given_ is not None
        assert (given_.discount, given_.reason) == (winner, reason)


def test_a_discount_that_is_listed_twice_is_one() -> None:
    """B34: from the customer's list and from the group's."""
    given_ = best_discount([discount("a"), discount("a")], ITEM, DAY)

    assert given_ is not None
    assert given_.reason is DiscountReason.ONLY_ONE


def test_two_discounts_of_one_id_are_no_obstacle() -> None:
    """B34: equal in rank and sum, they differ in nothing that counts."""
    other = Discount("a", "b", GLOBAL, amount=Money("10.00", RUB))
    given_ = best_discount([discount("a"), other], ITEM, DAY)

    assert given_ is not None
    assert (str(given_.off), given_.reason) == ("10.00 RUB", DiscountReason.FIRST)


def test_without_a_discount_there_is_none() -> None:
    """B34: none is listed, none is for this item, or none takes anything off."""
    assert best_discount([], ITEM, DAY) is None
    assert best_discount([discount("a", kinds=(ProductKind.DOMAIN,)), discount("b", percent=0)], ITEM, DAY) is None


def test_a_given_discount_says_whose_it_is_how_much_and_why() -> None:
    """B34: "why" is answered in both languages."""
    given_ = best_discount([Discount("a", "Лето", PERSONAL, percent=10), discount("b", GROUP)], ITEM, DAY)

    assert given_ is not None
    assert given_.text("ru") == (
        "Персональная скидка «Лето»: минус 10.00 RUB, "
        "персональная важнее групповой, затем промокод, затем скидка для всех"
    )
    assert all(given_.text(lang) for lang in LANGS)


@given(listed=st.lists(discounts(), max_size=4), on=st.dates(date(2019, 1, 1), date(2030, 1, 1)))
def test_exactly_one_of_those_that_apply_is_given(listed: list[Discount], on: date) -> None:
    """B34: never two, never one for another day or product, and none of a higher rank is passed over."""
    applicable = [each for each in listed if each.covers(ITEM, on=on) and each.off(Money("100.00", RUB)).is_positive]
    given_ = best_discount(listed, ITEM, on)

    if not applicable:
        assert given_ is None
        return
    assert given_ is not None
    assert given_.discount in applicable
    assert given_.off == given_.discount.off(Money("100.00", RUB))
    assert given_.discount.priority == max(each.priority for each in applicable)
    assert given_ == best_discount(reversed(listed), ITEM, on)
