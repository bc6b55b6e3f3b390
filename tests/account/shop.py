"""What a provider of these tests sells and how it is paid: tariffs, methods and payers, in the manual's own figures."""

from __future__ import annotations

from decimal import Decimal

from astra_billing.catalog import Configuration, Opening, ProductKind, Tariff
from astra_billing.dates import Term
from astra_billing.methods import BALANCE, Cashback, Commission, PaymentMethod
from astra_billing.money import RUB, Money, MoneyRange
from astra_billing.orders import NewService, Renewal
from astra_billing.payers import Individual, LegalEntity
from astra_billing.services import Actor

DAY, MONTH, YEAR = (Term.parse(text) for text in ("1 day", "1 month", "1 year"))


def rub(amount: str) -> Money:
    """So many roubles."""
    return Money(amount, RUB)


YOOKASSA = PaymentMethod(
    "yookassa",
    "ЮKassa",
    gateway="yookassa",
    commission=Commission(Decimal(5), rub("10.00")),
    limits=MoneyRange(rub("10.00"), rub("3000.00")),
    cashback=Cashback(Decimal(10)),
    needs_payer=False,
)
"""R54: 5 % and 10.00, from 10.00 to 3000.00, 10 % back."""

INVOICE_TO_COMPANY = PaymentMethod("wire", "Банковский перевод")
"""A method that asks for a payer and takes nothing on top."""

INVOICE_WITHOUT_PAYER = PaymentMethod("slip", "Квитанция", needs_payer=False)
"""A method that asks for nothing."""

ADMINISTRATOR = Actor.ADMINISTRATOR
PERSON = Individual(contact_person="Иван Иванов")
COMPANY = LegalEntity(name="Lala limited", contact_person="Пётр Петров")


def tariff_of_the_manual(opening: Opening = Opening.AT_ONCE) -> Tariff:
    """R84: "Тест", 20.00 a day, 100.00 a month, 1200.00 a year."""
    prices = {DAY: rub("20.00"), MONTH: rub("100.00"), YEAR: rub("1200.00")}
    return Tariff("3925", "Тест", ProductKind.SERVER, prices, opening=opening)


def service(
    item_id: str, term: Term = MONTH, *, renews_from: str | None = BALANCE, opening: Opening = Opening.AT_ONCE
) -> NewService:
    """A service "Тест" in the cart."""
    return NewService(item_id, Configuration(tariff_of_the_manual(opening), term), renews_from)


def renewal(item_id: str, service_id: str, amount: str, term: Term = MONTH) -> Renewal:
    """The renewal of a service in the cart."""
    return Renewal(item_id, service_id, "Тест", ProductKind.SERVER, term, rub(amount))
