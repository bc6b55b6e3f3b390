"""
Names of tax rates in Russian and English, and the stable code of each.

    >>> label("20", computed=False, exempt=False, locale="ru")
    'НДС 20 %'
    >>> label("0", computed=False, exempt=True, locale="en_US")
    'without VAT'
"""

from __future__ import annotations

_NAMES = {
    "ru": {"exempt": "Без НДС", "rate": "НДС {percent} %", "computed": "НДС {percent}/{whole}"},
    "en": {"exempt": "without VAT", "rate": "VAT {percent} %", "computed": "VAT {percent}/{whole}"},
}


def label(percent: str, *, computed: bool, exempt: bool, locale: str, whole: str = "") -> str:
    """The name of a rate in a locale; any language but Russian reads English."""
    names = _NAMES.get(locale[:2], _NAMES["en"])
    kind = "exempt" if exempt else "computed" if computed else "rate"
    return names[kind].format(percent=percent, whole=whole)
