"""Money as columns of numpy and polars."""

from __future__ import annotations

import pickle
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.adapters.frames import (
    MOST_UNITS,
    BadRow,
    from_scaled,
    from_series,
    from_units,
    records,
    to_frame,
    to_scaled,
    to_series,
    to_units,
)
from astra_billing.errors import InvalidValue
from astra_billing.money import RUB, USD, Currency, Money, MoneyBag
from astra_billing.tax import vat
from astra_billing.testing.strategies import currencies, moneys

REASON = "comes with the extra: pip install 'astra-billing[frames]'"
np = pytest.importorskip("numpy", reason=REASON)
pl = pytest.importorskip("polars", reason=REASON)
BONUS = Currency("BONUS", digits=0)


def rub(text: str | int | Decimal) -> Money:
    """Roubles."""
    return Money(text, RUB)


@given(column=st.lists(moneys(RUB, places=4, low=-(10**12), high=10**12)), scale=st.integers(4, 6))
def test_a_column_comes_back_as_it_went(column: list[Money], scale: int) -> None:
    """Exactly, through either library, at any scale that holds the decimals."""
    array, series = to_scaled(column, scale), to_series(column, "sum", scale)

    assert array.dtype == np.int64
    assert (series.dtype, series.name) == (pl.Int64, "sum")
    assert from_scaled(array, RUB, scale) == from_series(series, RUB, scale) == column


@given(column=st.lists(moneys(RUB, places=4, low=-(10**12), high=10**12)))
def test_the_sum_of_a_column_is_the_sum_of_its_amounts(column: list[Money]) -> None:
    """Sixty-four bits never wrap on what was let in."""
    (total,) = from_scaled(to_scaled(column).sum(keepdims=True), RUB)

    assert total == Money.sum(column, RUB)
    assert from_units([int(to_series(column).sum())], RUB) == [total]


@given(currency=currencies(), units=st.integers(-MOST_UNITS, MOST_UNITS))
def test_any_currency_fits_at_its_own_decimals(currency: Currency, units: int) -> None:
    """Yen, kopecks, and points of one's own."""
    money = Money.from_minor_units(units, currency)

    assert to_units([money], currency.digits) == [units]
    assert from_units([units], currency, currency.digits) == [money]


@pytest.mark.parametrize("sign", [1, -1])
def test_the_largest_amount_fits_and_the_next_does_not(sign: int) -> None:
    """8384883669867.9780 at four decimals: times 110 it still fits 64 bits."""
    most = Decimal(MOST_UNITS).scaleb(-4) * sign

    assert MOST_UNITS * 110 <= 2**63 - 1 < (MOST_UNITS + 1) * 110
    assert int(to_scaled([rub(most)])[0]) == MOST_UNITS * sign
    assert int((to_scaled([rub(most)]) * 110)[0]) == MOST_UNITS * 110 * sign
    with pytest.raises(BadRow, match=r"row 1: Money.* is not within 8384883669867\.9780 either way") as caught:
        to_scaled([rub(0), rub(most + sign * Decimal("0.0001"))])
    assert caught.value.row == 1


def test_a_column_whose_sum_would_wrap_is_refused() -> None:
    """Each amount fits, 110 of them do, and the 111th is named."""
    most = rub(Decimal(MOST_UNITS).scaleb(-4))

    assert int(to_scaled([most] * 110).sum()) == MOST_UNITS * 110
    with pytest.raises(BadRow, match=r"row 110: .* 64 bits can sum up"):
        to_series([most, -most] * 56)


def test_digits_are_never_dropped() -> None:
    """The error names the row and the value; a larger scale holds it."""
    with pytest.raises(BadRow, match=r"row 2: Money\('0.00005', RUB\) is not a multiple of 0.0001; round it") as caught:
        to_series([rub(1), rub("0.1000"), rub("0.00005")])

    assert (caught.value.row, caught.value.value) == (2, rub("0.00005"))
    assert to_units([rub("0.00005")], 5) == [5]
    with pytest.raises(BadRow, match="is not a multiple of 1;"):
        to_units([rub("0.5")], 0)


def test_two_currencies_never_share_a_column() -> None:
    """The row is named; an equal definition is the same currency."""
    with pytest.raises(BadRow, match=r"row 1: Money\('1', USD\) is not an amount in RUB"):
        to_scaled([rub(1), Money(1, USD)])
    assert to_units([Money(1, BONUS), Money(2, Currency("BONUS", digits=0))], 0) == [1, 2]


@pytest.mark.parametrize("value", [None, 1.5, "1 RUB"])
def test_a_column_holds_amounts_only(value: Any) -> None:
    """Not even a missing one."""
    with pytest.raises(BadRow, match=r"row 0: .* is not an amount"):
        to_scaled([value])
    with pytest.raises(BadRow, match=r"row 1: .* is not an amount"):
        to_series([rub(1), value])


@pytest.mark.parametrize("scale", [-1, 19, True, "4", None])
def test_a_scale_is_a_number_of_decimals(scale: Any) -> None:
    """0 to 18, either way."""
    with pytest.raises(InvalidValue, match="a number of decimals"):
        to_scaled([], scale)
    with pytest.raises(InvalidValue, match="a number of decimals"):
        from_units([], RUB, scale)


@pytest.mark.parametrize("values", [[1.5], [True], ["1"], [[1], [2]]])
def test_an_array_of_anything_but_whole_numbers_is_refused(values: Any) -> None:
    """A float has already lost what it lost."""
    with pytest.raises(InvalidValue, match="one column of whole numbers"):
        from_scaled(np.array(values), RUB)


def test_a_series_of_anything_but_whole_numbers_is_refused() -> None:
    """And a missing value is named by its row."""
    with pytest.raises(InvalidValue, match="Float64 is not a column of whole numbers"):
        from_series(pl.Series([1.5]), RUB)
    with pytest.raises(BadRow, match="row 1: None is not a whole number of units"):
        from_series(pl.Series([1, None]), RUB)


def test_no_amounts_make_an_empty_column() -> None:
    """It still is one of whole numbers."""
    assert to_scaled([]).dtype == np.int64
    assert to_series([]).dtype == pl.Int64
    assert from_scaled(to_scaled([]), RUB) == from_series(to_series([]), RUB) == []


def test_many_values_make_one_frame() -> None:
    """Whatever shows itself as records; amounts are exact text."""
    taxed = [vat.inclusive(rub("250.00"), on=date(year, 3, 20)) for year in (2024, 2026)]

    assert records([MoneyBag([rub(1), Money("2.0", USD)])])[1] == {"amount": "2.00", "currency": "USD"}
    assert to_frame(taxed)["tax"].to_list() == ["41.67", "45.08"]
    assert to_frame(taxed).columns == ["net", "tax", "gross", "currency", "rate"]


def test_a_fault_survives_the_way_between_processes() -> None:
    """With its row."""
    fault = BadRow(7, "x", expected="an amount", fix="pass one")

    again = pickle.loads(pickle.dumps(fault))  # noqa: S301 - our own bytes

    assert (str(again), again.row) == (str(fault), 7)
