"""Every gateway by name: adding one is its module and one line here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from astra_billing.adapters.gateways.paymaster import PayMaster, PayMasterForm
from astra_billing.adapters.gateways.sberbank import Sberbank
from astra_billing.adapters.gateways.simplepay import SimplePay
from astra_billing.adapters.gateways.stripe import Stripe
from astra_billing.adapters.gateways.webmoney import WebMoney
from astra_billing.adapters.gateways.yookassa import YooKassa

if TYPE_CHECKING:
    from astra_billing.adapters.gateways.protocol import PaymentGateway

GATEWAYS: Final[dict[str, type[PaymentGateway]]] = {
    "paymaster": PayMaster,
    "paymaster-form": PayMasterForm,
    "sberbank": Sberbank,
    "simplepay": SimplePay,
    "stripe": Stripe,
    "webmoney": WebMoney,
    "yookassa": YooKassa,
}
