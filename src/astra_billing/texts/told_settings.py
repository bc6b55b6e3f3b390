"""The sentences of events about the account, its credit, its methods, its payers and automatic payments."""

from __future__ import annotations

from typing import Final

SETTINGS: Final = {
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
    "told.MethodRestored.set_up": ("Способ оплаты «{method}» настроен", "Payment method {method} is set up"),
    "told.CapRecommended": (
        (
            "Рекомендованная максимальная сумма автоплатежей в месяц {amount}: прогноз списаний от "
            "{minimum} до {maximum} и запас 10 %"
        ),
        (
            "The recommended maximum of automatic payments a month is {amount}: forecast charges of "
            "{minimum} to {maximum} and 10% in reserve"
        ),
    ),
    "told.CreditWithdrawn": (
        "Кредитный лимит отозван: новых покупок в кредит нет, долг оплачивается в свои сроки",
        "The credit limit is withdrawn: nothing more on credit, and what is owed keeps its dates",
    ),
    "told.DeferralGranted": (
        "По счету {invoice} предоставлена отсрочка до {to}",
        "Invoice {invoice} may be paid until {to} before it blocks the limit",
    ),
    "told.AutopaySetUp": (
        "Автоплатеж настроен: «{method}», не больше {amount} в месяц",
        "Automatic payments from {method} are set up, {amount} a month at the most",
    ),
    "told.AutopaySetUp.unlimited": (
        "Автоплатеж настроен: «{method}», без ограничения суммы",
        "Automatic payments from {method} are set up, without a maximum",
    ),
    "told.AutopaySwitchedOff": ("Автоплатеж отключен", "Automatic payments are switched off"),
    "told.TopUpRefused": (
        "Автоплатеж на {amount} не создан: {reason}; средств хватит до {short_on}",
        "No automatic payment of {amount}: {reason}; the balance lasts until {short_on}",
    ),
    "told.ServicePolicySet": (
        "Провайдер задал правила удаления и остановки услуг",
        "The provider has laid down when services are deleted and stopped",
    ),
    "told.MethodRenamed": ("Способ оплаты переименован: «{method}»", "The payment method is now called {method}"),
    "told.MethodDeleted": ("Способ оплаты «{method}» удален", "Payment method {method} is deleted"),
    "told.MethodSaved.set_up": ("Способ оплаты «{method}» настраивается", "Payment method {method} is being set up"),
    "told.PayerAdded": ("Добавлен плательщик {payer}", "Payer {payer} is added"),
    "told.PayerEdited": ("Изменены данные плательщика {payer}", "The data of payer {payer} are changed"),
    "told.PayerDeleted": ("Плательщик {payer} удален", "Payer {payer} is deleted"),
    "told.PayerChosen": ("Расходы оплачивает плательщик {payer}", "Payer {payer} is billed from now on"),
    "told.PayersMerged": (
        "Плательщик {joined} присоединен к плательщику {payer}",
        "Payer {joined} is joined to payer {payer}",
    ),
    "told.ContractFormed": (
        "Сформирован договор № {contract} с плательщиком {payer}: услуга оплачена",
        "Contract {contract} with payer {payer} is formed: a service is paid for",
    ),
    "told.ActIssued": (
        "Сформирован акт № {act} на {amount} для плательщика {payer}: {expenses}",
        "Act {act} over {amount} is issued to payer {payer}: {expenses}",
    ),
    "told.ActDeleted": (
        "Акт № {act} удален, его расходы можно включить в другой",
        "Act {act} is deleted; its expenses can be listed in another",
    ),
}
"""Each sentence under the name of its event, with its facts as blanks: (Russian, English)."""
