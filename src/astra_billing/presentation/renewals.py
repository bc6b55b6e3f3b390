r"""
What is said of automatic renewal before it is switched on, with the sum and the day written out.

    >>> from datetime import date
    >>> from astra_billing.catalog import ProductKind
    >>> from astra_billing.dates import Term
    >>> from astra_billing.money import RUB, Money
    >>> from astra_billing.renewal import preview
    >>> shown = preview(Money("250.00", RUB), Term.parse("1 month"), ProductKind.HOSTING, ordered_on=date(2024, 2, 22))
    >>> show_preview(shown, "ru").replace("\xa0", " ")
    '250,00 ₽ (без учёта скидок) спишется 21 марта 2024 г., далее каждое 21-е число'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from astra_billing.presentation.showing import show_date, show_money

if TYPE_CHECKING:
    from astra_billing.renewal import RenewalPreview
    from astra_billing.texts import Lang


def show_preview(preview: RenewalPreview, lang: Lang) -> str:
    """The sentence of R82: how much is charged, on which day, and how it goes on."""
    return preview.told(show_money(preview.amount, lang), show_date(preview.first_charge_on, lang), lang)
