"""Rates, schedules and amounts with tax."""

from __future__ import annotations

import pickle
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.errors import InvalidValue
from astra_billing.money import RUB, USD, CurrencyMismatch, Money
from astra_billing.tax import (
    WITHOUT_VAT,
    DatedRate,
    NoRateInForce,
    RateUnknown,
    Side,
    TaxDoesNotAddUp,
    TaxedAmount,
    TaxRate,
    UntaxedComparison,
    VatSchedule,
    settle_advances,
    vat,
)
from astra_billing.testing.strategies import taxed_amounts

if TYPE_CHECKING:
    from collections.abc import Callable

VAT_20 = TaxRate("20")


def rub(text: str | int) -> Money:
    """Roubles."""
    return Money(text, RUB)


@pytest.mark.parametrize(
    ("percent", "of_1220", "of_100"),
    [
        ("18", "186.10", "15.25"),
        ("20", "203.33", "16.67"),
        ("22", "220.00", "18.03"),
        ("10", "110.91", "9.09"),
        ("5", "58.10", "4.76"),
        ("7", "79.81", "6.54"),
        ("0", "0.00", "0.00"),
    ],
)
def test_tax_inside_a_price_is_rounded_half_up_and_net_is_the_rest(percent: str, of_1220: str, of_100: str) -> None:
    """Gross x r / (100 + r)."""
    for gross, tax in ((rub("1220.00"), of_1220), (rub("100.00"), of_100)):
        taxed = TaxRate(percent).inclusive(gross)
        assert (str(taxed.tax.amount), taxed.gross) == (tax, gross)
        assert taxed.net == gross - taxed.tax
    assert TaxRate(percent).inclusive(rub("0.01")).tax == rub("0")


def test_tax_on_top_of_a_price() -> None:
    """The cart of R42: 63.87 on top of 638.71."""
    taxed = TaxRate(10).exclusive(rub("638.71"))

    assert (taxed.tax, taxed.gross, taxed.net) == (rub("63.87"), rub("702.58"), rub("638.71"))


@pytest.mark.parametrize("percent", ["-1", 0.2, "NaN", True, None, "20 %"])
def test_a_rate_is_an_exact_percentage(percent: Any) -> None:
    """Zero or more."""
    with pytest.raises(InvalidValue, match="a rate in percent"):
        TaxRate(percent)


def test_rates_are_equal_at_any_scale() -> None:
    """20 and 20.00 are one rate; 0 % and "without VAT" are two."""
    assert TaxRate("20.00") == TaxRate(20) == TaxRate(Decimal("2E+1"))
    assert hash(TaxRate("20.00")) == hash(TaxRate(20))
    assert TaxRate(0) != WITHOUT_VAT
    assert repr(TaxRate("5.50")) == "TaxRate('5.5')"
    assert repr(WITHOUT_VAT) == "TaxRate('0', is_exempt=True)"
    assert pickle.loads(pickle.dumps(WITHOUT_VAT)) == WITHOUT_VAT  # noqa: S301 - our own bytes


def test_impossible_rates_are_refused() -> None:
    """An exempt supply has no percentage, a computed rate has one."""
    with pytest.raises(InvalidValue, match="exempt supply"):
        TaxRate("20", is_exempt=True)
    with pytest.raises(InvalidValue, match="a computed rate"):
        TaxRate("0", is_computed=True)


def test_a_computed_rate_only_fits_a_price_that_includes_it() -> None:
    """20/120 takes the same part out of a gross sum."""
    computed = VAT_20.computed()

    assert computed.inclusive(rub("120")).tax == rub("20")
    assert computed != VAT_20
    assert WITHOUT_VAT.computed() == WITHOUT_VAT
    assert TaxRate(0).computed() == TaxRate(0)
    with pytest.raises(InvalidValue, match="use inclusive"):
        computed.exclusive(rub("100"))


def test_a_rate_has_a_name_and_a_code() -> None:
    """Names in Russian and English, codes that never change."""
    rates = (VAT_20, VAT_20.computed(), TaxRate(0), WITHOUT_VAT)

    assert [rate.code for rate in rates] == ["vat_20", "vat_20_120", "vat_0", "without_vat"]
    assert [rate.label() for rate in rates] == ["НДС 20 %", "НДС 20/120", "НДС 0 %", "Без НДС"]
    assert [rate.label("en_GB") for rate in rates] == ["VAT 20 %", "VAT 20/120", "VAT 0 %", "without VAT"]
    assert [str(rate) for rate in rates] == ["20 %", "20/120", "0 %", "without VAT"]


