r"""
Amounts, dates and terms as a reader of a language expects them.

Nothing is rounded: an expense of four decimals shows four.

    >>> from datetime import date
    >>> from astra_billing.money import RUB, Money
    >>> show_money(Money("34134.4799", RUB), "en"), show_date(date(2026, 1, 15), "en")
    ('34\xa0134.4799\xa0₽', '15 January 2026')
    >>> show_date(date(2026, 1, 15), "ru")
    '15 января 2026\xa0г.'

A run of days leaves out what both ends share:

    >>> show_days(date(2025, 12, 1), date(2025, 12, 31), "en") == "1\N{EN DASH}31 Dec"
    True
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from babel.dates import format_date, format_interval

from astra_billing.presentation.money import format_money
from astra_billing.texts import counted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from astra_billing.dates import Month, Term
    from astra_billing.money import Money
    from astra_billing.presentation.money import Style
    from astra_billing.texts import Lang

LOCALES: Final = {"ru": "ru_RU", "en": "en_GB"}
"""The locale of each language; English puts the day before the month, as Russian does."""

STYLES: Final[Mapping[str, Style]] = {"ru": "standard", "en": "portal"}
"""English takes the form of the portal's screens, as CLDR would put the code before the number."""

NO_BREAK: Final = "\N{NO-BREAK SPACE}"


def show_money(money: Money, lang: Lang) -> str:
    """An exact amount with its currency's sign behind it: 620,00 ₽ in Russian, the portal's 620.00 ₽ in English."""
    return format_money(money, LOCALES[lang], style=STYLES[lang], digits="all")


def show_date(day: date, lang: Lang) -> str:
    """A day in full: 15 января 2026 г., 15 January 2026."""
    return _held(format_date(day, "long", locale=LOCALES[lang]))


def show_day(day: date, lang: Lang) -> str:
    """A day of a year that is known: 15 января, 15 January."""
    return _held(format_date(day, "d MMMM", locale=LOCALES[lang]))


def show_short_day(day: date, lang: Lang) -> str:
    """A day for a narrow column: 15 янв., 15 Jan."""
    return _held(format_date(day, "d MMM", locale=LOCALES[lang]))


def show_days(first: date, last: date, lang: Lang) -> str:
    """A run of days for a narrow column, from 1 to 31 Dec.; one day alone when both are the same."""
    if first == last:
        return show_short_day(first, lang)
    return _held(format_interval(first, last, "dMMM", locale=LOCALES[lang]))


def show_month(month: Month, lang: Lang) -> str:
    """A month as a heading: Декабрь 2025, December 2025."""
    name = format_date(month.first, "LLLL y", locale=LOCALES[lang])
    return name[0].upper() + name[1:]


def show_term(term: Term, lang: Lang) -> str:
    """A term in words: 1 день, 3 месяца, 1 year."""
    return counted(term.count, term.unit.value, lang)


def _held(text: str) -> str:
    """The year's "г." stays with its number, in a space that every font has."""
    return text.replace("\N{NARROW NO-BREAK SPACE}", NO_BREAK)
