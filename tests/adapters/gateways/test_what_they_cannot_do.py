"""What a gateway cannot do is refused before anything is sent, never left out in silence."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from astra_billing.adapters.gateways.paymaster import PayMaster, PayMasterForm
from astra_billing.adapters.gateways.protocol import Answered
from astra_billing.adapters.gateways.registry import GATEWAYS
from astra_billing.adapters.gateways.sberbank import CLASSIC_TEST, ChargeBy, Sberbank
from astra_billing.adapters.gateways.simplepay import SimplePay
from astra_billing.adapters.gateways.webmoney import WebMoney
from astra_billing.money import RUB, USD, Money
from astra_billing.ports.payments import (
    CancelPayment,
    ChargeSaved,
    FetchPayment,
    FetchRefund,
    FiscalContact,
    FiscalReceipt,
    ForgetMethod,
    InvalidRequest,
    NotSupported,
    RefundPayment,
    StartPayment,
    StartSaving,
)

if TYPE_CHECKING:
    from astra_billing.adapters.gateways.protocol import PaymentGateway
    from astra_billing.ports.payments import Operation

SITE = "https://shop.example/"
PRICE = Money("620.00", RUB)
NOTHING_BACK = Money.zero(RUB)
RECEIPT = FiscalReceipt.advance(PRICE, FiscalContact(email="client@example.com"), "Top-up", on=date(2026, 1, 15))
SHOPS: tuple[PaymentGateway, ...] = (
    Sberbank(url=CLASSIC_TEST, token="t", site_url=SITE, payer_ip="203.0.113.5"),  # noqa: S106 - a test
    Sberbank(url=CLASSIC_TEST, token="t", site_url=SITE, charge_by=ChargeBy.RECURRENT, name="recurrent"),  # noqa: S106
    WebMoney(purse="P123428476799", secret="s", wmid="404521188333"),  # noqa: S106
    PayMaster(merchant_id="96e809e9", token="t"),  # noqa: S106
    PayMasterForm(merchant_id="96e809e9", secret="s"),  # noqa: S106
    SimplePay(outlet_id="42", secret="s", result_secret="r", result_url=f"{SITE}result.php"),  # noqa: S106
)
each_shop = pytest.mark.parametrize("shop", SHOPS, ids=lambda shop: shop.name)


@each_shop
def test_a_receipt_that_nobody_would_print_is_refused(shop: PaymentGateway) -> None:
    """54-FZ: a payment without its receipt is a fine, so it is not sent without one."""
    assert not shop.capabilities.fiscal_receipts
    for operation in (
        StartPayment("40017", PRICE, SITE, receipt=RECEIPT),
        ChargeSaved("40017", "10", PRICE, receipt=RECEIPT),
        RefundPayment("40018", "170", PRICE, refunded_before=NOTHING_BACK, receipt=RECEIPT),
    ):
        with pytest.raises(NotSupported):
            shop.build_request(operation)


@each_shop
def test_capabilities_say_what_is_refused(shop: PaymentGateway) -> None:
    """No surprise: what they promise builds, and what they don't is refused as such."""
    can = shop.capabilities
    promised: tuple[tuple[bool, Operation], ...] = (
        (True, StartPayment("40017", PRICE, SITE)),
        (can.save_with_payment, StartPayment("40017", PRICE, SITE, save_method=True, payer_ref="a1")),
        (can.save_without_charge, StartSaving("40017", SITE, payer_ref="a1")),
        (can.charge_saved, ChargeSaved("40017", "10", PRICE)),
        (can.query_by_own_key, FetchPayment(own_key="40017")),
        (can.cancel, CancelPayment("40018", "170")),
        (can.refund, RefundPayment("40018", "170", PRICE, refunded_before=NOTHING_BACK)),
        (can.fetch_refund, FetchRefund("171", "170")),
        (can.forget_method, ForgetMethod("40018", "10")),
    )
    for is_promised, operation in promised:
        if is_promised:
            assert shop.build_request(operation) is not None
        else:
            with pytest.raises(InvalidRequest):
                shop.build_request(operation)


@each_shop
def test_only_the_shops_own_currency_is_taken(shop: PaymentGateway) -> None:
    """Another one is refused here, not at the gateway."""
    assert shop.capabilities.takes("RUB")
    assert not shop.capabilities.takes("USD")
    with pytest.raises(InvalidRequest):
        shop.build_request(StartPayment("40017", Money("620.00", USD), SITE))


@each_shop
def test_numeric_keys_are_asked_for_where_they_are_needed(shop: PaymentGateway) -> None:
    """A derived key has no number; where none is needed it is taken."""
    starting = StartPayment("c8a16cd41bf84926f9e41c1a2f9d3f3e", PRICE, SITE)
    if shop.capabilities.numeric_keys:
        with pytest.raises(InvalidRequest, match="allocate one"):
            shop.build_request(starting)
        return
    request = shop.build_request(starting)
    assert isinstance(request, Answered) or request.url.startswith("https://")


def test_every_gateway_is_in_the_registry_by_its_name() -> None:
    """Adding one is its module and one line."""
    for shop in SHOPS:
        if shop.name != "recurrent":
            assert GATEWAYS[shop.name] is type(shop)
