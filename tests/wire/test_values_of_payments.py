"""The values of methods, renewals, autopay and deferrals survive the journal."""

from __future__ import annotations

import json
from datetime import date

import pytest

from astra_billing.autopay import (
    AutopayReason,
    AutopayRefused,
    AutopaySettings,
    CapUse,
    OverCap,
    Shortage,
    TopUpPlan,
    forecast,
)
from astra_billing.credit import CreditCalendar, OpenInvoice
from astra_billing.dates import Month, Term
from astra_billing.methods import Cashback, Commission, MethodStatus, PaymentMethod, SavedMethod, method_list
from astra_billing.money import RUB, Currency, Money, MoneyRange
from astra_billing.renewal import preview, upcoming
from astra_billing.services import ProductKind, Service
from astra_billing.wire.codec import _converter

DAY = date(2026, 2, 19)
LIMITS = MoneyRange(Money("10.00", RUB), Money("3000.00", RUB))
CARD = SavedMethod("card", "Bank card *1111", MethodStatus.FAILING, "yookassa", LIMITS)
METHOD = PaymentMethod(
    "m", "ЮKassa", "yookassa", Commission("5.00", Money("10.00", RUB)), LIMITS, Cashback("10", Money("99.00", RUB))
)
SITE = Service.begun(
    "h1", "Hosting", ProductKind.HOSTING, Money("22.4137", RUB), Term.parse("1 day"), on=DAY, renews_from="balance"
)
BONUS = Currency("BONUS", digits=0)
VALUES = [
    CARD,
    SavedMethod("w", "Wallet", limits=MoneyRange(high=Money("5.00", RUB))),
    METHOD,
    PaymentMethod("bank", "Bank transfer"),
    METHOD.quote(Money("100.00", RUB)),
    method_list([CARD], [SITE], "ru"),
    upcoming([SITE], [CARD], after=DAY),
    preview(Money("250.00", RUB), Term.parse("3 months"), ProductKind.DOMAIN, ordered_on=DAY),
    forecast([SITE], RUB, after=DAY),
    AutopaySettings("card", None),
    AutopaySettings("card", Money("682.00", RUB), "p1", OverCap.REFUSE, (10, 0)),
    CapUse(RUB).plus("k", Month(2026, 2), Money("140.00", RUB)),
    CapUse(BONUS).plus("k", Month(2026, 2), Money("140", BONUS)),
    Shortage(DAY, Money("150.0001", RUB), Money("10.00", RUB)),
    TopUpPlan(Money("140.00", RUB), Money("150.00", RUB), Money("10.00", RUB), DAY),
    AutopayRefused(AutopayReason.CAP_REACHED, Money("140.00", RUB), Money("0.00", RUB), DAY),
    CreditCalendar.of(Month(2026, 1)).deferred(DAY),
    OpenInvoice(1, DAY, Money("1.0001", RUB), DAY),
]


@pytest.mark.parametrize("value", VALUES, ids=[f"{number}-{type(each).__name__}" for number, each in enumerate(VALUES)])
def test_what_an_event_may_hold_is_read_back_equal(value: object) -> None:
    """Written as JSON and read back, four decimals and open ends and all."""
    written = json.dumps(_converter().unstructure(value))

    assert _converter().structure(json.loads(written), type(value)) == value
