"""A bank, a post office and a clock that do what a test tells them to."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from astra_billing.account import Charge, ChargeOutcome
from astra_billing.ports import ChargeAnswer, Notified

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from astra_billing.notices import Notice


def nothing(_: str) -> None:
    """Nothing happens at a stage of a call."""


class Bank:
    """
    A gateway: it keeps its word, so a key that was charged or declined is answered the same for ever.

    Args:
        answers: what is said to the first askings of every key, the last one ever after; or from which day on.
        at: is told of the stages of every call: `before`, `sent`, `answered`.
    """

    def __init__(
        self, *answers: ChargeOutcome | tuple[date, ChargeOutcome], at: Callable[[str], None] = nothing
    ) -> None:
        self.answers: Sequence[ChargeOutcome | tuple[date, ChargeOutcome]] = answers or (ChargeOutcome.SUCCEEDED,)
        self.at = at
        self.asked: list[str] = []
        self.on: list[date] = []
        self.taken: dict[str, ChargeOutcome] = {}
        self._times: defaultdict[str, int] = defaultdict(int)

    def charge(self, charge: Charge, *, on: date) -> ChargeAnswer:
        """The next answer to this key."""
        self.at("before")
        self.asked.append(charge.key)
        self.on.append(on)
        if charge.key not in self.taken:
            outcome = self._next(charge.key, on)
            if outcome is ChargeOutcome.UNKNOWN:
                self.at("sent")
                return ChargeAnswer(outcome)
            self.taken[charge.key] = outcome
        self.at("sent")
        self.at("answered")
        return ChargeAnswer(self.taken[charge.key])

    def _next(self, key: str, on: date) -> ChargeOutcome:
        said = self.answers[min(self._times[key], len(self.answers) - 1)]
        self._times[key] += 1
        if not isinstance(said, tuple):
            return said
        return [each[1] for each in self.answers if isinstance(each, tuple) and each[0] <= on][-1]

    def read_notification(self, notification: object, *, on: date) -> Notified | None:
        """A notification is a charge and what became of it, or noise."""
        self.on.append(on)
        if not isinstance(notification, tuple):
            return None
        charge, outcome = notification
        return Notified(charge.account_id, charge.key, ChargeAnswer(outcome))


class SlowBank:
    """A gateway that has to be awaited."""

    def __init__(self, *answers: ChargeOutcome | tuple[date, ChargeOutcome]) -> None:
        self._bank = Bank(*answers)
        self.read_notification = self._bank.read_notification

    async def charge(self, charge: Charge, *, on: date) -> ChargeAnswer:
        """The next answer to this key."""
        return self._bank.charge(charge, on=on)


class BrokenBank(Bank):
    """A gateway that is down for some accounts."""

    def __init__(self, *account_ids: str) -> None:
        super().__init__()
        self.down = set(account_ids)

    def charge(self, charge: Charge, *, on: date) -> ChargeAnswer:
        """An answer, or the line is dead."""
        if charge.account_id in self.down:
            message = "the line is dead"
            raise ConnectionError(message)
        return super().charge(charge, on=on)


class Post:
    """A notifier that keeps what it was told."""

    def __init__(self, at: Callable[[str], None] = nothing) -> None:
        self.at = at
        self.told: list[Notice] = []

    def tell(self, notice: Notice) -> None:
        """Keep a notice."""
        self.at("before telling")
        self.told.append(notice)
        self.at("told")

    @property
    def keys(self) -> list[str]:
        """The keys of what was told."""
        return [notice.key for notice in self.told]
