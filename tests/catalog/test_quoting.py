"""What an order form and a cart item show: the figures of the manual, line by line."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from astra_billing.catalog import (
    Choice,
    Configuration,
    FirstPeriod,
    Opening,
    Option,
    Parameter,
    ProductKind,
    Quote,
    Tariff,
    TaxMode,
    quote,
)
from astra_billing.dates import Period, Term
from astra_billing.money import RUB, Money, Rounding
from astra_billing.tax import WITHOUT_VAT, TaxRate
from astra_billing.testing.strategies import configurations

MONTH, YEAR = Term.parse("1 month"), Term.parse("1 year")
ORDERED = date(2023, 4, 1)


def rub(text: str) -> Money:
    """Roubles."""
    return Money(text, RUB)


DC16 = Tariff(
    "3461",
    "DC16 на новый ДЦ #3461",
    ProductKind.SERVER,
    {MONTH: rub("495.00")},
    (
        Parameter("traffic", "Трафик", "Гиб", 0, 10240, prices={MONTH: rub("0.021484375")}),
        Parameter("ipv4", "Публичные IPv4-адреса", "Шт.", included=3, prices={MONTH: rub("90.00")}),
        Parameter("ipv6", "IPv6-адреса", "Шт."),
        Parameter("power", "Потребление электроэнергии", "кВт*ч", 0, 500, fixed={MONTH: rub("55.00")}),
    ),
    choices=(Choice("panel", "Лицензия на панель управления", (Option("lite", "ISPmanager Lite 5, 4"),)),),
    tax_mode=TaxMode.ON_TOP,
    rate=TaxRate("10"),
    pro_rata_day=15,
    opening=Opening.PROVISIONED,
)
DNS = Tariff(
    "8558",
    "DNS",
    ProductKind.HOSTING,
    {MONTH: rub("250.00")},
    (Parameter("domains", "Лимит доменов", "Шт.", 10, 100, included=10, prices={MONTH: rub("5.00")}),),
    setup_fee=rub("0.00"),
)


def dc16() -> Quote:
    """The cart item of the manual; it prints 30/31, which no order date gives, so the test passes it."""
    first = FirstPeriod(Period(ORDERED, date(2023, 5, 1)), Fraction(30, 31))
    return quote(Configuration(DC16, MONTH, {"traffic": 5120, "ipv4": 3}), ORDERED, first=first)


def test_the_cart_item_of_the_manual_line_by_line() -> None:
    """R42, B12, B13: each line until 1 May and for a month then, rounded up; limits as the manual shows them."""
    shown = [(line.value, line.is_limited, str(line.first.amount), str(line.further.amount)) for line in dc16().lines]

    assert shown == [
        ("", False, "479.04", "495.00"),
        ("ISPmanager Lite 5, 4", False, "0.00", "0.00"),
        ("5120 Гиб", True, "106.46", "110.00"),
        ("3 Шт.", False, "0.00", "0.00"),
        ("0 Шт.", False, "0.00", "0.00"),
        ("0 кВт*ч", True, "53.23", "55.00"),
    ]


def test_the_cart_item_of_the_manual_in_total() -> None:
    """R42: 638.71 until 1 May, then 660.00, tax on top 63.87; what is paid holds the tax."""
    item = dc16()

    assert (item.first_total, item.further_total, item.tax) == (rub("638.71"), rub("660.00"), rub("63.87"))
    assert (item.to_pay, item.further_gross) == (rub("702.58"), rub("726.00"))
    assert item.renews_on == date(2023, 5, 1)
    assert item.explain("ru") == (
        "DC16 на новый ДЦ #3461: 638.71 RUB до 2023-05-01, далее 660.00 RUB за 1 месяц; "
        "налог не включен в стоимость: 63.87 RUB"
    )


def test_a_quick_order_of_the_manual() -> None:
    """R43: 1 000.00 for a month, no alignment, no tax line."""
    dns6 = Tariff(
        "3520",
        "DNS6 без аддонов быстрый заказ #3520",
        ProductKind.HOSTING,
        {MONTH: rub("1000.00")},
        rate=WITHOUT_VAT,
        opening=Opening.NEEDS_SETUP,
    )
    item = quote(Configuration(dns6, MONTH), ORDERED)

    assert (item.to_pay, item.tax, item.renews_on, item.setup_fee) == (rub("1000.00"), rub("0"), None, None)
    assert item.explain("ru") == (
        "DNS6 без аддонов быстрый заказ #3520: 1000.00 RUB, покупка на 1 месяц, далее 1000.00 RUB; Без НДС"
    )


def test_the_order_form_of_the_manual() -> None:
    """R47: 250.00 and 0.00 for the setup make 250.00, of which 41.67 is tax of 20 %."""
    form = quote(Configuration(DNS, MONTH, {"domains": 10}), date(2024, 2, 21))
    rows = [(row["title"], row["value"], row["limit"], row["first"], row["further"]) for row in form.to_records("ru")]

    assert rows == [
        ("DNS", "Базовая стоимость", "", "250.00", "250.00"),
        ("Лимит доменов", "10 Шт.", "Присутствует", "0.00", "0.00"),
        ("За конфигурацию", "", "", "0.00", "0.00"),
        ("Итого", "", "", "250.00", "250.00"),
        ("В том числе налоги", "НДС 20 %", "", "41.67", "41.67"),
        ("К оплате", "", "", "250.00", "250.00"),
    ]
    assert form.explain() == "DNS: 250.00 RUB for 1 month, then 250.00 RUB; tax included: 41.67 RUB"


def test_more_than_is_included_costs() -> None:
    """R47: fifteen domains, five of them above the ten included."""
    assert quote(Configuration(DNS, MONTH, {"domains": 15}), date(2024, 2, 21)).to_pay == rub("275.00")


def test_setting_up_is_paid_once() -> None:
    """R47: the fee is part of the first total and of no other."""
    vps = Tariff("vps", "VPS", ProductKind.SERVER, {MONTH: rub("100.00")}, setup_fee=rub("20.00"))
    form = quote(Configuration(vps, MONTH), date(2024, 2, 21))

    assert (form.first_total, form.further_total, form.tax) == (rub("120.00"), rub("100.00"), rub("20.00"))


def test_a_fee_is_paid_in_whole_kopecks() -> None:
    """R47: half a kopeck goes up."""
    vps = Tariff("vps", "VPS", ProductKind.SERVER, {MONTH: rub("100.00")}, setup_fee=rub("0.005"))

    assert quote(Configuration(vps, MONTH), ORDERED).first_total == rub("100.01")


def test_a_first_period_that_was_agreed_ends_when_it_was_agreed() -> None:
    """B12: the day of the renewal is known, whether the tariff is aligned or not."""
    first = FirstPeriod(Period(ORDERED, date(2023, 4, 11)), Fraction(1, 3))
    form = quote(Configuration(DNS, MONTH), ORDERED, first=first)

    assert (form.to_pay, form.renews_on) == (rub("83.33"), date(2023, 4, 11))


def test_a_rate_of_zero_is_told_from_no_tax() -> None:
    """R43: 0 % has a tax line, "Без НДС" has none."""
    export = Tariff("x", "X", ProductKind.SERVER, {MONTH: rub("100.00")}, rate=TaxRate("0"))

    assert quote(Configuration(export, MONTH), ORDERED).explain().endswith("tax included: 0.00 RUB")


def test_an_option_has_its_price() -> None:
    """R42: another licence of the panel."""
    options = (Option("lite", "Lite"), Option("pro", "Pro", {MONTH: rub("50.00")}))
    vps = Tariff(
        "vps", "VPS", ProductKind.SERVER, {MONTH: rub("100.00")}, choices=(Choice("panel", "Панель", options),)
    )

    assert quote(Configuration(vps, MONTH, options={"panel": "pro"}), ORDERED).to_pay == rub("150.00")


def test_an_aligned_tariff_ends_its_first_period_on_a_1st() -> None:
    """B12: ordered on 12 July, 20/31 of 660.00; on the 17th, August is part of it."""
    configuration = Configuration(DC16, MONTH, {"traffic": 5120, "ipv4": 3})
    early, late = (quote(configuration, date(2026, 7, day)) for day in (12, 17))

    assert (early.first_total, early.renews_on) == (rub("425.81"), date(2026, 8, 1))
    assert (late.first_total, late.renews_on) == (rub("979.35"), date(2026, 9, 1))


def test_a_quote_is_a_table_in_a_notebook() -> None:
    """A row a line, one for the heads, three for the sums."""
    assert dc16()._repr_html_().count("<tr>") == 1 + len(dc16().lines) + 3


@given(configuration=configurations(), on=st.dates(date(2019, 1, 1), date(2030, 1, 1)))
def test_lines_exceed_their_total_by_less_than_a_kopeck_each(configuration: Configuration, on: date) -> None:
    """B13: lines are rounded up for display, the total once; so the lines never show less, but for half a kopeck."""
    quoted = quote(configuration, on)
    fee = Money.zero(RUB) if quoted.setup_fee is None else quoted.setup_fee
    for shown, total in (
        (Money.sum((line.first for line in quoted.lines), RUB), quoted.first_total - fee),
        (Money.sum((line.further for line in quoted.lines), RUB), quoted.further_total),
    ):
        assert rub("-0.01") < shown - total < rub("0.01") * (len(quoted.lines) + 1)


@given(configuration=configurations(), on=st.dates(date(2019, 1, 1), date(2030, 1, 1)))
def test_net_and_tax_are_what_is_paid(configuration: Configuration, on: date) -> None:
    """R42, R47: inside, the total is what is paid; on top, the total and the tax are."""
    quoted = quote(configuration, on)
    inside = configuration.tariff.tax_mode is TaxMode.INCLUDED

    assert quoted.to_pay == (quoted.first_total if inside else quoted.first_total + quoted.tax)
    assert quoted.to_pay == quoted.to_pay.to_minor_unit(Rounding.MUST_BE_EXACT)
    assert (quoted.renews_on is None) == (configuration.tariff.pro_rata_day is None)
    assert quoted.explain("ru")
