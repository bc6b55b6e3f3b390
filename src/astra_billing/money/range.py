"""
`MoneyRange`: the smallest and the largest amount allowed, both inclusive, either open.

    >>> from astra_billing.money import RUB, Money
    >>> limits = MoneyRange(Money("10.00", RUB), Money("3000.00", RUB))
    >>> limits.contains(Money("3000.00", RUB)), limits.contains(Money("9.99", RUB))
    (True, False)
    >>> limits.clamp(Money("9.99", RUB))
    Money('10.00', RUB)

The odd case: a range that is open above has no upper limit at all.

    >>> print(MoneyRange(low=Money("10.00", RUB)))
    from 10.00 RUB
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from astra_billing.errors import InvalidValue
from astra_billing.money import notebook
from astra_billing.money.value import Money

if TYPE_CHECKING:
    from astra_billing.money.currency import Currency


@frozen(str=False)
class MoneyRange:
    """
    A closed range of amounts of one currency.

    Attributes:
        low: the smallest amount inside, or None for no lower limit.
        high: the largest amount inside, or None for no upper limit.

    Raises:
        InvalidValue: both ends are open, or they are the wrong way round.
        CurrencyMismatch: the ends are of different currencies.
    """

    low: Money | None = None
    high: Money | None = None

    def __attrs_post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise InvalidValue(self, expected="a range", fix="give low, high or both")
        if self.low is not None and self.high is not None and self.high < self.low:
            raise InvalidValue((self.low, self.high), expected="a range", fix="pass the lower amount first")

    @property
    def currency(self) -> Currency:
        """The currency of both ends."""
        end = self.high if self.low is None else self.low
        assert end is not None  # noqa: S101 - __attrs_post_init__ has refused it
        return end.currency

    def contains(self, amount: Money) -> bool:
        """Whether the amount lies inside; both ends do."""
        return self.clamp(amount) == amount

    def __contains__(self, amount: Money) -> bool:
        return self.contains(amount)

    def clamp(self, amount: Money) -> Money:
        """The nearest amount inside; raises `CurrencyMismatch` for another currency."""
        return amount.clamp(self.low, self.high)

    def to_records(self) -> list[dict[str, str | None]]:
        """One record, amounts as exact text."""
        low, high = (None if end is None else f"{end.amount:f}" for end in (self.low, self.high))
        return [{"low": low, "high": high, "currency": self.currency.code}]

    def _repr_html_(self) -> str:
        return notebook.text(self, kind="money-range")

    def __str__(self) -> str:
        ends = (("from", self.low), ("to", self.high))
        return " ".join(f"{word} {end}" for word, end in ends if end is not None)
