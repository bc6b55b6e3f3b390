"""
A configuration: a tariff with everything set that its order form asks for (R39, R40, R47).

What is left out has the form's own value: a parameter its minimum, a choice its first option.

    >>> from astra_billing.catalog import Parameter, ProductKind
    >>> from astra_billing.money import RUB, Money
    >>> month = Term.parse("1 month")
    >>> dns = Tariff("8558", "DNS", ProductKind.HOSTING, {month: Money("250.00", RUB)},
    ...              (Parameter("domains", "Лимит доменов", "Шт.", 10, 100, included=10),))
    >>> Configuration(dns, month).amount("domains")
    10

The odd case: every fault is reported at once; `configuration_faults` gives them without raising.

    >>> [fault.code for fault in configuration_faults(dns, Term.parse("1 year"), {"domains": 5, "colour": 1})]
    ['term_not_offered', 'below_minimum', 'unknown']
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import field, frozen

from astra_billing.catalog.faults import ConfigurationFault, ConfigurationFaults
from astra_billing.catalog.kinds import Opening
from astra_billing.catalog.tariff import Tariff
from astra_billing.dates import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from astra_billing.catalog.parameter import Option


def _stripped(text: str | None) -> str | None:
    return (text or "").strip() or None


def _amounts(given: Mapping[str, int]) -> Mapping[str, int]:
    return dict(given)


def _chosen(given: Mapping[str, str]) -> Mapping[str, str]:
    return dict(given)


@frozen
class Configuration:
    """
    What a customer orders: a tariff, for which period, with which settings.

    Attributes:
        tariff: the tariff plan.
        term: the period of one payment: "Период оплаты".
        amounts: the amount of each parameter that is not at its minimum, by code.
        domain: the domain name, None where there is none; any value will do (R40).
        options: the option of each choice that is not the first, by code.

    Raises:
        ConfigurationFaults: something doesn't fit the tariff; it holds every fault.
    """

    tariff: Tariff
    term: Term
    amounts: Mapping[str, int] = field(factory=dict, converter=_amounts, hash=False)
    domain: str | None = field(default=None, converter=_stripped)
    options: Mapping[str, str] = field(factory=dict, converter=_chosen, hash=False)

    def __attrs_post_init__(self) -> None:
        faults = configuration_faults(self.tariff, self.term, self.amounts, self.domain, self.options)
        if faults:
            raise ConfigurationFaults(faults)

    @property
    def title(self) -> str:
        """What the service will be called: the tariff, and the domain name where there is one."""
        return f"{self.tariff.title} ({self.domain})" if self.domain else self.tariff.title

    def amount(self, code: str) -> int:
        """
        The amount of a parameter, its minimum where none was set.

        Raises:
            KeyError: the tariff has no such parameter.
        """
        parameter = self.tariff.parameter(code)
        if parameter is None:
            raise KeyError(code)
        return self.amounts.get(code, parameter.minimum)

    def option(self, code: str) -> Option:
        """
        The option taken of a choice, the first where none was.

        Raises:
            KeyError: the tariff has no such choice.
        """
        choice = self.tariff.choice(code)
        if choice is None:
            raise KeyError(code)
        return choice[self.options[code]] if code in self.options else choice.options[0]


def configuration_faults(
    tariff: Tariff,
    term: Term,
    amounts: Mapping[str, int] | None = None,
    domain: str | None = None,
    options: Mapping[str, str] | None = None,
) -> tuple[ConfigurationFault, ...]:
    """Everything that is wrong with the settings of an order form, in the order of the form; empty for nothing."""
    return (
        *_term_faults(tariff, term),
        *_option_faults(tariff, options or {}),
        *_amount_faults(tariff, amounts or {}),
        *_domain_faults(tariff, _stripped(domain)),
    )


def _term_faults(tariff: Tariff, term: Term) -> Iterator[ConfigurationFault]:
    if term not in tariff.prices:
        yield ConfigurationFault("term", "term_not_offered", {"value": term, "offered": tariff.terms})


def _option_faults(tariff: Tariff, options: Mapping[str, str]) -> Iterator[ConfigurationFault]:
    for code, value in options.items():
        choice = tariff.choice(code)
        if choice is None:
            yield _unknown(code, tariff)
        elif value not in choice:
            offered = tuple(option.code for option in choice.options)
            facts = {"title": choice.title, "value": value, "offered": offered}
            yield ConfigurationFault(code, "no_such_option", facts)


def _amount_faults(tariff: Tariff, amounts: Mapping[str, int]) -> Iterator[ConfigurationFault]:
    for parameter in tariff.parameters:
        amount = amounts.get(parameter.code, parameter.minimum)
        problem = parameter.problem(amount)
        if problem is not None:
            limits = {"minimum": parameter.minimum, "maximum": parameter.maximum, "step": parameter.step}
            yield ConfigurationFault(parameter.code, problem, {"title": parameter.title, "value": amount, **limits})
    yield from (_unknown(code, tariff) for code in amounts if tariff.parameter(code) is None)


def _domain_faults(tariff: Tariff, domain: str | None) -> Iterator[ConfigurationFault]:
    """A quick order names its domain after the payment, with everything else (R89)."""
    if domain is not None and not tariff.asks_domain:
        yield ConfigurationFault("domain", "domain_unasked", {"title": tariff.title, "value": domain})
    if domain is None and tariff.asks_domain and tariff.opening is not Opening.NEEDS_SETUP:
        yield ConfigurationFault("domain", "domain_missing", {"title": tariff.title})


def _unknown(code: str, tariff: Tariff) -> ConfigurationFault:
    return ConfigurationFault(code, "unknown", {"title": tariff.title})
