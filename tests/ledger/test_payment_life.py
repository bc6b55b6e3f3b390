"""A payment from its creation to its last kopeck (R48, R51, R52, R54, B35, B37)."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.errors import InvalidValue
from astra_billing.ledger import ADVANCE, Payment, PaymentStatus, Purpose, PurposeKind, Refund
from astra_billing.money import EUR, RUB, CurrencyMismatch, Money

DAY, LATER = date(2026, 1, 10), date(2026, 1, 15)
NEW = Payment("p1", DAY, Money("20.00", RUB), "card", commission=Money("11.00", RUB))


def rub(amount: str) -> Money:
    """Roubles."""
    return Money(amount, RUB)


def test_a_new_payment_is_an_advance_that_is_nowhere_yet() -> None:
    """R48, R35: nothing of it is spent, returned or on the balance."""
    assert (NEW.status, NEW.purpose) == (PaymentStatus.NEW, ADVANCE)
    assert Purpose(PurposeKind.ADVANCE, "") == ADVANCE
    assert NEW.spent == NEW.refunded == NEW.cashback == NEW.on_balance == rub("0.00")
    assert NEW.unspent == rub("20.00")
    assert NEW.to_pay == rub("31.00")
    assert NEW.is_open


@pytest.mark.parametrize("status", PaymentStatus)
def test_only_a_credited_payment_is_part_of_the_balance(status: PaymentStatus) -> None:
    """R51, B35: and only one that is new or being paid may still bring money."""
    payment = NEW.with_status(status)
    assert payment == evolve(NEW, status=status)
    assert payment.on_balance == (rub("20.00") if status is PaymentStatus.CREDITED else rub("0"))
    assert payment.is_open is (status in {PaymentStatus.NEW, PaymentStatus.BEING_PAID})


def test_a_credited_payment_has_the_day_its_money_came() -> None:
    """R51: and is the same otherwise."""
    assert NEW.credited(LATER) == evolve(NEW, on=LATER, status=PaymentStatus.CREDITED)


def test_what_is_spent_and_returned_leaves_the_balance() -> None:
    """R38, B37: to nothing, and what a bank keeps comes back."""
    credited = NEW.credited(LATER)
    spent = credited.plus_spent(rub("5.00")).plus_spent(rub("2.50"))
    assert spent == evolve(credited, spent=rub("7.50"))
    returned = spent.plus_refunded(rub("4.00")).plus_refunded(rub("8.50"))
    assert returned == evolve(spent, refunded=rub("12.50"))
    assert returned.unspent == returned.on_balance == rub("0.00")
    assert returned.plus_refunded(rub("-8.50")).unspent == rub("8.50")


@pytest.mark.parametrize(
    ("spent", "refunded", "used"), [("20.01", "0.00", "20.01"), ("0.00", "20.01", "20.01"), ("12.00", "8.01", "20.01")]
)
def test_no_more_is_used_than_there_is(spent: str, refunded: str, used: str) -> None:
    """B37: however it is used, when it is used as when the payment is made."""
    said = f"{used} RUB is not a part of 20.00 RUB; use at most what is unspent"
    with pytest.raises(InvalidValue) as made:
        evolve(NEW, spent=rub(spent), refunded=rub(refunded))
    with pytest.raises(InvalidValue) as returned:
        NEW.plus_spent(rub(spent)).plus_refunded(rub(refunded))
    with pytest.raises(InvalidValue) as laid:
        NEW.plus_refunded(rub(refunded)).plus_spent(rub(spent))
    assert {str(each.value).replace("'", "") for each in (made, returned, laid)} == {said}


@given(*(st.decimals("0.00", "20.00", places=2) for _ in range(2)))
def test_a_payment_is_spent_returned_and_left(spent: object, refunded: object) -> None:
    """B37: the three parts are the payment, or it is refused."""
    parts = rub(str(spent)), rub(str(refunded))
    if parts[0] + parts[1] > NEW.amount:
        with pytest.raises(InvalidValue):
            NEW.plus_spent(parts[0]).plus_refunded(parts[1])
        return
    used = NEW.plus_spent(parts[0]).plus_refunded(parts[1])
    assert used.spent + used.refunded + used.unspent == NEW.amount


@pytest.mark.parametrize("amount", ["0.00", "-0.01"])
def test_a_payment_of_nothing_says_so(amount: str) -> None:
    """R51: the fault names the amount and the fix."""
    with pytest.raises(InvalidValue) as error:
        Payment("p1", DAY, rub(amount), "card")
    assert str(error.value).replace("'", "") == f"{amount} RUB is not a payment; pass an amount above zero"


def test_a_payment_is_of_one_currency() -> None:
    """Euros are no part of roubles, and the zeros of a euro payment are euros."""
    with pytest.raises(CurrencyMismatch):
        NEW.plus_spent(Money("1.00", EUR))
    assert Payment("p1", DAY, Money("1.00", EUR), "card").on_balance == Money("0.00", EUR)


def test_the_key_of_a_refund_names_account_payment_and_refund() -> None:
    """B37: asking again for the same refund is the same request."""
    assert Refund("r1", "a1", NEW, rub("5.00")).key == "a1/refund/p1/r1"
