"""The settings of an outlet of SimplePay, which `SimplePay` gives its behaviour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from astra_billing.adapters.gateways.http import check_url
from astra_billing.adapters.gateways.secret import Secret
from astra_billing.adapters.gateways.simplepay.signature import Algorithm, script_of
from astra_billing.errors import InvalidValue
from astra_billing.money import RUB, Currency

if TYPE_CHECKING:
    from attrs import Attribute

LARGEST_NUMBER: Final = 10**15
"""The largest sp_order_id that is sent: a whole number everywhere, JavaScript included; the vendor names no limit."""


@frozen(kw_only=True)
class Outlet:
    """
    The settings of an outlet (торговая точка).

    Attributes:
        outlet_id: the outlet's number.
        secret: that requests are signed with.
        result_secret: that notifications and our replies are signed with.
        result_url: where notifications go; the name of its script is part of their signature.
        algorithm: of the signatures, as it is set for the outlet.
        currency: the one the outlet takes.
        lifetime: how long a payment waits for the customer, in seconds.
        base_url: of the API, with the slash at the end.
        payment_hosts: which hosts a charge of a saved method may be sent on to.
    """

    outlet_id: str
    secret: Secret = field(converter=Secret, repr=False)
    result_secret: Secret = field(converter=Secret, repr=False)
    result_url: str = field()
    algorithm: Algorithm = "md5"
    currency: Currency = RUB
    lifetime: int = 86_400
    base_url: str = field(default="https://api.simplepay.pro/sp/")
    payment_hosts: tuple[str, ...] = ("secure.simplepay.pro", "api.simplepay.pro")
    name: str = "simplepay"

    @base_url.validator
    def _address(self, _: Attribute[str], url: str) -> None:
        check_url(url)
        if not url.endswith("/"):
            raise InvalidValue(url, expected="the address of the methods", fix="end it with a slash")

    @property
    def currency_codes(self) -> frozenset[str]:
        """How the currency is written: the vendor's own modules still call the rouble RUR."""
        return frozenset({"RUB", "RUR"} if self.currency.code == "RUB" else {self.currency.code})

    @property
    def script(self) -> str:
        """The script that notifications are signed for; empty where the address ends with a slash."""
        return script_of(self.result_url)
