"""
What events are called, and the sentence that tells one.

A title stands under the name of the event's class, its sentence under
`told.` and that name, with a further word where one class has several.

    >>> TITLES["CreditBlocked"]
    ('Кредитный лимит заблокирован', 'Credit limit blocked')
    >>> SENTENCES["told.ServiceStopped.EXPIRED"][1]
    'Service {service} stopped: its paid time is over'
"""

from __future__ import annotations

from typing import Final

TITLES: Final = {
    "AccountOpened": ("Счет открыт", "Account opened"),
    "CreditGranted": ("Кредитный лимит предоставлен", "Credit limit granted"),
    "MethodSaved": ("Способ оплаты сохранен", "Payment method saved"),
    "MethodFailed": ("Способ оплаты не работает", "Payment method failing"),
    "MethodRestored": ("Способ оплаты работает", "Payment method works again"),
    "ServiceRegistered": ("Услуга принята", "Service taken over"),
    "ServiceOrdered": ("Услуга заказана", "Service ordered"),
    "ServiceRenewed": ("Услуга продлена", "Service renewed"),
    "ServiceStopped": ("Услуга остановлена", "Service stopped"),
    "ServiceStarted": ("Услуга включена", "Service started"),
    "RenewalRefused": ("Продление не удалось", "Renewal not possible"),
    "ChargeRequested": ("Списание запрошено", "Charge requested"),
    "ChargeSucceeded": ("Списание прошло", "Charge succeeded"),
    "ChargeDeclined": ("Списание отклонено", "Charge declined"),
    "ExpenseCharged": ("Расход списан", "Expense charged"),
    "PaymentCredited": ("Платеж зачислен", "Payment credited"),
    "ExpensesCovered": ("Расходы оплачены", "Expenses covered"),
    "InvoiceIssued": ("Счет выставлен", "Invoice issued"),
    "InvoiceOverdue": ("Счет просрочен", "Invoice overdue"),
    "InvoicePartlyPaid": ("Счет частично оплачен", "Invoice partly paid"),
    "InvoiceSettled": ("Счет полностью погашен", "Invoice settled"),
    "CreditBlocked": ("Кредитный лимит заблокирован", "Credit limit blocked"),
    "CreditUnblocked": ("Кредитный лимит разблокирован", "Credit limit unblocked"),
    "NoticeRaised": ("Уведомление", "Notice"),
    "CapRecommended": ("Рекомендован максимум", "Maximum recommended"),
    "Refused": ("Отказ", "Refused"),
}
"""The short title of every event: (Russian, English)."""

SENTENCES: Final = {
    "told.AccountOpened": (
        "Открыт лицевой счет {account}, валюта {currency}",
        "Account {account} is opened, its currency is {currency}",
    ),
    "told.CreditGranted": ("Предоставлен кредитный лимит {amount}", "A credit limit of {amount} is granted"),
    "told.MethodSaved": ("Сохранен способ оплаты «{method}»", "Payment method {method} is saved"),
    "told.MethodFailed": (
        "Способ оплаты «{method}» не работает: до его восстановления попыток списания не будет",
        "Payment method {method} doesn't work: it is not tried again until it does",
    ),
    "told.MethodRestored": ("Способ оплаты «{method}» снова работает", "Payment method {method} works again"),
    "told.ServiceRegistered": (
        "Принята услуга «{service}»: {price} за {term}, оплачена до {expires_on}",
        "Service {service} is taken over: {price} for {term}, paid until {expires_on}",
    ),
    "told.ServiceOrdered": (
        "Заказана услуга «{service}»: {price} за {term}, оплачена до {expires_on}",
        "Service {service} is ordered: {price} for {term}, paid until {expires_on}",
    ),
    "told.ServiceRenewed": (
        "Услуга «{service}» продлена до {expires_on}",
        "Service {service} is renewed until {expires_on}",
    ),
    "told.ServiceStopped.CUSTOMER": (
        "Услуга «{service}» остановлена клиентом",
        "Service {service} stopped: its customer switched it off",
    ),
    "told.ServiceStopped.EXPIRED": (
        "Услуга «{service}» остановлена: оплаченный срок закончился",
        "Service {service} stopped: its paid time is over",
    ),
    "told.ServiceStarted": ("Услуга «{service}» включена клиентом", "Service {service} is switched on by its customer"),
    "told.ServiceStarted.by_itself": (
        "Услуга «{service}» включена автоматически после оплаты задолженности",
        "Service {service} is switched on by itself, as the debt is paid",
    ),
    "told.RenewalRefused": (
        "Автопродление услуги «{service}» за {amount} не удалось: {reason}",
        "The automatic renewal of {service} for {amount} is not possible: {reason}",
    ),
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
    "told.ExpensesCovered.balance": (
        "Покрыто с лицевого счета: {expenses} на {amount}",
        "The balance covers {expenses} of {amount} in all",
    ),
    "told.InvoiceIssued": (
        (
            "Выставлен счет {invoice} на {amount}: оплатить до {due_on}, "
            "иначе {blocked_from} покупка и продление будут заблокированы"
        ),
        (
            "Invoice {invoice} over {amount} is issued: pay it by {due_on}, "
            "or buying and renewing will be blocked on {blocked_from}"
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
    "told.CapRecommended": (
        (
            "Рекомендованная максимальная сумма автоплатежей в месяц {amount}: "
            "прогноз списаний от {minimum} до {maximum} и запас 10 %"
        ),
        (
            "The recommended maximum of automatic payments a month is {amount}: "
            "forecast charges of {minimum} to {maximum} and 10% in reserve"
        ),
    ),
    "told.Refused": ("Отказ: {reason}", "Refused: {reason}"),
    "told.Refused.operation": (
        "Отказ в операции «{operation}» на {price}: {reason}",
        "{operation} for {price} is refused: {reason}",
    ),
    "told.Refused.service": (
        "Отказ: услуга «{service}» в состоянии «{state}»",
        "Refused: service {service} is in the state “{state}”",
    ),
    "told.Refused.invoice": ("Отказ: счет {invoice} уже погашен", "Refused: invoice {invoice} is settled already"),
}
"""The sentence of every event, with its facts as blanks: (Russian, English)."""
