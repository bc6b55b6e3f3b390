"""What a fault carries, and that every word of a call reaches the rate and the parts."""

from __future__ import annotations

import operator
import pickle
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from astra_billing.money import RUB, Leftover, Money, Rounding
from astra_billing.tax import (
    WITHOUT_VAT,
    NoRateInForce,
    Side,
    TaxedAmount,
    TaxedDocument,
    TaxMethod,
    TaxRate,
    UntaxedComparison,
    settle_advances,
    tax_lines,
    vat,
)

if TYPE_CHECKING:
    from collections.abc import Callable

VAT_20 = TaxRate("20")


def rub(text: str | int) -> Money:
    """Roubles."""
    return Money(text, RUB)


def test_the_known_days_of_a_schedule_survive_the_way_between_processes() -> None:
    """The last one too."""
    fault = NoRateInForce(date(2021, 1, 1), kind="standard", first=date(2007, 1, 1), last=date(2020, 12, 31))
    again = pickle.loads(pickle.dumps(fault))  # noqa: S301 - our own bytes

    assert (again.on, again.kind, again.first, again.last) == (fault.on, fault.kind, fault.first, fault.last)


@pytest.mark.parametrize("comparison", [operator.eq, operator.lt, operator.ge])
def test_a_comparison_that_is_refused_keeps_both_sides(comparison: Callable[[object, object], bool]) -> None:
    """The other side as it was passed."""
    with pytest.raises(UntaxedComparison) as caught:
        comparison(VAT_20.inclusive(rub("120")), rub("1"))

    assert (caught.value.taxed, caught.value.other) == (VAT_20.inclusive(rub("120")), rub("1"))


def test_a_taxed_amount_that_is_put_in_order_with_another_keeps_both() -> None:
    """Neither is more than the other."""
    one, other = VAT_20.inclusive(rub("120")), VAT_20.inclusive(rub("240"))
    with pytest.raises(UntaxedComparison) as caught:
        operator.lt(one, other)

    assert (caught.value.taxed, caught.value.other) == (one, other)


@pytest.mark.parametrize(("rounding", "tax"), [(Rounding.HALF_UP, "0.02"), (Rounding.DOWN, "0.01")])
def test_tax_on_top_by_date_follows_the_kind_and_the_rounding_named(rounding: Rounding, tax: str) -> None:
    """10 % of 0.15 is 0.015."""
    taxed = vat.exclusive(rub("0.15"), on=date(2026, 1, 1), kind="reduced", rounding=rounding)

    assert (taxed.tax, taxed.rate) == (rub(tax), TaxRate("10"))


@pytest.mark.parametrize(("rounding", "tax"), [(Rounding.HALF_UP, "0.02"), (Rounding.DOWN, "0.01")])
def test_tax_inside_by_date_follows_the_kind_and_the_rounding_named(rounding: Rounding, tax: str) -> None:
    """10/110 of 0.17 is 0.01545."""
    taxed = vat.inclusive(rub("0.17"), on=date(2026, 1, 1), kind="reduced", rounding=rounding)

    assert (taxed.tax, taxed.rate) == (rub(tax), TaxRate("10"))


@pytest.mark.parametrize(
    ("side", "rounding", "net", "tax"),
    [
        (Side.NET, Rounding.HALF_UP, "0.93", "0.19"),
        (Side.NET, Rounding.DOWN, "0.93", "0.18"),
        (Side.NET, Rounding.UP, "0.92", "0.19"),
        (Side.GROSS, Rounding.HALF_UP, "0.93", "0.19"),
        (Side.GROSS, Rounding.DOWN, "0.94", "0.18"),
        (Side.GROSS, Rounding.UP, "0.92", "0.19"),
    ],
)
def test_a_percentage_off_either_side_is_rounded_as_named(side: Side, rounding: Rounding, net: str, tax: str) -> None:
    """The discount first, the new tax then."""
    less = VAT_20.exclusive(rub("1.03")).discounted(percent="10", side=side, rounding=rounding)

    assert (less.net, less.tax) == (rub(net), rub(tax))


def test_a_sum_off_the_net_price_is_a_sum_off_the_net_price() -> None:
    """The tax of what is left comes on top."""
    less = VAT_20.exclusive(rub("100.00")).discounted(amount=rub("30.00"), side=Side.NET)

    assert (less.net, less.tax) == (rub("70.00"), rub("14.00"))


@pytest.mark.parametrize(
    ("method", "taxes"),
    [
        (TaxMethod.RUNNING_TOTAL, ["0.02", "0.03", "0.02"]),
        (TaxMethod.LARGEST_REMAINDER, ["0.02", "0.02", "0.03"]),
        (TaxMethod.PER_LINE, ["0.02", "0.02", "0.03"]),
    ],
)
def test_a_document_shares_its_tax_by_the_method_named(method: TaxMethod, taxes: list[str]) -> None:
    """20 % of 0.11, 0.12 and 0.13; the document remembers side, method and rounding, its lines their rate."""
    prices = [rub("0.11"), rub("0.12"), rub("0.13")]
    document = TaxedDocument.of(
        [(str(price), price, VAT_20) for price in prices], side=Side.NET, method=method, rounding=Rounding.HALF_DOWN
    )

    assert [str(line.taxed.tax.amount) for line in document.lines] == taxes
    assert (document.side, document.method, document.rounding) == (Side.NET, method, Rounding.HALF_DOWN)
    assert [line.taxed for line in document.lines] == tax_lines(
        prices, VAT_20, side=Side.NET, method=method, rounding=Rounding.HALF_DOWN
    )


