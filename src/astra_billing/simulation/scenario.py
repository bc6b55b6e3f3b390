"""
A scenario: accounts, what they start with, and what their customers do on which day.

Everything a customer does is a command of the account.  Besides that a scenario
knows what no account can: whether a customer's bank declines a method, and what
a payment system says when a customer pays.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from astra_billing.account.charges import ChargeOutcome
from astra_billing.account.commands import Command
from astra_billing.money import Currency

if TYPE_CHECKING:
    from collections.abc import Iterator


@frozen
class MethodSwitch:
    """From this day the bank declines the method, or accepts it again."""

    method_id: str
    works: bool


@frozen
class PaymentTry:
    """The customer goes to the payment system, which takes the money or declines; without such a payment, nothing."""

    payment_id: str
    succeeds: bool = True


@frozen
class Deed:
    """Something that happens on a day, after the day's own work."""

    on: date
    does: Command | MethodSwitch | PaymentTry


@frozen
class AccountScenario:
    """
    One account's part of a scenario.

    Attributes:
        deeds: what happens, in the order of days; deeds of one day keep their order.
    """

    id: str
    currency: Currency
    deeds: tuple[Deed, ...]

    def outcome(self, method_id: str, *, on: date) -> ChargeOutcome:
        """What the bank says to a charge of this method on a day; the day's own deeds come after its charges."""
        works = True
        for deed in self.deeds:
            if deed.on >= on:
                break
            if isinstance(deed.does, MethodSwitch) and deed.does.method_id == method_id:
                works = deed.does.works
        return ChargeOutcome.SUCCEEDED if works else ChargeOutcome.DECLINED


@frozen
class Scenario:
    """
    A story to play.

    Attributes:
        title: what it is about.
        starts_on: the first day; every account is opened on it.
        accounts: whose story it is.
        look_at: what a reader should look at.
    """

    title: str
    starts_on: date
    accounts: tuple[AccountScenario, ...]
    look_at: str = ""

    @property
    def last_deed_on(self) -> date:
        """The day of the last deed."""
        return max((deed.on for deed in self._deeds()), default=self.starts_on)

    def _deeds(self) -> Iterator[Deed]:
        return (deed for account in self.accounts for deed in account.deeds)
