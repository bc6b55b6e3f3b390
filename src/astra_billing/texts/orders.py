"""
The words of order forms, carts and orders, in the manual's own words where it has them.

    >>> ORDERS["quote.setup"]
    ('За конфигурацию', 'Setup')
"""

from __future__ import annotations

from typing import Final

ORDERS: Final = {
    "DiscountKind.PERSONAL": ("Персональная скидка", "Personal discount"),
    "DiscountKind.GROUP": ("Скидка группы клиентов", "Discount of a customer group"),
    "DiscountKind.PROMO": ("Скидка по промокоду", "Discount of a promo code"),
    "DiscountKind.GLOBAL": ("Скидка для всех", "Discount for everybody"),
    "DiscountReason.ONLY_ONE": ("других скидок нет", "there is no other discount"),
    "DiscountReason.PRIORITY": ("ее приоритет выше", "its priority is higher"),
    "DiscountReason.KIND": (
        "персональная важнее групповой, затем промокод, затем скидка для всех",
        "personal comes before group, then a promo code, then a discount for everybody",
    ),
    "DiscountReason.NARROWER": ("она для более узкого круга услуг", "it is for fewer products"),
    "DiscountReason.LARGER": ("она больше", "it is larger"),
    "DiscountReason.FIRST": ("она не меньше остальных", "none of the others is larger"),
    "PromoFault.NOT_YET": ("Промокод {code} еще не действует", "The promo code {code} is not valid yet"),
    "PromoFault.OVER": ("Срок действия промокода {code} закончился", "The promo code {code} is no longer valid"),
    "PromoFault.USED_UP": ("Промокод {code} уже использован", "The promo code {code} is used up"),
    "OrderStatus.AWAITING_PAYMENT": ("Ждет оплаты", "Awaiting payment"),
    "OrderStatus.PAID": ("Оплачен", "Paid"),
    "configuration.below_minimum": (
        "{title}: {value} меньше минимума; укажите не меньше {minimum}",
        "{title}: {value} is below the minimum; pass at least {minimum}",
    ),
    "configuration.above_maximum": (
        "{title}: {value} больше максимума; укажите не больше {maximum}",
        "{title}: {value} is above the maximum; pass at most {maximum}",
    ),
    "configuration.off_step": (
        "{title}: {value} не подходит; укажите {minimum} плюс целое число шагов по {step}",
        "{title}: {value} doesn't fit; pass {minimum} plus a whole number of steps of {step}",
    ),
    "configuration.not_whole": (
        "{title}: {value} не целое число; укажите целое",
        "{title}: {value} is no whole number; pass an int",
    ),
    "configuration.unknown": (
        "{path}: в тарифе {title} нет такого параметра; уберите его",
        "{path}: the tariff {title} has no such parameter; leave it out",
    ),
    "configuration.no_such_option": (
        "{title}: варианта {value} нет; выберите один из: {offered}",
        "{title}: there is no option {value}; choose one of: {offered}",
    ),
    "configuration.term_not_offered": (
        "Период оплаты: {value} не предлагается; выберите один из: {offered}",
        "Period of payment: {value} is not on offer; choose one of: {offered}",
    ),
    "configuration.domain_missing": (
        "Доменное имя: {title} требует его; введите любое, например myserver123",
        "Domain name: {title} asks for one; enter any, such as myserver123",
    ),
    "configuration.domain_unasked": (
        "Доменное имя: {title} не спрашивает его; уберите {value}",
        "Domain name: {title} doesn't ask for one; leave {value} out",
    ),
    "quote.base": ("Базовая стоимость", "Base price"),
    "quote.setup": ("За конфигурацию", "Setup"),
    "quote.total": ("Итого", "Total"),
    "quote.to_pay": ("К оплате", "To pay"),
    "quote.limited": ("Присутствует", "Present"),
    "quote.until": (
        "{title}: {first} до {until}, далее {further} за {term}",
        "{title}: {first} until {until}, then {further} for {term}",
    ),
    "quote.for": (
        "{title}: {first}, покупка на {term}, далее {further}",
        "{title}: {first} for {term}, then {further}",
    ),
    "quote.tax.included": ("в том числе налоги: {tax}", "tax included: {tax}"),
    "quote.tax.on_top": ("налог не включен в стоимость: {tax}", "tax on top: {tax}"),
    "cart.discount": (
        "{kind} «{title}»: минус {off}, {why}",
        "{kind} «{title}»: {off} off, {why}",
    ),
    "cart.renewal": ("{title}: продление на {term}, {first}", "{title}: renewal for {term}, {first}"),
    "cart.total": (
        "Итого: {total}, в том числе налоги: {tax}",
        "Total: {total}, tax included: {tax}",
    ),
    "cart.empty": ("Корзина пуста", "The cart is empty"),
    "cart.nothing_selected": ("Выберите товары, чтобы продолжить", "Select items to go on"),
}
"""What order forms, carts and orders say: (Russian, English)."""