@pytest.mark.parametrize(
    ("on", "percent"),
    [
        (date(2004, 1, 1), 18),
        (date(2018, 12, 31), 18),
        (date(2019, 1, 1), 20),
        (date(2025, 12, 31), 20),
        (date(2026, 1, 1), 22),
        (date(2999, 1, 1), 22),
    ],
)
def test_the_rate_follows_the_date_of_supply(on: date, percent: int) -> None:
    """18 % to 2018, 20 % to 2025, 22 % from 2026."""
    assert vat.rate_on(on) == TaxRate(percent)
    assert vat.advance_rate_on(on) == TaxRate(percent).computed()
    assert vat.inclusive(rub("250.00"), on=on) == TaxRate(percent).inclusive(rub("250.00"))
    assert vat.exclusive(rub("250.00"), on=on) == TaxRate(percent).exclusive(rub("250.00"))


def test_the_schedule_knows_the_other_kinds_of_rate() -> None:
    """10 %, 0 %, exempt; 5 and 7 % under the simplified system from 2025."""
    on = date(2026, 3, 1)

    assert vat.kinds == ("standard", "reduced", "zero", "exempt", "simplified 5", "simplified 7")
    assert [vat.rate_on(on, kind).code for kind in vat.kinds[1:]] == [
        "vat_10",
        "vat_0",
        "without_vat",
        "vat_5",
        "vat_7",
    ]


def test_a_date_outside_the_schedule_is_refused_with_its_range() -> None:
    """Before 2004, before 2025 for the simplified system, and a kind that nobody knows."""
    with pytest.raises(
        NoRateInForce, match="no standard rate is known for 2003-12-31; it starts on 2004-01-01"
    ) as early:
        vat.rate_on(date(2003, 12, 31))
    with pytest.raises(NoRateInForce, match="starts on 2025-01-01"):
        vat.rate_on(date(2024, 12, 31), "simplified 5")
    with pytest.raises(NoRateInForce, match="is not in the schedule"):
        vat.rate_on(date(2024, 12, 31), "luxury")
    assert (early.value.on, early.value.first, early.value.last) == (date(2003, 12, 31), date(2004, 1, 1), None)


def test_a_schedule_is_a_table() -> None:
    """A row a rate; open ends are empty."""
    german = VatSchedule((DatedRate(date(2020, 7, 1), TaxRate(16), until=date(2020, 12, 31)),))

    assert german.to_records() == [{"kind": "standard", "rate": "vat_16", "since": "2020-07-01", "until": "2020-12-31"}]
    assert vat.to_records()[2] == {"kind": "standard", "rate": "vat_22", "since": "2026-01-01", "until": ""}
    assert vat._repr_html_().count("<tr>") == len(vat.rates) + 1


def test_another_country_is_data() -> None:
    """A rate may end with nothing after it."""
    german = VatSchedule(
        (
            DatedRate(date(2007, 1, 1), TaxRate(19)),
            DatedRate(date(2020, 7, 1), TaxRate(16), until=date(2020, 12, 31)),
        )
    )

    assert german.rate_on(date(2020, 6, 30)) == TaxRate(19)
    assert german.rate_on(date(2020, 12, 31)) == TaxRate(16)
    with pytest.raises(NoRateInForce, match="starts on 2007-01-01 and ends on 2020-12-31"):
        german.rate_on(date(2021, 1, 1))
    with pytest.raises(InvalidValue, match="oldest first"):
        VatSchedule(tuple(reversed(german.rates)))


def test_an_advance_is_taxed_on_its_own_day_and_deducted_at_supply() -> None:
    """An advance of 2025 is never taxed at 22/122; what remains at supply is the difference."""
    settled = settle_advances(
        [(rub("610.00"), date(2025, 12, 20)), (rub("610.00"), date(2026, 1, 5))],
        rub("1220.00"),
        supplied_on=date(2026, 1, 31),
    )

    assert [part.rate for part in settled.used] == [VAT_20.computed(), TaxRate(22).computed()]
    assert settled.deducted == rub("101.67") + rub("110.00")
    assert settled.tax_due == rub("220.00") - rub("211.67")
    assert settled.to_pay == settled.unused == rub("0")
    assert [record["event"] for record in settled.to_records()] == ["advance", "advance", "supply"]
    assert "vat_20_120" in settled._repr_html_()


