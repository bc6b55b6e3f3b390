"""The settings of a merchant of WebMoney, which `WebMoney` gives its behaviour."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from astra_billing.adapters.gateways.http import check_url
from astra_billing.adapters.gateways.secret import Secret
from astra_billing.adapters.gateways.webmoney.hashes import Algorithm
from astra_billing.errors import InvalidValue
from astra_billing.money import EUR, RUB, USD, Currency

if TYPE_CHECKING:
    from attrs import Attribute

CURRENCIES: Final = {"Z": USD, "E": EUR, "R": RUB, "P": RUB}
"""What a purse is counted in, by its letter: WMZ, WME, WMR, WMP."""
LARGEST_NUMBER: Final = 2**31 - 1
"""The largest LMI_PAYMENT_NO."""

_PURSE: Final = re.compile(rf"[{''.join(CURRENCIES)}][0-9]{{12}}")
_WMID: Final = re.compile(r"[0-9]{12}")


@frozen(kw_only=True)
class Merchant:
    """
    The settings of a merchant.

    Attributes:
        purse: that is paid to, a letter and twelve digits; the letter tells the currency.
        secret: the purse's Secret Key.
        algorithm: of the hash, as it is set for the purse.
        takes_test_payments: whether payments of the test mode (LMI_MODE 1) are taken, and no others.
        wmid: of the owner, twelve digits; with it, payments can be asked for (interface X18).
        form_url: where the customer's browser posts the payment.
        status_url: of interface X18.

    Raises:
        InvalidValue: a number cannot be right.
    """

    purse: str = field()
    secret: Secret = field(converter=Secret, repr=False)
    algorithm: Algorithm = "sha256"
    takes_test_payments: bool = False
    wmid: str = field(default="")
    form_url: str = field(default="https://merchant.webmoney.ru/lmi/payment.asp")
    status_url: str = field(default="https://merchant.webmoney.ru/conf/xml/XMLTransGet.asp")
    name: str = "webmoney"

    @purse.validator
    def _letter_and_digits(self, _: Attribute[str], purse: str) -> None:
        if _PURSE.fullmatch(purse) is None:
            raise InvalidValue(purse, expected="a purse", fix=f"pass one of {', '.join(CURRENCIES)} and twelve digits")

    @wmid.validator
    def _digits(self, _: Attribute[str], wmid: str) -> None:
        if wmid and _WMID.fullmatch(wmid) is None:
            raise InvalidValue(wmid, expected="a WMID", fix="pass twelve digits")

    @form_url.validator
    @status_url.validator
    def _tls(self, _: Attribute[str], url: str) -> None:
        check_url(url)

    @property
    def currency(self) -> Currency:
        """What the purse is counted in."""
        return CURRENCIES[self.purse[0]]

    @property
    def mode(self) -> str:
        """The LMI_MODE of the payments that are taken."""
        return "1" if self.takes_test_payments else "0"
