"""
What a customer sets on the order form: parameters with limits, and choices (R42, R47).

A `Parameter` is a number; each unit above what is included has its price:

    >>> from astra_billing.dates import Term
    >>> from astra_billing.money import RUB
    >>> month = Term.parse("1 month")
    >>> domains = Parameter("domains", "Лимит доменов", "Шт.", 10, 100, included=10, prices={month: Money("5.00", RUB)})
    >>> str(domains.price(15, month, RUB)), str(domains.price(10, month, RUB))
    ('25.00 RUB', '0.00 RUB')
    >>> domains.problem(101)
    'above_maximum'

A `Choice` is one of some options, such as the licence of a panel:

    >>> panel = Choice("panel", "Лицензия на панель управления", (Option("lite", "ISPmanager Lite 5, 4"),))
    >>> panel["lite"].title, "pro" in panel
    ('ISPmanager Lite 5, 4', False)

The odd case: limits that no amount fits.

    >>> Parameter("ip", "IPv4", "Шт.", 3, 2)
    Traceback (most recent call last):
    ...
    astra_billing.errors.InvalidValue: '3..2' is not a pair of limits; let the maximum be at least the minimum, or None
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from astra_billing.catalog.prices import Prices, checked_prices
from astra_billing.errors import InvalidValue
from astra_billing.money import Money

if TYPE_CHECKING:
    from astra_billing.dates import Term
    from astra_billing.money import Currency


@frozen
class Parameter:
    """
    A parameter of a tariff, counted in whole units (R47).

    Attributes:
        code: its name in a configuration, unique in the tariff.
        title: what the form calls it.
        unit: what it is counted in, as it is shown: "Гиб", "Шт.".
        minimum: the least that can be ordered; the form starts with it.
        maximum: the most that can be ordered, None without a limit.
        step: between the amounts that can be ordered, counted from the minimum.
        included: how much of it the base price holds.
        prices: of one unit above what is included; empty where more costs nothing.
        fixed: what it costs whatever the amount; empty for nothing (R42: 0 kWh at 55.00).

    Raises:
        InvalidValue: a number is no whole number of at least zero (the step: one), or the limits contradict.
    """

    code: str
    title: str
    unit: str = ""
    minimum: int = 0
    maximum: int | None = None
    step: int = 1
    included: int = 0
    prices: Prices = field(factory=dict, converter=checked_prices, hash=False)
    fixed: Prices = field(factory=dict, converter=checked_prices, hash=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        least = {"minimum": 0, "included": 0, "step": 1, "maximum": 0}
        for name, low in least.items():
            value = getattr(self, name)
            if value is not None and (type(value) is not int or value < low):
                raise InvalidValue(value, expected=f"the {name} of {self.code!r}", fix=f"pass an int from {low} on")
        if self.maximum is not None and self.maximum < self.minimum:
            fix = "let the maximum be at least the minimum, or None"
            raise InvalidValue(f"{self.minimum}..{self.maximum}", expected="a pair of limits", fix=fix)

    @property
    def is_limited(self) -> bool:
        """Whether it has a maximum: "Лимит: Присутствует" (R42)."""
        return self.maximum is not None

    def problem(self, amount: object) -> str | None:
        """The code of what is wrong with an amount, None for nothing."""
        if type(amount) is not int:
            return "not_whole"
        if amount < self.minimum:
            return "below_minimum"
        if self.maximum is not None and amount > self.maximum:
            return "above_maximum"
        return "off_step" if (amount - self.minimum) % self.step else None

    def price(self, amount: int, term: Term, currency: Currency) -> Money:
        """What an amount costs for a term, exact: the fixed part and each unit above what is included."""
        nothing = Money.zero(currency)
        above = max(amount - self.included, 0)
        return self.fixed.get(term, nothing) + self.prices.get(term, nothing) * above

    def shown(self, amount: int) -> str:
        """An amount with its unit: `5120 Гиб`."""
        return f"{amount} {self.unit}".strip()


@frozen
class Option:
    """
    One of the options of a choice.

    Attributes:
        code: its name in a configuration, unique in the choice.
        title: what the form calls it.
        prices: what it costs by term; empty where it is free.
    """

    code: str
    title: str
    prices: Prices = field(factory=dict, converter=checked_prices, hash=False)


@frozen
class Choice:
    """
    A parameter with named options, one of which is taken (R42: the licence of a panel).

    Attributes:
        code: its name in a configuration, unique in the tariff.
        title: what the form calls it.
        options: what can be chosen; the form starts with the first.

    Raises:
        InvalidValue: there is no option, or two have one code.
    """

    code: str
    title: str
    options: tuple[Option, ...]

    def __attrs_post_init__(self) -> None:
        codes = [option.code for option in self.options]
        if not codes or len(set(codes)) < len(codes):
            fix = "give it at least one, each with a code of its own"
            raise InvalidValue(codes, expected=f"the options of {self.code!r}", fix=fix)

    def __contains__(self, code: object) -> bool:
        return any(option.code == code for option in self.options)

    def __getitem__(self, code: str) -> Option:
        for option in self.options:
            if option.code == code:
                return option
        raise KeyError(code)
