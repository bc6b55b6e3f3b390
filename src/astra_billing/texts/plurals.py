"""
Counting in words: one charge, two charges; 1 списание, 2 списания, 5 списаний.

The rules are those of CLDR for whole numbers, which need no locale data.

    >>> [counted(count, "day", "ru") for count in (1, 2, 5, 11, 21, 22)]
    ['1 день', '2 дня', '5 дней', '11 дней', '21 день', '22 дня']
    >>> counted(1, "day", "en"), counted(0, "day", "en")
    ('1 day', '0 days')
"""

from __future__ import annotations

from typing import Final

NOUNS: Final = {
    "day": (("день", "дня", "дней"), ("day", "days")),
    "month": (("месяц", "месяца", "месяцев"), ("month", "months")),
    "year": (("год", "года", "лет"), ("year", "years")),
    "time": (("раз", "раза", "раз"), ("time", "times")),
    "charge": (("списание", "списания", "списаний"), ("charge", "charges")),
    "renewal": (("продление", "продления", "продлений"), ("renewal", "renewals")),
    "payment": (("платеж", "платежа", "платежей"), ("payment", "payments")),
    "expense": (("расход", "расхода", "расходов"), ("expense", "expenses")),
    "request": (("запрос", "запроса", "запросов"), ("request", "requests")),
    "event": (("событие", "события", "событий"), ("event", "events")),
}
"""The forms of every noun that is counted: one, few, many in Russian; one, many in English."""


def counted(count: int, noun: str, lang: str) -> str:
    """
    A count with its noun in the right form.

    Raises:
        KeyError: the noun is in no table.
    """
    russian, english = NOUNS[noun]
    return f"{count} {russian[_russian_form(count)] if lang == 'ru' else english[count != 1]}"


def _russian_form(count: int) -> int:
    last, last_two = count % 10, count % 100
    if last == 1 and last_two != 11:  # noqa: PLR2004  # 1, 21, 31 ... but 11
        return 0
    return 1 if last in {2, 3, 4} and last_two not in {12, 13, 14} else 2
