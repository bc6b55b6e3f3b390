"""Payers for readers: the form as records, a report as HTML, the lines of a table."""

from __future__ import annotations

from datetime import date

from astra_billing.payers import PayerDraft, PayerType, PlacedFault, check
from astra_billing.presentation.payers import Tally, fault_line, fault_record, form_records, head_line, report_html

FOUND = check(PayerDraft.of(PayerType.INDIVIDUAL, contact_person="<Иван>", phone="1"), on=date(2026, 1, 15))


def test_a_form_is_records_that_a_page_is_drawn_from() -> None:
    """R23: name, block, label, star, kind, length and hint."""
    assert form_records(PayerType.INDIVIDUAL, "ru")[2] == {
        "name": "contact_person",
        "block": "Основное",
        "label": "Контактное лицо",
        "required": True,
        "kind": "text",
        "max_length": 255,
        "hint": "Например, Иван",
    }
    assert "Tax number" in {each["label"] for each in form_records(PayerType.LEGAL_ENTITY, "en", "DE")}


def test_a_report_is_an_html_table() -> None:
    """R23: in the language of the reader, escaped."""
    html = report_html(FOUND, "ru")
    assert "Телефон: такого номера не бывает" in html
    assert "<th>Важность</th>" in html


def test_a_fault_of_a_file_is_a_line_and_a_record() -> None:
    """Issue 4: with its place."""
    placed = PlacedFault(3, "payers[1].phone", FOUND.faults[0])

    assert fault_record(placed, "en")["path"] == "payers[1].phone"
    assert fault_line(placed, "en").split()[:3] == ["3", "payers[1].phone", "error"]
    assert fault_line(PlacedFault(None, "phone", FOUND.faults[0]), "en").startswith("        phone")
    assert head_line("en").startswith("Row     Field")


def test_a_tally_is_clean_without_any_fault() -> None:
    """Issue 4: a warning counts."""
    assert Tally(3).is_clean
    assert not Tally(3, 1, 0, 1).is_clean
