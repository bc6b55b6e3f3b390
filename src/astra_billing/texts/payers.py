"""
The words of the payer's form, of the payer book and of a merge, in the manual's own words where it has them.

Types, blocks and the like stand under their enum member, fields under `field.`,
what to type into one under `hint.`; `.foreign` follows where the form of
another country asks for something else.

    >>> PAYERS["Block.ACCOUNTING"], PAYERS["field.account"][0]
    (('Бухгалтерские настройки', 'Accounting'), 'Расчетный счет')
"""

from __future__ import annotations

from typing import Final

PAYERS: Final = {
    "PayerType.INDIVIDUAL": ("Физическое лицо", "Individual"),
    "PayerType.LEGAL_ENTITY": ("Юридическое лицо", "Legal entity"),
    "PayerType.SOLE_PROPRIETOR": ("Индивидуальный предприниматель", "Sole proprietor"),
    "Delivery.PORTAL": ("В личном кабинете", "In the portal"),
    "Delivery.POST": ("По почте", "By post"),
    "Delivery.EMAIL": ("По электронной почте", "By email"),
    "delivery.unset": ("-- не установлен --", "-- not set --"),
    "Block.CHOICE": ("Выбор страны", "Choice of country"),
    "Block.MAIN": ("Основное", "Main"),
    "Block.LEGAL_ADDRESS": ("Юридический адрес", "Legal address"),
    "Block.ACTUAL_ADDRESS": ("Фактический адрес", "Actual address"),
    "Block.ACCOUNTING": ("Бухгалтерские настройки", "Accounting"),
    "Block.CONTRACT": ("Данные для договора", "Contract data"),
    "Severity.ERROR": ("ошибка", "error"),
    "Severity.WARNING": ("предупреждение", "warning"),
    "DependencyKind.CONTRACT": ("Договор", "Contract"),
    "DependencyKind.PAYMENT": ("Платеж", "Payment"),
    "DependencyKind.EXPENSE": ("Расход", "Expense"),
    "DependencyKind.ACT": ("Акт выполненных работ", "Act of completed work"),
    "DependencyKind.SAVED_METHOD": ("Сохраненный способ оплаты", "Saved payment method"),
    "DependencyKind.OTHER": ("Другая запись", "Other record"),
    "field.country": ("Страна", "Country"),
    "field.type": ("Статус плательщика", "Payer status"),
    "field.name": ("Наименование", "Name"),
    "field.contact_person": ("Контактное лицо", "Contact person"),
    "field.phone": ("Телефон", "Phone"),
    "field.fax": ("Факс", "Fax"),
    "field.email": ("Email", "Email"),
    "field.delivery": ("Получать документы", "Receive documents"),
    "field.address.country": ("Страна", "Country"),
    "field.address.postal_code": ("Индекс", "Postal code"),
    "field.address.city": ("Город", "City"),
    "field.address.street": ("Адрес", "Address"),
    "field.same_address": ("Совпадает с юридическим адресом", "Same as the legal address"),
    "field.inn": ("ИНН", "INN"),
    "field.inn.foreign": ("Налоговый номер", "Tax number"),
    "field.kpp": ("КПП", "KPP"),
    "field.ogrn": ("ОГРН/ОГРНИП", "OGRN/OGRNIP"),
    "field.ogrn.foreign": ("Регистрационный номер", "Registration number"),
    "field.bank_name": ("Название банка", "Bank name"),
    "field.bik": ("БИК", "BIK"),
    "field.bik.foreign": ("Код банка", "Bank code"),
    "field.account": ("Расчетный счет", "Settlement account"),
    "field.correspondent_account": ("Корреспондентский счет", "Correspondent account"),
    "field.director": ("Директор (ФИО)", "Director (full name)"),
    "field.position": ("Должность", "Position"),
    "field.director_genitive": ("ФИО директора в род. падеже", "Director's name in the genitive"),
    "field.position_genitive": ("Должность в род. падеже", "Position in the genitive"),
    "field.director_dative": ("ФИО директора в дат. падеже", "Director's name in the dative"),
    "field.position_dative": ("Должность в дат. падеже", "Position in the dative"),
    "field.acts_on": ("Действует на основании", "Acts on the basis of"),
    "field.passport": ("Серия и номер паспорта", "Passport series and number"),
    "field.passport_issued_on": ("Дата выдачи паспорта", "Passport issued on"),
    "field.passport_issued_by": ("Кем выдан паспорт", "Passport issued by"),
    "field.born_on": ("Дата рождения", "Date of birth"),
    "field.registration_city": ("Город регистрации", "City of registration"),
    "field.registration_address": ("Адрес регистрации", "Address of registration"),
    "hint.country": ("Код страны из двух букв: RU для России", "Two letters: RU for Russia"),
    "hint.type": (
        "Физическое лицо, Юридическое лицо или Индивидуальный предприниматель",
        "individual, legal_entity or sole_proprietor",
    ),
    "hint.name": ("Например, Компания №1", "For example Company No. 1"),
    "hint.contact_person": ("Например, Иван", "For example Ivan"),
    "hint.phone": ("Например, +7 (999) 111-22-33", "For example +7 (999) 111-22-33"),
    "hint.fax": ("Например, +7 (999) 444-55-66", "For example +7 (999) 444-55-66"),
    "hint.email": ("Например, client@example.com", "For example client@example.com"),
    "hint.delivery": (
        "Через запятую: В личном кабинете, По почте, По электронной почте",
        "With commas between: portal, post, email",
    ),
    "hint.address.country": ("Код страны из двух букв: RU для России", "Two letters: RU for Russia"),
    "hint.address.postal_code": ("6 цифр, например 140140", "6 digits, for example 140140"),
    "hint.address.postal_code.foreign": ("Как принято в этой стране", "As this country writes it"),
    "hint.address.city": ("Например, Москва", "For example Moscow"),
    "hint.address.street": ("Например, ул. Ленина, д. 1", "For example 1 Lenina street"),
    "hint.same_address": ("да или нет", "yes or no"),
    "hint.inn": (
        "10 цифр у организации, 12 у индивидуального предпринимателя",
        "10 digits for an organisation, 12 for a sole proprietor",
    ),
    "hint.inn.foreign": ("Как в свидетельстве страны регистрации", "As in the papers of the country"),
    "hint.kpp": (
        "9 знаков; у индивидуального предпринимателя КПП нет",
        "9 characters; a sole proprietor has none",
    ),
    "hint.ogrn": (
        "13 цифр у организации (ОГРН), 15 у индивидуального предпринимателя (ОГРНИП)",
        "13 digits for an organisation (OGRN), 15 for a sole proprietor (OGRNIP)",
    ),
    "hint.ogrn.foreign": ("Как в реестре страны регистрации", "As in the register of the country"),
    "hint.bank_name": ("Как в реквизитах банка", "As in the bank details"),
    "hint.bik": ("9 цифр", "9 digits"),
    "hint.bik.foreign": ("SWIFT или местный код банка", "SWIFT or the local code of the bank"),
    "hint.account": ("20 цифр", "20 digits"),
    "hint.account.foreign": ("IBAN или местный номер счета", "IBAN or the local account number"),
    "hint.correspondent_account": (
        "20 цифр, начинается с 301, заканчивается последними цифрами БИК",
        "20 digits that begin with 301 and end as the BIK does",
    ),
    "hint.director": ("Например, Иванов Иван Иванович", "For example Ivanov Ivan Ivanovich"),
    "hint.position": ("Например, Генеральный директор", "For example general director"),
    "hint.director_genitive": ("Кого? Например, Иванова Ивана Ивановича", "For example Ivanova Ivana Ivanovicha"),
    "hint.position_genitive": ("Кого? Например, Генерального директора", "For example generalnogo direktora"),
    "hint.director_dative": ("Кому? Например, Иванову Ивану Ивановичу", "For example Ivanovu Ivanu Ivanovichu"),
    "hint.position_dative": ("Кому? Например, Генеральному директору", "For example generalnomu direktoru"),
    "hint.acts_on": ("В род. падеже, например Устава", "In the genitive, for example of the charter"),
    "hint.passport": ("4 цифры серии и 6 номера: 1111 111111", "4 digits of series, 6 of number: 1111 111111"),
    "hint.passport.foreign": ("Как в документе", "As in the document"),
    "hint.passport_issued_on": ("Например, 01.12.2000", "For example 01.12.2000"),
    "hint.passport_issued_by": ("Например, УФМС г. Москва", "As in the passport"),
    "hint.born_on": ("Например, 03.03.1999", "For example 03.03.1999"),
    "hint.registration_city": ("Например, Москва", "For example Moscow"),
    "hint.registration_address": ("Например, г. Москва, ул. Ленина, д. 1", "For example Moscow, 1 Lenina street"),
    "head.row": ("Строка", "Row"),
    "head.path": ("Поле", "Field"),
    "head.severity": ("Важность", "Severity"),
    "head.fault": ("Что не так и что сделать", "What is wrong and what to do"),
    "head.block": ("Раздел", "Block"),
    "head.label": ("Название", "Label"),
    "head.hint": ("Подсказка", "Hint"),
    "head.required": ("Обязательно", "Required"),
    "head.action": ("Действие", "Action"),
    "merge.title": (
        "Объединение плательщиков: основной {primary}, присоединяемый {joined}",
        "Merging payers: primary {primary}, joined {joined}",
    ),
    "merge.move": ("{what} {id}: переносится на плательщика {primary}", "{what} {id}: moves to payer {primary}"),
    "merge.delete": ("{what} {id}: удаляется", "{what} {id}: is deleted"),
    "merge.remove": ("Плательщик {joined}: запись удаляется", "Payer {joined}: the record is deleted"),
    "lock.reason": (
        (
            "Есть неоплаченные расходы ({expenses}) плательщика {owners} в актах выполненных работ ({acts}): "
            "оплатите их или удалите акт и переоформите его на плательщика {payer}"
        ),
        (
            "Payer {owners} has unpaid expenses ({expenses}) in acts of completed work ({acts}): "
            "pay them, or delete the act and reissue it for payer {payer}"
        ),
    ),
    "check.sound": ("Замечаний нет", "Nothing to object to"),
    "check.total": (
        "Плательщиков проверено: {payers}, с замечаниями: {faulty}, ошибок: {errors}, предупреждений: {warnings}",
        "Payers checked: {payers}, with faults: {faulty}, errors: {errors}, warnings: {warnings}",
    ),
    "check.progress": ("Проверка плательщиков", "Checking payers"),
}
"""What the form of a payer and the tools around it say: (Russian, English)."""
