r"""
Reading an amount that a person typed, strictly.

What `format_money` writes is read back; the plain, the no-break and the narrow
no-break space are one; a text that means two things is reported, not guessed.

    >>> from astra_billing.money import RUB, USD
    >>> parse_money("1 234,56 ₽", "ru_RU")
    Money('1234.56', RUB)
    >>> parse_money("($98,765.43)", "en_US", currency=USD)
    Money('-98765.43', USD)

The odd case: in Russian text a point is neither the decimal mark nor a group.

    >>> parse_money("1.234", "ru_RU", currency=RUB)
    Traceback (most recent call last):
    astra_billing.presentation.parsing.AmbiguousAmount: '1.234' may be 1.234 or 1234 in ru_RU; ...
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from astra_billing.errors import BillingError, InvalidValue
from astra_billing.money import Currency, Money
from astra_billing.presentation.money import known_locale

if TYPE_CHECKING:
    from astra_billing.presentation.money import Style

_SPACES = str.maketrans({"\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " "})
_UNSEEN = str.maketrans("", "", "\u200e\u200f\u061c")
_MINUS = str.maketrans({"\N{MINUS SIGN}": "-"})

_Marks: TypeAlias = tuple[str, str, tuple[tuple[int, int], ...]]
_PORTAL: _Marks = (" ", ".", ((3, 3),))


class AmbiguousAmount(BillingError, ValueError):
    """
    A typed amount means two things.

    Attributes:
        text: what was typed.
        readings: what it may mean.
        locale: the locale it was read in.
    """

    def __init__(self, text: str, readings: tuple[str, ...], locale: str) -> None:
        self.text = text
        self.readings = readings
        self.locale = locale
        super().__init__(text, readings, locale)

    def __str__(self) -> str:
        meant = " or ".join(self.readings)
        fix = "write the decimal mark of the locale" if self.readings[0][0].isdigit() else "write the code"
        return f"{self.text!r} may be {meant} in {self.locale}; {fix}"


def parse_money(
    text: str, locale: str = "ru_RU", *, currency: Currency | None = None, style: Style = "standard"
) -> Money:
    """
    The amount that a text means in a locale.

    Args:
        text: digits with the marks of the locale and, unless `currency` is given, a symbol or code.
        locale: a CLDR locale such as `ru_RU`.
        currency: what the amount is in; a different symbol or code in the text is refused.
        style: only the portal's own, `1 000.00 ₽`, has other marks than the locale; every other one reads alike.

    Raises:
        AmbiguousAmount: the text means two things, in the number or in the symbol.
        InvalidValue: the text is no amount in this locale, or of another currency.
    """
    cleaned = _plain(text).translate(_MINUS)
    marks = _PORTAL if style == "portal" else _marks(locale)
    sign, number, mark = _taken_apart(cleaned, text, marks[0] + marks[1])
    return Money(sign + _number(number, text, locale, marks), _currency(mark, text, locale, currency))


def _plain(text: str) -> str:
    """The text without marks of direction, every kind of space being the plain one."""
    return text.translate(_UNSEEN).translate(_SPACES).strip()


def _taken_apart(cleaned: str, text: str, marks: str) -> tuple[str, str, str]:
    """Sign, digits with their marks, and what is left: the currency."""
    inside = f"[0-9., {re.escape(marks)}]*"
    found = re.fullmatch(rf"([^0-9]*?)([0-9](?:{inside}[0-9])?)([^0-9]*)", cleaned)
    if found is None:
        raise InvalidValue(text, expected="an amount", fix="write digits with a currency, such as '1 234,56 ₽'")
    before, number, after = found.groups()
    brackets = before.startswith("(") and after.endswith(")")
    if brackets:
        before, after = before[1:], after[:-1]
    minuses = (before + after).count("-")
    mark = (before + after).replace("-", "").strip()
    if brackets + minuses > 1 or (before.strip(" -") and after.strip(" -")):
        raise InvalidValue(text, expected="an amount", fix="write one sign and one currency")
    return "-" if brackets or minuses else "", number, mark


def _number(number: str, text: str, locale: str, marks: _Marks) -> str:
    """The digits as plain text with a point."""
    group, point, sizes = marks
    plain = next(filter(None, (_read(number, group, point, size) for size in sizes)), None)
    if plain is not None:
        return plain
    others = ((".", ","), (",", "."), (" ", ","), (" ", "."))
    readings = {_read(number, *other, (3, 3)) for other in others} - {None}
    if len(readings) > 1:
        raise AmbiguousAmount(text, tuple(sorted(map(str, readings), key=len, reverse=True)), locale)
    raise InvalidValue(text, expected=f"an amount in {locale}", fix=f"write it as {_sample(group, point)}")


def _read(number: str, group: str, point: str, sizes: tuple[int, int]) -> str | None:
    """The number by these marks: no groups at all, or every group of its right size; else None."""
    mark, stop = re.escape(group), re.escape(point)
    inner = rf"[0-9]{{1,{sizes[1]}}}(?:{mark}[0-9]{{{sizes[1]}}})*{mark}[0-9]{{{sizes[0]}}}"
    if not re.fullmatch(rf"(?:[0-9]+|{inner})(?:{stop}[0-9]+)?", number):
        return None
    return number.replace(group, "").replace(point, ".")


def _sample(group: str, point: str) -> str:
    return f"'1{group}234{point}56'"


@cache
def _marks(locale: str) -> _Marks:
    """Group mark, decimal mark and the group sizes in use in a locale; every kind of space is the plain one."""
    from babel.numbers import get_decimal_symbol, get_group_symbol  # noqa: PLC0415 - it opens locale files

    known = known_locale(locale)
    group = get_group_symbol(known).translate(_SPACES)
    formats = known.currency_formats
    sizes = {formats[style].grouping for style in ("standard", "accounting") if style in formats}
    return group, get_decimal_symbol(known), tuple(sorted(sizes))


def _currency(mark: str, text: str, locale: str, wanted: Currency | None) -> Currency:
    found = _meant(mark, locale) if mark else ()
    if wanted is not None:
        if mark and wanted not in found and mark not in {wanted.code, wanted.symbol}:
            raise InvalidValue(text, expected=f"an amount in {wanted}", fix=f"leave {mark!r} out or change it")
        return wanted
    if len(found) > 1:
        raise AmbiguousAmount(text, tuple(str(currency) for currency in found), locale)
    if not found:
        raise InvalidValue(text, expected="an amount with its currency", fix="write the code, or pass currency=")
    return found[0]


@cache
def _meant(mark: str, locale: str) -> tuple[Currency, ...]:
    """The currencies that a symbol or code means: by code, by the locale's own symbols, else by the signs at home."""
    standard = Currency.standard()
    local = known_locale(locale).currency_symbols
    by_code = tuple(currency for currency in standard if currency.code == mark)
    by_locale = tuple(currency for currency in standard if _plain(local.get(currency.code, "")) == mark)
    at_home = tuple(currency for currency in standard if currency.symbol == mark and currency.withdrawn is None)
    return by_code or by_locale or at_home
