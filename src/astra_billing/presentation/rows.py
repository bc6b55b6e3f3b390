"""
A timeline as rows of plain text: what CSV, JSON, tables and terminals are made of.

    >>> from datetime import date
    >>> from astra_billing.account.events import MethodRestored
    >>> from astra_billing.simulation import Entry
    >>> row, = rows([Entry("a1", date(2026, 1, 19), MethodRestored(date(2026, 1, 19), "card"))], "en")
    >>> row.to_record()["event"], row.to_record()["rule"], row.text
    ('MethodRestored', 'R86', 'Payment method card works again')
"""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import frozen

from astra_billing.account.refusals import Refused
from astra_billing.money import Money
from astra_billing.presentation.explain import NO_TITLES, explain
from astra_billing.presentation.naming import named, subject_of
from astra_billing.presentation.showing import show_days
from astra_billing.presentation.titles import titles_of
from astra_billing.texts import message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from astra_billing.simulation import Entry
    from astra_billing.texts import Lang

FIELDS: Final = ("date", "account", "event", "rule", "subject", "amount", "currency", "text")
"""The keys of a record, in the order of the columns."""


@frozen
class Row:
    """
    One line of a timeline, or several that a folding made one.

    Attributes:
        date: the day as `2026-01-15`; of a folded run the first day.
        event: the name of the event's class, or `Refused`.
        rule: the number of the rule that made it.
        amount: the exact amount as `620.00`, empty where money is not its point.
        text: the sentence.
        title: what a reader calls the service or method it is about.
        money: the amount as a value, None where money is not its point.
        until: of a folded run the last day, otherwise empty.
        count: how many events the row stands for.
    """

    date: str
    account: str
    event: str
    rule: str
    subject: str
    amount: str
    currency: str
    text: str
    title: str = ""
    money: Money | None = None
    until: str = ""
    count: int = 1

    def to_record(self) -> dict[str, str]:
        """The eight fields that every table has, ready for JSON."""
        return {field: getattr(self, field) for field in FIELDS}

    def days(self, lang: Lang) -> str:
        """The day for a narrow column, or the run of days: 15 Jan, 1 to 31 Dec."""
        first = date.fromisoformat(self.date)
        return show_days(first, date.fromisoformat(self.until) if self.until else first, lang)

    def kind(self, lang: Lang) -> str:
        """What the event is called: Счет выставлен, Invoice issued."""
        return message(self.event, lang)


def rows(entries: Iterable[Entry], lang: Lang, titles: Mapping[str, str] = NO_TITLES) -> tuple[Row, ...]:
    """One row an entry, in their order; titles that the entries introduce need not be given."""
    listed = tuple(entries)
    known = {**titles_of(listed), **titles}
    return tuple(_row(entry, lang, known) for entry in listed)


def to_csv(rows: Iterable[Row]) -> str:
    """The rows as CSV with a head, lines ending as RFC 4180 has them."""
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, FIELDS)
    writer.writeheader()
    writer.writerows(row.to_record() for row in rows)
    return written.getvalue()


def to_json(rows: Iterable[Row]) -> str:
    """The rows as a JSON list of objects, readable and with a line end."""
    return json.dumps([row.to_record() for row in rows], ensure_ascii=False, indent=2) + "\n"


def _row(entry: Entry, lang: Lang, titles: Mapping[str, str]) -> Row:
    happened = entry.happened
    refused = isinstance(happened, Refused)
    amount = None if isinstance(happened, Refused) else happened.amount
    return Row(
        date=entry.on.isoformat(),
        account=entry.account_id,
        event="Refused" if refused else type(happened).__name__,
        rule=happened.rule,
        subject=happened.reason.value if isinstance(happened, Refused) else happened.subject,
        amount="" if amount is None else str(amount.amount),
        currency="" if amount is None else amount.currency.code,
        text=explain(happened, lang, titles),
        title=named(subject_of(happened), lang, titles),
        money=amount,
    )
