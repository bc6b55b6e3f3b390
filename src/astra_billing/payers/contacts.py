"""
Who judges phone numbers and emails: a protocol, and the plain judge that needs no library.

    >>> PLAIN.phone("8 (999) 111-22-33", "RU"), PLAIN.phone("+49 30 1234567", "RU")
    ('+79991112233', '+49301234567')
    >>> PLAIN.email("client@example.com")
    'client@example.com'
    >>> PLAIN.phone("+7 999 111 22 3", "RU")
    Traceback (most recent call last):
    astra_billing.payers.contacts.ContactFault: '+7 999 111 22 3' is not a phone number; ...

The plain judge only looks at the form, so a better one may refuse what it takes.  An adapter
brings one that knows the numbering plans of the world.
"""

from __future__ import annotations

import re
from typing import Final, Literal, Protocol

from attrs import frozen

from astra_billing.errors import InvalidValue
from astra_billing.payers.kinds import RUSSIA

ContactCode = Literal["phone.unreadable", "phone.impossible", "email.unreadable"]
"""What can be wrong with a phone number or an email."""

_EXPECTED: Final[dict[ContactCode, tuple[str, str]]] = {
    "phone.unreadable": ("a phone number", "write it with the code of the country, as +7 (999) 111-22-33"),
    "phone.impossible": ("a phone number", "count its digits, as in +7 (999) 111-22-33"),
    "email.unreadable": ("an email address", "write it as client@example.com"),
}


class ContactFault(InvalidValue):
    """
    A text is no phone number, or no email.

    Attributes:
        code: what is wrong.
        value: the text as it was passed.
    """

    def __init__(self, code: ContactCode, value: str) -> None:
        self.code: ContactCode = code
        expected, fix = _EXPECTED[code]
        super().__init__(value, expected=expected, fix=fix)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.code, self.value)


class ContactChecker(Protocol):
    """A judge of phone numbers and emails."""

    def phone(self, text: str, country: str) -> str:
        """
        The number as +79991112233, with `;ext=5` where it has an extension.

        Raises:
            ContactFault: it is no phone number.
        """
        ...

    def email(self, text: str) -> str:
        """
        The address as it should be stored.

        Raises:
            ContactFault: it is no email.
        """
        ...


_PHONE: Final = re.compile(
    r"(\+?)([\d\s().\-]+?)(?:\s*(?:ext\.?|доб\.?|#|;ext=)\s*(\d{1,7}))?", re.ASCII | re.IGNORECASE
)
_DIGITS: Final = range(7, 16)
_RUSSIAN: Final = re.compile(r"(?:\+7|7|8|(?!\+))(\d{10})")
_EMAIL: Final = re.compile(
    r"[^@\s\"(),:;<>\[\\\]]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_](?:[\w-]{0,61}[^\W_])"
)


@frozen
class PlainContacts:
    """Looks at the form only: digits and their number, one @ with a domain behind it."""

    def phone(self, text: str, country: str) -> str:
        """The number in the form of E.164; one without a plus can only be a Russian payer's."""
        found = _PHONE.fullmatch(text)
        if found is None:
            raise ContactFault("phone.unreadable", text)
        digits = found[1] + re.sub(r"\D", "", found[2])
        extension = f";ext={found[3]}" if found[3] else ""
        return _international(digits, country, text) + extension

    def email(self, text: str) -> str:
        """The address with its domain in small letters."""
        if not _EMAIL.fullmatch(text) or ".." in text or text.startswith("."):
            raise ContactFault("email.unreadable", text)
        name, _, domain = text.rpartition("@")
        if name.endswith("."):
            raise ContactFault("email.unreadable", text)
        return f"{name}@{domain.lower()}"


def _international(digits: str, country: str, text: str) -> str:
    if digits.startswith("+7") or (country == RUSSIA and not digits.startswith("+")):
        russian = _RUSSIAN.fullmatch(digits)
        if russian is None:
            raise ContactFault("phone.impossible", text)
        return f"+7{russian[1]}"
    if not digits.startswith("+"):
        raise ContactFault("phone.unreadable", text)
    if len(digits) - 1 not in _DIGITS:
        raise ContactFault("phone.impossible", text)
    return digits


PLAIN: Final = PlainContacts()
"""The judge that needs no library."""
