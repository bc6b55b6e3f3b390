"""
What a customer sets up for automatic payments, and which choices go together (R57, R58, R60, B41).

    >>> from astra_billing.money import RUB
    >>> limits = MoneyRange(Money("10.00", RUB), Money("3000.00", RUB))
    >>> setup_refusal(AutopaySettings("card", cap=Money("682.00", RUB)), limits)

The odd case: a cap above the method's maximum is fine, no cap at all is not.

    >>> setup_refusal(AutopaySettings("card", cap=None), limits)
    <AutopayReason.UNLIMITED_CAP_WITH_LIMITED_METHOD: 'unlimited_cap_with_limited_method'>
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from attrs import frozen

from astra_billing.errors import InvalidValue
from astra_billing.money import Money, MoneyRange, Rounding
from astra_billing.texts import label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from astra_billing.texts import Lang

NOTICE_DAYS: Final = (10, 5, 4, 3, 2, 1, 0)
"""How many days before the balance runs short it is topped up, and tried again (B19)."""

MOST_NOTICE_DAYS = 27


class AutopayReason(Enum):
    """Why an automatic payment is not set up or not made; first match wins."""

    UNLIMITED_CAP_WITH_LIMITED_METHOD = "unlimited_cap_with_limited_method"
    """No maximum a month, and a method with limits (R60)."""

    CAP_BELOW_METHOD_MINIMUM = "cap_below_method_minimum"
    """The maximum a month is less than one payment has to be (B41)."""

    CAP_REACHED = "cap_reached"
    """What this month has left of its maximum is not enough, or nothing (R58)."""

    AMOUNT_BELOW_METHOD_MINIMUM = "amount_below_method_minimum"
    """The method doesn't take so little (B38)."""

    def explain(self, lang: Lang = "en") -> str:
        """The reason as the end of a sentence."""
        sentence = label(self, lang)
        return sentence[0].lower() + sentence[1:]


class OverCap(Enum):
    """What happens when the month needs more than is left of the cap (B38)."""

    CHARGE_THE_REST = "charge_the_rest"
    """The rest of the cap is charged."""

    REFUSE = "refuse"
    """Nothing is charged."""


class Limited(Protocol):
    """What is asked of a payment method here: how much one payment can be."""

    @property
    def limits(self) -> MoneyRange | None:
        """The smallest and the largest payment, None without limits."""


M = TypeVar("M", bound=Limited)


@frozen
class AutopaySettings:
    """
    Automatic payments as a customer has set them up (R57).

    Attributes:
        method_id: the saved method that is charged.
        cap: the most that a calendar month may take, None for no limit (R58, R60, B40).
        payer_id: the payer that the payments are made out to.
        over_cap: what happens when the cap leaves less than is needed.
        notice_days: how many days before the balance runs short it is tried (B19).

    Raises:
        InvalidValue: the cap is not above zero, or a number of days is not from 0 to 27: the month that is paid for
            has to hold the day on which the balance runs short.
    """

    method_id: str
    cap: Money | None
    payer_id: str | None = None
    over_cap: OverCap = OverCap.CHARGE_THE_REST
    notice_days: tuple[int, ...] = NOTICE_DAYS

    def __attrs_post_init__(self) -> None:
        if self.cap is not None and not self.cap.is_positive:
            raise InvalidValue(str(self.cap), expected="a cap", fix="pass more than zero, or None for no cap")
        if not self.notice_days or not all(map(_is_notice, self.notice_days)):
            fix = f"pass whole numbers from 0 to {MOST_NOTICE_DAYS}"
            raise InvalidValue(self.notice_days, expected="a schedule of days", fix=fix)

    def rest(self, used: Money) -> Money | None:
        """What a month that has used so much leaves of the cap, in whole minor units; None without a cap (R58)."""
        if self.cap is None:
            return None
        return (self.cap - used).to_minor_unit(Rounding.FLOOR).clamp(low=Money.zero(used.currency))


def _is_notice(days: object) -> bool:
    return type(days) is int and 0 <= days <= MOST_NOTICE_DAYS


def setup_refusal(settings: AutopaySettings, limits: MoneyRange | None) -> AutopayReason | None:
    """
    Why the settings don't go with a method of these limits, None when they do (R60, B41).

    Raises:
        CurrencyMismatch: cap and limits are of different currencies.
    """
    if limits is None:
        return None
    if settings.cap is None:
        return AutopayReason.UNLIMITED_CAP_WITH_LIMITED_METHOD
    if limits.low is not None and settings.cap < limits.low:
        return AutopayReason.CAP_BELOW_METHOD_MINIMUM
    return None


def choosable(methods: Iterable[M], cap: Money | None) -> tuple[M, ...]:
    """The methods that can be chosen under this cap: without one, those with limits are hidden (R60)."""
    return tuple(each for each in methods if cap is not None or each.limits is None)
