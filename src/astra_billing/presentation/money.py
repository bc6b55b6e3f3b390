r"""
Money as people read it, exactly as Babel writes it, only faster; the portal's own style too.

    >>> from astra_billing.money import RUB, USD, Money
    >>> format_money(Money("1099.98", USD), "en_US")
    '$1,099.98'
    >>> format_money(Money("1099.98", RUB), "ru_RU", style="code").replace("\N{NO-BREAK SPACE}", " ")
    '1 099,98 RUB'
    >>> format_money(Money("1000.00", RUB), style="portal").replace("\N{NO-BREAK SPACE}", " ")
    '1 000.00 ₽'

The odd case: digits that do not fit are rounded for display, half-even as
Babel does, unless another `Rounding` or all digits are asked for.

    >>> format_money(Money("234.005", USD), "en_US"), format_money(Money("234.005", USD), "en_US", digits="all")
    ('$234.00', '$234.005')
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import field, frozen

from astra_billing.errors import InvalidValue
from astra_billing.money import Currency, Rounding
from astra_billing.money.exact import in_wide_context, places_of, quantized
from astra_billing.presentation.digits import Marks, Writer, writer

if TYPE_CHECKING:
    from babel import Locale
    from babel.numbers import NumberPattern

    from astra_billing.money import Money

Style: TypeAlias = Literal["standard", "accounting", "code", "name", "portal"]
"""Symbol by the locale; brackets for debts; the code; the name in words; the portal's `1 000.00 ₽`."""

Digits: TypeAlias = Literal["currency", "all", "whole"]
"""Those of the currency; every digit there is; none where the amount is whole."""

_FORMS: dict[tuple[str, str, str], _Form | None] = {}
"""Forms already worked out, by locale, code and style, None for Babel's own; the currency is checked on the way out."""

SPACE = "\N{NO-BREAK SPACE}"
_HALF_EVEN = Rounding.HALF_EVEN


def format_money(
    money: Money,
    locale: str = "ru_RU",
    *,
    style: Style = "standard",
    digits: Digits = "currency",
    rounding: Rounding = Rounding.HALF_EVEN,
) -> str:
    """
    The text of an amount in a locale.

    Args:
        money: the amount.
        locale: a CLDR locale such as `ru_RU`; the portal's own style needs none.
        style: which of the forms of the locale.
        digits: which decimals are shown.
        rounding: how digits are dropped, for display only.

    Raises:
        InvalidValue: Babel does not know the locale or the style.
    """
    currency = money._currency  # noqa: SLF001 - at full speed, as the amount below
    form = _FORMS.get((locale, currency.code, style))
    if form is None or form.currency is not currency:
        form = _FORMS[locale, currency.code, style] = _form(locale, currency, style)
    if form is None:
        return in_wide_context(_by_babel, money, locale, style, digits)
    if rounding is _HALF_EVEN and digits == "currency":
        write = form.write
        return write(money._amount)  # noqa: SLF001
    places = _places(money, form.places, digits)
    return writer(form.marks, places)(quantized(money.amount, places, rounding))


def _places(money: Money, usual: int, digits: Digits) -> int:
    if digits == "currency":
        return usual
    needed = places_of(money.amount)
    if digits == "whole":
        return usual if needed else 0
    return max(usual, needed)


@frozen
class _Form:
    """Everything that a locale, a currency and a style decide, worked out once."""

    currency: Currency
    places: int
    marks: Marks
    write: Writer = field(init=False)

    @write.default
    def _usual(self) -> Writer:
        return writer(self.marks, self.places)


@cache
def _form(locale: str, currency: Currency, style: Style) -> _Form | None:
    """The form, or None where only Babel itself can write it."""
    if style == "portal":
        sign = f"{SPACE}{currency.symbol}"
        return _Form(currency, currency.digits, Marks(SPACE, ".", plus_end=sign, minus_end=sign))
    known = known_locale(locale)
    pattern = _pattern(known, style)
    return None if pattern is None else _worked_out(pattern, known, currency)


def known_locale(name: str) -> Locale:
    """The locale of this name; raises `InvalidValue` where Babel has none."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - it opens locale files

    try:
        return Locale.parse(name)
    except (UnknownLocaleError, ValueError, TypeError):
        raise InvalidValue(name, expected="a locale that Babel knows", fix="pass one such as 'ru_RU'") from None


def _pattern(locale: Locale, style: Style) -> NumberPattern | None:
    from babel.numbers import parse_pattern  # noqa: PLC0415

    formats = locale.currency_formats
    if style == "code":
        by_code: NumberPattern = parse_pattern(formats["standard"].pattern.replace("¤", "¤¤"))
        return by_code
    if style == "name":
        return None
    if style not in formats:
        raise InvalidValue(style, expected="a style", fix="pass standard, accounting, code, name or portal")
    known: NumberPattern = formats[style]
    return known


def _worked_out(pattern: NumberPattern, locale: Locale, currency: Currency) -> _Form | None:
    from babel.numbers import get_currency_precision, get_decimal_symbol, get_group_symbol  # noqa: PLC0415

    marks = "".join([*pattern.prefix, *pattern.suffix])
    group, point = get_group_symbol(locale), get_decimal_symbol(locale)
    plain = pattern.number_pattern and not pattern.exp_prec and not pattern.scale and pattern.int_prec[0] <= 1
    if not plain or "'" in marks + group + point or "@" in pattern.pattern or "¤¤¤" in marks:
        return None
    sign = _sign(locale, currency)

    def filled(negative: int) -> tuple[str, str]:
        ends = (pattern.prefix[negative], pattern.suffix[negative])
        before, after = (end.replace("¤¤", currency.code).replace("¤", sign) for end in ends)
        return before, after

    places = get_currency_precision(currency.code) if currency.is_standard else currency.digits
    return _Form(currency, places, Marks(group, point, pattern.grouping, *filled(0), *filled(1)))


def _sign(locale: Locale, currency: Currency) -> str:
    from babel.numbers import get_currency_symbol  # noqa: PLC0415

    return get_currency_symbol(currency.code, locale) if currency.is_standard else currency.symbol


def _by_babel(money: Money, locale: str, style: Style, digits: Digits) -> str:
    """Babel itself, for the forms that need plural rules or patterns of a rare kind."""
    from babel.numbers import format_currency  # noqa: PLC0415

    kind = style if style in {"name", "accounting"} else "standard"
    return format_currency(
        money.amount, money.currency.code, locale=locale, format_type=kind, decimal_quantization=digits == "currency"
    )
