"""The settings of an account of Stripe."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from attrs import field, frozen

from astra_billing.adapters.gateways.http import check_url
from astra_billing.adapters.gateways.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Iterable

    from attrs import Attribute


def _secrets(texts: Iterable[str | Secret]) -> tuple[Secret, ...]:
    return tuple(map(Secret, texts))


@frozen
class Account:
    """
    The settings of an account.

    Attributes:
        secret_key: the key of the API.
        webhook_secrets: of the endpoint; two while one replaces the other.
        base_url: of the API.
        api_version: what the answers look like; the SDK in the tests names the same one.
        tolerance: how old a webhook may be, or how far ahead its clock.
        takes_test_payments: whether payments without money are taken for payments; never in production.
    """

    secret_key: Secret = field(converter=Secret, repr=False)
    webhook_secrets: tuple[Secret, ...] = field(default=(), converter=_secrets, repr=False)
    base_url: str = field(default="https://api.stripe.com/v1")
    api_version: str = "2026-10-28.endive"
    tolerance: timedelta = timedelta(seconds=300)
    takes_test_payments: bool = False
    name: str = "stripe"

    @base_url.validator
    def _tls(self, _: Attribute[str], url: str) -> None:
        check_url(url)
