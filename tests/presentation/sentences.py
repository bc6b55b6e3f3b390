"""The sentences of events about orders, payers, payments, refunds, automatic payments and states, in both languages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve

from astra_billing.account import events as e
from astra_billing.account.charges import TopUpCharge
from astra_billing.autopay import AutopayReason, AutopaySettings
from astra_billing.catalog import ProductKind
from astra_billing.credit import CreditPolicy
from astra_billing.dates import Month, Term
from astra_billing.ledger import Act, Contract, Expense, Payment, Purpose, PurposeKind, Refund
from astra_billing.methods import BALANCE, MethodStatus, SavedMethod
from astra_billing.money import RUB, Money
from astra_billing.notices import Notice, NoticeTopic
from astra_billing.orders import Cart, Order
from astra_billing.payers import LegalEntity
from astra_billing.services import Actor, ProcessingStep, Service, ServicePolicy, ServiceState, StopCause
from astra_billing.tax import vat
from tests.account import shop

if TYPE_CHECKING:
    from astra_billing.account.events import Event

ON = date(2026, 1, 19)
SERVICE = Service.begun("dc", "DC16", ProductKind.SERVER, Money("900.00", RUB), Term.parse("3 months"), on=ON)
DEBT = Money("620.00", RUB)
TOP_UP = TopUpCharge("a1", "card", Month(2026, 1), 1, Money("140.00", RUB))
COMPANY = LegalEntity(name="Lala limited", contact_person="Иван")
ACT = Act(7, "181", ON, (Expense(1, ON, "DC16", "dc", DEBT, vat.rate_on(ON)),))
ITEM = shop.service("vm")
CART = Cart(RUB).plus(ITEM)
ORDER = Order.of(CART, CART.quote(ON), id="o1", placed_on=ON, method_id=BALANCE)
PAYMENT = Payment("p1", ON, Money("20.00", RUB), "card", commission=Money("11.00", RUB))
CASHBACK = Payment("cashback/p1", ON, Money("3.10", RUB), "card", purpose=Purpose(PurposeKind.CASHBACK, "p1"))
REFUND = Refund("r1", "a1", PAYMENT, Money("5.00", RUB))

PORTAL: list[tuple[Event, str, str]] = [
    (
        e.CreditWithdrawn(ON, "a1", CreditPolicy(Money("0.00", RUB))),
        "Кредитный лимит отозван: новых покупок в кредит нет, долг оплачивается в свои сроки",
        "The credit limit is withdrawn: nothing more on credit, and what is owed keeps its dates",
    ),
    (
        e.DeferralGranted(ON, 1, date(2026, 2, 10)),
        "По счету pfx/1 предоставлена отсрочка до 10 февраля 2026 г.",
        "Invoice pfx/1 may be paid until 10 February 2026 before it blocks the limit",
    ),
    (
        e.AutopaySetUp(ON, "a1", AutopaySettings("card", DEBT)),
        "Автоплатеж настроен: «Bank card *1111», не больше 620,00 ₽ в месяц",
        "Automatic payments from Bank card *1111 are set up, 620.00 ₽ a month at the most",
    ),
    (
        e.AutopaySetUp(ON, "a1", AutopaySettings("card", None)),
        "Автоплатеж настроен: «Bank card *1111», без ограничения суммы",
        "Automatic payments from Bank card *1111 are set up, without a maximum",
    ),
    (
        e.AutopaySwitchedOff(ON, "a1"),
        "Автоплатеж отключен",
        "Automatic payments are switched off",
    ),
    (
        e.TopUpRefused(ON, "a1", AutopayReason.CAP_REACHED, DEBT, Money("0.00", RUB), ON),
        (
            "Автоплатеж на 620,00 ₽ не создан: остатка максимальной суммы платежей этого месяца не хватает; "
            "средств хватит до 19 января 2026 г."
        ),
        (
            "No automatic payment of 620.00 ₽: what is left of the maximum of this month is not enough; the "
            "balance lasts until 19 January 2026"
        ),
    ),
    (
        e.ServicePolicySet(ON, "a1", ServicePolicy()),
        "Провайдер задал правила удаления и остановки услуг",
        "The provider has laid down when services are deleted and stopped",
    ),
    (
        e.MethodSaved(ON, SavedMethod("card", "Bank card *1111", MethodStatus.BEING_SET_UP)),
        "Способ оплаты «Bank card *1111» настраивается",
        "Payment method Bank card *1111 is being set up",
    ),
    (
        e.MethodRenamed(ON, "card", "My card"),
        "Способ оплаты переименован: «My card»",
        "The payment method is now called My card",
    ),
    (
        e.MethodDeleted(ON, "card"),
        "Способ оплаты «Bank card *1111» удален",
        "Payment method Bank card *1111 is deleted",
    ),
    (
        e.PayerAdded(ON, "181", COMPANY),
        "Добавлен плательщик Lala limited",
        "Payer Lala limited is added",
    ),
    (
        e.PayerEdited(ON, "181", COMPANY),
        "Изменены данные плательщика Lala limited",
        "The data of payer Lala limited are changed",
    ),
    (
        e.PayerDeleted(ON, "181"),
        "Плательщик 181 удален",
        "Payer 181 is deleted",
    ),
    (
        e.PayerChosen(ON, "181"),
        "Расходы оплачивает плательщик 181",
        "Payer 181 is billed from now on",
    ),
    (
        e.PayersMerged(ON, "181", "190", ()),
        "Плательщик 190 присоединен к плательщику 181",
        "Payer 190 is joined to payer 181",
    ),
    (
        e.ContractFormed(ON, Contract(3, "181", ON)),
        "Сформирован договор № 3 с плательщиком 181: услуга оплачена",
        "Contract 3 with payer 181 is formed: a service is paid for",
    ),
    (
        e.ActIssued(ON, ACT),
        "Сформирован акт № 7 на 620,00 ₽ для плательщика 181: 1 расход",
        "Act 7 over 620.00 ₽ is issued to payer 181: 1 expense",
    ),
    (
        e.ActDeleted(ON, ACT),
        "Акт № 7 удален, его расходы можно включить в другой",
        "Act 7 is deleted; its expenses can be listed in another",
    ),
    (
        e.CartItemAdded(ON, ITEM),
        "В корзину добавлено «Тест»",
        "Тест is in the cart",
    ),
    (
        e.CartItemEdited(ON, ITEM),
        "В корзине изменено «Тест»",
        "Тест in the cart is changed",
    ),
    (
        e.CartItemsRemoved(ON, ("vm", "dns")),
        "Из корзины удалено: vm, dns",
        "Taken out of the cart: vm, dns",
    ),
    (
        e.CartItemsSelected(ON, ("vm", "dns")),
        "В корзине выбрано: vm, dns",
        "Selected in the cart: vm, dns",
    ),
    (
        e.PromoCodeEntered(ON, "SPRING"),
        "Введен промокод SPRING",
        "Promo code SPRING is entered",
    ),
    (
        e.PromoCodeEntered(ON, None),
        "Промокод убран",
        "The promo code is cleared",
    ),
    (
        e.OrderPlaced(ON, ORDER),
        "Оформлен заказ o1 на 100,00 ₽, способ оплаты «Лицевой счет»",
        "Order o1 of 100.00 ₽ is placed, to be paid by Balance",
    ),
    (
        e.OrderPaid(ON, "o1"),
        "Заказ o1 оплачен",
        "Order o1 is paid",
    ),
    (
        e.OrderCancelled(ON, "o1"),
        "Заказ o1 отменен",
        "Order o1 is cancelled",
    ),
    (
        e.ChargeRequested(ON, TOP_UP),
        "Запрошен автоплатеж 140,00 ₽ с «Bank card *1111»: средств на счете не хватит на месяц",
        "Bank card *1111 is asked for 140.00 ₽, as the balance will not last a month",
    ),
    (
        e.ChargeSucceeded(ON, TOP_UP),
        "Автоплатеж 140,00 ₽ с «Bank card *1111» прошел",
        "Bank card *1111 paid 140.00 ₽ automatically",
    ),
    (
        e.ChargeDeclined(ON, TOP_UP, ""),
        "Автоплатеж 140,00 ₽ с «Bank card *1111» отклонен",
        "Bank card *1111 declined the automatic payment of 140.00 ₽",
    ),
    (
        e.ChargeDeclined(ON, TOP_UP, "no money"),
        "Автоплатеж 140,00 ₽ с «Bank card *1111» отклонен: no money",
        "Bank card *1111 declined the automatic payment of 140.00 ₽: no money",
    ),
    (
        e.PaymentCreated(ON, PAYMENT),
        "Создан платеж p1 на 20,00 ₽, к оплате 31,00 ₽, способ оплаты «Bank card *1111»",
        "Payment p1 of 20.00 ₽ by Bank card *1111 is made out, 31.00 ₽ to pay",
    ),
    (
        e.PaymentStarted(ON, "p1"),
        "Платеж p1 оплачивается",
        "Payment p1 is being paid",
    ),
    (
        e.PaymentDeclined(ON, "p1", ""),
        "Платеж p1 не прошел, его можно оплатить еще раз",
        "Payment p1 was declined; it can be paid another time",
    ),
    (
        e.PaymentDeclined(ON, "p1", "no money"),
        "Платеж p1 не прошел, его можно оплатить еще раз: no money",
        "Payment p1 was declined; it can be paid another time: no money",
    ),
    (
        e.PaymentDeleted(ON, "p1"),
        "Платеж p1 удален",
        "Payment p1 is deleted",
    ),
    (
        e.PaymentCredited(ON, CASHBACK),
        "Зачислен кешбэк 3,10 ₽",
        "A cashback of 3.10 ₽ is credited",
    ),
    (
        e.RefundRequested(ON, REFUND),
        "Запрошен возврат 5,00 ₽ по платежу p1",
        "5.00 ₽ of payment p1 is to be returned",
    ),
    (
        e.PaymentRefunded(ON, REFUND, in_full=False),
        "Возвращено 5,00 ₽ по платежу p1",
        "5.00 ₽ of payment p1 is returned",
    ),
    (
        e.PaymentRefunded(ON, REFUND, in_full=True),
        "Возвращено 5,00 ₽, платеж p1 возвращен полностью",
        "5.00 ₽ is returned, and with it all of payment p1",
    ),
    (
        e.RefundDeclined(ON, REFUND),
        "Возврат 5,00 ₽ по платежу p1 отклонен, деньги снова на лицевом счете",
        "5.00 ₽ of payment p1 could not be returned and is on the balance again",
    ),
    (
        e.ServiceOrdered(ON, evolve(SERVICE, state=ServiceState.ORDERED)),
        "Заказана услуга «DC16»: 900,00 ₽ за 3 месяца, ожидает оплаты",
        "Service DC16 is ordered: 900.00 ₽ for 3 months, and awaits its payment",
    ),
    (
        e.ServiceOpened(ON, "dc", ServiceState.ACTIVE, ON, 1, date(2026, 2, 19)),
        "Услуга «DC16» активна, оплачена до 19 февраля 2026 г.",
        "Service DC16 is active and paid until 19 February 2026",
    ),
    (
        e.ServiceOpened(ON, "dc", ServiceState.PROCESSING, ON, 1, date(2026, 2, 19)),
        "Услуга «DC16» открывается, оплачена до 19 февраля 2026 г.",
        "Service DC16 is being opened, paid until 19 February 2026",
    ),
    (
        e.ServiceOpened(ON, "dc", ServiceState.NEEDS_SETUP, ON, 1, date(2026, 2, 19)),
        "Услуга «DC16» требует настройки, оплачена до 19 февраля 2026 г.",
        "Service DC16 needs setting up, paid until 19 February 2026",
    ),
    (
        e.ServiceStopped(ON, "dc", StopCause.ADMINISTRATOR),
        "Услуга «DC16» остановлена администратором",
        "Service DC16 is stopped by the administrator",
    ),
    (
        e.ServiceStopped(ON, "dc", StopCause.ABUSE),
        "Услуга «DC16» остановлена за нарушение",
        "Service DC16 is stopped for abuse",
    ),
    (
        e.ServiceStarted(ON, "dc", by_itself=False, by=Actor.ADMINISTRATOR),
        "Услуга «DC16» включена администратором",
        "Service DC16 is switched on by the administrator",
    ),
    (
        e.RenewalChanged(ON, "dc", "card"),
        "Автопродление услуги «DC16»: «Bank card *1111»",
        "Service DC16 is renewed automatically from Bank card *1111",
    ),
    (
        e.RenewalChanged(ON, "dc", None),
        "Автопродление услуги «DC16» отключено",
        "Service DC16 is not renewed automatically any more",
    ),
    (
        e.TermChanged(ON, "dc", Term.parse("1 year"), DEBT),
        "Период продления услуги «DC16» изменен: 1 год за 620,00 ₽",
        "Service DC16 is renewed by 1 year for 620.00 ₽ from now on",
    ),
    (
        e.ServiceChanged(ON, "dc", "DC32", DEBT),
        "Услуга «DC16» изменена: со следующего продления 620,00 ₽",
        "Service DC16 is changed; from the next renewal on it costs 620.00 ₽",
    ),
    (
        e.ProcessingBegun(ON, "dc", ProcessingStep.OPENING),
        "Услуга «DC16» обрабатывается: открытие",
        "Service DC16 is being processed: opening",
    ),
    (
        e.ProcessingFinished(ON, "dc", ProcessingStep.OPENING, ServiceState.OUT_OF_STOCK),
        "Обработка услуги «DC16» закончена (открытие), состояние «Нет в наличии»",
        "Service DC16 is processed (opening), its state is “Out of stock”",
    ),
    (
        e.ViolationRecorded(ON, "dc", 2),
        "Зафиксировано нарушение по услуге «DC16», всего 2",
        "A violation by service DC16 is recorded, 2 in all",
    ),
    (
        e.DeletionScheduled(ON, "dc", date(2026, 2, 19)),
        "Услуга «DC16» будет удалена 19 февраля 2026 г., когда закончится оплаченный срок",
        "Service DC16 will be deleted on 19 February 2026, when its paid time ends",
    ),
    (
        e.ServiceDeleted(ON, "dc", by_itself=False),
        "Услуга «DC16» удалена",
        "Service DC16 is deleted",
    ),
    (
        e.ServiceDeleted(ON, "dc", by_itself=True),
        "Услуга «DC16» удалена автоматически: она давно остановлена",
        "Service DC16 is deleted by itself, as it stopped long ago",
    ),
    (
        e.NoticeRaised(ON, Notice(NoticeTopic.AUTOPAY_FAILED, "a1", "2026-01/1", ON)),
        "Уведомление: автоплатеж не удался",
        "Notice: an automatic payment failed",
    ),
]
"""Events, and how each is told in Russian and in English."""
