"""The proration and rounding cases of other billing engines that are about money alone, each by its name."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from astra_billing.dates import Month, Period, Term
from astra_billing.money import RUB, USD, Money, Rounding, prorate
from astra_billing.tax import Side, TaxMethod, TaxRate, tax_lines

if TYPE_CHECKING:
    from collections.abc import Callable

VECTORS = Path(__file__).parents[3] / "shared" / "vectors" / "engine_vectors.json"
CASES = {case["id"]: case for case in json.loads(VECTORS.read_text(encoding="utf-8"))} if VECTORS.exists() else {}
ABOUT_MONEY = {"proration", "rounding"}
HALF_UP = Rounding.HALF_UP
MONTH = Term.parse("1 month")
TERMS = {"month": MONTH, "quarter": Term.parse("3 months"), "year": Term.parse("1 year")}
DAYS_OF_A_BANKERS_MONTH = 30


def part(minor: int, left: int, whole: int) -> int:
    """Minor units for the days left."""
    return prorate(Money.from_minor_units(minor, USD), left, whole, rounding=HALF_UP).minor_units()


def swap(i: dict[str, Any]) -> dict[str, int]:
    """The old price back and the new one charged for the days left of a cycle."""
    start, end = map(date.fromisoformat, i["period"]) if "period" in i else cycle(i)
    left, whole = (end - date.fromisoformat(i["change_at"])).days, (end - start).days
    return {"credit": part(i["old_minor"], left, whole), "charge": part(i["new_minor"], left, whole)}


def cycle(i: dict[str, Any]) -> tuple[date, date]:
    """First day of a cycle and of the next one."""
    start = date.fromisoformat(i["cycle_start"])
    if i["interval"] == "year":
        return start, start.replace(year=start.year + 1)
    return start, start.replace(month=start.month + 1)


def signed(i: dict[str, Any]) -> dict[str, int]:
    """As meteroid writes it: a credit is negative."""
    found = swap(i)
    net = found["charge"] - found["credit"]
    return {"credit_minor": -found["credit"], "charge_minor": found["charge"], "net_minor": net}


def unsigned(i: dict[str, Any]) -> dict[str, int]:
    """As polar writes it."""
    found = swap(i)
    return {"credit_minor": found["credit"], "debit_minor": found["charge"]}


def repair(i: dict[str, Any]) -> dict[str, str]:
    """What a blocked service gives back."""
    days = [
        (date.fromisoformat(end) - date.fromisoformat(start)).days for start, end in (i["service_blocked"], i["period"])
    ]
    return {"repair": str(prorate(-Money(i["price"], USD), *days, rounding=HALF_UP).amount)}


def priced(i: dict[str, Any]) -> str:
    """A price for some days of a period."""
    days: int = i["period_days"] if "period_days" in i else i["inclusive_days"]
    return str(prorate(Money(i["price"], RUB), i["used_days"], days, rounding=HALF_UP).amount)


def credit_notes(i: dict[str, Any]) -> dict[str, Any]:
    """Each line credited apart, in the order of lago: the running total leaves nothing over."""
    first, again, third, fourth = i["lines_minor"]
    prices = [Money.from_minor_units(minor, USD) for minor in (first, third, fourth, again)]
    notes = [line.gross.minor_units() for line in tax_lines(prices, i["tax_percent"], side=Side.NET)]
    total = TaxRate(i["tax_percent"]).exclusive(Money.sum(prices, USD)).gross.minor_units()
    return {"invoice_total_minor": total, "credit_notes_minor": notes, "credit_notes_sum_minor": sum(notes)}


def early_end(i: dict[str, Any]) -> dict[str, int]:
    """The unused part back: net is rounded, then its tax."""
    taxed = TaxRate(i["tax_percent"]).exclusive(Money.from_minor_units(part(i["price_minor"], 29, 30), USD))
    sides = {"subtotal_minor": taxed.net, "tax_minor": taxed.tax, "total_minor": taxed.gross}
    return {name: side.minor_units() for name, side in sides.items()}


def when_rounded(i: dict[str, Any]) -> dict[str, str]:
    """One policy rounds the document, the other each line first."""
    exact = Money(i["unit"], RUB) * i["qty"] * (1 - Decimal(i["discount_percent"]) / 100)
    rate = TaxRate(i["tax_percent"])
    document = (exact * (1 + Decimal(i["tax_percent"]) / 100)).to_minor_unit(HALF_UP)
    line = rate.exclusive(exact.to_minor_unit(HALF_UP)).gross
    return {"round_document": str(document.amount), "round_line": str(line.amount)}


def one_line_or_ten(i: dict[str, Any]) -> dict[str, str]:
    """Why the price with tax should be the stored one."""
    unit, rate = Money(i["unit_net"], RUB), TaxRate(i["tax_percent"])
    ten = tax_lines([unit] * i["qty"], rate, side=Side.NET, method=TaxMethod.PER_LINE)
    one = rate.exclusive(unit * i["qty"]).gross
    return {"one_line_of_10": str(one.amount), "ten_lines_of_1": str(sum(line.gross for line in ten).amount)}  # type: ignore[union-attr]


def many_records(i: dict[str, Any]) -> dict[str, int]:
    """Exact values, rounded once."""
    each = Money(Decimal(i["each_milli_cents"]).scaleb(-5), USD)
    return {"billed_cents_after_60": (each * i["records"]).to_minor_unit(HALF_UP).minor_units()}


def share(part: Period, whole: Period) -> Fraction:
    """How much of a period another one is, by days."""
    return Fraction(part.days, whole.days)


def first_factor(i: dict[str, Any]) -> Fraction:
    """From an order to the first renewal on the anchor, of the period that ends there."""
    start = date.fromisoformat(i["start"])
    whole = Period(start.replace(day=i["anchor_day"]), TERMS[i["interval"]].end(start.replace(day=i["anchor_day"])))
    return share(Period(start, whole.end), whole)


def last_factor(i: dict[str, Any]) -> str:
    """What is left to bill at the end, of a month that begins where the last bill ended; nine decimals."""
    start, end = date.fromisoformat(i["previous_billed_through"]), date.fromisoformat(i["end"])
    left, whole = Period(start, end).days, Period(start, MONTH.end(start)).days
    if i["day_count"] != "actual":
        left, whole = bankers_days(start, end), DAYS_OF_A_BANKERS_MONTH
    return str(prorate(Money(1, USD), left, whole, rounding=HALF_UP, places=9).amount)


def bankers_days(start: date, end: date) -> int:
    """Days between two dates when every month has thirty."""
    return Month.of(start).until(Month.of(end)) * DAYS_OF_A_BANKERS_MONTH + end.day - start.day


def billing_periods(i: dict[str, Any]) -> Fraction:
    """How many months from start to end, a stub at either end being its share of the month it lies in."""
    start, end = date.fromisoformat(i["start"]), date.fromisoformat(i["end"])
    cut = Term.parse("1 month").end(start.replace(day=i["bcd"]), times=-1)
    total = Fraction(0)
    while cut < end:
        month = Period(cut, MONTH.end(cut))
        inside = month.overlap(Period(start, end))
        total += share(inside, month) if inside else 0
        cut = month.end
    return total


def another_interval(i: dict[str, Any]) -> dict[str, int]:
    """The rest of the month back; the year begins anew, so all of it is charged."""
    start, change = date.fromisoformat(i["cycle_start"]), date.fromisoformat(i["change_at"])
    month = Period(start, TERMS[i["old_interval"]].end(start))
    return {
        "credit_minor": part(i["old_minor"], Period(change, month.end).days, month.days),
        "debit_minor": i["new_minor"],
    }


def with_commission(i: dict[str, Any]) -> dict[str, str]:
    """A percentage and a fixed sum on top."""
    gross = Money(i["gross"], RUB)
    fee = (gross * Decimal(i["fee_percent"])).divided_by(100, rounding=HALF_UP) + Money(i["fee_fixed"], RUB)
    return {"to_pay": str((gross + fee).amount)}


RUN: dict[str, Callable[[dict[str, Any]], Any]] = {
    "proration-03": billing_periods,
    "proration-04": billing_periods,
    "proration-06": last_factor,
    "proration-07": last_factor,
    "proration-10": last_factor,
    "proration-12": unsigned,
    "proration-15": unsigned,
    "proration-17": unsigned,
    "proration-18": another_interval,
    "proration-19": signed,
    "proration-20": signed,
    "proration-21": signed,
    "proration-23": first_factor,
    "proration-24": first_factor,
    "proration-26": repair,
    "proration-27": priced,
    "proration-28": priced,
    "rounding-01": credit_notes,
    "rounding-02": early_end,
    "rounding-05": when_rounded,
    "rounding-06": one_line_or_ten,
    "rounding-08": many_records,
    "rounding-10": with_commission,
}


@pytest.mark.skipif(not CASES, reason="the vectors are not beside this checkout")
@pytest.mark.parametrize("name", RUN)
def test_a_case_of_another_engine(name: str) -> None:
    """Periods are half-open: the day of the change belongs to the new price."""
    expected = CASES[name]["expected"]
    found = RUN[name](CASES[name]["inputs"])
    if isinstance(found, Fraction):
        expected = sum(map(Fraction, expected.split("+")), Fraction(0))

    assert found == ({key: expected[key] for key in found} if isinstance(found, dict) else expected)


@pytest.mark.skipif(not CASES, reason="the vectors are not beside this checkout")
def test_no_case_about_money_is_left_out() -> None:
    """Every proration and every rounding that other engines agree on is run."""
    assert {name for name, case in CASES.items() if case["topic"] in ABOUT_MONEY} == set(RUN)
