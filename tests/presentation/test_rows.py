"""Rows: the same eight fields in every form, and nothing lost on the way."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import TYPE_CHECKING

from astra_billing.account import events as e
from astra_billing.account.refusals import Reason, Refused
from astra_billing.money import RUB, Money
from astra_billing.presentation import Row, rows, titles_of, to_csv, to_json
from astra_billing.simulation import Entry, simulate

if TYPE_CHECKING:
    from astra_billing.simulation import Scenario

KEYS = ["date", "account", "event", "rule", "subject", "amount", "currency", "text"]
ON = date(2026, 1, 30)
UNTIL = date(2026, 3, 5)


def test_an_event_becomes_plain_text() -> None:
    """Ready for JSON: the day as ISO has it, the amount exact."""
    (row,) = rows([Entry("a1", ON, e.CreditBlocked(ON, "a1", Money("620.0000", RUB)))], "en")
    assert row.to_record() == {
        "date": "2026-01-30",
        "account": "a1",
        "event": "CreditBlocked",
        "rule": "R63",
        "subject": "a1",
        "amount": "620.0000",
        "currency": "RUB",
        "text": row.text,
    }


def test_a_refusal_is_a_row_too() -> None:
    """With the rule that says no (R64)."""
    (row,) = rows([Entry("a1", ON, Refused(Reason.CREDIT_BLOCKED))], "en")
    assert (row.event, row.rule, row.subject, row.amount) == ("Refused", "R64", "credit_blocked", "")


def test_titles_come_from_the_entries_and_may_be_given(demo: Scenario) -> None:
    """What a timeline introduces is known; a part of it can be helped out."""
    entries = simulate(demo, UNTIL).entries
    assert set(titles_of(entries)) >= {"server", "domain", "cloud", "card"}
    restored = Entry("a1", ON, e.MethodRestored(ON, "card"))
    assert rows([restored], "en", {"card": "Visa"})[0].text == "Payment method Visa works again"


def test_csv_reads_back_as_it_was(demo: Scenario) -> None:
    """Commas, quotes and Russian letters included."""
    listed = rows(simulate(demo, UNTIL), "ru")
    read = list(csv.DictReader(io.StringIO(to_csv(listed), newline="")))
    assert read == [row.to_record() for row in listed]
    assert list(read[0]) == KEYS


def test_json_reads_back_as_it_was(demo: Scenario) -> None:
    """The keys are a promise to every program that reads them."""
    listed = rows(simulate(demo, UNTIL), "ru")
    read = json.loads(to_json(listed))
    assert read == [row.to_record() for row in listed]
    assert list(read[0]) == KEYS


def test_no_rows_are_a_head_and_an_empty_list() -> None:
    """A quiet month is no fault."""
    assert (to_csv(()), to_json(())) == (",".join(KEYS) + "\r\n", "[]\n")


def test_a_row_names_its_day_and_its_kind_for_a_table() -> None:
    """Short, in the reader's language."""
    row = Row("2026-01-30", "a1", "CreditBlocked", "R63", "a1", "", "", "")
    assert (row.days("ru"), row.kind("ru")) == ("30 янв.", "Кредитный лимит заблокирован")
