"""
Which language to speak when nobody says.

    >>> language_of({"LANG": "ru_RU.UTF-8"}), language_of({"LANG": "de_DE.UTF-8"}), language_of({})
    ('ru', 'en', 'en')
    >>> language_of({"LC_ALL": "C", "LANG": "ru_RU.UTF-8"})
    'en'
"""

from __future__ import annotations

import os
from enum import Enum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from astra_billing.texts import Lang

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


class Language(Enum):
    """The languages of `--lang`."""

    RU = "ru"
    EN = "en"


LangOption = Annotated[
    Language | None,
    typer.Option("--lang", help="Language of labels and sentences; by default the locale's.", show_default=False),
]


def spoken(lang: Language | None) -> Lang:
    """The language asked for, or that of the environment."""
    if lang is None:
        return language_of(os.environ)
    return "ru" if lang is Language.RU else "en"


def language_of(environment: Mapping[str, str]) -> Lang:
    """The language of a locale environment: Russian where it says so, English everywhere else."""
    spoken = next((environment[name] for name in VARIABLES if environment.get(name)), "")
    return "ru" if spoken.lower().startswith("ru") else "en"
