"""
How many slips of the finger the check digits catch; prints two tables in Markdown.

    python -m tests.payers.numbers.error_shares

Of many random valid numbers every single-digit error and every swap of two
different neighbours is tried.  An error counts as caught when the number is
refused for a fact; what is only doubted does not count.
"""

from __future__ import annotations

import random
import sys
from typing import TYPE_CHECKING, NamedTuple

from astra_billing.payers.numbers import Number, NumberFault, inn, near, ogrn, ogrnip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MANY = 2_000
SEED = 2026


class Kind(NamedTuple):
    """A number, how one is drawn, and how one is refused."""

    number: Number
    draw: Callable[[random.Random], str]
    validate: Callable[[str], str]


class Shares(NamedTuple):
    """How many errors were tried and caught, and what the hints for the caught ones said."""

    digits: int
    digits_caught: int
    swaps: int
    swaps_caught: int
    hints_with_the_right_one: int
    hints_with_the_right_one_alone: int
    hints_after_a_wrong_digit: int


def draw_inn(chance: random.Random, body: int) -> str:
    """A random valid INN."""
    text = f"{chance.randint(1, 99):02}{chance.randrange(10 ** (body - 2)):0{body - 2}}"
    return text + inn.check_digits(text)


def draw_ogrn(chance: random.Random) -> str:
    """A random valid OGRN of 2002 to 2025."""
    text = f"{chance.choice('15')}{chance.randint(2, 25):02}{chance.randint(1, 99):02}{chance.randrange(10**7):07}"
    return text + ogrn.check_digits(text)


def draw_ogrnip(chance: random.Random) -> str:
    """A random valid OGRNIP of 2004 to 2025."""
    text = f"3{chance.randint(4, 25):02}{chance.randint(1, 99):02}{chance.randrange(10**9):09}"
    return text + ogrnip.check_digits(text)


KINDS = {
    "INN, 10 digits": Kind("inn", lambda chance: draw_inn(chance, 9), inn.validate),
    "INN, 12 digits": Kind("inn", lambda chance: draw_inn(chance, 10), inn.validate),
    "OGRN": Kind("ogrn", draw_ogrn, ogrn.validate),
    "OGRNIP": Kind("ogrnip", draw_ogrnip, ogrnip.validate),
}


def shares(name: str, many: int = MANY) -> Shares:
    """What is caught of the errors in `many` numbers of a kind."""
    kind = KINDS[name]
    chance = random.Random(SEED)  # noqa: S311 (a sample, not a secret)
    rows = [shares_of(kind, kind.draw(chance)) for _ in range(many)]
    return Shares(*map(sum, zip(*rows, strict=True)))


def shares_of(kind: Kind, text: str) -> Shares:
    """What is caught of the errors in one number."""
    digits, swaps = list(digit_errors(text)), list(swap_errors(text))
    digits_caught, swaps_caught = caught(kind, digits), caught(kind, swaps)
    hints = [near(kind.number, wrong) for wrong in swaps_caught]
    return Shares(
        len(digits),
        len(digits_caught),
        len(swaps),
        len(swaps_caught),
        sum(hint is not None and text in hint.candidates for hint in hints),
        sum(hint is not None and hint.value == text for hint in hints),
        sum(near(kind.number, wrong) is not None for wrong in digits_caught),
    )


def digit_errors(text: str) -> Iterator[str]:
    """The number with one digit replaced by each other digit."""
    for place, right in enumerate(text):
        for digit in "0123456789":
            if digit != right:
                yield text[:place] + digit + text[place + 1 :]


def swap_errors(text: str) -> Iterator[str]:
    """The number with each pair of different neighbours swapped."""
    for place in range(len(text) - 1):
        if text[place] != text[place + 1]:
            yield text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def caught(kind: Kind, wrong: Iterable[str]) -> list[str]:
    """The numbers that are refused for a fact."""
    return [text for text in wrong if is_caught(kind, text)]


def is_caught(kind: Kind, text: str) -> bool:
    """Whether a number is refused for a fact."""
    try:
        kind.validate(text)
    except NumberFault as fault:
        return not fault.is_policy
    return False


def table(found: dict[str, Shares]) -> list[str]:
    """What is caught."""
    head = ["| | wrong digits | caught | missed | swaps | caught | missed |", "|---|---|---|---|---|---|---|"]
    return head + [
        f"| {name} | {of.digits:,} | {of.digits_caught / of.digits:.2%} | {of.digits - of.digits_caught:,} "
        f"| {of.swaps:,} | {of.swaps_caught / of.swaps:.2%} | {of.swaps - of.swaps_caught:,} |"
        for name, of in found.items()
    ]


def hint_table(found: dict[str, Shares]) -> list[str]:
    """What the hints are worth."""
    head = ["| | swap: named | named alone | wrong digit: a swap that fits by chance |", "|---|---|---|---|"]
    return head + [
        f"| {name} | {of.hints_with_the_right_one / of.swaps_caught:.0%} "
        f"| {of.hints_with_the_right_one_alone / of.swaps_caught:.0%} "
        f"| {of.hints_after_a_wrong_digit / of.digits_caught:.0%} |"
        for name, of in found.items()
    ]


def main() -> None:
    """Print both tables."""
    found = {name: shares(name) for name in KINDS}
    sys.stdout.write("\n".join([*table(found), "", *hint_table(found), ""]))


if __name__ == "__main__":
    main()
