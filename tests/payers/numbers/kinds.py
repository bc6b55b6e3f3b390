"""What tests of every number share: its module, how it is drawn, and one that is right."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from astra_billing.payers import numbers
from astra_billing.testing.strategies import requisites

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

EXAMPLES = {
    "inn": "7707083893",
    "kpp": "7707AB001",
    "ogrn": "1027700132195",
    "ogrnip": "304500116000157",
    "bik": "044525225",
    "account": "40602810700000000025",
    "correspondent_account": "30101810400000000225",
    "snils": "11223344595",
    "passport": "1111111111",
    "postal_code": "140140",
}
DRAWN: dict[str, SearchStrategy[str]] = {
    "inn": requisites.inns(),
    "kpp": requisites.kpps(),
    "ogrn": requisites.ogrns(),
    "ogrnip": requisites.ogrnips(),
    "bik": requisites.biks(),
    "account": requisites.accounts_with_bik().map(lambda pair: pair[0]),
    "correspondent_account": requisites.correspondent_accounts_with_bik().map(lambda pair: pair[0]),
    "snils": requisites.snils_numbers(),
    "passport": requisites.passports(),
    "postal_code": requisites.postal_codes(),
}
MODULES: dict[str, Any] = {name: getattr(numbers, name) for name in EXAMPLES}
"""Any: a module has no type, and all of these have the same verbs."""


def code(number: str, text: str, *beside: str) -> str | None:
    """The code of the fault that a number is refused with, if it is."""
    try:
        MODULES[number].validate(text, *beside)
    except numbers.NumberFault as fault:
        return fault.code
    return None


NOT_TEXT = (None, 7707083893, b"7707083893", SimpleNamespace())
