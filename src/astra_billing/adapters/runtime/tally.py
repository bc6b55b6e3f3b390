"""What the workers of one daily run have done so far, counted together."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from astra_billing.adapters.runtime.values import DayDone, Failure

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    Progress = Callable[[int, int], None]


class Tally:
    """
    Counts, and tells how far the run is.

    Args:
        on: the day.
        due: how many accounts have work, when the run begins.
        on_progress: is told how many accounts are done and how many there are, after every batch.
    """

    def __init__(self, on: date, due: int, on_progress: Progress | None) -> None:
        self.done = DayDone(on)
        self._due = due
        self._tell = on_progress
        self._lock = Lock()
        self._failed: set[tuple[str, str]] = set()

    def closed(self, accounts: int, events: int) -> None:
        """Some accounts have been closed for the day."""
        with self._lock:
            self.done = self.done.plus(DayDone(self.done.on, accounts, events))
            if self._tell is not None:
                self._tell(self.done.accounts, max(self._due, self.done.accounts))

    def carried_out(self) -> None:
        """A request has been carried out."""
        with self._lock:
            self.done = self.done.plus(DayDone(self.done.on, carried_out=1))

    def failed(self, failure: Failure) -> None:
        """Something could not be done; tried again in the same run, it counts once."""
        with self._lock:
            if (failure.account_id, failure.subject) not in self._failed:
                self._failed.add((failure.account_id, failure.subject))
                self.done = self.done.plus(DayDone(self.done.on, failed=1, failures=(failure,)))
