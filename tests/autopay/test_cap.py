"""How much of the cap a month has used (R58, B40)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from astra_billing.autopay import CapPart, CapUse
from astra_billing.dates import Month
from astra_billing.money import EUR, RUB, Money
from tests.autopay.world import rub

MAY = Month(2023, 5)
USE = CapUse(RUB).plus("k1", MAY, rub("100.00")).plus("k2", MAY, rub("200.00"))


def test_nothing_is_used_at_first() -> None:
    """B40: zero, in the currency of the cap."""
    assert CapUse(EUR).used(MAY) == Money.zero(EUR)


def test_a_payment_counts_when_it_is_created() -> None:
    """B40: pending ones are counted."""
    assert USE.used(MAY) == rub("300.00")
    assert USE.parts == (CapPart("k1", MAY, rub("100.00")), CapPart("k2", MAY, rub("200.00")))


def test_a_failed_payment_gives_back_what_it_took() -> None:
    """B40: exactly that, and once."""
    assert USE.without("k1").used(MAY) == rub("200.00")
    assert USE.without("k1").without("k1") == USE.without("k1")


def test_an_unknown_key_changes_nothing() -> None:
    """B40: so an outcome that is told twice is harmless."""
    assert USE.without("k9") == USE


def test_a_key_counts_once() -> None:
    """Promise 2: a repeated payment is the same payment."""
    assert USE.plus("k1", MAY, rub("100.00")).used(MAY) == rub("300.00")


def test_a_new_month_begins_from_nothing() -> None:
    """B40: the calendar month; what is over is forgotten."""
    june = USE.plus("k3", MAY.next, rub("50.00"))
    assert USE.used(MAY.next) == rub("0.00")
    assert june.parts == (CapPart("k3", MAY.next, rub("50.00")),)
    assert june.without("k1") == june


def test_a_later_month_is_not_forgotten() -> None:
    """B40: each month counts its own."""
    both = USE.plus("k0", MAY.previous, rub("50.00"))
    assert (both.used(MAY), both.used(MAY.previous)) == (rub("300.00"), rub("50.00"))


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(1, 9_000), st.booleans()), max_size=20))
def test_used_is_what_was_taken_and_not_given_back(steps: list[tuple[str, int, bool]]) -> None:
    """B40: against a dictionary."""
    use, held = CapUse(RUB), dict[str, int]()
    for key, units, fails in steps:
        if fails:
            use, _ = use.without(key), held.pop(key, None)
        else:
            use, held[key] = use.plus(key, MAY, Money.from_minor_units(units, RUB)), units
        assert use.used(MAY) == Money.from_minor_units(sum(held.values()), RUB)
