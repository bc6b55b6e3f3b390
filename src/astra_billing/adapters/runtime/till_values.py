"""What the runtime answers about payments."""

from __future__ import annotations

from attrs import frozen

from astra_billing.account import Refused
from astra_billing.adapters.runtime.values import Failure
from astra_billing.ports import Page, Standing


@frozen
class Started:
    """
    What became of a payment, or the saving of a method, that was begun.

    Attributes:
        subject: the payment or the method.
        page: where the customer goes; None when there is nothing to do there.
        standing: how far it is; None when the account refuses it.
        cause: why the gateway declined it.
        refused: why the account refuses it.
        failure: why the gateway gave no answer; begin again, and nothing happens twice.
    """

    subject: str
    page: Page | None = None
    standing: Standing | None = None
    cause: str = ""
    refused: Refused | None = None
    failure: Failure | None = None

    @property
    def redirect_url(self) -> str:
        """The address of the page; empty without one."""
        return "" if self.page is None else self.page.url


@frozen
class Swept:
    """
    What asking about everything unresolved has come to.

    Attributes:
        asked: how many conversations were asked about.
        settled: how many of them are over now.
        failures: what got no answer; it is asked again in its turn, unless it says otherwise.
    """

    asked: int = 0
    settled: int = 0
    failures: tuple[Failure, ...] = ()
