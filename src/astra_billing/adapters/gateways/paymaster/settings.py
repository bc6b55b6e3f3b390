"""The settings of a merchant of PayMaster, for its two protocols."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import field, frozen

from astra_billing.adapters.gateways.http import check_url
from astra_billing.adapters.gateways.paymaster.hashes import Algorithm
from astra_billing.adapters.gateways.secret import Secret
from astra_billing.money import RUB, Currency

if TYPE_CHECKING:
    from attrs import Attribute

TokenType = Literal["CoF", "Recurring"]
"""What a saved method is for: the customer's own next payments, or charges without the customer."""


@frozen(kw_only=True)
class Merchant:
    """
    A merchant with an API key (REST v2).

    Attributes:
        merchant_id: the merchant's id.
        token: the bearer token of the API.
        currency: the one the merchant takes.
        callback_url: where notifications go; empty for the address set at PayMaster.
        token_type: of saved methods.
        payment_method: the vendor's word for how a saved method pays.
        takes_test_payments: whether payments without money are taken for payments; never in production.
        base_url: of the API.
    """

    merchant_id: str
    token: Secret = field(converter=Secret, repr=False)
    currency: Currency = RUB
    callback_url: str = ""
    token_type: TokenType = "Recurring"  # noqa: S105 - a kind of token, not one
    payment_method: str = "BankCard"
    takes_test_payments: bool = False
    base_url: str = field(default="https://paymaster.ru/api/v2")
    name: str = "paymaster"

    @base_url.validator
    def _tls(self, _: Attribute[str], url: str) -> None:
        check_url(url)


@frozen(kw_only=True)
class FormMerchant:
    """
    A merchant of the older protocol, with a secret and a hash.

    Attributes:
        merchant_id: the merchant's id.
        secret: the secret key.
        algorithm: of the hash, as it is set for the merchant.
        currency: the one the merchant takes.
        takes_test_payments: whether payments of the simulation are taken for payments; never in production.
        form_url: where the customer's browser posts the payment.
    """

    merchant_id: str
    secret: Secret = field(converter=Secret, repr=False)
    algorithm: Algorithm = "sha256"
    currency: Currency = RUB
    takes_test_payments: bool = False
    form_url: str = field(default="https://paymaster.ru/payment/init")
    name: str = "paymaster-form"

    @form_url.validator
    def _tls(self, _: Attribute[str], url: str) -> None:
        check_url(url)
