"""Payers read from files: each row becomes a form that knows its line, and a file that is none is refused."""

from __future__ import annotations

from datetime import date
from itertools import count, islice

import pytest

from astra_billing.payers import check
from astra_billing.wire.payers import PayerFile, PayerRow, UnreadablePayers, read_payers

CSV = PayerFile.CSV


def rows(text: str, form: PayerFile = CSV) -> list[PayerRow]:
    """Every payer of a text."""
    return list(read_payers(text.splitlines(keepends=True), form))


def texts(row: PayerRow) -> dict[str, str]:
    """The texts of a row that are not empty."""
    assert row.draft is not None
    return {name: text for name, text in row.draft.texts.items() if text}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_has_a_payer_a_row(delimiter: str) -> None:
    """R23: whatever the delimiter, and with the mark that a spreadsheet puts at the start."""
    text = "\ufefftype,country,name\nlegal_entity,RU,Lala\n\n,,\nindividual,KZ,\n".replace(",", delimiter)
    assert [(row.line, texts(row)) for row in rows(text)] == [
        (2, {"type": "legal_entity", "country": "RU", "name": "Lala"}),
        (5, {"type": "individual", "country": "KZ"}),
    ]


def test_columns_may_be_named_as_the_form_names_them() -> None:
    """R23: an accountant's table has Russian heads; the addresses take their block before the label."""
    head = "Статус плательщика,ИНН,Tax number,Юридический адрес: Город,actual address: city"
    with pytest.raises(UnreadablePayers, match="the column 'inn' comes 2 times; leave one out"):
        rows(head + "\n1,2,3,4,5\n")

    (row,) = rows(head.replace("Tax number", "КПП") + "\nИП,1,2,Москва,Тверь\n")
    assert texts(row) == {"type": "ИП", "inn": "1", "kpp": "2", "legal_city": "Москва", "actual_city": "Тверь"}


def test_a_label_of_both_addresses_needs_its_block() -> None:
    """R23: "Город" alone could be either; twice it cannot be read, once it is told as unknown."""
    with pytest.raises(UnreadablePayers, match=r"line 1: .*'Юридический адрес: Город'"):
        rows("type,Город,Город\n1,2,3\n")


def test_a_label_of_both_addresses_alone_is_told_with_what_to_write() -> None:
    """R23: it is no unknown word, and to leave it out would lose the city."""
    head, _ = rows("type,Город,colour\nindividual,Москва,red\n")
    city, colour = head.faults

    assert (city.code, colour.code) == ("unknown.ambiguous", "unknown")
    assert city.text("ru").endswith("напишите название с разделом, например «Юридический адрес: Город»")


def test_the_country_alone_is_that_of_the_payer() -> None:
    """R21: the first step of the form asks for it, and its label needs no block."""
    (row,) = rows("Страна;Статус плательщика;Юридический адрес: Страна\nРФ;ИП;Германия\n")
    assert texts(row) == {"country": "РФ", "type": "ИП", "legal_country": "Германия"}


def test_an_unknown_column_is_told_once() -> None:
    """R23: not once a row."""
    head, row = rows("type,colour\nindividual,red\n")

    assert (head.draft, head.line, [fault.path for fault in head.faults]) == (None, 1, ["colour"])
    assert texts(row) == {"type": "individual"}


def test_a_row_with_too_many_cells_is_a_fault_of_the_row() -> None:
    """R23: the cells cannot be trusted; a row that is too short lacks fields only."""
    long, short = rows("type,name\nindividual,Иван,extra\nindividual\n")

    assert [fault.code for fault in long.faults] == ["row.unreadable"]
    assert long.placed(long.faults[0]).line == 2
    assert short.faults == ()


def test_a_quoted_cell_may_hold_delimiters_and_line_ends() -> None:
    """R23: the line of a row is the one it ends on."""
    (row,) = rows('type,name\nindividual,"a,\nb"\n')
    assert (row.line, texts(row)["name"]) == (3, "a,\nb")


def test_a_long_csv_is_read_row_by_row() -> None:
    """Issue 4: bounded memory; an endless file gives its first rows."""
    endless = (f"individual,{number}\n" if number else "type,name\n" for number in count())
    assert [row.line for row in islice(read_payers(endless, CSV), 3)] == [2, 3, 4]


TOML = """
[[payers]]
type = "individual"
delivery = ["portal", "post"]
born_on = 1999-03-03

[[payers]]
type = "legal_entity"
same_address = true
inn = 7707083893
"""


def test_a_fault_in_a_toml_has_its_line() -> None:
    """R23: lists, dates and flags are taken; a number has lost its zeros."""
    person, company = rows(TOML, PayerFile.TOML)
    (fault,) = company.faults
    placed = company.placed(fault)

    assert texts(person) == {"type": "individual", "delivery": "portal, post", "born_on": "1999-03-03"}
    assert (placed.line, placed.path, placed.fault.code) == (10, "payers[1].inn", "row.not_text")
    assert fault.text("ru") == "ИНН: это не текст; запишите значение в кавычках"
    assert texts(company) == {"type": "legal_entity", "same_address": "yes"}


def test_a_missing_field_stands_on_the_line_of_its_payer() -> None:
    """R23: there is no other line for it."""
    company = rows(TOML, PayerFile.TOML)[1]
    assert company.draft is not None
    missing = check(company.draft, on=date(2026, 1, 15)).faults[0]
    assert company.placed(missing).line == 7


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('{"type": "individual"}', ""),
        ('[{"type": "individual"}]', "[0]"),
        ('{"payers": [{"type": "individual", "inn": null}]}', "payers[0]"),
    ],
)
def test_a_json_holds_one_payer_or_several(text: str, path: str) -> None:
    """R23: an object, a list, or a list under `payers`; null is an empty field."""
    (row,) = rows(text, PayerFile.JSON)
    assert (row.path, texts(row), row.line) == (path, {"type": "individual"}, None)


@pytest.mark.parametrize(
    ("text", "form", "why"),
    [
        ("", CSV, "the file is empty"),
        ('type\n"individual', CSV, "line 2: this is no CSV .*close every quote"),
        ("type = ", PayerFile.TOML, "this is no TOML"),
        ("{", PayerFile.JSON, "this is no JSON"),
        ("[" * 100_000, PayerFile.JSON, "this is no JSON"),
        ("[1]", PayerFile.JSON, "there are no payers"),
        ("[]", PayerFile.JSON, "there are no payers"),
        ("1", PayerFile.JSON, "there are no payers"),
    ],
)
def test_a_file_that_is_none_is_refused(text: str, form: PayerFile, why: str) -> None:
    """Issue 4: the error says what to write instead."""
    with pytest.raises(UnreadablePayers, match=why):
        rows(text, form)
