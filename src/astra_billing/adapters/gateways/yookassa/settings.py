"""The settings of a shop of YooKassa."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from astra_billing.adapters.gateways.http import check_url
from astra_billing.adapters.gateways.secret import Secret

if TYPE_CHECKING:
    from attrs import Attribute

NETWORKS: Final = (
    "185.71.76.0/27",
    "185.71.77.0/27",
    "77.75.153.0/25",
    "77.75.154.128/25",
    "77.75.156.11/32",
    "77.75.156.35/32",
    "2a02:5180:0:1509::/64",
    "2a02:5180:0:2655::/64",
    "2a02:5180:0:1533::/64",
    "2a02:5180:0:2669::/64",
)
"""Where notifications come from, as the vendor's SDK 3.13.0 has it."""


@frozen
class Shop:
    """
    The settings of a shop.

    Attributes:
        shop_id: the shop's number.
        secret: its key.
        base_url: of the API.
        networks: where its notifications come from; empty to check nothing, as behind a proxy that hides senders.
        tax_system_code: 1 to 6 where the cash register needs it (tag 1055).
        takes_test_payments: whether payments without money are taken for payments; never in production.
    """

    shop_id: str
    secret: Secret = field(converter=Secret, repr=False)
    base_url: str = field(default="https://api.yookassa.ru/v3")
    networks: tuple[str, ...] = NETWORKS
    tax_system_code: int | None = None
    takes_test_payments: bool = False
    name: str = "yookassa"

    @base_url.validator
    def _tls(self, _: Attribute[str], url: str) -> None:
        check_url(url)
