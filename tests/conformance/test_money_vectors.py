"""
The cases on which other money libraries agree, each by its name.

A case that contradicts a rule of this library, or asks for something it does
not have on purpose, is skipped with the reason.
"""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from astra_billing.errors import BillingError
from astra_billing.money import RUB, USD, Currency, Leftover, Money, Rounding, discounted
from astra_billing.money.exact import from_ratio
from astra_billing.money.shares import shares
from astra_billing.presentation.money import format_money
from astra_billing.presentation.parsing import parse_money
from astra_billing.tax import TaxRate, tax_lines

if TYPE_CHECKING:
    from collections.abc import Callable

VECTORS = Path(__file__).parents[3] / "shared" / "vectors" / "money_vectors.json"
CASES = json.loads(VECTORS.read_text(encoding="utf-8")) if VECTORS.exists() else []

ROUNDING = {
    "half_up": Rounding.HALF_UP,
    "half_down": Rounding.HALF_DOWN,
    "half_even": Rounding.HALF_EVEN,
    "half_odd": Rounding.HALF_ODD,
    "half_toward_positive_infinity": Rounding.HALF_CEILING,
    "half_toward_negative_infinity": Rounding.HALF_FLOOR,
    "floor": Rounding.FLOOR,
    "up": Rounding.UP,
    "down": Rounding.DOWN,
    "nearest": Rounding.HALF_UP,
    "unnecessary": Rounding.MUST_BE_EXACT,
}
LEFTOVER = {
    "largest_remainder": Leftover.LARGEST_REMAINDER,
    "any": Leftover.LARGEST_REMAINDER,
    "remainder_to_first": Leftover.SPREAD,
    "to_first": Leftover.SPREAD,
    "remainder_to_largest_ratio": Leftover.LARGEST_WEIGHT,
    "floor_remainder_separate": Leftover.SEPARATE,
    "separate": Leftover.SEPARATE,
    "whole_blocks_remainder_separate": Leftover.SEPARATE_BLOCKS,
}
NOT_OURS = {
    "divmod_minor": "money is not divided into a whole number and a rest by a negative; see split and SEPARATE",
    "exact_sum": "amounts are decimals: a sixth of a cent has no decimal",
    "fractional_discount_taxed": "the trap: it leaves the tax as it was",
    "ruby_all_zero_is_even": "all-zero weights are refused",
    "ruby_sequential": "the leftover is not handed on from part to part; see Leftover",
    "moneyphp_negative": "a negative amount is shared as the mirror of the positive one",
    "noda_rounded_share_last_takes_rest": "shares are cut off first, then the leftover is given by name",
}


def money(amount: object, args: dict[str, Any]) -> Money:
    """An amount in the currency of the case."""
    return Money(str(amount), Currency.of(args.get("currency", "USD")))


def texts(parts: tuple[Money, ...]) -> list[str]:
    """Amounts as text."""
    return [f"{part.amount:f}" for part in parts]


def allocate(a: dict[str, Any]) -> object:
    """Parts by ratios."""
    whole = money(a["amount"], a).to_minor_unit(Rounding.MUST_BE_EXACT)
    ratios = [Fraction(ratio) for ratio in a["ratios"]]
    return texts(whole.allocate(ratios, leftover=LEFTOVER[a["mode"]], step=a.get("cash_step")))


def split(a: dict[str, Any]) -> object:
    """Equal parts."""
    return texts(money(a["amount"], a).split(a["n"], leftover=LEFTOVER[a["mode"]], step=a.get("cash_step")))


def formatted(a: dict[str, Any]) -> object:
    """Text in a locale."""
    digits: Any = "all" if a.get("keep_all_digits") else "whole" if a.get("allow_whole") else "currency"
    text = format_money(money(a["amount"], a), a["locale"], style=a.get("style", "standard"), digits=digits)
    if a.get("normalise_spaces"):
        return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
    return text


def taxed(a: dict[str, Any]) -> object:
    """Net and gross."""
    rate = TaxRate(Decimal(a["rate"]) * 100)
    made = rate.exclusive(money(a["base"], a)) if a["direction"] == "add" else rate.inclusive(money(a["base"], a))
    return {"net": made.net.amount, "gross": made.gross.amount}


def exact_quotient(a: dict[str, Any]) -> object:
    """A quotient whose digits never end, as the fraction that the fault carries."""
    try:
        return Fraction((money(a["amount"], a) / Decimal(a["divisor"])).amount)
    except BillingError as fault:
        return fault.value  # type: ignore[attr-defined]


def document(a: dict[str, Any]) -> object:
    """Tax of each line in the order of the printed table, which is newest first."""
    lines = tax_lines([Money(line, RUB) for line in reversed(a["lines"])], Decimal(a["rate"]) * 100)
    return [line.tax.amount for line in reversed(lines)]


