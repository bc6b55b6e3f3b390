r"""
A timeline that one enjoys reading: what repeats every day becomes one line.

A *run* is the same event of the same subject with the same amount on
consecutive days of one month; three or more become one row with their exact
sum.  A *companion* is what a row brings about as a matter of course: its
notice, the answer to a charge, what a payment covers; it is told in that row.
Nothing else is touched, and the counts of the rows add up to the events.

    >>> from astra_billing.money import RUB, Money
    >>> from astra_billing.presentation.rows import Row
    >>> days = [Row(date=f"2025-12-{day:02}", account="a1", event="ExpenseCharged", rule="R36", subject="s1",
    ...             amount="20.00", currency="RUB", text="", title="Cloud", money=Money("20.00", RUB))
    ...         for day in range(1, 32)]
    >>> row, = folded(days, "en")
    >>> row.date, row.until, row.amount, row.text.replace("\xa0", " ")
    ('2025-12-01', '2025-12-31', '620.00', 'Cloud: 31 charges of 20.00 ₽, 620.00 ₽ in all')
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from attrs import evolve

from astra_billing.presentation.showing import show_money
from astra_billing.texts import counted, fill, message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from astra_billing.money import Money
    from astra_billing.presentation.rows import Row
    from astra_billing.texts import Lang

REPEATING: Final = {
    "ChargeRequested": "request",
    "ChargeSucceeded": "charge",
    "ExpenseCharged": "charge",
    "ExpensesCovered": "time",
    "PaymentCredited": "payment",
    "ServiceRenewed": "renewal",
}
"""The events that may come every day, and the noun that counts each."""

SHORTEST_RUN: Final = 3
DAY: Final = timedelta(days=1)

ANSWERS: Final = frozenset({"ChargeSucceeded", "ChargeDeclined"})
"""What a request of the same day is replaced by: the answer says all of it and more."""

COMPANIONS: Final = frozenset(
    {
        ("ChargeDeclined", "NoticeRaised"),
        ("CreditBlocked", "NoticeRaised"),
        ("ExpenseCharged", "ServiceRenewed"),
        ("InvoiceIssued", "NoticeRaised"),
        ("InvoiceOverdue", "NoticeRaised"),
        ("PaymentCredited", "ExpensesCovered"),
    }
)
"""Which event is told in the row of which, when it follows from it on the same day."""


class Kind(NamedTuple):
    """What the rows of one run have in common."""

    account: str
    event: str
    subject: str
    money: Money | None
    month: str


def folded(rows: Iterable[Row], lang: Lang) -> tuple[Row, ...]:
    """
    The rows with daily runs as one row each and companions in the row that they follow from.

    A run stands where its first day stands; `count` says how many rows are in it, and `amount` is their sum.
    """
    listed = tuple(rows)
    whole: dict[int, tuple[Row, ...]] = {}
    inside: set[int] = set()
    for run in _runs(listed):
        whole[run[0]] = tuple(listed[place] for place in run)
        inside.update(run[1:])
    kept = (_one(whole[place], lang) if place in whole else row for place, row in _numbered(listed, inside))
    return tuple(_joined(kept, lang))


def _numbered(rows: tuple[Row, ...], left_out: set[int]) -> Iterator[tuple[int, Row]]:
    return ((place, row) for place, row in enumerate(rows) if place not in left_out)


def _runs(rows: tuple[Row, ...]) -> list[list[int]]:
    """The places of every run of at least `SHORTEST_RUN` consecutive days."""
    open_runs: dict[Kind, list[int]] = {}
    runs: list[list[int]] = []
    for place, row in enumerate(rows):
        if row.event not in REPEATING or row.until:
            continue
        kind = _kind(row)
        run = open_runs.get(kind)
        if run is None or _day(row) - _day(rows[run[-1]]) != DAY:
            run = open_runs[kind] = []
            runs.append(run)
        run.append(place)
    return [run for run in runs if len(run) >= SHORTEST_RUN]


def _kind(row: Row) -> Kind:
    """Payments of charges are named after the day they pay for, so theirs are told apart by what precedes it."""
    subject = row.subject.rsplit("/", 2)[0] if "/renewal/" in row.subject else row.subject
    return Kind(row.account, row.event, subject, row.money, row.date[: len("2025-12")])


def _day(row: Row) -> date:
    return date.fromisoformat(row.date)


def _one(run: tuple[Row, ...], lang: Lang) -> Row:
    first, count = run[0], len(run)
    noun = REPEATING[first.event]
    facts = {"service": first.title, f"{noun}s": counted(count, noun, lang)}
    total = None
    if first.money is not None:
        total = first.money * count
        facts |= {"each": show_money(first.money, lang), "amount": show_money(total, lang)}
    return evolve(
        first,
        amount="" if total is None else str(total.amount),
        money=total,
        text=fill(message(f"fold.{first.event}", lang), **facts),
        until=run[-1].date,
        count=count,
    )


def _joined(rows: Iterable[Row], lang: Lang) -> Iterator[Row]:
    """Every row with its companions, which come soon after it."""
    kept: list[Row] = []
    for row in rows:
        place = next((place for place in reversed(range(len(kept))) if _belongs(row, kept[place])), None)
        if place is None:
            kept.append(row)
        else:
            kept[place] = _with(kept[place], row, lang)
    return iter(kept)


def _belongs(row: Row, leader: Row) -> bool:
    if row.account != leader.account or not leader.date <= row.date <= row_end(row) <= row_end(leader):
        return False
    if leader.event == "ChargeRequested" and row.event in ANSWERS:
        return row.subject == leader.subject
    same = row.title == leader.title or row.subject == leader.subject or leader.event == "CreditBlocked"
    return same and (leader.event, row.event) in COMPANIONS


def row_end(row: Row) -> str:
    """The last day that a row is about."""
    return row.until or row.date


def _with(leader: Row, row: Row, lang: Lang) -> Row:
    count = leader.count + row.count
    if row.event in ANSWERS:
        return evolve(row, count=count)
    told = message("fold.notified", lang) if row.event == "NoticeRaised" else _inside(row)
    return evolve(leader, text=f"{leader.text}; {told}", count=count)


def _inside(row: Row) -> str:
    """A row's sentence as the end of another one of the same service."""
    told = row.text.removeprefix(f"{row.title}: ")
    return told if told != row.text else told[0].lower() + told[1:]
