"""
Nothing is lost or doubled: after a crash at any write, running again ends where a run without a crash ends.

A process "dies" before every single write statement, before every commit, and
around every call to the bank and the post office; the database takes back what
was not committed, as it does for a dead process.  Afterwards the store is
opened anew and the same story is told again from its beginning.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from astra_billing.adapters.runtime import Billing
from astra_billing.adapters.storage.sql import open_store
from astra_billing.adapters.storage.sql.verify import differences
from tests.adapters.runtime.pictures import picture
from tests.adapters.runtime.scripted import Bank, Post
from tests.adapters.runtime.stories import CARD, LIMIT, STORIES, Story, order, server
from tests.adapters.storage.databases import KINDS, fresh_database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from astra_billing.adapters.storage.sql import SqlStore
    from tests.adapters.runtime.pictures import Picture

WRITES = ("INSERT", "UPDATE", "DELETE", "COPY")
OVER = -60
"""A lease that is over when it begins: who is dead holds nothing, even where a clock is set back."""


class Crash(BaseException):
    """The process dies here."""


class Fuse:
    """Counts down, and burns once."""

    def __init__(self, left: int | None = None) -> None:
        self.left = left
        self.counted = 0

    def count(self) -> None:
        """One event more, and perhaps the last."""
        self.counted += 1
        if self.left == self.counted:
            raise Crash


class House:
    """A database in which the process can be made to die at a write."""

    def __init__(self, url: str) -> None:
        self.store = open_store(url)
        self.fuse = Fuse()
        event.listen(self.store.engine, "before_cursor_execute", self._before)
        event.listen(self.store.engine, "commit", lambda _: self.fuse.count())

    def _before(self, _: object, __: object, statement: str, *___: object) -> None:
        if statement.startswith(WRITES):
            self.fuse.count()

    def reopened(self) -> SqlStore:
        """The store over new connections: it keeps nothing else in memory."""
        self.fuse = Fuse()
        self.store.engine.dispose()
        return self.store


@pytest.fixture(name="house", params=KINDS)
def house_of_stories(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[House]:
    """An empty database; every life of a story in it is another account's.  A loss of power is not tested."""
    monkeypatch.setattr("astra_billing.adapters.storage.sql.connect.SYNCHRONOUS", "OFF")
    with fresh_database(request.param, tmp_path) as url:
        house = House(url)
        yield house
        house.store.close()


def live(house: House, story: Story, account_id: str, fuse: Fuse, stage: Fuse) -> Picture:
    """
    Prepare an account, tell its story until the process dies, open again and go on; what is left.

    Who goes on gives the command again that was not answered, or runs the day again; a clock does not go back.
    """
    bank = Bank(*story.answers, at=lambda _: stage.count())
    post = Post(at=lambda _: stage.count())
    acts = [0]
    story.prepare(Billing(house.store), account_id)
    house.fuse = fuse
    with suppress(Crash):
        story.play(Billing(house.store, bank, post, lease_seconds=OVER), account_id, at=acts.append)
    again, stage.left = house.reopened(), None
    story.play(Billing(again, bank, post), account_id, begins=acts[-1])
    seen = picture(again, account_id)
    assert list(again.waiting(account_id)) == []
    notices = [line for line in seen["outbox"] if '"kind": "notice"' in line]
    assert len(set(post.keys)) == len(notices)
    charged = {f"{key} {outcome.value}".replace(account_id, "ACCOUNT") for key, outcome in bank.taken.items()}
    return {**seen, "bank": sorted(charged)}


def died(house: House, story: Story, fuses_of: Callable[[int], tuple[Fuse, Fuse]], count: int) -> None:
    """Let the process die at every place, and compare the end with that of a life without death."""
    whole = live(house, story, "whole", Fuse(), Fuse())
    for place in range(1, count + 1):
        assert live(house, story, f"n{place}", *fuses_of(place)) == whole, f"a crash at {place} of {count}"
    assert list(differences(house.store)) == []


@pytest.mark.parametrize("story", STORIES, ids=lambda each: each.name)
def test_a_crash_at_any_write_is_repaired_by_running_again(house: House, story: Story) -> None:
    """Every write statement and every commit of the story, one after another."""
    counting = Fuse()
    live(house, story, "counted", counting, Fuse())

    assert counting.counted >= 10
    died(house, story, lambda place: (Fuse(place), Fuse()), counting.counted)


@pytest.mark.parametrize("story", STORIES[:5], ids=lambda each: each.name)
def test_a_crash_around_any_call_outside_is_repaired_by_running_again(house: House, story: Story) -> None:
    """Before the call, after sending, after the answer; a charge is made once and a notice is told at least once."""
    counting = Fuse()
    live(house, story, "counted", Fuse(), counting)

    assert counting.counted >= 2
    died(house, story, lambda place: (Fuse(), Fuse(place)), counting.counted)


CATCHING_UP = (
    Story("a limit is blocked", (LIMIT, order("s1", "22.4137", "1 day")), ()),
    Story("a card pays", (CARD, server("s1", "900.00", date(2026, 1, 20), "card")), ()),
)


@pytest.mark.parametrize("story", CATCHING_UP, ids=lambda each: each.name)
def test_a_night_that_comes_late_leaves_what_nights_in_time_leave(house: House, story: Story) -> None:
    """An account that was passed by is caught up day by day; its requests bear the days on which it asked."""
    nights = [date(2026, 1, 1) + timedelta(days=number) for number in range(1, 65)]
    seen = {}
    for account_id, days in (("late", nights[-1:]), ("intime", nights)):
        story.prepare(Billing(house.store), account_id)
        for day in days:
            Billing(house.store).run_day(day)
        seen[account_id] = picture(house.store, account_id)

    assert seen["late"] == seen["intime"]
