"""
Labels and messages in Russian and English, as plain tables keyed by code.

Any value can name itself here without locale data: an enum member by the name
of its class and its own, a message by its code.

    >>> message("InvoiceSettled", "ru")
    'Счет полностью погашен'
    >>> fill(message("told.InvoiceSettled", "en"), invoice="pfx/1")
    'Invoice pfx/1 is settled'
    >>> counted(31, "charge", "ru"), counted(31, "charge", "en")
    ('31 списание', '31 charges')
"""

from __future__ import annotations

from astra_billing.texts.lookup import LANGS, Lang, codes, fill, label, message
from astra_billing.texts.plurals import counted

__all__ = ["LANGS", "Lang", "codes", "counted", "fill", "label", "message"]
