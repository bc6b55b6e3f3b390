"""
What the order form says of automatic renewal: how much, on which day, and how it goes on (R82).

The manual shows 250.00 "без учёта скидок" on 21 March 2024 and then every
21st.  It doesn't say whether that is the day of the charge or of the expiry;
here it is the day of the attempt, a day before the term ends (B17).

    >>> from astra_billing.catalog import ProductKind
    >>> from astra_billing.money import RUB
    >>> month = Term.parse("1 month")
    >>> shown = preview(Money("250.00", RUB), month, ProductKind.HOSTING, ordered_on=date(2024, 2, 22))
    >>> shown.first_charge_on.isoformat(), shown.rhythm.value
    ('2024-03-21', 'day_of_month')
    >>> shown.explain("en")
    '250.00 RUB (without discounts) will be charged on 2024-03-21, then on day 21 of every month'

The odd case: an order of the 31st is charged on a day of its own in every
month (B15), so no day is promised.

    >>> preview(Money("250.00", RUB), month, ProductKind.HOSTING, ordered_on=date(2024, 1, 31)).rhythm.value
    'before_end'
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from astra_billing.dates import Term, Unit
from astra_billing.methods import BALANCE
from astra_billing.money import Money
from astra_billing.renewal.attempts import LEAD_DAYS, first_attempt_on, lead_days, next_attempt_on
from astra_billing.services import Service
from astra_billing.texts import counted, fill, label, message

if TYPE_CHECKING:
    from astra_billing.catalog import ProductKind
    from astra_billing.texts import Lang

LAST_DAY_OF_ALL_MONTHS = 28
CHANGE_IN_LEAP_YEARS = {(2, 29), (3, 1)}
"""Anchors of a year, as month and day, whose eve is another date in leap years."""


class Rhythm(Enum):
    """How the charges go on after the first; each promises only what holds for all of them."""

    DAILY = "daily"
    """Every day."""

    EVERY = "every"
    """Every so many days."""

    DAY_OF_MONTH = "day_of_month"
    """On the same day number, in every month or in every n-th."""

    LAST_DAY = "last_day"
    """On the last day of the month: the term ends on the 1st."""

    SAME_DATE = "same_date"
    """On the same date of every year, or of every n-th."""

    BEFORE_END = "before_end"
    """A number of days before the paid time ends, which is a different day number each time."""


@frozen
class RenewalPreview:
    """
    The charges of an automatic renewal, before it is switched on.

    Attributes:
        amount: what each term costs, without discounts.
        term: how long each lasts.
        first_charge_on: the day of the first charge.
        rhythm: how it goes on.
        lead_days: how many days before the end of the term it is charged.
    """

    amount: Money
    term: Term
    first_charge_on: date
    rhythm: Rhythm
    lead_days: int

    def explain(self, lang: Lang = "en") -> str:
        """One sentence, with the amount as exact text and the day as ISO; `presentation` writes both out."""
        return self.told(str(self.amount), self.first_charge_on.isoformat(), lang)

    def told(self, amount: str, day: str, lang: Lang) -> str:
        """The sentence of R82 around an amount and a day as the reader is to see them."""
        return fill(message("preview", lang), amount=amount, day=day, rhythm=self._rhythm(lang))

    def _rhythm(self, lang: Lang) -> str:
        unit, count = self.term.unit, self.term.count
        several = count > 1 and self.rhythm in {Rhythm.DAY_OF_MONTH, Rhythm.LAST_DAY}
        return fill(
            message(f"rhythm.{self.rhythm.value}{'.several' if several else ''}", lang),
            term=label(unit, lang) if count == 1 else counted(count, unit.value, lang),
            day=self.first_charge_on.day,
            lead=counted(self.lead_days, "day", lang),
        )

    @classmethod
    def of(cls, service: Service, *, after: date) -> RenewalPreview | None:
        """
        The charges of a service that exists, as if it were switched to automatic renewal, later than `after`.

        None when it stands still or its last day has passed (B21).
        """
        renewed = evolve(service, renews_from=service.renews_from or BALANCE)
        first = next_attempt_on(renewed, after=after)
        if first is None:
            return None
        return cls(service.price, service.term, first, _rhythm(renewed, first), lead_days(service.kind))


def preview(price: Money, term: Term, kind: ProductKind, *, ordered_on: date) -> RenewalPreview:
    """
    The charges of a service that is ordered and paid on a day (R82, B17).

    Raises:
        InvalidValue: the price is negative.
    """
    ordered = Service.begun("", "", kind, price, term, on=ordered_on)
    found = RenewalPreview.of(ordered, after=ordered_on)
    assert found is not None  # noqa: S101  # a term lasts a day at least, so its last day is still to come
    return found


def _rhythm(service: Service, first_charge_on: date) -> Rhythm:
    if service.is_daily and service.term.count == 1:
        return Rhythm.DAILY
    if first_charge_on != first_attempt_on(service.expires_on, service.kind):
        return Rhythm.BEFORE_END
    if service.is_daily:
        return Rhythm.EVERY
    if service.kind in LEAD_DAYS:
        return Rhythm.BEFORE_END
    return _by_date(service)


def _by_date(service: Service) -> Rhythm:
    anchor, yearly = service.anchored_on, service.term.unit is Unit.YEAR
    if yearly:
        changes = (anchor.month, anchor.day) in CHANGE_IN_LEAP_YEARS
        return Rhythm.BEFORE_END if changes else Rhythm.SAME_DATE
    if anchor.day == 1:
        return Rhythm.LAST_DAY
    return Rhythm.DAY_OF_MONTH if anchor.day <= LAST_DAY_OF_ALL_MONTHS else Rhythm.BEFORE_END
