"""
What the command line says about a store.

    >>> STORAGE["store.verified"][1]
    '{accounts} accounts verified: tables, balances and limits follow from the journals.'
"""

from __future__ import annotations

from typing import Final

STORAGE: Final = {
    "store.made": (
        "База готова: {db}, версия таблиц {revision}.",
        "The store is ready: {db}, tables of revision {revision}.",
    ),
    "store.there": (
        "База уже есть: {db}, версия таблиц {revision}.",
        "The store is there already: {db}, tables of revision {revision}.",
    ),
    "store.upgraded": (
        "{db}: таблицы обновлены с версии {found} до {revision}; пересчитано лицевых счетов: {accounts}.",
        "{db}: tables upgraded from revision {found} to {revision}; accounts folded anew: {accounts}.",
    ),
    "store.current": (
        "{db}: версия таблиц {revision}, обновлять нечего.",
        "{db}: tables of revision {revision}, up to date.",
    ),
    "store.outdated": (
        "{db}: версия таблиц {found}, нужна {revision}; выполните: astra-billing db upgrade",
        "{db}: tables of revision {found}, {revision} is needed; run: astra-billing db upgrade",
    ),
    "store.nothing": ("Делать нечего.", "There was nothing to do."),
    "store.repeated": (
        "Команда уже была выполнена; вот её результат:",
        "The command was taken before; this is its result:",
    ),
    "store.progress": ("Закрытие дня", "Closing the day"),
    "store.verifying": ("Проверка", "Verifying"),
    "store.day": (
        "{on}: лицевых счетов {accounts}, событий {events}, запросов выполнено {carried_out}, ошибок {failed}.",
        "{on}: {accounts} accounts, {events} events, {carried_out} requests carried out, {failed} failures.",
    ),
    "store.waiting": (
        "Ждут выполнения: списаний {charges}, уведомлений {notices}; их выполнит служба с платёжными системами.",
        "Waiting: {charges} charges, {notices} notices; a service with gateways and a notifier carries them out.",
    ),
    "store.verified": (
        "Проверено лицевых счетов: {accounts}; таблицы, балансы и лимиты следуют из журналов.",
        "{accounts} accounts verified: tables, balances and limits follow from the journals.",
    ),
    "store.backed_up": ("Копия записана: {file}.", "The copy is written: {file}."),
    "store.empty": ("Строк нет.", "No rows."),
}
"""By code, in Russian and English."""
