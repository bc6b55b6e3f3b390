"""Every refusal of tax names the value as it was passed and the fix."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from astra_billing.errors import InvalidValue
from astra_billing.money import EUR, RUB, CurrencyMismatch, Money
from astra_billing.tax import (
    DatedRate,
    NoRateInForce,
    RateUnknown,
    TaxDoesNotAddUp,
    TaxedAmount,
    TaxedDocument,
    TaxRate,
    UntaxedComparison,
    VatSchedule,
    settle_advances,
    tax_lines,
    vat,
)

if TYPE_CHECKING:
    from collections.abc import Callable

TEN = Money("10.00", RUB)
EURO = Money("1.00", EUR)
NOTHING: Any = None
VAT_20 = TaxRate("20")
SUPPLY = date(2026, 1, 31)
LATE = date(2026, 2, 1)


@pytest.mark.parametrize(
    ("make", "value", "message"),
    [
        (lambda: TaxRate("-1"), "-1", "a rate in percent; pass zero or more, such as '20'"),
        (lambda: TaxRate(NOTHING), None, "a rate in percent; pass str, int or decimal.Decimal"),
        (
            lambda: TaxRate("20", is_exempt=True),
            Decimal(20),
            "the rate of an exempt supply; pass 0, or is_exempt=False",
        ),
        (lambda: TaxRate("0", is_computed=True), 0, "a computed rate; 0 % and exempt have none: leave it plain"),
        (
            lambda: VAT_20.computed().exclusive(TEN),
            VAT_20.computed(),
            "a rate for a net price; use inclusive(), or the plain rate",
        ),
        (lambda: TaxedAmount(net=TEN), None, "gross; pass any two of net, tax and gross"),
        (lambda: TaxedAmount(gross=TEN), None, "net; pass any two of net, tax and gross"),
        pytest.param(
            lambda: TaxedAmount(tax=TEN), None, "gross; pass any two of net, tax and gross", id="gross beside tax"
        ),
        (lambda: TaxedDocument.of([]), (), "a document; give it at least one line"),
        (
            lambda: settle_advances([(TEN, LATE)], TEN, supplied_on=SUPPLY),
            (TEN, LATE),
            "an advance; pass sums received by the day of supply",
        ),
        (
            lambda: VatSchedule((DatedRate(LATE, VAT_20), DatedRate(SUPPLY, VAT_20))),
            [LATE, SUPPLY],
            "an order of time; list each standard rate once, oldest first",
        ),
    ],
)
def test_a_refusal_of_tax_keeps_the_value_and_names_the_fix(
    make: Callable[[], object], value: object, message: str
) -> None:
    """As it was passed, or as the number that was read from it."""
    with pytest.raises(InvalidValue) as caught:
        make()

    assert caught.value.value == value
    assert str(caught.value).partition(" is not ")[2] == message


@pytest.mark.parametrize(
    ("make", "action"),
    [
        (lambda: tax_lines([TEN, EURO], VAT_20), "tax"),
        (lambda: TaxedAmount(net=TEN, tax=EURO), "tax"),
        (lambda: TaxedDocument.of([("server", TEN, VAT_20), ("disk", EURO, VAT_20)]), "put on one document"),
    ],
    ids=["lines", "amount", "document"],
)
def test_two_currencies_under_one_tax_are_named_with_the_verb(make: Callable[[], object], action: str) -> None:
    """In the order given."""
    with pytest.raises(CurrencyMismatch) as caught:
        make()

    assert (caught.value.left, caught.value.right, caught.value.action) == (RUB, EUR, action)


@pytest.mark.parametrize(
    ("schedule", "kind", "limits"),
    [
        (vat, "standard", "it starts on 2004-01-01"),
        (vat, "luxury", "it is not in the schedule"),
        (
            VatSchedule((DatedRate(date(2007, 1, 1), VAT_20, until=date(2020, 12, 31)),)),
            "standard",
            "it starts on 2007-01-01 and ends on 2020-12-31",
        ),
    ],
)
def test_a_date_without_a_rate_is_told_which_days_are_known(schedule: VatSchedule, kind: str, limits: str) -> None:
    """One sentence with the kind, the day, the days known and the fix; the facts are among the arguments."""
    with pytest.raises(NoRateInForce) as caught:
        schedule.rate_on(date(2003, 12, 31), kind)

    fault = caught.value
    assert fault.args == (fault.on, fault.kind, fault.first, fault.last)
    assert str(fault) == (
        f"no {kind} rate is known for 2003-12-31; {limits}: pass a date inside, or a schedule of your own"
    )


def test_an_untaxed_comparison_has_both_sides_among_its_arguments() -> None:
    """In the order of the comparison."""
    assert UntaxedComparison(TEN, 1).args == (TEN, 1)


def test_sides_that_disagree_are_all_kept() -> None:
    """Net, tax and gross as passed."""
    with pytest.raises(TaxDoesNotAddUp) as caught:
        TaxedAmount(net=TEN, tax=-TEN, gross=TEN)

    fault = caught.value
    assert (fault.net, fault.tax, fault.gross) == (TEN, -TEN, TEN)


def test_an_unknown_rate_keeps_the_amount() -> None:
    """As an attribute and among the arguments of the exception."""
    fault = RateUnknown(TaxedAmount.zero(RUB))

    assert (fault.taxed,) == fault.args == (TaxedAmount.zero(RUB),)
