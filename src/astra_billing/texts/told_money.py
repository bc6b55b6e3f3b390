"""The sentences of events about the cart, orders, payments, expenses, invoices and notices."""

from __future__ import annotations

from typing import Final

MONEY: Final = {
    "told.ChargeRequested": (
        "Запрошено списание {amount} с «{method}» за услугу «{service}», попытка {attempt}",
        "{method} is asked for {amount} for {service}, attempt {attempt}",
    ),
    "told.ChargeSucceeded": (
        "Списание {amount} с «{method}» за услугу «{service}» прошло, попытка {attempt}",
        "{method} paid {amount} for {service}, attempt {attempt}",
    ),
    "told.ChargeDeclined": (
        "Списание {amount} с «{method}» за услугу «{service}» отклонено, попытка {attempt}",
        "{method} declined {amount} for {service}, attempt {attempt}",
    ),
    "told.ChargeDeclined.cause": (
        "Списание {amount} с «{method}» за услугу «{service}» отклонено, попытка {attempt}: {cause}",
        "{method} declined {amount} for {service}, attempt {attempt}: {cause}",
    ),
    "told.ExpenseCharged": ("Услуга «{service}»: расход {amount}", "Service {service} costs {amount}"),
    "told.PaymentCredited": (
        "Зачислен платеж на {amount}, способ оплаты «{method}»",
        "A payment of {amount} by {method} is credited",
    ),
    "told.ExpensesCovered": (
        "Покрыто платежом: {expenses} на {amount}",
        "The payment covers {expenses} of {amount} in all",
    ),
    "told.InvoiceIssued": (
        (
            "Выставлен счет {invoice} на {amount}: оплатить до {due_on}, иначе {blocked_from} покупка и "
            "продление будут заблокированы"
        ),
        (
            "Invoice {invoice} over {amount} is issued: pay it by {due_on}, or buying and renewing will be "
            "blocked on {blocked_from}"
        ),
    ),
    "told.InvoiceOverdue": (
        "Счет {invoice} просрочен: не оплачено {amount}",
        "Invoice {invoice} is overdue: {amount} is unpaid",
    ),
    "told.InvoicePartlyPaid": (
        "Счет {invoice} частично оплачен: осталось {amount}",
        "Invoice {invoice} is partly paid: {amount} is left",
    ),
    "told.InvoiceSettled": ("Счет {invoice} полностью погашен", "Invoice {invoice} is settled"),
    "told.CreditBlocked": (
        "Кредитный лимит заблокирован, просрочено {amount}: продление и покупка услуг недоступны до погашения",
        "The credit limit is blocked, {amount} is overdue: no renewing and no buying until it is paid",
    ),
    "told.CreditUnblocked": (
        "Кредитный лимит разблокирован: просроченная задолженность погашена",
        "The credit limit is unblocked: the overdue debt is paid",
    ),
    "told.NoticeRaised.CREDIT_ISSUED": ("Уведомление: выставлен счет {invoice}", "Notice: invoice {invoice} is issued"),
    "told.NoticeRaised.CREDIT_DUE_SOON": (
        "Уведомление: через три дня истекает срок оплаты счета {invoice}",
        "Notice: invoice {invoice} is due in three days",
    ),
    "told.NoticeRaised.CREDIT_OVERDUE": (
        "Уведомление: счет {invoice} не оплачен в срок",
        "Notice: invoice {invoice} was not paid in time",
    ),
    "told.NoticeRaised.CREDIT_BLOCK_SOON": (
        "Уведомление: через пять дней кредитный лимит будет заблокирован, не оплачен счет {invoice}",
        "Notice: the credit limit will be blocked in five days, invoice {invoice} is unpaid",
    ),
    "told.NoticeRaised.CREDIT_BLOCKED": (
        "Уведомление: кредитный лимит заблокирован, не оплачен счет {invoice}",
        "Notice: the credit limit is blocked, invoice {invoice} is unpaid",
    ),
    "told.NoticeRaised.RENEWAL_FAILED": (
        "Уведомление: автопродление услуги «{service}» не удалось",
        "Notice: the automatic renewal of {service} failed",
    ),
    "told.ChargeRequested.top_up": (
        "Запрошен автоплатеж {amount} с «{method}»: средств на счете не хватит на месяц",
        "{method} is asked for {amount}, as the balance will not last a month",
    ),
    "told.ChargeSucceeded.top_up": ("Автоплатеж {amount} с «{method}» прошел", "{method} paid {amount} automatically"),
    "told.ChargeDeclined.top_up": (
        "Автоплатеж {amount} с «{method}» отклонен",
        "{method} declined the automatic payment of {amount}",
    ),
    "told.ChargeDeclined.top_up.cause": (
        "Автоплатеж {amount} с «{method}» отклонен: {cause}",
        "{method} declined the automatic payment of {amount}: {cause}",
    ),
    "told.PaymentCreated": (
        "Создан платеж {payment} на {amount}, к оплате {to_pay}, способ оплаты «{method}»",
        "Payment {payment} of {amount} by {method} is made out, {to_pay} to pay",
    ),
    "told.PaymentStarted": ("Платеж {payment} оплачивается", "Payment {payment} is being paid"),
    "told.PaymentDeclined": (
        "Платеж {payment} не прошел, его можно оплатить еще раз",
        "Payment {payment} was declined; it can be paid another time",
    ),
    "told.PaymentDeclined.cause": (
        "Платеж {payment} не прошел, его можно оплатить еще раз: {cause}",
        "Payment {payment} was declined; it can be paid another time: {cause}",
    ),
    "told.PaymentDeleted": ("Платеж {payment} удален", "Payment {payment} is deleted"),
    "told.PaymentCredited.cashback": ("Зачислен кешбэк {amount}", "A cashback of {amount} is credited"),
    "told.RefundRequested": (
        "Запрошен возврат {amount} по платежу {payment}",
        "{amount} of payment {payment} is to be returned",
    ),
    "told.PaymentRefunded": ("Возвращено {amount} по платежу {payment}", "{amount} of payment {payment} is returned"),
    "told.PaymentRefunded.in_full": (
        "Возвращено {amount}, платеж {payment} возвращен полностью",
        "{amount} is returned, and with it all of payment {payment}",
    ),
    "told.RefundDeclined": (
        "Возврат {amount} по платежу {payment} отклонен, деньги снова на лицевом счете",
        "{amount} of payment {payment} could not be returned and is on the balance again",
    ),
    "told.CartItemAdded": ("В корзину добавлено «{title}»", "{title} is in the cart"),
    "told.CartItemEdited": ("В корзине изменено «{title}»", "{title} in the cart is changed"),
    "told.CartItemsRemoved": ("Из корзины удалено: {items}", "Taken out of the cart: {items}"),
    "told.CartItemsSelected": ("В корзине выбрано: {items}", "Selected in the cart: {items}"),
    "told.PromoCodeEntered": ("Введен промокод {code}", "Promo code {code} is entered"),
    "told.PromoCodeEntered.cleared": ("Промокод убран", "The promo code is cleared"),
    "told.OrderPlaced": (
        "Оформлен заказ {order} на {amount}, способ оплаты «{method}»",
        "Order {order} of {amount} is placed, to be paid by {method}",
    ),
    "told.OrderPaid": ("Заказ {order} оплачен", "Order {order} is paid"),
    "told.OrderCancelled": ("Заказ {order} отменен", "Order {order} is cancelled"),
    "told.NoticeRaised.AUTOPAY_FAILED": ("Уведомление: автоплатеж не удался", "Notice: an automatic payment failed"),
}
"""Each sentence under the name of its event, with its facts as blanks: (Russian, English)."""
