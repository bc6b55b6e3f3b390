"""
`astra-billing check-payer`: every fault of every payer of a file, with its line and its fix.

The exit code is 0 without faults, 1 with any, warnings included, and 2 for a file that cannot be
read.  A CSV is read and reported on row by row, so its length does not matter.
"""

from __future__ import annotations

import json
import re
import sys
from contextlib import contextmanager
from datetime import date, datetime
from enum import Enum
from itertools import chain
from pathlib import Path  # noqa: TC003  # read by typer at run time
from typing import TYPE_CHECKING, Annotated

import typer

from astra_billing.adapters.cli.files import UnreadableFile
from astra_billing.adapters.cli.language import LangOption, spoken
from astra_billing.adapters.cli.progress import counted_progress
from astra_billing.adapters.contacts import contacts
from astra_billing.errors import BillingError
from astra_billing.payers import PlacedFault, check
from astra_billing.presentation.payers import Tally, fault_line, fault_record, head_line
from astra_billing.texts import message
from astra_billing.wire.payers import PayerFile, read_payers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TextIO

    from astra_billing.payers import ContactChecker
    from astra_billing.texts import Lang
    from astra_billing.wire.payers import PayerRow

FAULTY = 1
UNREADABLE = 2
_TOML = re.compile(r"\s*(#|\[\[|\[\w|[\w\-]+\s*=)")


class Report(Enum):
    """The forms of `--format`."""

    TABLE = "table"
    JSON = "json"


def check_payer(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="TOML, JSON or CSV, or - for standard input.")],
    form: Annotated[Report, typer.Option("--format", help="What to print.")] = Report.TABLE,
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The day of the check; by default today.", show_default=False),
    ] = None,
    lang: LangOption = None,
) -> None:
    """Check the requisites of payers: every field, every fault at once; exit code 1 if there is any."""
    said, day = spoken(lang), on.date() if on else date.today()  # noqa: DTZ011  # the day where the user sits
    printer = (_Lines if form is Report.TABLE else _Json)(said)
    try:
        with _opened(file) as text, counted_progress(message("check.progress", said), _size(file)) as on_progress:
            tally = _checked(_rows(text, file), day, printer.fault, lambda: on_progress(_read_so_far(text)))
    except BrokenPipeError:  # whoever reads the report has seen enough; the file is not to blame
        raise
    except (BillingError, OSError, UnicodeDecodeError) as error:
        typer.echo(_why(file, error), err=True)
        raise typer.Exit(UNREADABLE) from error
    printer.end(tally)
    raise typer.Exit(0 if tally.is_clean else FAULTY)


def _why(file: Path, error: Exception) -> str:
    if isinstance(error, BillingError):
        return f"{file}: {error}"
    return str(UnreadableFile(file, getattr(error, "strerror", None) or str(error)))


def _checked(
    rows: Iterator[PayerRow], on: date, tell: Callable[[PlacedFault], None], step: Callable[[], None]
) -> Tally:
    payers = faulty = errors = warnings = 0
    judge = contacts()
    for row in rows:
        found = _faults(row, on, judge)
        for fault in found:
            tell(fault)
        wrong = sum(fault.fault.is_error for fault in found)
        errors, warnings = errors + wrong, warnings + len(found) - wrong
        payers, faulty = payers + (row.draft is not None), faulty + bool(found and row.draft)
        step()
    return Tally(payers, faulty, errors, warnings)


def _faults(row: PayerRow, on: date, judge: ContactChecker) -> list[PlacedFault]:
    found = row.faults if row.draft is None else (*row.faults, *check(row.draft, on, contacts=judge).faults)
    misread = {fault.path for fault in row.faults}
    placed = [row.placed(fault) for fault in found if fault.code != "missing" or fault.path not in misread]
    return sorted(placed, key=lambda fault: fault.line or 0)


def _rows(text: TextIO, file: Path) -> Iterator[PayerRow]:
    suffix = file.suffix.lower().removeprefix(".")
    known = {form.value: form for form in PayerFile}
    if suffix in known:
        return read_payers(text, known[suffix])
    first = next((line for line in text if line.strip()), "")
    return read_payers(chain([first], text), _guessed(first.removeprefix("\ufeff")))


def _guessed(first: str) -> PayerFile:
    """The form of a text by its first line that is not blank."""
    opening = first.lstrip()
    if opening.startswith("{") or re.match(r"\[\s*(\{|\]|$)", opening):
        return PayerFile.JSON
    return PayerFile.TOML if _TOML.match(opening) else PayerFile.CSV


@contextmanager
def _opened(file: Path) -> Iterator[TextIO]:
    if str(file) == "-":
        yield sys.stdin
        return
    with file.open(encoding="utf-8-sig", newline="") as text:
        yield text


def _size(file: Path) -> int | None:
    return file.stat().st_size if file.is_file() else None


def _read_so_far(text: TextIO) -> int:
    return text.buffer.tell() if text is not sys.stdin else 0


class _Lines:
    """Prints a line a fault under a head, and the counts."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang
        self._has_head = False

    def fault(self, fault: PlacedFault) -> None:
        if not self._has_head:
            typer.echo(head_line(self._lang))
            self._has_head = True
        typer.echo(fault_line(fault, self._lang))

    def end(self, tally: Tally) -> None:
        typer.echo(tally.text(self._lang))


class _Json:
    """Prints a JSON list, an object a fault, as they are found."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang
        self._opening = "[\n"

    def fault(self, fault: PlacedFault) -> None:
        typer.echo(self._opening + json.dumps(fault_record(fault, self._lang), ensure_ascii=False), nl=False)
        self._opening = ",\n"

    def end(self, _: Tally) -> None:
        typer.echo("[]" if self._opening == "[\n" else "\n]")
