"""
The settings of a shop at Sberbank, which `Sberbank` gives its behaviour.

There are two generations of the same methods, and nobody outside knows which
one a shop has: `dialect` says how to speak to yours.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from attrs import converters, field, frozen

from astra_billing.adapters.gateways.http import check_url
from astra_billing.adapters.gateways.sberbank.checksum import CallbackCheck
from astra_billing.adapters.gateways.secret import Secret
from astra_billing.errors import InvalidValue
from astra_billing.money import RUB, Currency

if TYPE_CHECKING:
    from attrs import Attribute

CLASSIC: Final = "https://securepayments.sberbank.ru/payment/rest/"
CLASSIC_TEST: Final = "https://3dsec.sberbank.ru/payment/rest/"
PARTNER_TEST: Final = "https://ecomtest.sberbank.ru/ecomm/gw/partner/api/v1/"


class Dialect(Enum):
    """How the methods are called: forms of the classic generation, JSON of the partner API."""

    CLASSIC = "classic"
    PARTNER = "partner"


class ChargeBy(Enum):
    """How a binding is charged: an order and its payment, or `recurrentPayment.do` in one call."""

    ORDER_BINDING = "order_binding"
    RECURRENT = "recurrent"


@frozen(kw_only=True)
class Shop:
    """
    The settings of a shop.

    Attributes:
        url: where the methods are, with the slash at the end.
        user, password: of the API user; or a `token` in their place.
        site_url: your site; `register.do` wants a return address even for a charge without a customer.
        currency: the one the shop takes.
        dialect: which generation of the methods the shop has.
        charge_by: how bindings are charged.
        payer_ip: sent with a charge that names none; `paymentOrderBinding.do` insists on one.
        callback_check: how callbacks prove themselves; None where the bank was not asked to sign them.

    Raises:
        InvalidValue: there is not one way to sign in, or the address is no https:// one with a slash.
    """

    url: str = field()
    user: str = ""
    password: Secret | None = field(default=None, converter=converters.optional(Secret), repr=False)
    token: Secret | None = field(default=None, converter=converters.optional(Secret), repr=False)
    site_url: str
    currency: Currency = RUB
    dialect: Dialect = Dialect.CLASSIC
    charge_by: ChargeBy = ChargeBy.ORDER_BINDING
    payer_ip: str = ""
    callback_check: CallbackCheck | None = None
    name: str = "sberbank"

    @url.validator
    def _address(self, _: Attribute[str], url: str) -> None:
        check_url(url)
        if not url.endswith("/"):
            raise InvalidValue(url, expected="the address of the methods", fix="end it with a slash")

    def __attrs_post_init__(self) -> None:
        if (self.token is None) == (self.password is None) or bool(self.user) != (self.password is not None):
            raise InvalidValue("...", expected="the credentials of a shop", fix="pass user and password, or token")

    @property
    def credentials(self) -> dict[str, str]:
        """What every call carries."""
        if self.token is not None:
            return {"token": self.token.reveal()}
        return {"userName": self.user, "password": self.password.reveal() if self.password else ""}
