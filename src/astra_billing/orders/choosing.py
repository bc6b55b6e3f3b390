"""
Of all discounts an item gets one, the best: discounts are never added up (B34).

Which one is decided by, in this order: the larger priority; personal before
group before promo code before global; the narrower circle of products; the
larger sum; the id, so that the answer never depends on the order of a list.

    >>> from datetime import date
    >>> from astra_billing.catalog import ProductKind
    >>> from astra_billing.dates import Term
    >>> from astra_billing.money import RUB
    >>> from astra_billing.orders.discounts import DiscountKind
    >>> from astra_billing.orders.items import Renewal
    >>> item = Renewal("i1", "3925", "Тест", ProductKind.OTHER, Term.parse("1 month"), Money("100.00", RUB))
    >>> everybody = Discount("g", "Лето", DiscountKind.GLOBAL, percent=30)
    >>> personal = Discount("p", "Постоянному клиенту", DiscountKind.PERSONAL, percent=5)
    >>> given = best_discount([everybody, personal], item, date(2026, 7, 1))
    >>> given.discount.title, str(given.off), given.reason.name
    ('Постоянному клиенту', '5.00 RUB', 'KIND')

The odd case: what takes nothing off is no discount.

    >>> best_discount([Discount("z", "Ничего", DiscountKind.PERSONAL, percent=0)], item, date(2026, 7, 1)) is None
    True
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from attrs import frozen

from astra_billing.money import Money
from astra_billing.orders.discounts import Discount, DiscountKind
from astra_billing.tax import vat
from astra_billing.texts import fill, label, message

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from astra_billing.orders.items import CartItem
    from astra_billing.tax import VatSchedule
    from astra_billing.texts import Lang

_KINDS: Final = tuple(DiscountKind)


class DiscountReason(Enum):
    """Why this discount was given and not the next best one; in the order in which they are asked (B34)."""

    PRIORITY = "priority"
    KIND = "kind"
    NARROWER = "narrower"
    LARGER = "larger"
    FIRST = "first"
    ONLY_ONE = "only_one"


@frozen
class GivenDiscount:
    """
    The one discount of an item.

    Attributes:
        discount: the discount.
        off: the sum it takes off the listed price.
        reason: what put it before the next best one.
    """

    discount: Discount
    off: Money
    reason: DiscountReason

    def text(self, lang: Lang) -> str:
        """Whose discount it is, how much, and why this one."""
        facts = {"title": self.discount.title, "off": self.off, "why": label(self.reason, lang)}
        return fill(message("cart.discount", lang), kind=label(self.discount.kind, lang), **facts)


def best_discount(
    discounts: Iterable[Discount], item: CartItem, on: date, *, schedule: VatSchedule = vat
) -> GivenDiscount | None:
    """
    The one discount that an item gets on a day, None for none (B34).

    Args:
        discounts: all there are for the customer; those for other products, days or currencies are passed over.
        item: what is bought.
        on: the day of the order.
        schedule: the rates of tax, for items without one of their own.
    """
    covering = [each for each in discounts if each.covers(item, on=on)]
    if not covering:
        return None
    listed = item.price(on, schedule).listed
    offered = {each: each.off(listed) for each in covering}
    ranks = sorted((_rank(each, off), each.id) for each, off in offered.items() if off.is_positive)
    if not ranks:
        return None
    given = next(each for each, off in offered.items() if (_rank(each, off), each.id) == ranks[0])
    return GivenDiscount(given, offered[given], _reason([rank for rank, _ in ranks]))


_Rank = tuple[int, int, tuple[int, int], Money]


def _rank(discount: Discount, off: Money) -> _Rank:
    return (-discount.priority, _KINDS.index(discount.kind), discount.breadth, -off)


def _reason(ranks: list[_Rank]) -> DiscountReason:
    if len(ranks) == 1:
        return DiscountReason.ONLY_ONE
    reasons = zip(DiscountReason, *ranks[:2], strict=False)
    return next((reason for reason, ours, theirs in reasons if ours != theirs), DiscountReason.FIRST)