RUN: dict[str, Callable[[dict[str, Any]], object]] = {
    "add": lambda a: money(a["a"][0], {}) + a["b"],
    "allocate": allocate,
    "allocate_minor": lambda a: shares(a["minor"], a["ratios"], LEFTOVER[a["mode"]]),
    "compare": lambda a: Money(a["a"][0], Currency.of(a["a"][1])) == Money(a["b"][0], Currency.of(a["b"][1])),
    "construct": lambda a: money(a["amount"], a).to_minor_unit(ROUNDING[a["mode"]]).amount,
    "construct_from_minor": lambda a: Money.from_minor_units(whole(a["minor"]), Currency.of(a["currency"])).amount,
    "divide_round": lambda a: (
        money(a["amount"], a).divided_by(Decimal(a["divisor"]), rounding=ROUNDING[a["mode"]]).amount
    ),
    "divide_then_multiply": lambda a: (
        (money(a["amount"], a).divided_by(int(a["by"]), rounding=Rounding.HALF_UP) * int(a["by"])).amount
    ),
    "exact_divide": exact_quotient,
    "exact_multiply": lambda a: Fraction((money(a["amount"], a) * Decimal(a["factor"])).amount),
    "fixed_discount": lambda a: discounted(money(a["amount"], a), amount=money(a["discount"], a)).amount,
    "format": formatted,
    "format_minor": lambda a: format_money(Money.from_minor_units(a["minor"], Currency.of(a["currency"])), a["locale"]),
    "multiply_round": lambda a: (
        (money(a["amount"], a) * Decimal(a["factor"])).to_minor_unit(ROUNDING[a["mode"]]).amount
    ),
    "parse_decimal": lambda a: parse_money(a["text"], a["locale"], currency=RUB).amount,
    "parse_money": lambda a: parse_money(a["text"], a["locale"], currency=Currency.of(a["currency"])).amount,
    "parse_to_minor": lambda a: money(a["text"], a).to_minor_unit(ROUNDING[a["mode"]]).minor_units(),
    "percentage_discount": lambda a: (
        discounted(money(a["amount"], a), percent=a["percent"], rounding=ROUNDING[a["mode"]]).amount
    ),
    "quantize": lambda a: money(a["amount"], a).to_minor_unit(ROUNDING[a["mode"]]).amount,
    "quotient_remainder": lambda a: texts(money(a["amount"], a).split(a["divisor"], leftover=Leftover.SEPARATE)[-2:]),
    "remainder_minor": lambda a: shares(a["minor"], [1] * a["by"], Leftover.SEPARATE)[-1],
    "round": lambda a: from_ratio(Fraction(a["value"]), a["places"], ROUNDING[a["mode"]]),
    "round_keep_scale": lambda a: money(a["amount"], a).rounded(a["places"], ROUNDING[a["mode"]]).amount,
    "round_to_step": lambda a: money(a["amount"], a).rounded_to_step(a["step"], ROUNDING[a["mode"]]).amount,
    "split": split,
    "split_minor": lambda a: shares(a["minor"], [1] * a["n"], Leftover.SPREAD),
    "tax": taxed,
    "tax_included": lambda a: TaxRate(Decimal(a["rate"]) * 100).inclusive(Money(a["gross"], RUB)).tax.amount,
    "tax_included_document": document,
    "tax_on_top": lambda a: TaxRate(Decimal(a["rate"]) * 100).exclusive(Money(a["net"], RUB)).tax.amount,
    "zero": lambda a: f"{Money.zero(Currency.of(a['currency'])).amount:f}",
}


def whole(text: str) -> Any:
    """A number of minor units as the case writes it: whole, or something that must be refused."""
    return int(text) if text.isdigit() else text


def name(case: dict[str, Any]) -> str:
    """The operation and what it is given."""
    return f"{case['op']}-{'-'.join(str(value) for value in case['args'].values())}".replace(" ", "").replace("'", "")


def not_ours(case: dict[str, Any]) -> str:
    """Why a single case does not apply; empty where it does."""
    if case["op"] == "parse_decimal" and case["expected"] == "error" and " " in case["args"]["text"]:
        return "the three kinds of space are one: people type the plain one"
    if case["op"] == "remainder_minor" and case["args"]["by"] < 0:
        return "money is not shared among fewer than one"
    return ""


def same(found: object, expected: Any) -> bool:
    """Numbers by value, texts as they are."""
    if isinstance(found, dict):
        return all(same(found[key], value) for key, value in expected.items())
    if isinstance(found, list) and isinstance(expected, list) and len(found) == len(expected):
        return all(same(*pair) for pair in zip(found, expected, strict=True))
    if isinstance(found, Decimal | Fraction) and isinstance(expected, str):
        return Fraction(found) == Fraction(expected)
    return bool(found == expected)


@pytest.mark.skipif(not CASES, reason="the vectors are not beside this checkout")
@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{number:03}-{name(case)}") for number, case in enumerate(CASES)]
)
def test_a_case_that_other_libraries_agree_on(case: dict[str, Any]) -> None:
    """By meaning, not by the names of modes; an error is any refusal."""
    args = case["args"]
    reason = NOT_OURS.get(case["op"]) or NOT_OURS.get(args.get("mode", "")) or not_ours(case)
    if reason:
        pytest.skip(reason)
    if case["expected"] == "error":
        with pytest.raises((BillingError, TypeError)):
            RUN[case["op"]](args)
        return
    found = RUN[case["op"]](args)

    assert same(found, case["expected"]), found


def test_a_float_never_gets_in() -> None:
    """The one thing on which they disagree, and we don't."""
    with pytest.raises(BillingError):
        Money(0.1, USD)  # type: ignore[arg-type]
