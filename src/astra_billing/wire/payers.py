"""
Payers as files: TOML, JSON, or CSV with a payer a row; each becomes a draft that knows its place.

    >>> lines = ["type;country;Контактное лицо;ИНН", "individual;RU;Иван;", "legal_entity;RU;Петр;770708389"]
    >>> [(row.line, dict(row.draft.texts)["contact_person"]) for row in read_payers(lines, PayerFile.CSV)]
    [(2, 'Иван'), (3, 'Петр')]

The head of a CSV has the names of the fields, or their labels in either language; a label that
stands in both addresses takes its block before it: `Юридический адрес: Город`, and `Страна` alone
is the country of the payer.  CSV is read row by row, however long it is; the other two are read whole.

    >>> next(read_payers(['{"type": "individual", "inn": 7707083893}'], PayerFile.JSON)).faults[0].code
    'row.not_text'
"""

from __future__ import annotations

import csv
import json
import tomllib
from collections import Counter
from datetime import date
from enum import Enum
from itertools import chain
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from astra_billing.errors import BillingError
from astra_billing.payers import FieldFault, PayerDraft, PlacedFault, fields
from astra_billing.texts import LANGS
from astra_billing.wire.lines import key_lines, line_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

DELIMITERS: Final = (",", ";", "\t")
_PAYERS: Final = "payers"


class PayerFile(Enum):
    """The forms of a file of payers."""

    CSV = "csv"
    JSON = "json"
    TOML = "toml"


class UnreadablePayers(BillingError, ValueError):
    """
    A file of payers cannot be read at all.

    Attributes:
        why: what is wrong with it, and what to do.
        line: the line, if one is at fault.
    """

    def __init__(self, why: str, line: int | None = None) -> None:
        self.why = why
        self.line = line
        super().__init__(why, line)

    def __str__(self) -> str:
        return f"line {self.line}: {self.why}" if self.line else self.why


@frozen
class PayerRow:
    """
    One payer of a file.

    Attributes:
        draft: the form; None for the head of a CSV, which has faults only.
        line: the line that it starts or, in a CSV, ends on; None in JSON.
        path: the path of the payer, empty where the file holds one or a row each.
        faults: what is wrong with the row itself.
        lines: the line of each key of the file, where it is known.
    """

    draft: PayerDraft | None
    line: int | None = None
    path: str = ""
    faults: tuple[FieldFault, ...] = ()
    lines: dict[str, int] = field(factory=dict, repr=False, hash=False)

    def placed(self, fault: FieldFault) -> PlacedFault:
        """A fault of this payer with its place in the file."""
        path = f"{self.path}.{fault.path}" if self.path else fault.path
        return PlacedFault(line_of(path, self.lines) or self.line, path, fault)


def read_payers(lines: Iterable[str], form: PayerFile) -> Iterator[PayerRow]:
    """
    Every payer of a file, in its order.

    Args:
        lines: the lines of the text.
        form: the form of the file.

    Raises:
        UnreadablePayers: the text is not of this form, or holds no payers.
    """
    if form is PayerFile.CSV:
        return _from_csv(lines)
    text = "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
    return _from_toml(text) if form is PayerFile.TOML else _from_json(text)


def _from_csv(lines: Iterable[str]) -> Iterator[PayerRow]:
    remaining = iter(lines)
    head = next(remaining, "").removeprefix("\ufeff")
    if not head.strip():
        raise UnreadablePayers("the file is empty; begin it with a row of field names such as type,country,name,inn")
    delimiter = max(DELIMITERS, key=head.count)
    reader = csv.reader(chain([head], remaining), delimiter=delimiter, strict=True)
    try:
        names = _columns(next(reader))
        strangers = tuple(map(_stranger, (name for name in names if name not in _COLUMNS.values() and name)))
        if strangers:
            yield PayerRow(None, 1, faults=strangers)
        known = [name if name in _COLUMNS.values() else "" for name in names]
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _csv_row(known, cells, reader.line_num)
    except csv.Error as error:
        raise UnreadablePayers(f"this is no CSV ({error}); close every quote", reader.line_num) from error


def _stranger(name: str) -> FieldFault:
    if name.casefold() in _AMBIGUOUS:
        return FieldFault(name, "unknown.ambiguous", facts={"example": _EXAMPLE})
    return FieldFault(name, "unknown")


def _csv_row(names: list[str], cells: list[str], line: int) -> PayerRow:
    texts = {name: cell for name, cell in zip(names, cells, strict=False) if name}
    spare = cells[len(names) :]
    faults = (FieldFault("row", "row.unreadable", value=spare[0]),) if any(spare) else ()
    return PayerRow(PayerDraft(texts), line, faults=faults)


def _columns(head: list[str]) -> list[str]:
    names = [_COLUMNS.get(cell.strip().casefold(), cell.strip()) for cell in head]
    for name, count in Counter(names).items():
        if name and count > 1:
            fix = f"name it after its block, as {_EXAMPLE!r}" if name.casefold() in _AMBIGUOUS else "leave one out"
            raise UnreadablePayers(f"the column {name!r} comes {count} times; {fix}", 1)
    return names


def _from_toml(text: str) -> Iterator[PayerRow]:
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnreadablePayers(f"this is no TOML: {error}") from error
    return _from_document(document, key_lines(text))


def _from_json(text: str) -> Iterator[PayerRow]:
    try:
        document = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise UnreadablePayers(f"this is no JSON: {error}") from error
    return _from_document(document, {})


def _from_document(document: object, lines: dict[str, int]) -> Iterator[PayerRow]:
    """One payer, a list of them, or a list under the key `payers`."""
    root = ""
    if isinstance(document, dict) and isinstance(document.get(_PAYERS), list):
        root, document = _PAYERS, document[_PAYERS]
    listed = document if isinstance(document, list) else [document]
    if not listed or not all(isinstance(each, dict) for each in listed):
        raise UnreadablePayers("there are no payers; write one table of fields, or a list of them under 'payers'")
    for place, table in enumerate(listed):
        path = f"{root}[{place}]" if isinstance(document, list) else ""
        yield _document_row(table, path, lines)


def _document_row(table: Mapping[str, object], path: str, lines: dict[str, int]) -> PayerRow:
    wrong = tuple(
        FieldFault(name, "row.not_text", _FIELDS.get(name), value=str(value))
        for name, value in table.items()
        if not _is_text(value)
    )
    texts = {name: value for name, value in table.items() if _is_text(value)}
    return PayerRow(PayerDraft(texts), line_of(path, lines), path, wrong, lines)


def _is_text(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(each, str) for each in value)
    return value is None or isinstance(value, str | bool | date)


def _by_label() -> dict[str, set[str]]:
    named: dict[str, set[str]] = {}
    for each in chain(fields(None), fields(None, "DE")):
        for lang in LANGS:
            for words in (each.name, each.label(lang), each.full_label(lang)):
                named.setdefault(words.casefold(), set()).add(each.name)
    return named


_FIELDS: Final = {each.name: each for each in fields(None)}
_FIRST_STEP: Final = {each.label(lang).casefold(): each.name for each in fields(None)[:2] for lang in LANGS}
_LABELS: Final = _by_label()
_COLUMNS: Final = {words: next(iter(names)) for words, names in _LABELS.items() if len(names) == 1} | _FIRST_STEP
_AMBIGUOUS: Final = frozenset(_LABELS) - frozenset(_COLUMNS)
_EXAMPLE: Final = "Юридический адрес: Город"
