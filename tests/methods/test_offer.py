"""A payment method that the provider offers (R49, R54, R55, R78, B29-B32)."""

from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.methods import (
    AmountRefusal,
    Cashback,
    Commission,
    MethodStatus,
    PaymentMethod,
    PaymentQuote,
    SavedMethod,
)
from astra_billing.money import EUR, RUB, CurrencyMismatch, Money, MoneyRange

LIMITS = MoneyRange(Money("10.00", RUB), Money("3000.00", RUB))
YOOKASSA = PaymentMethod(
    "card",
    "ЮKassa",
    "yookassa",
    commission=Commission("5.00", Money("10.00", RUB)),
    limits=LIMITS,
    cashback=Cashback("10"),
)
TRANSFER = PaymentMethod("bank", "Bank transfer")


def rub(amount: str) -> Money:
    """Roubles."""
    return Money(amount, RUB)


@pytest.mark.parametrize(
    ("order", "quote"),
    [
        ("20.00", PaymentQuote(rub("20.00"), rub("11.00"), rub("31.00"), rub("3.10"))),
        ("100.00", PaymentQuote(rub("100.00"), rub("15.00"), rub("115.00"), rub("11.50"))),
    ],
)
def test_the_payments_of_the_manual(order: str, quote: PaymentQuote) -> None:
    """R54, R55, B31: order, commission, sum to pay and cashback are fields of their own."""
    assert YOOKASSA.quote(rub(order)) == quote


def test_a_method_without_commission_and_cashback_costs_the_order() -> None:
    """R54: nothing is added and nothing comes back, in the currency of the order."""
    euros = Money("20.00", EUR)
    assert TRANSFER.quote(euros) == PaymentQuote(euros, Money.zero(EUR), euros, Money.zero(EUR))


@pytest.mark.parametrize(
    ("order", "refusal"),
    [
        ("9.99", AmountRefusal.AMOUNT_BELOW_LIMIT),
        ("10.00", None),
        ("2999.99", None),
        ("3000.00", None),
        ("3000.01", AmountRefusal.AMOUNT_ABOVE_LIMIT),
    ],
)
def test_the_limits_test_the_order(order: str, refusal: AmountRefusal | None) -> None:
    """B30: before commission, so 3000.00 is taken although 3160.00 is paid; both ends are allowed (R54)."""
    assert YOOKASSA.refusal(rub(order)) is refusal


def test_a_method_without_limits_takes_any_amount() -> None:
    """R54: limits are an option of the provider's."""
    assert TRANSFER.refusal(rub("0.01")) is None


def test_limits_may_be_open_on_one_side() -> None:
    """R54: only a minimum, or only a maximum."""
    least = PaymentMethod("a", "A", limits=MoneyRange(low=rub("10.00")))
    most = PaymentMethod("b", "B", limits=MoneyRange(high=rub("10.00")))
    assert (least.refusal(rub("9.00")), least.refusal(rub("11.00"))) == (AmountRefusal.AMOUNT_BELOW_LIMIT, None)
    assert (most.refusal(rub("9.00")), most.refusal(rub("11.00"))) == (None, AmountRefusal.AMOUNT_ABOVE_LIMIT)


def test_limits_are_of_one_currency() -> None:
    """10 euros are neither above nor below 10 roubles."""
    with pytest.raises(CurrencyMismatch):
        YOOKASSA.refusal(Money("20.00", EUR))


def test_a_method_asks_for_a_payer_and_can_be_saved_unless_it_says_otherwise() -> None:
    """R49, R78."""
    assert TRANSFER.needs_payer
    assert TRANSFER.can_save


def test_a_method_that_is_saved_is_being_set_up() -> None:
    """R78, R79: it keeps the payment system and the limits of what it was made of."""
    assert YOOKASSA.saved("pm1", "Bank card *1111") == SavedMethod(
        "pm1", "Bank card *1111", MethodStatus.BEING_SET_UP, "yookassa", LIMITS
    )


def test_a_quote_explains_itself() -> None:
    """DESIGN 5: in both languages, cashback only where there is some."""
    quote = YOOKASSA.quote(rub("100.00"))
    assert quote.explain() == (
        "The order is 100.00 RUB, the commission 15.00 RUB: 115.00 RUB to pay, 11.50 RUB comes back"
    )
    assert quote.explain("ru") == "Заказ 100.00 RUB, комиссия 15.00 RUB, к оплате 115.00 RUB, кешбэк 11.50 RUB"
    assert TRANSFER.quote(rub("5.00")).explain() == ("The order is 5.00 RUB, the commission 0.00 RUB: 5.00 RUB to pay")


def test_a_quote_is_a_table_of_its_parts() -> None:
    """DESIGN 5, B31."""
    quote = YOOKASSA.quote(rub("20.00"))
    assert quote.to_records() == [
        {"part": "order_amount", "amount": rub("20.00")},
        {"part": "commission", "amount": rub("11.00")},
        {"part": "to_pay", "amount": rub("31.00")},
        {"part": "cashback", "amount": rub("3.10")},
    ]
    assert "31.00 RUB" in quote._repr_html_()


def test_methods_and_quotes_pickle_and_copy() -> None:
    """DESIGN 5."""
    for value in (YOOKASSA, YOOKASSA.quote(rub("20.00"))):
        assert pickle.loads(pickle.dumps(value)) == copy.deepcopy(value) == value  # noqa: S301  # our own bytes


@given(st.integers(0, 10_000_000), st.integers(0, 10_000), st.integers(0, 100_000))
def test_the_parts_add_up(units: int, percent: int, fixed: int) -> None:
    """B31: order + commission = sum to pay, to the kopeck."""
    method = PaymentMethod("m", "M", commission=Commission(f"{percent / 100:.2f}", Money.from_minor_units(fixed, RUB)))
    quote = method.quote(Money.from_minor_units(units, RUB))
    assert quote.order_amount + quote.commission == quote.to_pay
    assert not quote.commission.is_negative
