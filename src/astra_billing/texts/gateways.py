"""
What payments through payment systems are called (R56, R75-R87).

    >>> GATEWAYS["FailureReason.INSUFFICIENT_FUNDS"]
    ('Недостаточно средств', 'Not enough money')
"""

from __future__ import annotations

from typing import Final

GATEWAYS: Final = {
    "PaymentState.NEEDS_CUSTOMER": ("Ожидает действий плательщика", "Waits for the customer"),
    "PaymentState.PENDING": ("В обработке", "Being processed"),
    "PaymentState.HELD": ("Сумма заблокирована на счете плательщика", "Held"),
    "PaymentState.SUCCEEDED": ("Оплачен", "Paid"),
    "PaymentState.FAILED": ("Не прошел", "Failed"),
    "PaymentState.CANCELLED": ("Отменен", "Cancelled"),
    "FailureReason.INSUFFICIENT_FUNDS": ("Недостаточно средств", "Not enough money"),
    "FailureReason.LIMIT_EXCEEDED": ("Превышен лимит банка", "The bank's limit is exceeded"),
    "FailureReason.EXPIRED_METHOD": ("Истек срок действия карты", "The card has expired"),
    "FailureReason.NEEDS_AUTHENTICATION": ("Банк требует подтверждения", "The bank wants a confirmation"),
    "FailureReason.METHOD_REVOKED": ("Разрешение на списания отозвано", "The permission to charge was withdrawn"),
    "FailureReason.METHOD_INVALID": ("Способ оплаты не подходит", "The payment method can't be used"),
    "FailureReason.FRAUD": ("Подозрение на мошенничество", "Fraud is suspected"),
    "FailureReason.ISSUER_UNAVAILABLE": ("Банк недоступен", "The bank can't be reached"),
    "FailureReason.CUSTOMER_CANCELLED": ("Плательщик отказался", "The customer gave up"),
    "FailureReason.TIMED_OUT": ("Время на оплату истекло", "The time to pay is over"),
    "FailureReason.DECLINED": ("Банк отклонил платеж", "The bank declined the payment"),
    "RetryClass.LATER": ("Можно повторить позже", "May work later"),
    "RetryClass.NEEDS_CUSTOMER": ("Нужны действия плательщика", "The customer has to act"),
    "RetryClass.NEVER": ("Повторять нельзя", "Must not be repeated"),
    "PaymentSubject.COMMODITY": ("Товар", "Goods"),
    "PaymentSubject.JOB": ("Работа", "Work"),
    "PaymentSubject.SERVICE": ("Услуга", "Service"),
    "PaymentSubject.PAYMENT": ("Платеж", "Payment"),
    "PaymentSubject.COMPOSITE": ("Составной предмет расчета", "Composite"),
    "PaymentSubject.ANOTHER": ("Иной предмет расчета", "Something else"),
    "PaymentMode.FULL_PREPAYMENT": ("Предоплата 100 %", "Prepaid in full"),
    "PaymentMode.PARTIAL_PREPAYMENT": ("Частичная предоплата", "Prepaid in part"),
    "PaymentMode.ADVANCE": ("Аванс", "Advance"),
    "PaymentMode.FULL_PAYMENT": ("Полный расчет", "Paid in full"),
    "PaymentMode.PARTIAL_PAYMENT": ("Частичный расчет и кредит", "Paid in part, the rest on credit"),
    "PaymentMode.CREDIT": ("Передача в кредит", "On credit"),
    "PaymentMode.CREDIT_PAYMENT": ("Оплата кредита", "Payment of a credit"),
    "Subject.PAYMENT": ("Платеж", "Payment"),
    "Subject.REFUND": ("Возврат", "Refund"),
    "Subject.METHOD": ("Способ оплаты", "Payment method"),
    "About.PAYMENT": ("Платеж", "Payment"),
    "About.CHARGE": ("Списание с сохраненного способа оплаты", "Charge of a saved method"),
    "About.REFUND": ("Возврат", "Refund"),
    "About.METHOD": ("Сохранение способа оплаты", "Saving of a method"),
    "About.FORGETTING": ("Удаление способа оплаты", "Forgetting of a method"),
    "Standing.NOT_SENT": ("Не отправлено", "Not sent"),
    "Standing.ASKED": ("Ответ не получен", "No answer yet"),
    "Standing.OPEN": ("В обработке", "Under way"),
    "Standing.SUCCEEDED": ("Исполнено", "Done"),
    "Standing.DECLINED": ("Отклонено", "Declined"),
}
"""Every member that a user can meet: (Russian, English)."""
