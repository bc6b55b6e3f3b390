"""Money beside raw decimals, py-moneyed, stockholm, prices and Babel."""

from __future__ import annotations

import pickle
from decimal import Decimal
from typing import TYPE_CHECKING

import moneyed
import prices
import stockholm
from babel.numbers import format_currency

from astra_billing import RUB, Money
from astra_billing.presentation.money import format_money
from benchmarks.race import Race
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Callable

A, B = "22.4137", "34.4827"
MANY = 1000
OPERATIONS = {
    "add": "{0}_a + {0}_b",
    "subtract": "{0}_a - {0}_b",
    "multiply by 3": "{0}_a * 3",
    "multiply by 5120": "{0}_a * 5120",
    "==, the same amount": "{0}_a == {0}_c",
    "==, another amount": "{0}_a == {0}_b",
    "<": "{0}_a < {0}_b",
}
FLOORS = {
    "nothing_a == nothing_b": ("a method that only returns False", "==, another amount"),
    "alone_a == alone_b": ("a method that compares amounts alone: ==, another amount", "==, another amount"),
    "alone_a == alone_c": ("a method that compares amounts alone: ==, the same", "==, the same amount"),
    "alone_a < alone_b": ("a method that compares amounts alone: <", "<"),
}
"""What is no money of ours, but the least that any comparison in Python takes, beside py-moneyed."""
TEXTS = (
    ("ru_RU", "660.00"),
    ("ru_RU", "1234567.89"),
    ("en_US", "1234567.89"),
    ("de_DE", "1234567.89"),
    ("en_IN", "1234567.89"),
    ("ru_RU", "22.4137"),
)
MOST_BYTES = 60


class Nothing:
    """The least that a comparison written in Python can do: nothing at all."""

    def __init__(self, amount: str) -> None:
        """Forget the amount."""

    def __eq__(self, other: object) -> bool:
        return False

    __hash__ = None  # type: ignore[assignment]


class Alone:
    """The least that can be right for one currency: amounts are compared, currencies forgotten."""

    __slots__ = ("amount",)

    def __init__(self, amount: str) -> None:
        self.amount = Decimal(amount)

    def __eq__(self, other: Alone) -> bool:  # type: ignore[override]
        return self.amount == other.amount

    def __lt__(self, other: Alone) -> bool:
        return self.amount < other.amount

    __hash__ = None  # type: ignore[assignment]


def rows() -> list[Row]:
    """Everything about money."""
    return [*operations(), *construction(), *sums(), *texts(), bytes_of_a_pickle()]


def operations() -> list[Row]:
    """The operators; each beside the peers and, as the goals have it, beside one addition of two decimals."""
    make: dict[str, Callable[[str], object]] = {
        "raw": Decimal,
        "our": lambda text: Money(text, RUB),
        "pym": lambda text: moneyed.Money(text, "RUB"),
        "sto": lambda text: stockholm.Money(text, "RUB"),
        "pri": lambda text: prices.Money(Decimal(text), "RUB"),
        "nothing": Nothing,
        "alone": Alone,
    }
    race = Race(
        {f"{who}_{name}": made(text) for who, made in make.items() for name, text in (("a", A), ("b", B), ("c", A))}
    )
    race.run(
        "raw_a + raw_b", *(text.format(who) for text in OPERATIONS.values() for who in ("our", "pym", "sto", "pri"))
    )
    race.run(*FLOORS)
    found = []
    for what, text in OPERATIONS.items():
        beside = {who: race.pair(what, text.format("our"), text.format(who)) for who in ("pym", "sto", "pri")}
        found += [
            beside["pym"].faster("py-moneyed", least=2),
            race.pair(what, text.format("our"), "raw_a + raw_b").dearer("an addition of `Decimal`", most=5.5),
            beside["sto"].faster("stockholm"),
            beside["pri"].faster("prices"),
        ]
    floors = [
        race.pair(f"*{what}*", floor, OPERATIONS[operation].format("pym"))
        for floor, (what, operation) in FLOORS.items()
    ]
    return [*found, *(pair.faster("py-moneyed") for pair in floors)]


def construction() -> list[Row]:
    """From text, with everything checked."""
    names = {"Money": Money, "RUB": RUB, "moneyed": moneyed.Money, "stockholm": stockholm.Money}
    ours, pym, sto = f"Money('{A}', RUB)", f"moneyed('{A}', 'RUB')", f"stockholm('{A}', 'RUB')"
    race = Race(names).run(ours, pym, sto)
    what = "construct from text"
    return [
        race.pair(what, ours, pym).dearer("py-moneyed", most=1.5),
        race.pair(what, ours, sto).faster("stockholm"),
    ]


def sums() -> list[Row]:
    """A thousand amounts."""
    names = {
        "our": [Money(A, RUB)] * MANY,
        "raw": [Decimal(A)] * MANY,
        "pym": [moneyed.Money(A, "RUB")] * MANY,
        "Money": Money,
        "RUB": RUB,
    }
    ours = "Money.sum(our, RUB)"
    race = Race(names).run(ours, "sum(raw)", "sum(pym)")
    what = f"sum of {MANY}"
    return [
        race.pair(what, ours, "sum(raw)").dearer("`sum` of `Decimal`", most=2),
        race.pair(what, ours, "sum(pym)").faster("py-moneyed"),
    ]


def texts() -> list[Row]:
    """Locale text, which is the same character by character."""
    found = []
    for locale, amount in TEXTS:
        names = {"ours": format_money, "babel": format_currency, "money": Money(amount, RUB), "amount": Decimal(amount)}
        ours, babel = f"ours(money, '{locale}')", f"babel(amount, 'RUB', locale='{locale}')"
        race = Race(names).run(ours, babel)
        found.append(race.pair(f"text of {amount} in {locale}", ours, babel).faster("Babel", least=20))
    return found


def bytes_of_a_pickle() -> Row:
    """How much longer a pickle is than the text."""
    money = Money(A, RUB)
    over = len(pickle.dumps(money)) - len(str(money))
    goal = f"at most {MOST_BYTES} bytes over"
    return Row(
        "pickle",
        f"{over} bytes over the text",
        "the text",
        f"{len(str(money))} bytes",
        goal=goal,
        met=over <= MOST_BYTES,
    )
