"""
`Currency`: a code, how many decimals its smallest coin has, and when it was in use.

    >>> RUB.code, RUB.number, RUB.digits, RUB.symbol
    ('RUB', '643', 2, '₽')
    >>> Currency.of("JPY").digits
    0

Withdrawn currencies keep working for old documents, and a currency of one's
own needs no registration; it is a value like any other:

    >>> Currency.of("RUR").is_in_use(on=date(1999, 1, 1))
    False
    >>> Currency("BONUS", digits=0) == Currency("BONUS", digits=2)
    False
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from attrs import field, frozen

from astra_billing.errors import InvalidValue
from astra_billing.money import notebook


@frozen(repr=False, str=False)
class Currency:
    """
    A currency of ISO 4217, current or withdrawn, or one defined by the caller.

    Attributes:
        code: three capital letters for ISO currencies; 1 to 12 Latin letters or digits for one's own.
        number: the ISO numeric code as three digits, or empty.
        digits: decimals of the minor unit (2 for kopecks, 0 for yen).
        symbol: the sign used at home; the code where there is none.
        introduced, withdrawn: first and last day of use anywhere where known, else None.

    Raises:
        InvalidValue: the code or the number of digits cannot be right.
    """

    code: str
    number: str = field(default="", kw_only=True)
    digits: int = field(default=2, kw_only=True)
    symbol: str = field(kw_only=True)
    introduced: date | None = field(default=None, kw_only=True)
    withdrawn: date | None = field(default=None, kw_only=True)

    @symbol.default
    def _code(self) -> str:
        return self.code

    def __attrs_post_init__(self) -> None:
        if not _is_code(self.code):
            raise InvalidValue(self.code, expected="a currency code", fix="use 1 to 12 Latin letters, such as 'RUB'")
        if type(self.digits) is not int or not 0 <= self.digits <= _MOST_DIGITS:
            raise InvalidValue(self.digits, expected="a number of minor digits", fix="pass an int from 0 to 18")

    @staticmethod
    def of(code: str) -> Currency:
        """
        The ISO 4217 currency with this alphabetic code, current or withdrawn.

        Raises:
            InvalidValue: ISO 4217 has no such code.
        """
        if code in _CONSTANTS:
            return _CONSTANTS[code]
        if code not in _rows():
            raise InvalidValue(code, expected="an ISO 4217 code", fix="define your own: Currency('BONUS', digits=2)")
        return _standard(code)

    @staticmethod
    def standard() -> tuple[Currency, ...]:
        """Every currency of ISO 4217, current and withdrawn, by code."""
        return tuple(map(Currency.of, _rows()))

    @property
    def is_standard(self) -> bool:
        """Whether this is the currency that ISO 4217 knows by this code, not a redefinition of it."""
        return _CONSTANTS.get(self.code) is self or (self.code in _rows() and Currency.of(self.code) == self)

    def is_in_use(self, *, on: date) -> bool:
        """Whether the currency was in use somewhere on a day, as far as its dates are known."""
        return (self.introduced is None or self.introduced <= on) and (self.withdrawn is None or on <= self.withdrawn)

    def to_records(self) -> list[dict[str, object]]:
        """One record with every attribute: ready for pandas and polars."""
        return [{name: getattr(self, name) for name in ("code", *_OPTIONAL)}]

    def _repr_html_(self) -> str:
        return notebook.table(self.to_records())

    def __str__(self) -> str:
        return self.code

    def __repr__(self) -> str:
        if self.is_standard:
            return self.code if self.code in _CONSTANTS else f"Currency.of({self.code!r})"
        own = Currency(self.code)
        given = [name for name in _OPTIONAL if getattr(self, name) != getattr(own, name)]
        return f"Currency({', '.join([repr(self.code), *(f'{name}={getattr(self, name)!r}' for name in given)])})"

    def __reduce__(self) -> tuple[object, ...]:
        return (Currency.of, (self.code,)) if self.is_standard else (_own, ({n: getattr(self, n) for n in _FIELDS},))


_OPTIONAL = ("number", "digits", "symbol", "introduced", "withdrawn")
_FIELDS = ("code", *_OPTIONAL)
_MOST_DIGITS = 18


def _is_code(code: object) -> bool:
    return isinstance(code, str) and code.isascii() and code.isalnum() and len(code) <= 12  # noqa: PLR2004 - see docstring


def _rows() -> dict[str, tuple[str, int, str, str, str]]:
    """The table, which is loaded by the first question that the three constants cannot answer."""
    from astra_billing.money.iso4217 import ROWS  # noqa: PLC0415 - it is long

    return ROWS


@cache
def _standard(code: str) -> Currency:
    number, digits, symbol, first, last = _rows()[code]
    return Currency(
        code,
        number=number,
        digits=digits,
        symbol=symbol,
        introduced=date.fromisoformat(first) if first else None,
        withdrawn=date.fromisoformat(last) if last else None,
    )


def _own(fields: dict[str, Any]) -> Currency:
    return Currency(**fields)


RUB = Currency("RUB", number="643", symbol="₽", introduced=date(1999, 1, 1))
"""Russian rouble, 100 kopecks."""
USD = Currency("USD", number="840", symbol="$", introduced=date(1792, 1, 1))
"""US dollar, 100 cents."""
EUR = Currency("EUR", number="978", symbol="€", introduced=date(1999, 1, 1))
"""Euro, 100 cents."""
_CONSTANTS = {currency.code: currency for currency in (RUB, USD, EUR)}
