"""The sentences of events about services."""

from __future__ import annotations

from typing import Final

SERVICES: Final = {
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
    "told.ServiceStarted.by_administrator": (
        "Услуга «{service}» включена администратором",
        "Service {service} is switched on by the administrator",
    ),
    "told.ServiceStarted.by_itself": (
        "Услуга «{service}» включена автоматически после оплаты задолженности",
        "Service {service} is switched on by itself, as the debt is paid",
    ),
    "told.RenewalRefused": (
        "Автопродление услуги «{service}» за {amount} не удалось: {reason}",
        "The automatic renewal of {service} for {amount} is not possible: {reason}",
    ),
    "told.ServiceOrdered.awaiting": (
        "Заказана услуга «{service}»: {price} за {term}, ожидает оплаты",
        "Service {service} is ordered: {price} for {term}, and awaits its payment",
    ),
    "told.ServiceOpened.ACTIVE": (
        "Услуга «{service}» активна, оплачена до {expires_on}",
        "Service {service} is active and paid until {expires_on}",
    ),
    "told.ServiceOpened.PROCESSING": (
        "Услуга «{service}» открывается, оплачена до {expires_on}",
        "Service {service} is being opened, paid until {expires_on}",
    ),
    "told.ServiceOpened.NEEDS_SETUP": (
        "Услуга «{service}» требует настройки, оплачена до {expires_on}",
        "Service {service} needs setting up, paid until {expires_on}",
    ),
    "told.ServiceStopped.ADMINISTRATOR": (
        "Услуга «{service}» остановлена администратором",
        "Service {service} is stopped by the administrator",
    ),
    "told.ServiceStopped.ABUSE": (
        "Услуга «{service}» остановлена за нарушение",
        "Service {service} is stopped for abuse",
    ),
    "told.RenewalChanged": (
        "Автопродление услуги «{service}»: «{method}»",
        "Service {service} is renewed automatically from {method}",
    ),
    "told.RenewalChanged.off": (
        "Автопродление услуги «{service}» отключено",
        "Service {service} is not renewed automatically any more",
    ),
    "told.TermChanged": (
        "Период продления услуги «{service}» изменен: {term} за {amount}",
        "Service {service} is renewed by {term} for {amount} from now on",
    ),
    "told.ServiceChanged": (
        "Услуга «{service}» изменена: со следующего продления {amount}",
        "Service {service} is changed; from the next renewal on it costs {amount}",
    ),
    "told.ProcessingBegun": (
        "Услуга «{service}» обрабатывается: {step}",
        "Service {service} is being processed: {step}",
    ),
    "told.ProcessingFinished": (
        "Обработка услуги «{service}» закончена ({step}), состояние «{state}»",
        "Service {service} is processed ({step}), its state is “{state}”",
    ),
    "told.ViolationRecorded": (
        "Зафиксировано нарушение по услуге «{service}», всего {count}",
        "A violation by service {service} is recorded, {count} in all",
    ),
    "told.DeletionScheduled": (
        "Услуга «{service}» будет удалена {deletes_on}, когда закончится оплаченный срок",
        "Service {service} will be deleted on {deletes_on}, when its paid time ends",
    ),
    "told.ServiceDeleted": ("Услуга «{service}» удалена", "Service {service} is deleted"),
    "told.ServiceDeleted.by_itself": (
        "Услуга «{service}» удалена автоматически: она давно остановлена",
        "Service {service} is deleted by itself, as it stopped long ago",
    ),
}
"""Each sentence under the name of its event, with its facts as blanks: (Russian, English)."""
