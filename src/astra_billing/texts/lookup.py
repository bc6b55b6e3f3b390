"""
Find a text by its code, and fill its blanks.

    >>> from enum import Enum
    >>> Unit = Enum("Unit", ["DAY"])
    >>> label(Unit.DAY, "ru"), label(Unit.DAY, "en")
    ('день', 'day')
    >>> fill("до {pay_by}", pay_by="15 января")
    'до 15 января'

A code that no table has, or a blank that no fact fills, is a fault of the caller:

    >>> message("no.such.code", "en")
    Traceback (most recent call last):
    ...
    KeyError: 'no.such.code'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from astra_billing.texts.command import COMMAND
from astra_billing.texts.events import SENTENCES
from astra_billing.texts.gateways import GATEWAYS
from astra_billing.texts.labels import LABELS
from astra_billing.texts.methods import METHODS
from astra_billing.texts.orders import ORDERS
from astra_billing.texts.page import WORDS
from astra_billing.texts.payers import PAYERS
from astra_billing.texts.requisites import REQUISITES
from astra_billing.texts.storage import STORAGE
from astra_billing.texts.titles import TITLES

if TYPE_CHECKING:
    from enum import Enum

Lang = Literal["ru", "en"]
"""A language that every text exists in."""

LANGS: tuple[Lang, ...] = get_args(Lang)
"""The languages, in the order in which a table row holds them."""

_TEXTS = {
    **LABELS,
    **GATEWAYS,
    **TITLES,
    **SENTENCES,
    **WORDS,
    **COMMAND,
    **METHODS,
    **PAYERS,
    **REQUISITES,
    **ORDERS,
    **STORAGE,
}


def label(member: Enum, lang: Lang) -> str:
    """
    How the portal names a member of an enum, in the manual's own words where it has them.

    Raises:
        KeyError: no table names this member.
    """
    return message(f"{type(member).__name__}.{member.name}", lang)


def message(code: str, lang: Lang) -> str:
    """
    The text with this code; it may have blanks in braces for `fill`.

    Raises:
        KeyError: no table has this code.
    """
    return _TEXTS[code][LANGS.index(lang)]


def fill(template: str, **facts: object) -> str:
    """
    The template with every blank filled by the fact of its name; facts that it doesn't name are left out.

    Raises:
        KeyError: a blank has no fact.
    """
    return template.format_map(facts)


def codes() -> tuple[str, ...]:
    """Every code there is, for checks that none is missing or left over."""
    return tuple(_TEXTS)
