"""
What can be wrong with a payer, each text with its fix.

A fault stands under `fault.` and its code.  A code of an official number, such
as `inn.checksum`, has a text of its own or that of `fault.number.checksum`;
`{shape}` is what the number looks like.

    >>> REQUISITES["fault.kpp.only_legal_entity"][1]
    'it is given to organisations only; clear it, or choose the status of a legal entity'
"""

from __future__ import annotations

from typing import Final

REQUISITES: Final = {
    "shape.inn": ("10 цифр организации или 12 цифр лица", "10 digits of an organisation or 12 of a person"),
    "shape.kpp": (
        "9 знаков: цифры, на 5-м и 6-м месте также A-Z",
        "9 characters: digits, A-Z in the 5th and 6th place",
    ),
    "shape.ogrn": ("13 цифр", "13 digits"),
    "shape.ogrnip": ("15 цифр", "15 digits"),
    "shape.bik": ("9 цифр", "9 digits"),
    "shape.account": ("20 цифр", "20 digits"),
    "shape.correspondent_account": ("20 цифр", "20 digits"),
    "shape.passport": ("4 цифры серии и 6 цифр номера", "4 digits of the series and 6 of the number"),
    "shape.postal_code": ("6 цифр", "6 digits"),
    "called.inn": ("ИНН", "an INN"),
    "called.ogrn": ("ОГРН", "an OGRN"),
    "called.ogrnip": ("ОГРНИП", "an OGRNIP"),
    "called.account": ("расчетный счет", "a settlement account"),
    "called.correspondent_account": ("корреспондентский счет", "a correspondent account"),
    "fault.number.empty": ("нет ни одного знака; введите {shape}", "there is no character in it; type {shape}"),
    "fault.number.cyrillic": (
        "есть русские буквы, которые только похожи; наберите в латинской раскладке: {shape}",
        "it has Cyrillic letters, which only look right; type on a Latin keyboard: {shape}",
    ),
    "fault.number.not_ascii": (
        "есть знаки, кроме 0-9 и A-Z; наберите {shape} заново",
        "it has characters other than 0-9 and A-Z; type {shape} again",
    ),
    "fault.number.letters": (
        "есть буквы или знаки там, где должны быть цифры; введите {shape}",
        "it has letters or signs where digits belong; type {shape}",
    ),
    "fault.number.length": ("неверная длина; введите {shape}", "it has the wrong length; type {shape}"),
    "fault.number.zeros": (
        "одни нули; введите настоящий номер или оставьте поле пустым",
        "it is all zeros; type the real one, or leave the field empty",
    ),
    "fault.number.prefix": (
        "таких первых цифр не бывает; сверьте с документом",
        "no such number begins with these digits; compare it with the document",
    ),
    "fault.number.checksum": (
        "контрольные цифры не сходятся; сверьте с документом цифру за цифрой",
        "its check digits do not fit; compare it with the document digit by digit",
    ),
    "fault.number.region": (
        "региона с кодом 00 нет; сверьте с документом",
        "no region has the code 00; compare it with the document",
    ),
    "fault.ogrn.prefix": (
        "не начинается с 1 или 5; укажите ОГРН, а не номер более поздней записи (ГРН)",
        "it does not begin with 1 or 5; give the OGRN, not the number of a later record (GRN)",
    ),
    "fault.ogrnip.prefix": (
        "не начинается с 3; укажите ОГРНИП, а не номер более поздней записи (ГРНИП)",
        "it does not begin with 3; give the OGRNIP, not the number of a later record (GRNIP)",
    ),
    "fault.account.checksum": (
        "ключ, 9-я цифра, не подходит к БИК; сверьте счет и БИК с реквизитами банка",
        "its key, the 9th digit, does not fit the BIK; compare account and BIK with the bank details",
    ),
    "fault.correspondent_account.prefix": (
        "не начинается с 301; укажите счет банка, а не клиента",
        "it does not begin with 301; give the account of the bank, not of its client",
    ),
    "fault.correspondent_account.bank": (
        "три последние цифры не те, что в БИК; возьмите БИК и счет из одних реквизитов банка",
        "its last three digits are not those of the BIK; take both from the same bank details",
    ),
    "fault.correspondent_account.checksum": (
        "ключ, 9-я цифра, не подходит к БИК; сверьте счет и БИК с реквизитами банка",
        "its key, the 9th digit, does not fit the BIK; compare account and BIK with the bank details",
    ),
    "fault.inn.of_person": (
        "это ИНН физического лица (12 цифр); укажите ИНН организации (10 цифр) или выберите другой статус плательщика",
        "this is the INN of a person (12 digits); give that of the organisation (10 digits), or choose another status",
    ),
    "fault.inn.of_organisation": (
        "это ИНН организации (10 цифр); укажите ИНН предпринимателя (12 цифр) или выберите другой статус плательщика",
        "this is the INN of an organisation (10 digits); give the proprietor's (12 digits), or choose another status",
    ),
    "fault.ogrn.of_proprietor": (
        "это ОГРНИП (15 цифр); укажите ОГРН организации (13 цифр) или выберите другой статус плательщика",
        "this is an OGRNIP (15 digits); give the organisation's OGRN (13 digits), or choose another status",
    ),
    "fault.ogrnip.of_organisation": (
        "это ОГРН организации (13 цифр); укажите ОГРНИП (15 цифр) или выберите другой статус плательщика",
        "this is the OGRN of an organisation (13 digits); give the OGRNIP (15 digits), or choose another status",
    ),
    "fault.ogrn.year": (
        "год записи в номере ({year}) еще не наступил; сверьте с документом",
        "the year of the record in it ({year}) has not come yet; compare it with the document",
    ),
    "fault.kpp.only_legal_entity": (
        "он бывает только у организаций; очистите поле или выберите статус юридического лица",
        "it is given to organisations only; clear it, or choose the status of a legal entity",
    ),
    "fault.account.without_bik": (
        "без БИК счет не проверить; укажите БИК банка",
        "an account cannot be checked without a BIK; give the BIK of the bank",
    ),
    "fault.missing": ("обязательное поле пусто; заполните его", "a required field is empty; fill it in"),
    "fault.unknown": ("такого поля нет; уберите его", "there is no such field; leave it out"),
    "fault.unknown.near": (
        "такого поля нет; возможно, это {near}?",
        "there is no such field; did you mean {near}?",
    ),
    "fault.unknown.ambiguous": (
        "так называются несколько полей; напишите название с разделом, например «{example}»",
        "several fields are called so; write the block before it, as in “{example}”",
    ),
    "fault.not_on_form": (
        "в форме «{form}» этого поля нет; очистите его или выберите другой статус плательщика",
        "the form “{form}” has no such field; clear it, or choose another status",
    ),
    "fault.too_long": (
        "длиннее {limit} знаков; сократите",
        "it is longer than {limit} characters; shorten it",
    ),
    "fault.control": (
        "есть непечатаемые знаки или переносы строк; уберите их",
        "it has line ends or characters that do not print; remove them",
    ),
    "fault.mixed_scripts": (
        "в слове «{word}» смешаны русские и латинские буквы; наберите его заново",
        "the word “{word}” mixes Cyrillic and Latin letters; type it again",
    ),
    "fault.type.unknown": (
        "нет такого статуса; напишите individual, legal_entity или sole_proprietor, либо русское название",
        "there is no such status; write individual, legal_entity or sole_proprietor",
    ),
    "fault.country.unknown": (
        "нет такой страны; укажите код из двух букв, например RU",
        "there is no such country; give its code of two letters, such as RU",
    ),
    "fault.date.unreadable": (
        "не дата; напишите ее как 01.12.2000 или 2000-12-01",
        "it is no date; write it as 01.12.2000 or 2000-12-01",
    ),
    "fault.date.in_future": (
        "дата позже {on}; сверьте с документом",
        "it is later than {on}; compare it with the document",
    ),
    "fault.born_on.too_early": (
        "прошло больше {years} лет; сверьте год с документом",
        "it is more than {years} years ago; compare the year with the document",
    ),
    "fault.passport_issued_on.before_birth": (
        "паспорт выдан раньше, чем человек родился ({born_on}); сверьте обе даты",
        "the passport is older than its owner, born on {born_on}; compare both dates",
    ),
    "fault.passport_issued_on.before_14": (
        "паспорт выдают с 14 лет, а дата рождения {born_on}; сверьте обе даты",
        "passports are issued from the age of 14, and the date of birth is {born_on}; compare both dates",
    ),
    "fault.delivery.unknown": (
        "нет такого способа; выберите из: В личном кабинете, По почте, По электронной почте",
        "there is no such way; choose from portal, post, email",
    ),
    "fault.delivery.no_email": (
        "документы просят прислать по электронной почте, а Email не указан; укажите его",
        "documents are to come by email, and there is no email; give one",
    ),
    "fault.delivery.no_address": (
        "документы просят прислать по почте, а адреса нет; укажите город и адрес",
        "documents are to come by post, and there is no address; give city and address",
    ),
    "fault.flag.unreadable": ("ответ не ясен; напишите да или нет", "the answer is not clear; write yes or no"),
    "fault.same_address.contradiction": (
        "отмечено «совпадает», а фактический адрес другой; снимите отметку или очистите фактический адрес",
        "the addresses are said to be the same and differ; clear the flag, or clear the actual address",
    ),
    "fault.phone.unreadable": (
        "не номер телефона; напишите его с кодом страны, например +7 (999) 111-22-33",
        "it is no phone number; write it with the code of the country, as +7 (999) 111-22-33",
    ),
    "fault.phone.impossible": (
        "такого номера не бывает; проверьте код и число цифр, например +7 (999) 111-22-33",
        "no number looks like this; check the code and count the digits, as in +7 (999) 111-22-33",
    ),
    "fault.email.unreadable": (
        "не адрес электронной почты; напишите его как client@example.com",
        "it is no email address; write it as client@example.com",
    ),
    "fault.row.unreadable": (
        "в строке больше ячеек, чем в заголовке; возьмите в кавычки текст с разделителем",
        "the row has more cells than the head; put a text that has the delimiter into quotes",
    ),
    "fault.row.not_text": (
        "это не текст; запишите значение в кавычках",
        "it is no text; write the value in quotes",
    ),
    "near.lookalike": ("возможно, имелось в виду {candidates}", "perhaps {candidates} was meant"),
    "near.swapped": (
        "возможно, переставлены соседние цифры: {candidates}",
        "perhaps two neighbours changed places: {candidates}",
    ),
    "near.other_type": ("это похоже на {called}", "it looks like {called}"),
    "refused.name.empty": ("имя не указано", "there is no name"),
    "refused.name.not_installed": (
        "падежи имен предлагает дополнение names; установите astra-billing[names]",
        "cases of names are suggested by the extra; install astra-billing[names]",
    ),
    "refused.name.not_full": (
        "нужны фамилия, имя и отчество полностью, в этом порядке; впишите падежи сами",
        "surname, first name and patronymic are needed in full and in this order; write the cases yourself",
    ),
    "refused.name.no_gender": (
        "фамилия, имя и отчество разного рода; проверьте их и впишите падежи сами",
        "surname, first name and patronymic do not agree on a gender; look at them and write the cases yourself",
    ),
    "refused.name.varies": (
        "такую фамилию в каждой семье склоняют по-своему; впишите падежи сами",
        "each family inflects this surname in its own way; write the cases yourself",
    ),
    "refused.position.empty": ("должность не указана", "there is no position"),
    "refused.position.unknown": (
        "этой должности нет в таблице; впишите падежи сами",
        "this position is not in the table; write the cases yourself",
    ),
}
"""What can be wrong with a payer, and what to do: (Russian, English)."""
