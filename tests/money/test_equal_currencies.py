"""A currency is what it says, not which object it is."""

from __future__ import annotations

from astra_billing.money import Currency, Money

ONE, OTHER = Currency("BONUS", digits=0), Currency("BONUS", digits=0)


def test_amounts_of_equal_currencies_compare_and_add() -> None:
    """Two equal currencies built apart, such as one that was read back, are one currency."""
    less, more = Money("5", ONE), Money("7", OTHER)

    assert ONE is not OTHER
    assert (less < more, less <= more, less > more, less >= more) == (True, True, False, False)
    assert less == Money("5", OTHER)
    assert less + more == Money("12", ONE)
    assert more - less == Money("2", ONE)