def test_advances_explain_what_remains_at_supply() -> None:
    """A row for each advance, the supply and the rest; any language but Russian reads English."""
    settled = settle_advances([(rub("1000.00"), date(2025, 12, 20))], rub("610.00"), supplied_on=date(2026, 1, 31))

    assert settled.explain() == settled.explain("de")
    assert settled.explain().splitlines() == [
        "advance: 610.00 RUB = 508.33 RUB net + 101.67 RUB tax (VAT 20/120)",
        "supply: 610.00 RUB = 500.00 RUB net + 110.00 RUB tax (VAT 22 %)",
        "tax due: 110.00 RUB - 101.67 RUB = 8.33 RUB; to pay: 0.00 RUB; left of the advances: 390.00 RUB",
    ]
    assert settled.explain("ru").splitlines() == [
        "аванс: 610.00 RUB = 508.33 RUB без налога + 101.67 RUB налог (НДС 20/120)",
        "отгрузка: 610.00 RUB = 500.00 RUB без налога + 110.00 RUB налог (НДС 22 %)",
        "налог к уплате: 110.00 RUB - 101.67 RUB = 8.33 RUB; к оплате: 0.00 RUB; осталось от авансов: 390.00 RUB",
    ]


def test_a_rate_shows_itself() -> None:
    """The stable code, the percentage as text, the name; dated, its days too."""
    assert VAT_20.computed().to_records() == [{"code": "vat_20_120", "percent": "20", "name": "VAT 20/120"}]
    assert "<td>vat_20</td><td>20</td><td>VAT 20 %</td>" in VAT_20._repr_html_()
    assert vat.rates[0].to_records() == vat.to_records()[:1]
    assert "<td>vat_18</td><td>2004-01-01</td><td></td>" in vat.rates[0]._repr_html_()


def test_what_is_left_of_an_advance_waits_for_the_next_supply() -> None:
    """And what the advances do not cover is to be paid."""
    day = date(2026, 1, 5)

    assert settle_advances([(rub("900"), day)], rub("610"), supplied_on=day).unused == rub("290")
    assert settle_advances([(rub("100"), day)], rub("610"), supplied_on=day).to_pay == rub("510")
    assert settle_advances([], rub("610"), supplied_on=day).tax_due == rub("110")
    for wrong in ((rub("1"), date(2026, 1, 6)), (rub("-1"), day)):
        with pytest.raises(InvalidValue, match="is not an advance"):
            settle_advances([wrong], rub("610"), supplied_on=day)


def test_any_two_sides_make_the_third() -> None:
    """Net, tax and gross."""
    made = [
        TaxedAmount(net=rub("100"), tax=rub("20")),
        TaxedAmount(net=rub("100"), gross=rub("120")),
        TaxedAmount(tax=rub("20"), gross=rub("120")),
        TaxedAmount(net=rub("100"), tax=rub("20"), gross=rub("120")),
    ]

    assert len(set(made)) == 1
    assert made[0].gross == rub("120")
    assert TaxedAmount.zero(RUB).gross == rub("0")
    assert made[0].currency == RUB


def test_three_sides_that_disagree_are_refused() -> None:
    """And so is one side alone, or two currencies."""
    with pytest.raises(TaxDoesNotAddUp, match="pass two of the three") as caught:
        TaxedAmount(net=rub("100"), tax=rub("20"), gross=rub("121"))
    assert caught.value.gross == rub("121")
    alone: Any
    for alone in ({"net": rub("1")}, {"tax": rub("1")}, {"gross": rub("1")}, {}):
        with pytest.raises(InvalidValue, match="any two of net, tax and gross"):
            TaxedAmount(**alone)
    with pytest.raises(CurrencyMismatch):
        TaxedAmount(net=rub("1"), tax=Money("1", USD))


def test_a_discount_derives_the_tax_again() -> None:
    """The trap: taking the same sum off net and gross would leave the tax as it was."""
    taxed = VAT_20.inclusive(rub("120.00"))

    assert taxed.discounted(percent=10) == VAT_20.inclusive(rub("108.00"))
    assert taxed.discounted(amount=rub("12")) == VAT_20.inclusive(rub("108"))
    assert taxed.discounted(percent=10, side=Side.NET) == VAT_20.exclusive(rub("90"))
    assert taxed.discounted(amount=rub("500")).gross == rub("0")
    with pytest.raises(RateUnknown, match="discount each line") as caught:
        (taxed + TaxRate(10).inclusive(rub("1"))).discounted(percent=10)
    assert caught.value.taxed.rate is None  # type: ignore[attr-defined]


