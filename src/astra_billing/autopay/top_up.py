"""
When an automatic payment is made, and of how much (R56, R58, B19, B38, B40, B41).

Ten days before the balance runs short it is topped up by what the coming month
needs and isn't there; if that doesn't work out, it is tried again five, four,
three, two and one day before, and on the day itself.  What has stopped for want
of money comes back with it, so the month needs it too; by itself it asks for
nothing, for its days of the schedule are over.

    >>> from astra_billing.autopay.cap import CapUse
    >>> from astra_billing.catalog import ProductKind
    >>> from astra_billing.dates import Term
    >>> from astra_billing.money import RUB
    >>> from astra_billing.services import Service
    >>> site = Service.begun("h1", "Hosting", ProductKind.HOSTING, Money("150.00", RUB), Term.parse("1 month"),
    ...                      on=date(2024, 2, 22), renews_from="balance")
    >>> ten, settings = Money("10.00", RUB), AutopaySettings("card", cap=Money("682.00", RUB))
    >>> next_check_on([site], ten, after=date(2024, 2, 22), settings=settings).isoformat()
    '2024-03-11'
    >>> plan = plan_top_up([site], ten, on=date(2024, 3, 11), settings=settings, use=CapUse(RUB))
    >>> str(plan.need), str(plan.amount), plan.short_on.isoformat()
    ('150.00 RUB', '140.00 RUB', '2024-03-21')

The odd case: the month has used its cap, and nothing is charged above it.

    >>> used = CapUse(RUB).plus("k", Month(2024, 3), Money("682.00", RUB))
    >>> plan_top_up([site], ten, on=date(2024, 3, 11), settings=settings, use=used).reason.value
    'cap_reached'
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from astra_billing.autopay.settings import AutopayReason, AutopaySettings, OverCap
from astra_billing.autopay.shortage import month_need, shortage
from astra_billing.dates import Month
from astra_billing.money import Money, MoneyRange, Rounding
from astra_billing.renewal import DAY
from astra_billing.texts import fill, message

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from astra_billing.autopay.cap import CapUse
    from astra_billing.services import Service
    from astra_billing.texts import Lang


@frozen
class TopUpPlan:
    """
    An automatic payment that is to be made.

    Attributes:
        amount: what is charged: whole kopecks, within the cap and the limits of the method.
        need: what the renewals of the coming month cost, those of services that come back with the money among them.
        balance: what was there to pay them.
        short_on: the day on which it would not have been enough.
    """

    amount: Money
    need: Money
    balance: Money
    short_on: date

    def explain(self, lang: Lang = "en") -> str:
        """One sentence: how much, and why."""
        return fill(
            message("top_up.plan", lang),
            amount=self.amount,
            need=self.need,
            balance=self.balance,
            short_on=self.short_on,
        )


@frozen
class AutopayRefused:
    """
    An automatic payment that is due and not made.

    Attributes:
        reason: the first reason that applies.
        wanted: the payment that would have been made.
        allowed: what the reason rests on: the rest of the cap, or the smallest payment of the method.
        short_on: the day on which the balance is not enough.
    """

    reason: AutopayReason
    wanted: Money
    allowed: Money
    short_on: date

    @property
    def facts(self) -> Mapping[str, object]:
        """What the reason looked at, by name, with days as text: as the account's refusals hold it."""
        return {"wanted": self.wanted, "allowed": self.allowed, "short_on": self.short_on.isoformat()}

    def explain(self, lang: Lang = "en") -> str:
        """One sentence: how much was wanted, and why it is not charged."""
        return fill(message("top_up.refused", lang), wanted=self.wanted, reason=self.reason.explain(lang))


@frozen
class ToldRefusal:
    """
    What a customer was told of an automatic payment that was refused; as long as it is so, it is not told again.

    Attributes:
        reason: why there is none.
        month: whose cap and whose renewals it is about (B40).
        short_on: the day on which the balance is not enough.
    """

    reason: AutopayReason
    month: Month
    short_on: date

    def says(self, refused: AutopayRefused, *, on: date) -> bool:
        """Whether a refusal of a day is this one, its sums aside."""
        return self == ToldRefusal(refused.reason, Month.of(on), refused.short_on)

    def after_a_try(self, on: date) -> ToldRefusal:
        """The same when a renewal was refused on a day: the shortage of that day is one of the next (R87)."""
        return evolve(self, short_on=on + DAY) if self.short_on == on else self


