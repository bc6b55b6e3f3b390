"""
A promo code: words that open a discount, for some time and some number of uses (R44, B34).

    >>> from datetime import date
    >>> spring = Discount("d1", "Весна", DiscountKind.PROMO, percent=10)
    >>> code = PromoCode("SPRING", spring, uses=1, validity=Validity(until=date(2026, 6, 1)))
    >>> code.fault(on=date(2026, 5, 31)), code.matches(" spring ")
    (None, True)

The odd days: the first one too late, and the second use of a code for one.

    >>> code.fault(on=date(2026, 6, 1)), code.fault(on=date(2026, 5, 1), used=1)
    (<PromoFault.OVER: 'over'>, <PromoFault.USED_UP: 'used_up'>)
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from attrs import field, frozen

from astra_billing.errors import InvalidValue
from astra_billing.orders.discounts import Discount, DiscountKind, Validity

if TYPE_CHECKING:
    from datetime import date


class PromoFault(Enum):
    """Why a promo code opens nothing; first match wins."""

    NOT_YET = "not_yet"
    OVER = "over"
    USED_UP = "used_up"


def _stripped(code: str) -> str:
    return code.strip()


@frozen
class PromoCode:
    """
    A promo code of the provider.

    Attributes:
        code: what a customer enters; upper and lower case are one.
        discount: what it gives, of the kind PROMO.
        uses: how many orders may use it in all, None for any number.
        validity: the days on which it can be used; the discount's own days count too.

    Raises:
        InvalidValue: the code is blank, its discount is of another kind, or it has no use.
    """

    code: str = field(converter=_stripped)
    discount: Discount
    uses: int | None = None
    validity: Validity = field(default=Validity())

    def __attrs_post_init__(self) -> None:
        if not self.code:
            raise InvalidValue(self.code, expected="a promo code", fix="pass at least one letter")
        if self.discount.kind is not DiscountKind.PROMO:
            raise InvalidValue(self.discount.kind, expected="the kind of a code's discount", fix="make it PROMO")
        if self.uses is not None and (type(self.uses) is not int or self.uses < 1):
            raise InvalidValue(self.uses, expected="a number of uses", fix="pass 1 or more, or None for any number")

    def matches(self, entered: str) -> bool:
        """Whether a customer who entered this means the code."""
        return entered.strip().casefold() == self.code.casefold()

    def fault(self, *, on: date, used: int = 0) -> PromoFault | None:
        """
        Why it opens nothing, None where it opens its discount.

        Args:
            on: the day of the order.
            used: how many orders have used it.
        """
        if not (self.validity.has_begun(on=on) and self.discount.validity.has_begun(on=on)):
            return PromoFault.NOT_YET
        if self.validity.is_over(on=on) or self.discount.validity.is_over(on=on):
            return PromoFault.OVER
        return PromoFault.USED_UP if self.uses is not None and used >= self.uses else None
