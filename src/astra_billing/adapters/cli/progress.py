"""Progress of a long play on a terminal; nothing where nobody watches."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from astra_billing.simulation import Scenario


@contextmanager
def shown_progress(scenario: Scenario, until: date) -> Iterator[Callable[[str, date], None] | None]:
    """A function that is told the account and the day after every step; None in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415  # only a terminal needs it
    from rich.progress import Progress  # noqa: PLC0415  # as above

    days = max((until - scenario.starts_on).days, 1)
    with Progress(console=Console(stderr=True), transient=True) as progress:
        tasks = {each.id: progress.add_task(each.id, total=days) for each in scenario.accounts}

        def told(account_id: str, day: date) -> None:
            progress.update(tasks[account_id], completed=(day - scenario.starts_on).days)

        yield told


@contextmanager
def counted_progress(title: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """A function that is told how far a file is read; it does nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415  # only a terminal needs it
    from rich.progress import Progress  # noqa: PLC0415  # as above

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(title, total=total)
        yield lambda done: progress.update(task, completed=done)
