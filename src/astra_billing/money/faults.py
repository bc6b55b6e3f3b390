"""
What can go wrong with money: every fault carries its values and names the fix.

    >>> fault = CurrencyMismatch("RUB", "USD", action="add")
    >>> print(fault)
    cannot add RUB and USD; convert one of them first with a rate you trust
    >>> fault.left, fault.right
    ('RUB', 'USD')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.errors import BillingError

if TYPE_CHECKING:
    from fractions import Fraction


class CurrencyMismatch(BillingError, ValueError):
    """
    Two amounts of different currencies met in one operation.

    Attributes:
        left, right: the two currencies, in the order of the operation.
        action: what was asked, as a verb.
    """

    def __init__(self, left: object, right: object, *, action: str = "combine") -> None:
        self.left = left
        self.right = right
        self.action = action
        super().__init__(f"cannot {action} {left} and {right}; convert one of them first with a rate you trust")

    def __reduce__(self) -> tuple[object, ...]:
        return _mismatch, (self.left, self.right, self.action)


class InexactResult(BillingError, ArithmeticError):
    """
    A result does not fit its unit and no rounding was named.

    Attributes:
        value: the exact result as a fraction.
        unit: what it had to fit, as a noun phrase.
    """

    def __init__(self, value: Fraction, *, unit: str) -> None:
        self.value = value
        self.unit = unit
        super().__init__(f"{value} is not {unit}; pass a Rounding, such as Rounding.HALF_UP")

    def __reduce__(self) -> tuple[object, ...]:
        return _inexact, (self.value, self.unit)


class TooManyDigits(BillingError, ArithmeticError):
    """
    An exact result would need more digits than an amount can have.

    Attributes:
        operands: what the operation was given.
        most: the largest number of digits an amount can have.
    """

    def __init__(self, *operands: object, most: int) -> None:
        self.operands = operands
        self.most = most
        listed = ", ".join(str(operand) for operand in operands)
        super().__init__(f"the exact result of {listed} needs more than {most} digits; round the operands first")

    def __reduce__(self) -> tuple[object, ...]:
        return _too_many, (self.operands, self.most)


def _mismatch(left: object, right: object, action: str) -> CurrencyMismatch:
    return CurrencyMismatch(left, right, action=action)


def _inexact(value: Fraction, unit: str) -> InexactResult:
    return InexactResult(value, unit=unit)


def _too_many(operands: tuple[object, ...], most: int) -> TooManyDigits:
    return TooManyDigits(*operands, most=most)
