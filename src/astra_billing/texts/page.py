"""
The words around values: heads of tables, legends, titles of pages, folded rows.

    >>> WORDS["page.timeline"]
    ('Хронология', 'Timeline')
"""

from __future__ import annotations

from typing import Final

WORDS: Final = {
    "balance": ("Лицевой счет", "Balance"),
    "head.date": ("Дата", "Date"),
    "head.account": ("Счет", "Account"),
    "head.event": ("Событие", "Event"),
    "head.rule": ("Правило", "Rule"),
    "head.subject": ("Предмет", "Subject"),
    "head.amount": ("Сумма", "Amount"),
    "head.currency": ("Валюта", "Currency"),
    "head.text": ("Что произошло", "What happened"),
    "fold.ChargeRequested": (
        "{service}: {requests} по {each}, всего {amount}",
        "{service}: {requests} of {each}, {amount} in all",
    ),
    "fold.ChargeSucceeded": (
        "{service}: {charges} со способа оплаты по {each}, всего {amount}",
        "{service}: {charges} to the saved method of {each}, {amount} in all",
    ),
    "fold.ExpenseCharged": (
        "{service}: {charges} по {each}, всего {amount}",
        "{service}: {charges} of {each}, {amount} in all",
    ),
    "fold.ExpensesCovered": (
        "Покрыто {times} по {each}, всего {amount}",
        "Covered {times} at {each}, {amount} in all",
    ),
    "fold.PaymentCredited": ("{payments} по {each}, всего {amount}", "{payments} of {each}, {amount} in all"),
    "fold.ServiceRenewed": ("{service}: {renewals} день за днем", "{service}: {renewals}, day by day"),
    "fold.notified": ("клиенту отправлено уведомление", "the customer is notified"),
    "dashboard.title": ("Кредитный лимит", "Credit limit"),
    "page.story": ("Как прошли эти месяцы", "How the months went"),
    "page.moments": ("Кредитный лимит на поворотах", "The credit limit at its turning points"),
    "page.cap": ("Рекомендованная максимальная сумма автоплатежей", "Recommended maximum of automatic payments"),
    "page.cap.why": (
        "Прогноз списаний в месяц от {minimum} до {maximum}, запас 10 %",
        "Forecast charges of {minimum} to {maximum} a month, 10% in reserve",
    ),
    "page.timeline": ("Хронология", "Timeline"),
    "page.all_rows": ("Все события без сокращений: {events}", "Every single event: {events}"),
    "page.look_at": ("На что смотреть", "What to look at"),
    "page.account": ("Счет {account}", "Account {account}"),
    "page.span": ("{first} — {last}", "{first} to {last}"),
    "page.made_by": (
        "Построено библиотекой astra-billing. Рядом с событием стоит номер правила, которое его вызвало.",
        "Made by astra-billing. Beside every event stands the number of the rule that made it.",
    ),
    "lanes.title": ("Ход событий по месяцам", "The months as tracks"),
    "lanes.description": (
        "По строке на месяц: состояние кредитного лимита по дням, события и сроки услуг",
        "One track a month: the state of the credit limit by day, the events, the paid time of services",
    ),
    "lanes.paid_until": ("до {expires_on}", "until {expires_on}"),
    "mark.invoice": ("Счет выставлен", "Invoice issued"),
    "mark.notice": ("Уведомление", "Notice"),
    "mark.payment": ("Платеж", "Payment"),
    "mark.failed": ("Отказ, неудачное списание", "Refusal, failed charge"),
    "mark.stop": ("Услуга остановлена", "Service stopped"),
    "mark.start": ("Услуга заказана или включена", "Service ordered or started"),
    "mark.renewal": ("Услуга продлена", "Service renewed"),
    "lanes.daily": ("посуточно", "by the day"),
    "calendar.due": (
        "Последний день оплаты счета {invoice}: {amount}",
        "Last day to pay invoice {invoice}: {amount}",
    ),
}
"""Everything a page says that no event and no enum says: (Russian, English)."""
