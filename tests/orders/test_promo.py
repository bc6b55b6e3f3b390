"""Promo codes: when they open their discount, and why not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from astra_billing.errors import InvalidValue
from astra_billing.orders import Discount, DiscountKind, PromoCode, PromoFault, Validity

SPRING = Discount("d1", "Весна", DiscountKind.PROMO, percent=10)
SHORT = Discount("d2", "Май", DiscountKind.PROMO, percent=10, validity=Validity(date(2026, 5, 1), date(2026, 6, 1)))


@pytest.mark.parametrize(
    ("on", "used", "fault"),
    [
        (date(2026, 3, 31), 0, PromoFault.NOT_YET),
        (date(2026, 3, 31), 9, PromoFault.NOT_YET),
        (date(2026, 4, 1), 0, None),
        (date(2026, 5, 31), 2, None),
        (date(2026, 5, 31), 3, PromoFault.USED_UP),
        (date(2026, 6, 1), 3, PromoFault.OVER),
    ],
)
def test_a_code_has_its_days_and_its_uses(on: date, used: int, fault: PromoFault | None) -> None:
    """B34: valid in April and May, three times."""
    code = PromoCode("SPRING", SPRING, 3, Validity(date(2026, 4, 1), date(2026, 6, 1)))

    assert code.fault(on=on, used=used) is fault


@pytest.mark.parametrize(
    ("on", "fault"),
    [(date(2026, 4, 30), PromoFault.NOT_YET), (date(2026, 5, 1), None), (date(2026, 6, 1), PromoFault.OVER)],
)
def test_the_days_of_the_discount_count_too(on: date, fault: PromoFault | None) -> None:
    """B34: a discount has its own period."""
    assert PromoCode("MAY", SHORT).fault(on=on, used=10**6) is fault


@pytest.mark.parametrize(
    ("entered", "same"), [("SPRING", True), (" spring\n", True), ("Spring", True), ("SPRINT", False), ("", False)]
)
def test_a_code_is_entered_in_any_case(entered: str, *, same: bool) -> None:
    """R44: what a customer copies may have blanks around it."""
    assert PromoCode(" Spring ", SPRING).matches(entered) is same


def test_a_code_of_any_alphabet_is_entered_in_any_case() -> None:
    """R44: some letters have a capital of two."""
    assert PromoCode("Straße", SPRING).matches("STRASSE")
    assert PromoCode("Весна", SPRING).matches("весна")


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": " "},
        {"discount": Discount("d1", "Весна", DiscountKind.GROUP, percent=10)},
        {"uses": 0},
        {"uses": True},
        {"uses": "3"},
    ],
)
def test_a_code_has_words_a_promo_discount_and_a_use(wrong: dict[str, Any]) -> None:
    """B34: refused at birth."""
    with pytest.raises(InvalidValue, match=r"at least one letter|make it PROMO|1 or more, or None"):
        PromoCode(**{"code": "SPRING", "discount": SPRING, **wrong})
