"""
Money beside its peers, all in one run; prints a table in Markdown.

    pip install -e . py-moneyed stockholm prices babel
    python benchmarks/money.py

A figure is the best of seven repeats, in nanoseconds, the call of an empty
function included.  Ratios are what counts; they are taken in the same run.
"""

from __future__ import annotations

import pickle
import platform
import sys
import timeit
from decimal import Decimal
from typing import TYPE_CHECKING

import moneyed
import prices
import stockholm
from babel.numbers import format_currency

from astra_billing import RUB, Money
from astra_billing.presentation.money import format_money

if TYPE_CHECKING:
    from collections.abc import Callable

A, B = "22.4137", "34.4827"
MANY = 1000


def best(function: Callable[[], object], number: int) -> float:
    """Nanoseconds of one call."""
    return min(timeit.repeat(function, number=number, repeat=7)) / number * 1e9


def operations() -> dict[str, tuple[int, dict[str, Callable[[], object]]]]:
    """What is measured: name -> how often, and the same thing done by each library."""
    raw, ours = (Decimal(A), Decimal(B)), (Money(A, RUB), Money(B, RUB))
    py, st = (moneyed.Money(A, "RUB"), moneyed.Money(B, "RUB")), (stockholm.Money(A, "RUB"), stockholm.Money(B, "RUB"))
    mi = (prices.Money(Decimal(A), "RUB"), prices.Money(Decimal(B), "RUB"))
    pairs = {"Decimal": raw, "astra": ours, "py-moneyed": py, "stockholm": st, "prices": mi}
    lists = {name: [pair[0]] * MANY for name, pair in pairs.items() if name != "prices"}
    found: dict[str, tuple[int, dict[str, Callable[[], object]]]] = {
        "add": (20_000, {name: lambda p=pair: p[0] + p[1] for name, pair in pairs.items()}),
        "subtract": (20_000, {name: lambda p=pair: p[0] - p[1] for name, pair in pairs.items()}),
        "multiply by 3": (20_000, {name: lambda p=pair: p[0] * 3 for name, pair in pairs.items()}),
        "equal?": (20_000, {name: lambda p=pair: p[0] == p[1] for name, pair in pairs.items()}),
        "less?": (20_000, {name: lambda p=pair: p[0] < p[1] for name, pair in pairs.items()}),
        "construct from text": (
            20_000,
            {
                "Decimal": lambda: Decimal(A),
                "astra": lambda: Money(A, RUB),
                "py-moneyed": lambda: moneyed.Money(A, "RUB"),
                "stockholm": lambda: stockholm.Money(A, "RUB"),
                "prices": lambda: prices.Money(Decimal(A), "RUB"),
            },
        ),
        f"sum of {MANY}": (50, {name: lambda items=items: sum(items) for name, items in lists.items()}),
    }
    found[f"sum of {MANY}"][1]["astra"] = lambda: Money.sum(lists["astra"], RUB)
    return found


def table() -> list[str]:
    """The rows of the comparison with the peers."""
    peers = ["Decimal", "astra", "py-moneyed", "stockholm", "prices"]
    lines = [f"| ns | {' | '.join(peers)} | astra / Decimal | py-moneyed / astra |", "|---" * (len(peers) + 3) + "|"]
    for name, (number, by) in operations().items():
        taken = {peer: best(function, number) for peer, function in by.items()}
        cells = [f"{taken[peer]:,.0f}" if peer in taken else "" for peer in peers]
        ratios = f"{taken['astra'] / taken['Decimal']:.1f} | {taken['py-moneyed'] / taken['astra']:.1f}"
        lines.append(f"| {name} | {' | '.join(cells)} | {ratios} |")
    return lines


def text() -> str:
    """How much faster locale text is than Babel's."""
    money, amount = Money("1234567.89", RUB), Decimal("1234567.89")
    ours = best(lambda: format_money(money, "ru_RU"), 20_000)
    babel = best(lambda: format_currency(amount, "RUB", locale="ru_RU"), 2_000)
    return f"Text in ru_RU: {ours:,.0f} ns, Babel {babel:,.0f} ns, ratio {babel / ours:.1f}."


def main() -> None:
    """Print everything."""
    money = Money(A, RUB)
    over = len(pickle.dumps(money)) - len(str(money))
    rows = [f"Python {platform.python_version()}, {platform.machine()}.", "", *table(), "", text(), ""]
    sys.stdout.write("\n".join([*rows, f"A pickle is {over} bytes longer than the bare text.", ""]))


if __name__ == "__main__":
    main()
