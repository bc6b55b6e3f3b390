"""An account in the hands of a customer, a bank and a calendar that do whatever they like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings

from tests.account.doings.billing import Billing
from tests.account.doings.money import Money
from tests.account.doings.saved import Saved
from tests.account.doings.services import Panel, Services
from tests.account.doings.shopping import Shopping

if TYPE_CHECKING:
    from unittest import TestCase

    from hypothesis.stateful import RuleBasedStateMachine


class Customer(Money, Services):
    """Money, limits, and services that are renewed, stopped and started."""


class Provider(Money, Panel):
    """Services in the hands of the administrator and the panel."""


class Saver(Money, Services, Saved):
    """Saved methods that come and go, and automatic top-ups."""


class Shopper(Money, Shopping, Billing):
    """The cart, orders, payments by a method, refunds, payers and acts."""


class Everything(Money, Panel, Saved, Shopping, Billing):
    """All of it at once."""


def played(kind: type[RuleBasedStateMachine], examples: int, steps: int) -> type[TestCase]:
    """A test of so many random lives of so many steps."""
    case = kind.TestCase
    case.settings = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    return case


TestCustomer = Customer.TestCase
TestProvider = played(Provider, 60, 40)
TestSaver = played(Saver, 60, 40)
TestShopper = played(Shopper, 60, 40)
TestEverything = played(Everything, 60, 40)
