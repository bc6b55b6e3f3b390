"""
`Currency`: a code, how many decimals its smallest coin has, and when it was in use.

    >>> RUB.code, RUB.number, RUB.digits
    ('RUB', '643', 2)
    >>> Currency.of("JPY").digits
    0

A currency of one's own needs no registration; it is a value like any other:

    >>> points = Currency("BONUS", digits=0, symbol="★")
    >>> points == Currency("BONUS", digits=2)
    False
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from attrs import field, frozen

from astra_billing.errors import InvalidValue
from astra_billing.money.iso4217 import ROWS


@frozen(slots=True, repr=False, str=False)
class Currency:
    """
    A currency of ISO 4217, current or withdrawn, or one defined by the caller.

    Attributes:
        code: three capital letters for ISO currencies; up to 12 letters and digits for one's own.
        number: the ISO numeric code as three digits, or empty.
        digits: decimals of the minor unit (2 for kopecks, 0 for yen).
        symbol: a short sign without a language, or the code.
        introduced, withdrawn: first and last day of use where known, else None.
    """

    code: str
    number: str = field(default="", kw_only=True)
    digits: int = field(default=2, kw_only=True)
    symbol: str = field(default="", kw_only=True)
    introduced: date | None = field(default=None, kw_only=True)
    withdrawn: date | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not _is_code(self.code):
            raise InvalidValue(self.code, expected="a currency code", fix="use 1 to 12 Latin letters, such as 'RUB'")
        if type(self.digits) is not int or not 0 <= self.digits <= 18:
            raise InvalidValue(self.digits, expected="a number of minor digits", fix="pass an int from 0 to 18")

    @classmethod
    def of(cls, code: str) -> Currency:
        """
        The ISO 4217 currency with this alphabetic code, current or withdrawn.

        Raises:
            InvalidValue: ISO 4217 has no such code.
        """
        row = ROWS.get(code)
        if row is None:
            raise InvalidValue(code, expected="an ISO 4217 code", fix="define your own with Currency(code, digits=2)")
        return _known(code)

    def is_in_use(self, *, on: date) -> bool:
        """Whether the currency was legal tender on a day, as far as its dates are known."""
        return (self.introduced is None or self.introduced <= on) and (self.withdrawn is None or on <= self.withdrawn)

    def __str__(self) -> str:
        return self.code

    def __repr__(self) -> str:
        if self.code in ROWS and _known(self.code) == self:
            return self.code if self.code in _CONSTANTS else f"Currency.of({self.code!r})"
        given = "".join(
            f", {name}={getattr(self, name)!r}" for name in _OPTIONAL if getattr(self, name) not in ("", None)
        )
        return f"Currency({self.code!r}{given})"


def _is_code(code: object) -> bool:
    return isinstance(code, str) and code.isascii() and code.isalnum() and len(code) <= 12


_OPTIONAL = ("number", "digits", "symbol", "introduced", "withdrawn")
_CONSTANTS = frozenset({"RUB", "USD", "EUR"})


@lru_cache(maxsize=512)
def _known(code: str) -> Currency:
    number, digits, symbol = ROWS[code]
    return Currency(code, number=number, digits=digits, symbol=symbol)


RUB = Currency.of("RUB")
"""Russian rouble, 100 kopecks."""
USD = Currency.of("USD")
"""US dollar, 100 cents."""
EUR = Currency.of("EUR")
"""Euro, 100 cents."""