def test_arithmetic_keeps_the_rate_while_it_is_one() -> None:
    """A sum over two rates has none."""
    taxed, other = VAT_20.inclusive(rub("120")), WITHOUT_VAT.inclusive(rub("50"))

    assert (taxed + taxed).rate == (taxed - taxed).rate == (taxed * 3).rate == (-taxed).rate == VAT_20
    assert (taxed + other).rate is (taxed - other).rate is None
    assert (3 * taxed).tax == rub("60")
    assert sum([taxed, taxed]) == TaxedAmount.sum([taxed, taxed], RUB) == taxed * 2
    assert TaxedAmount.sum([taxed, other], RUB).rate is None
    assert TaxedAmount.sum([], RUB) == TaxedAmount.zero(RUB)
    one: Any = 1
    sums: tuple[Callable[[], object], ...] = (lambda: taxed + one, lambda: taxed - one, lambda: one + taxed)
    for wrong in sums:
        with pytest.raises(TypeError):
            wrong()


def test_a_comparison_with_an_untaxed_amount_says_which_side_to_take() -> None:
    """Is 120 the net or the gross?  The caller knows."""
    taxed = VAT_20.inclusive(rub("120"))

    comparisons: tuple[Callable[[], object], ...] = (
        lambda: taxed == rub("120"),
        lambda: rub("120") == taxed,
        lambda: taxed < rub("120"),
        lambda: rub("120") < taxed,
    )
    for comparison in comparisons:
        with pytest.raises(UntaxedComparison, match=r"take \.gross or \.net") as caught:
            comparison()
        assert caught.value.taxed is taxed
    assert taxed != "120"
    assert taxed.gross == rub("120")
    with pytest.raises(UntaxedComparison, match=r"is neither more nor less than .*; compare \.gross or \.net of both"):
        taxed >= VAT_20.inclusive(rub("1"))  # noqa: B015 - what raises is the comparison


@given(taxed=taxed_amounts(), other=taxed_amounts(), weights=st.lists(st.integers(1, 99), min_size=1, max_size=9))
def test_net_and_tax_make_gross_whatever_is_done(taxed: TaxedAmount, other: TaxedAmount, weights: list[int]) -> None:
    """Adding, subtracting, multiplying, sharing, discounting."""
    parts = taxed.allocate(weights)

    assert TaxedAmount.sum(parts, RUB) == taxed
    for result in (taxed + other, taxed - other, taxed * Fraction(1, 4), -taxed, *parts):
        assert result.net + result.tax == result.gross
    if not taxed.gross.is_negative:
        assert taxed.discounted(percent="12.5").gross <= taxed.gross


def test_a_taxed_amount_explains_and_shows_itself() -> None:
    """English, Russian, a record, a notebook cell."""
    taxed = VAT_20.inclusive(rub("250.00"))

    assert taxed.explain() == "250.00 RUB = 208.33 RUB net + 41.67 RUB tax (VAT 20 %)"
    assert taxed.explain("ru_RU") == "250.00 RUB = 208.33 RUB без налога + 41.67 RUB налог (НДС 20 %)"
    assert "several rates" in (taxed + WITHOUT_VAT.inclusive(rub("1"))).explain()
    assert taxed.to_records() == [
        {"net": "208.33", "tax": "41.67", "gross": "250.00", "currency": "RUB", "rate": "vat_20"}
    ]
    assert TaxedAmount.zero(RUB).to_records()[0]["rate"] == ""
    assert "41.67" in taxed._repr_html_()
    assert pickle.loads(pickle.dumps(taxed)) == taxed  # noqa: S301 - our own bytes
    assert eval(repr(taxed)) == taxed  # noqa: S307 - what repr promises


@pytest.mark.parametrize(
    "fault",
    [
        TaxDoesNotAddUp(net=rub("1"), tax=rub("2"), gross=rub("4")),
        UntaxedComparison(VAT_20.inclusive(rub("1")), 1),
        RateUnknown(TaxedAmount.zero(RUB)),
        NoRateInForce(date(2003, 1, 1), kind="standard", first=date(2004, 1, 1), last=None),
    ],
    ids=lambda fault: type(fault).__name__,
)
def test_faults_survive_the_way_between_processes(fault: Exception) -> None:
    """Fields and message."""
    again = pickle.loads(pickle.dumps(fault))  # noqa: S301 - our own bytes

    assert (type(again), str(again)) == (type(fault), str(fault))
