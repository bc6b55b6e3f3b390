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

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import field, frozen

from astra_billing.errors import InvalidValue
from astra_billing.money import Currency, Rounding
from astra_billing.money.exact import ROUNDING, in_wide_context, places_of, quantized, unit_of

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
_THREE = (3, 3)
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
    if rounding is not _HALF_EVEN or digits != "currency":
        return form.written(quantized(money.amount, _places(money, form.places, digits), rounding))
    rounded = money._amount  # noqa: SLF001
    if not rounded.same_quantum(form.unit):
        rounded = rounded.quantize(form.unit, None, ROUNDING)
    if not form.by_three:
        return form.written(rounded)
    # The form of nearly every locale, written out here because a call costs as much as the work.
    text = rounded.__format__(",f")
    if form.is_group_a_point:
        text = text.replace(".", "\0").replace(",", form.group).replace("\0", form.point)
    else:
        text = text.replace(",", form.group).replace(".", form.point)
    if rounded.is_signed():
        return form.minus + text[1:] + form.minus_end
    return form.plus + text + form.plus_end


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
    group: str
    point: str
    grouping: tuple[int, int]
    plus: str
    plus_end: str
    minus: str
    minus_end: str
    by_three: bool = field(init=False)
    is_group_a_point: bool = field(init=False)
    unit: Decimal = field(init=False)

    @by_three.default
    def _is_by_three(self) -> bool:
        return self.grouping == _THREE

    @is_group_a_point.default
    def _holds_a_point(self) -> bool:
        return "." in self.group

    @unit.default
    def _last_decimal(self) -> Decimal:
        return unit_of(self.places)

    def written(self, rounded: Decimal) -> str:
        whole, point, part = f"{rounded:f}".partition(".")
        number = self._grouped(whole.removeprefix("-")) + (self.point if point else "") + part
        return self.minus + number + self.minus_end if whole[0] == "-" else self.plus + number + self.plus_end

    def _grouped(self, whole: str) -> str:
        """Groups as in India, where only the last has three digits, or none at all."""
        size, parts = self.grouping[0], []
        while len(whole) > size:
            whole, part = whole[:-size], whole[-size:]
            parts.append(part)
            size = self.grouping[1]
        return self.group.join([whole, *reversed(parts)])


@cache
def _form(locale: str, currency: Currency, style: Style) -> _Form | None:
    """The form, or None where only Babel itself can write it."""
    if style == "portal":
        sign = f"{SPACE}{currency.symbol}"
        return _Form(currency, currency.digits, SPACE, ".", _THREE, "", sign, "-", sign)
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
    return _Form(currency, places, group, point, pattern.grouping, *filled(0), *filled(1))


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
