"""
The root of every exception of the library.

What a user can meet in normal life (credit blocked, amount below a limit) is
never an exception: it is a returned refusal.  An exception means a broken
contract: a caller passed something that cannot be right.  Each exception is a
child of `BillingError`, keeps the offending values as fields, and builds its
own message, which names the value and the fix.

    >>> error = InvalidValue("date.today", expected="a calendar date", fix="pass datetime.date(2026, 1, 15)")
    >>> print(error)
    'date.today' is not a calendar date; pass datetime.date(2026, 1, 15)
    >>> error.value
    'date.today'
"""

from __future__ import annotations


class BillingError(Exception):
    """The parent of every exception that this library raises on purpose."""


class InvalidValue(BillingError, ValueError):
    """
    A value cannot be what it is passed as.

    Attributes:
        value: the value as it was passed.
        expected: what would have been right, as a noun phrase.
        fix: what to write instead, as an imperative.
    """

    def __init__(self, value: object, *, expected: str, fix: str) -> None:
        self.value = value
        self.expected = expected
        self.fix = fix
        super().__init__(f"{value!r} is not {expected}; {fix}")

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.value, self.expected, self.fix)


def _rebuild(kind: type[InvalidValue], value: object, expected: str, fix: str) -> InvalidValue:
    return kind(value, expected=expected, fix=fix)