def test_a_running_total_starts_at_nothing() -> None:
    """Half a kopeck goes to the even neighbour of nothing, which is nothing."""
    lines = tax_lines([rub("0.025")] * 2, VAT_20, side=Side.NET, rounding=Rounding.HALF_EVEN)

    assert [line.tax for line in lines] == [rub("0"), rub("0.01")]


@pytest.mark.parametrize(
    ("prices", "taxes"),
    [
        (("0.015", "0.015"), ("0.01", "0.00")),
        (("-0.015", "-0.015"), ("-0.01", "0.00")),
        (("0.025", "-0.025"), ("0.01", "-0.01")),
    ],
)
def test_of_equal_losses_the_first_is_made_good(prices: tuple[str, ...], taxes: tuple[str, ...]) -> None:
    """Below a kopeck, in a document taken back, and where the lines take each other back."""
    lines = tax_lines(map(rub, prices), VAT_20, side=Side.NET, method=TaxMethod.LARGEST_REMAINDER)

    assert [line.tax for line in lines] == [rub(tax) for tax in taxes]


@pytest.mark.parametrize("sign", [1, -1])
def test_the_missing_kopeck_goes_to_the_largest_loss(sign: int) -> None:
    """20 % of 0.02, 0.04, 0.03 is 0.004, 0.008, 0.006: two kopecks, to the second line and the third."""
    prices = [rub(text) * sign for text in ("0.02", "0.04", "0.03")]
    lines = tax_lines(prices, VAT_20, side=Side.NET, method=TaxMethod.LARGEST_REMAINDER)

    assert [line.tax * sign for line in lines] == [rub("0"), rub("0.01"), rub("0.01")]


def test_advances_are_used_in_their_order_at_the_rate_of_their_kind() -> None:
    """What the first leaves of the price the second pays; the rest of it waits."""
    received = [
        (rub("110.00"), date(2025, 12, 1)),
        (rub("220.00"), date(2025, 12, 2)),
        (rub("5.00"), date(2025, 12, 3)),
    ]
    settled = settle_advances(received, rub("220.00"), supplied_on=date(2026, 1, 31), kind="reduced")

    assert [part.gross for part in settled.used] == [rub("110.00"), rub("110.00"), rub("0")]
    assert [part.tax for part in settled.used] == [rub("10.00"), rub("10.00"), rub("0")]
    assert (settled.supply.tax, settled.unused) == (rub("20.00"), rub("115.00"))


def test_a_rate_writes_every_flag_it_has() -> None:
    """And none that it hasn't."""
    assert [repr(rate) for rate in (VAT_20, VAT_20.computed(), WITHOUT_VAT)] == [
        "TaxRate('20')",
        "TaxRate('20', is_computed=True)",
        "TaxRate('0', is_exempt=True)",
    ]


def test_what_follows_the_percentage_of_a_rate_is_named() -> None:
    """A bare True would not say what it means."""
    make: Any = TaxRate

    with pytest.raises(TypeError):
        make("0", True)  # noqa: FBT003  # that is the point


@pytest.mark.parametrize(
    ("locale", "name"), [("ru_RU", "НДС 20 %"), ("en_US", "VAT 20 %"), ("de", "VAT 20 %"), ("", "VAT 20 %")]
)
def test_a_language_without_names_of_its_own_reads_english(locale: str, name: str) -> None:
    """German and none at all."""
    assert VAT_20.label(locale) == name


def test_a_rate_of_many_digits_keeps_them_all() -> None:
    """More than the ambient context has room for."""
    assert TaxRate("0." + "1" * 40).percent == Decimal("0." + "1" * 40)


def test_the_leftover_of_a_taxed_amount_goes_where_the_call_says() -> None:
    """A kopeck of gross and two of tax are left when 100.01 with 16.67 of tax are split in three."""
    taxed = TaxedAmount(gross=rub("100.01"), tax=rub("16.67"), rate=VAT_20)
    first = taxed.allocate([1, 1, 1], leftover=Leftover.FIRST)
    last = taxed.allocate([1, 1, 1], leftover=Leftover.LAST)

    assert [(part.gross, part.tax) for part in last] == [
        (rub("33.33"), rub("5.55")),
        (rub("33.33"), rub("5.55")),
        (rub("33.35"), rub("5.57")),
    ]
    assert first == last[::-1]


def test_a_difference_takes_off_net_and_tax_each() -> None:
    """What was added is taken off again, part by part."""
    whole, part = VAT_20.inclusive(rub("250.00")), VAT_20.inclusive(rub("120.00"))

    assert whole - part == TaxedAmount(net=rub("108.33"), tax=rub("21.67"), rate=VAT_20)


def test_hashes_tell_different_taxed_amounts_apart() -> None:
    """Sets of a thousand taxed amounts stay fast."""
    amounts = [VAT_20.exclusive(Money.from_minor_units(units, RUB)) for units in range(1000)]

    assert len({hash(amount) for amount in amounts}) > 900


def test_the_total_of_a_document_has_no_name_in_its_table() -> None:
    """Nothing stands where the lines have their names."""
    shown = TaxedDocument.of([("server", rub("1220.00"), TaxRate("22"))])._repr_html_()

    assert [shown.count(cell) for cell in ("<td>server</td>", "<td></td>")] == [1, 1]
