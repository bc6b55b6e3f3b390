"""
What is wrong with a configuration: one `ConfigurationFault` each, all of them in `ConfigurationFaults` (R47).

    >>> fault = ConfigurationFault("domains", "below_minimum", {"title": "Лимит доменов", "value": 9, "minimum": 10})
    >>> print(fault.text("ru"))
    Лимит доменов: 9 меньше минимума; укажите не меньше 10
    >>> print(ConfigurationFaults((fault,)))
    1 fault
      domains: Лимит доменов: 9 is below the minimum; pass at least 10
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import field, frozen

from astra_billing.dates import Term
from astra_billing.errors import BillingError
from astra_billing.texts import counted, fill, message

if TYPE_CHECKING:
    from astra_billing.texts import Lang


@frozen
class ConfigurationFault:
    """
    One thing that is wrong with a configuration.

    Attributes:
        path: what it is about: the code of a parameter or a choice, `term`, `domain`.
        code: what is wrong, stable: "below_minimum", "above_maximum", "off_step", "not_whole", "unknown",
            "no_such_option", "term_not_offered", "domain_missing", "domain_unasked".
        facts: what the text mentions, by name.
    """

    path: str
    code: str
    facts: Mapping[str, object] = field(factory=dict, hash=False)

    def text(self, lang: Lang) -> str:
        """What is wrong and what to do, as a sentence."""
        facts = {name: _said(fact, lang) for name, fact in self.facts.items()}
        return fill(message(f"configuration.{self.code}", lang), path=self.path, **facts)

    def to_record(self, lang: Lang) -> dict[str, object]:
        """The fault as plain texts."""
        return {"path": self.path, "code": self.code, "text": self.text(lang)}


class ConfigurationFaults(BillingError, ValueError):
    """
    A tariff cannot be ordered with these settings.

    Attributes:
        faults: everything that is wrong, in the order of the form.
    """

    def __init__(self, faults: tuple[ConfigurationFault, ...]) -> None:
        self.faults = faults
        super().__init__(faults)

    def __str__(self) -> str:
        count = "1 fault" if len(self.faults) == 1 else f"{len(self.faults)} faults"
        return "\n".join((count, *(f"  {fault.path}: {fault.text('en')}" for fault in self.faults)))


def _said(fact: object, lang: Lang) -> str:
    if isinstance(fact, tuple):
        return ", ".join(_said(each, lang) for each in fact)
    return counted(fact.count, fact.unit.value, lang) if isinstance(fact, Term) else str(fact)