def next_check_on(  # noqa: PLR0913  # a date of an account rests on this much
    services: Collection[Service],
    balance: Money,
    *,
    after: date,
    settings: AutopaySettings,
    attempted_on: date | None = None,
    until: date | None = None,
) -> date | None:
    """The first of `check_days`, None without one (B19)."""
    days = check_days(services, balance, after=after, settings=settings, attempted_on=attempted_on, until=until)
    return days[0] if days else None


def check_days(  # noqa: PLR0913  # as above
    services: Collection[Service],
    balance: Money,
    *,
    after: date,
    settings: AutopaySettings,
    attempted_on: date | None = None,
    until: date | None = None,
) -> list[date]:
    """
    The days later than `after` on which an automatic payment is tried before the balance runs short, in order (B19).

    Exact as long as the renewals before it are paid from the balance; each of them is a reason to ask again.

    Args:
        services: all services, as they are at the end of the day `after`.
        balance: what is there at the end of that day.
        after: the day whose work is done.
        settings: whose schedule counts.
        attempted_on: the day of the last automatic payment; a day has one.
        until: later days are of no interest; the day of the next renewal is a good choice, and makes this cheap.

    Returns:
        The days; none when the balance does not run short in sight or the schedule has no day left before it does.
    """
    notices = settings.notice_days
    horizon = None if until is None else until + timedelta(days=max(notices))
    found = shortage(services, balance, on=after + DAY, until=horizon)
    if found is None:
        return []
    latest = after if attempted_on is None else max(after, attempted_on)
    days = [found.short_on - timedelta(days=notice) for notice in notices]
    return sorted([day for day in days if latest < day and (until is None or day <= until)])


def plan_top_up(  # noqa: PLR0913  # a payment rests on this much
    services: Collection[Service],
    balance: Money,
    *,
    on: date,
    settings: AutopaySettings,
    use: CapUse,
    limits: MoneyRange | None = None,
    pending: bool = False,
) -> TopUpPlan | AutopayRefused | None:
    """
    The automatic payment that is due on a day: a plan, a refusal, or None when the day has no check.

    Args:
        services: all services, before the renewals of the day.
        balance: what is there then.
        on: the day.
        settings: the cap and the schedule.
        use: what the month has used of the cap.
        limits: the smallest and the largest payment of the method; a payment above is cut, not split (B41).
        pending: whether an earlier automatic payment is under way or its outcome unknown; then none is made.

    Raises:
        CurrencyMismatch: balance, prices, cap and limits are not of one currency.
    """
    notices = settings.notice_days
    found = None if pending else shortage(services, balance, on=on, until=on + timedelta(days=max(notices)))
    if found is None or (found.short_on - on).days not in notices:
        return None
    need = month_need(services, balance, on=on)
    wanted = (need - balance).to_minor_unit(Rounding.CEILING)
    low, high = (None, None) if limits is None else (limits.low, limits.high)
    if high is not None:
        wanted = min(wanted, high.to_minor_unit(Rounding.FLOOR))
    rest = settings.rest(use.used(Month.of(on)))
    if rest is not None and _cap_forbids(wanted, rest, low, settings.over_cap):
        return AutopayRefused(AutopayReason.CAP_REACHED, wanted, rest, found.short_on)
    amount = wanted if rest is None else min(wanted, rest)
    if low is not None and amount < low:
        return AutopayRefused(AutopayReason.AMOUNT_BELOW_METHOD_MINIMUM, wanted, low, found.short_on)
    return TopUpPlan(amount, need, balance, found.short_on)


def _cap_forbids(wanted: Money, rest: Money, low: Money | None, over_cap: OverCap) -> bool:
    """Whether the rest of the cap stops a payment instead of making it smaller."""
    if rest >= wanted:
        return False
    return over_cap is OverCap.REFUSE or not rest or (low is not None and rest < low <= wanted)
