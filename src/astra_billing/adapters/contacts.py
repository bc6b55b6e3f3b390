"""
A judge of phones and emails that knows the numbering plans of the world and the grammar of addresses.

It uses `phonenumbers` and `email-validator`, which the extra `contacts` installs; where one of them
is missing, the plain judge of the core answers for it.  Nothing is looked up: no DNS, no network.

    >>> judge = contacts()
    >>> judge.email("client@EXAMPLE.com")
    'client@example.com'
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from astra_billing.payers import PLAIN, ContactFault

if TYPE_CHECKING:
    from astra_billing.payers import ContactChecker


class LibraryContacts:
    """Asks the libraries that are installed; the plain judge answers for one that is not."""

    def __init__(self, *, has_phones: bool, has_emails: bool) -> None:
        self._has_phones = has_phones
        self._has_emails = has_emails

    def phone(self, text: str, country: str) -> str:
        """
        The number in the form of E.164, with `;ext=5` where it has an extension.

        Raises:
            ContactFault: it is no phone number.
        """
        return _known_phone(text, country) if self._has_phones else PLAIN.phone(text, country)

    def email(self, text: str) -> str:
        """
        The address in its normal form.

        Raises:
            ContactFault: it is no email.
        """
        return _known_email(text) if self._has_emails else PLAIN.email(text)


def contacts() -> ContactChecker:
    """The best judge that this installation has."""
    return LibraryContacts(
        has_phones=find_spec("phonenumbers") is not None, has_emails=find_spec("email_validator") is not None
    )


def _known_phone(text: str, country: str) -> str:
    import phonenumbers  # noqa: PLC0415  # the extra may be missing

    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException as error:
        raise ContactFault("phone.unreadable", text) from error
    if not phonenumbers.is_valid_number(number):
        raise ContactFault("phone.impossible", text)
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{written};ext={number.extension}" if number.extension else written


def _known_email(text: str) -> str:
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415  # the extra may be missing

    try:
        return validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError as error:
        raise ContactFault("email.unreadable", text) from error
