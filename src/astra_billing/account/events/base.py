"""The shape that all events share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen

if TYPE_CHECKING:
    from astra_billing.money import Money


@frozen
class BaseEvent(ABC):
    """
    The shape that all events share.

    Attributes:
        on: the day it happened.
    """

    RULE: ClassVar[str] = ""
    on: date

    @property
    def rule(self) -> str:
        """The number of the rule that made it."""
        return self.RULE

    @property
    @abstractmethod
    def subject(self) -> str:
        """What it is about: an id or a number."""

    def to_record(self) -> dict[str, object]:
        """The event as a plain record of texts, amounts in full."""
        amount = self.amount
        return {
            "date": self.on,
            "event": type(self).__name__,
            "rule": self.rule,
            "subject": self.subject,
            "amount": "" if amount is None else str(amount.amount),
            "currency": "" if amount is None else amount.currency.code,
        }

    @property
    def amount(self) -> Money | None:
        """The money it is about, None where money is not its point."""
        return None
