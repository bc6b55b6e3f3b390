"""
A discount: how much, on what, when; and which one of several is given (B34).

    >>> from astra_billing.money import RUB
    >>> spring = Discount("d1", "Весна", DiscountKind.GLOBAL, percent=Decimal(10), kinds=(ProductKind.HOSTING,))
    >>> spring.off(Money("250.00", RUB))
    Money('25.00', RUB)

The odd cases: a discount never takes more than there is, and a fixed price
above the usual one takes nothing.

    >>> off = Discount("d2", "Сертификат", DiscountKind.PERSONAL, amount=Money("300.00", RUB))
    >>> fixed = Discount("d3", "Всё по 300", DiscountKind.GLOBAL, price=Money("300.00", RUB))
    >>> off.off(Money("250.00", RUB)), fixed.off(Money("250.00", RUB))
    (Money('250.00', RUB), Money('0.00', RUB))
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from astra_billing.catalog import ProductKind
from astra_billing.errors import InvalidValue
from astra_billing.money import Money, Rounding, discounted
from astra_billing.money.exact import exact_decimal

if TYPE_CHECKING:
    from astra_billing.orders.items import CartItem

_WHOLE: Final = 100


class DiscountKind(Enum):
    """Whose discount it is; the first listed comes first among discounts of one priority (B34)."""

    PERSONAL = "personal"
    GROUP = "group"
    PROMO = "promo"
    GLOBAL = "global"


@frozen
class Validity:
    """
    The days on which something is valid; either end may be open.

    Attributes:
        since: the first day, None where it always was.
        until: the first day on which it isn't any more, None where it has no end.

    Raises:
        InvalidValue: the end is not after the start.
    """

    since: date | None = None
    until: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.since and self.until and self.until <= self.since:
            fix = "let it start before it ends; the last day is the one before `until`"
            raise InvalidValue(f"{self.since}..{self.until}", expected="a time of validity", fix=fix)

    def has_begun(self, *, on: date) -> bool:
        """Whether it is valid by now, or was."""
        return self.since is None or self.since <= on

    def is_over(self, *, on: date) -> bool:
        """Whether it will never be valid again."""
        return self.until is not None and self.until <= on

    def __contains__(self, day: date) -> bool:
        return self.has_begun(on=day) and not self.is_over(on=day)


def _percent(value: object) -> Decimal | None:
    return None if value is None else exact_decimal(value, what="a discount in percent")


@frozen
class Discount:
    """
    A discount of the provider; it is given for the first payment, further terms cost the full price (R82).

    Attributes:
        id: the discount's id.
        title: what it is called.
        kind: whose it is.
        percent: how much of the price it takes, 0 to 100; str, int or Decimal is accepted.
        amount: or the sum it takes.
        price: or the price it leaves.
        priority: the larger number wins over every other rule (B34).
        kinds: the kinds of product it is for; empty for any.
        tariff_ids: the tariffs it is for; empty for any.
        validity: the days on which it is given.

    Raises:
        InvalidValue: not exactly one of percent, amount and price, or one out of range.
    """

    id: str
    title: str
    kind: DiscountKind
    percent: Decimal | None = field(default=None, converter=_percent, kw_only=True)
    amount: Money | None = field(default=None, kw_only=True)
    price: Money | None = field(default=None, kw_only=True)
    priority: int = field(default=0, kw_only=True)
    kinds: tuple[ProductKind, ...] = field(default=(), kw_only=True)
    tariff_ids: tuple[str, ...] = field(default=(), kw_only=True)
    validity: Validity = field(default=Validity(), kw_only=True)

    def __attrs_post_init__(self) -> None:
        given = [each for each in (self.percent, self.amount, self.price) if each is not None]
        if len(given) != 1:
            fix = "pass exactly one of percent=, amount= and price="
            raise InvalidValue((self.percent, self.amount, self.price), expected="one discount", fix=fix)
        if self.percent is not None and not 0 <= self.percent <= _WHOLE:
            raise InvalidValue(self.percent, expected="a discount in percent", fix="pass 0 to 100")
        for sum_ in (self.amount, self.price):
            if sum_ is not None and sum_.is_negative:
                raise InvalidValue(str(sum_), expected="a discount", fix="pass zero or more")

    @property
    def breadth(self) -> tuple[int, int]:
        """How much it is for, the narrower the smaller: some tariffs, some kinds of product, everything (B34)."""
        if self.tariff_ids:
            return (0, len(set(self.tariff_ids)))
        return (1, len(set(self.kinds))) if self.kinds else (2, 0)

    def covers(self, item: CartItem, *, on: date) -> bool:
        """Whether it is for this item, valid on that day, and of the item's currency."""
        fixed = self.price if self.amount is None else self.amount
        return (
            on in self.validity
            and (not self.kinds or item.kind in self.kinds)
            and (not self.tariff_ids or item.tariff_id in self.tariff_ids)
            and (fixed is None or fixed.currency == item.currency)
        )

    def off(self, price: Money) -> Money:
        """
        The sum it takes off a price: zero at least, the price at most; half-up to the minor unit.

        Raises:
            CurrencyMismatch: it is a sum of another currency.
        """
        if self.price is not None:
            off = (price - self.price).clamp(low=Money.zero(price.currency))
        else:
            off = price - discounted(price, percent=self.percent, amount=self.amount, rounding=Rounding.HALF_UP)
        return min(off.to_minor_unit(Rounding.HALF_UP), price)
