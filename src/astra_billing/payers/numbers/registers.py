"""
What the numbers of both state registers share: OGRN of organisations, OGRNIP of sole traders.

A number is the kind of record, two digits of the year, two of the region, the number of the record
and one check digit: the last digit of the remainder of all digits before it.

    >>> organisations = Register("ogrn", body=12, first=("1", "5"), divisor=11)
    >>> organisations.validate("1027700132195"), organisations.check_digits("102770013219")
    ('1027700132195', '5')
    >>> organisations.fault("2027700132194"), organisations.fault("1027700132196")
    ('prefix', 'checksum')

The region 00 is refused as policy.  Sources stand with each number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from astra_billing.payers.numbers.characters import digits_fault, region_fault, spaceless
from astra_billing.payers.numbers.faults import Number, NumberFault

if TYPE_CHECKING:
    from astra_billing.payers.numbers.faults import Code

_CENTURY: Final = 2000


@frozen
class Register:
    """
    A state register, by the form of its numbers.

    Attributes:
        number: the number that it gives.
        body: how many digits stand before the check digit.
        first: what the number may start with; other digits begin the numbers of later records.
        divisor: what the remainder is taken by.
    """

    number: Number
    body: int
    first: tuple[str, ...]
    divisor: int

    def validate(self, text: str) -> str:
        """
        The clean number.

        Raises:
            NumberFault: it is no number of this register.
        """
        clean = spaceless(text)
        code = self.fault(clean)
        if code:
            raise NumberFault(self.number, code, text)
        return clean

    def fault(self, clean: str) -> Code | None:
        """What keeps a text without spaces from being a number of this register, if anything."""
        shape = digits_fault(clean, (self.body + 1,))
        if shape:
            return shape
        if not clean.startswith(self.first):
            return "prefix"
        if clean[self.body] != self._check_digits(clean[: self.body]):
            return "checksum"
        return region_fault(clean[3:5])

    def check_digits(self, body: str) -> str:
        """
        The last digit, which belongs to those before it.

        Raises:
            NumberFault: the body has other characters than digits, or another length.
        """
        code = digits_fault(body, (self.body,))
        if code:
            raise NumberFault(self.number, code, body)
        return self._check_digits(body)

    def year(self, text: str) -> int:
        """The year of the record."""
        return _CENTURY + int(self.validate(text)[1:3])

    def region(self, text: str) -> str:
        """The 4th and 5th digit: the region of the record."""
        return self.validate(text)[3:5]

    def _check_digits(self, body: str) -> str:
        return str(int(body) % self.divisor % 10)
