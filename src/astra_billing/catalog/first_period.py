"""
The first period of a service whose renewals fall on the 1st (B12, R42).

Ordered before the pro-rata day, the first period ends with this month;
ordered on that day or later, with the next one.  The month begun counts by
its days left, the day of the order included; a month after it counts whole.

    >>> first = FirstPeriod.aligned(date(2026, 7, 12), pro_rata_day=15)
    >>> first.renews_on.isoformat(), first.share
    ('2026-08-01', Fraction(20, 31))
    >>> later = FirstPeriod.aligned(date(2026, 7, 17), pro_rata_day=15)
    >>> later.renews_on.isoformat(), later.share
    ('2026-09-01', Fraction(46, 31))

The odd day: an order of the 1st pays for exactly the whole month.

    >>> FirstPeriod.aligned(date(2026, 7, 1), pro_rata_day=15).share
    Fraction(1, 1)

A longer term keeps its whole months behind the month begun:

    >>> quarter = FirstPeriod.aligned(date(2026, 7, 12), pro_rata_day=15, term=Term.parse("3 months"))
    >>> quarter.renews_on.isoformat(), quarter.share
    ('2026-10-01', Fraction(82, 93))

The cart of the manual names its 30/31 itself; no order date gives it:

    >>> from astra_billing.money import RUB
    >>> first = FirstPeriod(Period(date(2023, 4, 1), date(2023, 5, 1)), Fraction(30, 31))
    >>> quote = first.quote([("base price", Money("495.00", RUB)), ("traffic", Money("110.00", RUB))])
    >>> [record["first"] for record in quote.to_records()]
    ['479.04', '106.46', '585.48']
    >>> print(quote.explain())
    585.48 RUB until 2023-05-01, then 605.00 RUB a month
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import field, frozen

from astra_billing.dates import Month, Period, Term, Unit
from astra_billing.errors import InvalidValue
from astra_billing.money import Money, ProratedLines, Rounding, notebook
from astra_billing.texts import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

_LAST_DAY_NUMBER = 31
_MONTHS_IN_YEAR = 12
_SENTENCES = {
    "ru": "{first} до {until}, далее {further} {each}",
    "en": "{first} until {until}, then {further} {each}",
}
_EACH_MONTH = {"ru": "в месяц", "en": "a month"}
_EACH_TERM = {"ru": "за {term}", "en": "for {term}"}
MONTH = Term(1, Unit.MONTH)


@frozen
class FirstPeriod:
    """
    The days from an order to the first renewal, and how much of the price of a term they cost.

    Attributes:
        period: the day of the order up to, and without, the day of renewal.
        share: of the price of one term; above 1 where a whole month more follows the one begun.
        term: what one payment is for from then on.

    Raises:
        InvalidValue: the share is no exact fraction, or negative.
    """

    period: Period
    share: Fraction = field()
    term: Term = MONTH

    @share.validator
    def _not_negative(self, _: object, share: object) -> None:
        if not isinstance(share, Fraction) or share < 0:
            raise InvalidValue(share, expected="a share of the price", fix="pass a Fraction, such as Fraction(30, 31)")

    @classmethod
    def aligned(cls, ordered_on: date, *, pro_rata_day: int, term: Term = MONTH) -> FirstPeriod:
        """
        The first period of a service whose renewals are moved to the 1st (B12).

        Args:
            ordered_on: the day of the order, which is paid for.
            pro_rata_day: 1 to 31; from this day of the month on, the next month is part of the first period.
            term: what one payment is for; the month begun is the first of its months.

        Raises:
            InvalidValue: there is no such day of a month, or the term is of days.
        """
        check_pro_rata_day(pro_rata_day)
        months = whole_months(term)
        whole = months - 1 + (ordered_on.day >= pro_rata_day)
        period = Period(ordered_on, Month.of(ordered_on).plus(1 + whole).first)
        return cls(period, (_begun(ordered_on) + whole) / months, term)

    @property
    def renews_on(self) -> date:
        """The day of the first renewal: the 1st, for an aligned period."""
        return self.period.end

    def price(self, term_price: Money, *, rounding: Rounding) -> Money:
        """The share of the price of a term, rounded once to the minor unit."""
        whole = term_price * self.share.numerator
        parts = self.share.denominator
        return whole.to_minor_unit(rounding) if parts == 1 else whole.divided_by(parts, rounding=rounding)

    def quote(
        self,
        lines: Iterable[tuple[str, Money]],
        *,
        line_rounding: Rounding = Rounding.CEILING,
        total_rounding: Rounding = Rounding.HALF_UP,
    ) -> FirstPeriodQuote:
        """
        What the lines of a cart cost until the first renewal and what they cost then (B13, R42).

        Args:
            lines: names with prices of a term.
            line_rounding: of each line, which is for display.
            total_rounding: of the total, taken once from the exact sum; the total is what counts.

        Raises:
            InvalidValue: there are no lines.
            CurrencyMismatch: the prices are of different currencies.
        """
        named = tuple(lines)
        if not named:
            raise InvalidValue(named, expected="a cart", fix="give it at least one line")
        names, prices = zip(*named, strict=True)
        shown = tuple(self.price(price, rounding=line_rounding) for price in prices)
        total = self.price(Money.sum(prices, prices[0].currency), rounding=total_rounding)
        return FirstPeriodQuote(names, ProratedLines(shown, total), prices, self.renews_on, self.term)


def aligned_end(ordered_on: date, renews_on: date, *, begins_on: date) -> date:
    """
    The 1st that a first period ends on when it begins on another day than that of its order (B12).

    It is the 1st it was ordered for as long as that is ahead.  When it is over, the price of the order stays and
    buys no less than it did: the first 1st by which the share of months begun and whole is not smaller.

        >>> ordered_on, renews_on = date(2026, 7, 12), date(2026, 8, 1)
        >>> days = [date(2026, 7, 31), date(2026, 8, 3), date(2026, 8, 20)]
        >>> [aligned_end(ordered_on, renews_on, begins_on=day).isoformat() for day in days]
        ['2026-08-01', '2026-09-01', '2026-10-01']
    """
    if begins_on < renews_on:
        return renews_on
    months = Month.of(ordered_on).until(Month.of(renews_on))
    more = 0 if _begun(begins_on) >= _begun(ordered_on) else 1
    return Month.of(begins_on).plus(months + more).first


def _begun(day: date) -> Fraction:
    """The share of its month that is left on a day, that day included."""
    month = Month.of(day)
    return Fraction(month.days - day.day + 1, month.days)


@frozen
class FirstPeriodQuote:
    """
    The price of a cart until the first renewal, and from then on (R42).

    Attributes:
        names: what the lines are called.
        first: lines and total until the renewal, each rounded on its own.
        further: the price of each line for a term, from the renewal on.
        renews_on: the day of the first renewal.
        term: what one payment is for from then on.
    """

    names: tuple[str, ...]
    first: ProratedLines
    further: tuple[Money, ...]
    renews_on: date
    term: Term = MONTH

    @property
    def further_total(self) -> Money:
        """What all lines cost together for a term, from the renewal on."""
        return Money.sum(self.further, self.first.total.currency)

    def explain(self, locale: str = "en") -> str:
        """One sentence in English or Russian: the first price, until when, and the price of a term then."""
        lang = "ru" if locale.startswith("ru") else "en"
        term = counted(self.term.count, self.term.unit.value, lang)
        each = (_EACH_MONTH if self.term == MONTH else _EACH_TERM)[lang].format(term=term)
        facts = {"first": self.first.total, "until": self.renews_on, "further": self.further_total}
        return _SENTENCES[lang].format(each=each, **facts)

    def to_records(self) -> list[dict[str, str]]:
        """One record per line and a last one, without a name, for the total; amounts as exact text."""
        rows = [*zip(self.names, self.first.lines, self.further, strict=True)]
        rows.append(("", self.first.total, self.further_total))
        return [
            {
                "name": name,
                "first": f"{first.amount:f}",
                "further": f"{later.amount:f}",
                "currency": first.currency.code,
            }
            for name, first, later in rows
        ]

    def _repr_html_(self) -> str:
        return notebook.table(self.to_records())


def whole_months(term: Term) -> int:
    """
    How many months a term has (B12).

    Raises:
        InvalidValue: it is of days, which don't end on a 1st.
    """
    if term.unit is Unit.DAY:
        fix = "sell it by months or years, or leave pro_rata_day out"
        raise InvalidValue(str(term), expected="a period that ends on a 1st", fix=fix)
    return term.count * (_MONTHS_IN_YEAR if term.unit is Unit.YEAR else 1)


def check_pro_rata_day(day: object) -> None:
    """
    Refuse what is no day of a month (B12).

    Raises:
        InvalidValue: it isn't 1 to 31.
    """
    if type(day) is not int or not 1 <= day <= _LAST_DAY_NUMBER:
        raise InvalidValue(day, expected="a day of a month", fix="pass 1 to 31")
