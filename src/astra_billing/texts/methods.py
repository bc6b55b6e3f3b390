"""
What payment methods, renewals and automatic payments say.

    >>> METHODS["method.enabled"]
    ('Включено', 'Enabled')
"""

from __future__ import annotations

from typing import Final

METHODS: Final = {
    "method.enabled": ("Включено", "Enabled"),
    "quote": (
        "Заказ {order_amount}, комиссия {commission}, к оплате {to_pay}",
        "The order is {order_amount}, the commission {commission}: {to_pay} to pay",
    ),
    "quote.with_cashback": (
        "Заказ {order_amount}, комиссия {commission}, к оплате {to_pay}, кешбэк {cashback}",
        "The order is {order_amount}, the commission {commission}: {to_pay} to pay, {cashback} comes back",
    ),
    "preview": (
        "{amount} (без учёта скидок) спишется {day}, далее {rhythm}",
        "{amount} (without discounts) will be charged on {day}, then {rhythm}",
    ),
    "rhythm.daily": ("каждый день", "every day"),
    "rhythm.every": ("раз в {term}", "every {term}"),
    "rhythm.day_of_month": ("каждое {day}-е число", "on day {day} of every month"),
    "rhythm.day_of_month.several": ("раз в {term}, {day}-го числа", "every {term}, on day {day}"),
    "rhythm.last_day": ("в последний день каждого месяца", "on the last day of every month"),
    "rhythm.last_day.several": (
        "раз в {term}, в последний день месяца",
        "every {term}, on the last day of the month",
    ),
    "rhythm.same_date": ("раз в {term}, в тот же день", "every {term}, on the same date"),
    "rhythm.before_end": (
        "раз в {term}, за {lead} до окончания срока",
        "every {term}, {lead} before the paid time ends",
    ),
    "renewals.title": ("Наименование услуги", "Service"),
    "renewals.kind": ("Тип продукта", "Product type"),
    "renewals.price": ("Стоимость", "Price"),
    "renewals.next_on": ("Следующее списание", "Next charge"),
    "renewals.term": ("Период", "Period"),
    "renewals.method": ("Способ оплаты", "Payment method"),
    "renewals.state": ("Статус услуги", "Status"),
    "forecast.line": ("{service}: {renewals} по {price} ({days})", "{service}: {renewals} of {price} ({days})"),
    "forecast.cap": (
        "В месяц от {minimum} до {maximum}; рекомендованная максимальная сумма автоплатежей {cap}",
        "From {minimum} to {maximum} a month; the recommended maximum of automatic payments is {cap}",
    ),
    "top_up.plan": (
        "Автоплатеж на {amount}: на месяц нужно {need}, на лицевом счете {balance}, {short_on} денег не хватит",
        "An automatic payment of {amount}: the month needs {need}, the balance is {balance}, short on {short_on}",
    ),
    "top_up.refused": (
        "Автоплатеж на {wanted} не создан: {reason}",
        "No automatic payment of {wanted}: {reason}",
    ),
    "AutopayReason.UNLIMITED_CAP_WITH_LIMITED_METHOD": (
        "Способ оплаты с ограничением суммы недоступен, если максимальная сумма платежей не ограничена",
        "A method with limits cannot be chosen while the maximum a month is unlimited",
    ),
    "AutopayReason.CAP_BELOW_METHOD_MINIMUM": (
        "Максимальная сумма платежей в месяц меньше наименьшего платежа способа оплаты",
        "The maximum a month is below the smallest payment of the method",
    ),
    "AutopayReason.CAP_REACHED": (
        "Остатка максимальной суммы платежей этого месяца не хватает",
        "What is left of the maximum of this month is not enough",
    ),
    "AutopayReason.AMOUNT_BELOW_METHOD_MINIMUM": (
        "Сумма меньше наименьшего платежа способа оплаты",
        "The amount is below the smallest payment of the method",
    ),
    "OverCap.CHARGE_THE_REST": ("Списать остаток максимальной суммы", "Charge the rest of the maximum"),
    "OverCap.REFUSE": ("Не списывать", "Charge nothing"),
}
"""Sentences, heads of columns, reasons: (Russian, English)."""
