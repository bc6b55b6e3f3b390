"""
The names of enum members, Russian first, in the words of the portal's manual.

    >>> LABELS["ServiceState.STOPPED_FOR_ABUSE"]
    ('Остановлен за нарушение', 'Stopped for abuse')
"""

from __future__ import annotations

from typing import Final

LABELS: Final = {
    "ServiceState.ORDERED": ("Заказан", "Ordered"),
    "ServiceState.ACTIVE": ("Активен", "Active"),
    "ServiceState.TEMPORARILY_STOPPED": ("Временно остановлен", "Temporarily stopped"),
    "ServiceState.STOPPED": ("Остановлен", "Stopped"),
    "ServiceState.STOPPED_BY_ADMINISTRATOR": ("Остановлен администратором", "Stopped by the administrator"),
    "ServiceState.STOPPED_FOR_ABUSE": ("Остановлен за нарушение", "Stopped for abuse"),
    "ServiceState.PROCESSING": ("Обрабатывается", "Processing"),
    "ServiceState.NEEDS_SETUP": ("Требуется настройка", "Needs setup"),
    "ServiceState.OUT_OF_STOCK": ("Нет в наличии", "Out of stock"),
    "ServiceState.DELETED": ("Удален", "Deleted"),
    "StopCause.CUSTOMER": ("Остановлен клиентом", "Stopped by the customer"),
    "StopCause.EXPIRED": ("Оплаченный срок закончился", "The paid time is over"),
    "Change.ACTIVATE": ("Открыть", "Activate"),
    "Change.PAUSE": ("Приостановить", "Pause"),
    "Change.STOP": ("Выключить", "Stop"),
    "Change.START": ("Включить", "Start"),
    "Change.DELETE": ("Удалить", "Delete"),
    "ProductKind.SERVER": ("Сервер", "Server"),
    "ProductKind.HOSTING": ("Хостинг", "Hosting"),
    "ProductKind.STORAGE": ("Хранилище", "Storage"),
    "ProductKind.LICENCE": ("Лицензия", "Licence"),
    "ProductKind.DOMAIN": ("Доменное имя", "Domain name"),
    "ProductKind.SSL_CERTIFICATE": ("SSL-сертификат", "SSL certificate"),
    "ProductKind.OTHER": ("Услуга", "Service"),
    "TaxMode.INCLUDED": ("В том числе налоги", "Tax included"),
    "TaxMode.ON_TOP": ("Налог не включен в стоимость", "Tax on top"),
    "Opening.AT_ONCE": ("Сразу после оплаты", "As soon as it is paid"),
    "Opening.PROVISIONED": ("Обрабатывается: открытие", "Being opened"),
    "Opening.NEEDS_SETUP": ("Требуется настройка", "Setup needed"),
    "MethodStatus.WORKS": ("Работает", "Works"),
    "MethodStatus.BEING_SET_UP": ("Настраивается", "Being set up"),
    "MethodStatus.FAILING": ("Не работает", "Doesn't work"),
    "AmountRefusal.AMOUNT_BELOW_LIMIT": ("Сумма меньше допустимой", "The amount is below the limit of the method"),
    "AmountRefusal.AMOUNT_ABOVE_LIMIT": ("Сумма больше допустимой", "The amount is above the limit of the method"),
    "InvoiceStatus.TO_PAY": ("К оплате", "To pay"),
    "InvoiceStatus.PARTLY_PAID": ("Частично оплачен", "Partly paid"),
    "InvoiceStatus.SETTLED": ("Полностью погашен", "Settled"),
    "CreditState.AVAILABLE": ("Доступен", "Available"),
    "CreditState.AWAITING": ("Ожидает оплаты", "Awaiting payment"),
    "CreditState.OVERDUE": ("Просрочен", "Overdue"),
    "CreditState.BLOCKED": ("Заблокирован", "Blocked"),
    "DashboardPart.OVERDUE": ("Просрочено", "Overdue"),
    "DashboardPart.AWAITING": ("Ожидает оплаты", "Awaiting payment"),
    "DashboardPart.SPENT": ("Израсходовано", "Spent"),
    "DashboardPart.AVAILABLE": ("Доступно в кредит", "Available on credit"),
    "DashboardPart.UNAVAILABLE": ("Недоступный остаток", "Unavailable rest"),
    "DashboardText.LIMIT_IS_YOURS": (
        "Вы можете покупать и продлевать услуги в кредит в рамках кредитного лимита ({limit})",
        "You can buy and renew services on credit within your credit limit ({limit})",
    ),
    "DashboardText.PAY_BY_DUE_DATE": (
        (
            "До {pay_by} вы должны оплатить услуги, купленные в кредит, "
            "или {blocked_from} продление и покупка услуг будут заблокированы"
        ),
        "Pay for the services bought on credit by {pay_by}, or renewing and buying will be blocked on {blocked_from}",
    ),
    "DashboardText.PAY_BEFORE_BLOCK": (
        "До {pay_by} вы должны оплатить услуги, купленные в кредит, или продление и покупка услуг будут заблокированы",
        "Pay for the services bought on credit by {pay_by}, or renewing and buying will be blocked",
    ),
    "DashboardText.BLOCKED_UNTIL_PAID": (
        "Продление и покупка услуг заблокированы до погашения задолженности",
        "Renewing and buying services is blocked until the debt is paid",
    ),
    "Button.PAY_NOW": ("Оплатить сейчас", "Pay now"),
    "Button.ALL_UNPAID": ("Все неоплаченные услуги", "All unpaid services"),
    "Button.OVERDUE_SERVICES": ("Услуги с просроченной оплатой", "Services with overdue payment"),
    "CreditNotice.ISSUED": ("Счет выставлен", "Invoice issued"),
    "CreditNotice.DUE_SOON": ("За три дня до срока оплаты", "Three days before the due date"),
    "CreditNotice.OVERDUE": ("На следующий день после срока оплаты", "The day after the due date"),
    "CreditNotice.BLOCK_SOON": ("За пять дней до блокировки", "Five days before the block"),
    "CreditNotice.BLOCKED": ("В день блокировки", "On the day of the block"),
    "NoticeTopic.CREDIT_ISSUED": ("Выставлен счет", "An invoice is issued"),
    "NoticeTopic.CREDIT_DUE_SOON": ("Подходит срок оплаты", "The due date is near"),
    "NoticeTopic.CREDIT_OVERDUE": ("Платеж просрочен", "The payment is overdue"),
    "NoticeTopic.CREDIT_BLOCK_SOON": ("Скоро блокировка", "The block is near"),
    "NoticeTopic.CREDIT_BLOCKED": ("Кредитный лимит заблокирован", "The credit limit is blocked"),
    "NoticeTopic.RENEWAL_FAILED": ("Автопродление не удалось", "An automatic renewal failed"),
    "Reason.SERVICE_IN_WRONG_STATE": (
        "Состояние услуги не позволяет это сделать",
        "The service is in a state that doesn't allow it",
    ),
    "Reason.NOTHING_TO_PAY": ("Нет неоплаченного счета", "There is no unpaid invoice"),
    "Reason.CREDIT_BLOCKED": (
        "Кредитный лимит заблокирован до погашения задолженности",
        "The credit limit is blocked until the debt is paid",
    ),
    "Reason.INSUFFICIENT_FUNDS": (
        "Не хватает средств на лицевом счете и в кредитном лимите",
        "The balance and the credit limit are not enough",
    ),
    "Operation.ORDER": ("Заказ услуги", "Ordering a service"),
    "Operation.CART_RENEWAL": ("Продление услуги через корзину", "Renewing a service through the cart"),
    "Operation.BALANCE_RENEWAL": ("Автопродление с лицевого счета", "Automatic renewal from the balance"),
    "Operation.TOP_UP": ("Пополнение лицевого счета", "Topping up the balance"),
    "Operation.SAVED_METHOD_RENEWAL": (
        "Автопродление с сохраненного способа оплаты",
        "Automatic renewal from a saved method",
    ),
    "TopUpOrder.DEBTS_FIRST": ("Сначала задолженность", "The debt first"),
    "TopUpOrder.PURPOSE_FIRST": ("Сначала оплачиваемая услуга", "The service that is paid for first"),
    "ChargeOutcome.SUCCEEDED": ("Списание прошло", "Charged"),
    "ChargeOutcome.DECLINED": ("Списание отклонено", "Declined"),
    "ChargeOutcome.UNKNOWN": ("Результат пока неизвестен", "Not known yet"),
    "Unit.DAY": ("день", "day"),
    "Unit.MONTH": ("месяц", "month"),
    "Unit.YEAR": ("год", "year"),
    "ShortMonth.GRACE_DAYS": ("Полные 15 дней отсрочки", "The full 15 days of grace"),
    "ShortMonth.DAY_30_CLAMPED": ("Последний день февраля", "The last day of February"),
    "InShortMonth.LAST_DAY": ("Последний день месяца", "The last day of the month"),
    "InShortMonth.FIRST_OF_NEXT": ("Первый день следующего месяца", "The first day of the next month"),
}
"""Every member that a user can meet: (Russian, English)."""
