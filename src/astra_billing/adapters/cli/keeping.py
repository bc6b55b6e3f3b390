"""`astra-billing report`, `verify`, `backup` and `db`: looking after a store."""

from __future__ import annotations

import csv
import io
import json
from enum import Enum
from pathlib import Path  # read by typer at run time
from typing import TYPE_CHECKING, Annotated

import typer

from astra_billing.adapters.cli.accounts import Form, FormOption
from astra_billing.adapters.cli.language import LangOption, spoken
from astra_billing.adapters.cli.progress import counted_progress
from astra_billing.adapters.cli.stores import DEFAULT_DB, DbOption, NoStore, faults_told, opened, shown, url_of
from astra_billing.adapters.storage.sql.backup import back_up
from astra_billing.adapters.storage.sql.reports import report_rows
from astra_billing.adapters.storage.sql.verify import differences
from astra_billing.texts import fill, message

if TYPE_CHECKING:
    from collections.abc import Sequence

DIFFERENT = 1

database = typer.Typer(no_args_is_help=True, help="The tables of a store: which version, and up to date with this one.")


class Report(Enum):
    """The reports, by the names of their views."""

    INVOICES = "invoices"
    DEBTS = "debts"
    REVENUE = "revenue"


VIEWS = {Report.INVOICES: "open_invoices", Report.DEBTS: "debt_ageing", Report.REVENUE: "revenue_by_month"}


def report(
    name: Annotated[Report, typer.Argument(help="Open invoices, ageing of debts, revenue by month and tax rate.")],
    form: FormOption = Form.TABLE,
    db: DbOption = DEFAULT_DB,
    lang: LangOption = None,
) -> None:
    """Print a report; any SQL client can ask for the same view."""
    with faults_told(), opened(db) as store:
        heads, listed = report_rows(store, VIEWS[name])
    if form is Form.JSON:
        typer.echo(json.dumps([dict(zip(heads, row, strict=True)) for row in listed], ensure_ascii=False, indent=2))
    elif form is Form.CSV:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([heads, *listed])
        typer.echo(text.getvalue(), nl=False)
    else:
        typer.echo(_table(heads, listed) if listed else message("store.empty", spoken(lang)))


def verify(db: DbOption = DEFAULT_DB, lang: LangOption = None) -> None:
    """Fold every journal again and compare; exit code 1 names the first difference."""
    said = spoken(lang)
    with faults_told(), opened(db) as store:
        count = len(store.account_ids())
        with counted_progress(message("store.verifying", said), count) as told:
            found = next(differences(store, lambda done, _: told(done)), None)
    if found is not None:
        typer.echo(str(found), err=True)
        raise typer.Exit(DIFFERENT)
    typer.echo(fill(message("store.verified", said), accounts=count))


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The copy; it must not be there yet.")],
    db: DbOption = DEFAULT_DB,
    lang: LangOption = None,
) -> None:
    """Copy an SQLite store while others go on using it."""
    with faults_told(), opened(db) as store:
        back_up(store, file)
    typer.echo(fill(message("store.backed_up", spoken(lang)), file=file))


@database.command(epilog="Example: astra-billing db status")
def status(db: DbOption = DEFAULT_DB, lang: LangOption = None) -> None:
    """Say which revision the tables have; exit code 1 if they need an upgrade."""
    from astra_billing.adapters.storage.sql.upgrade import revision_of  # noqa: PLC0415  # it brings Alembic along

    with faults_told():
        found, revision = revision_of(_there(db))
        if not found:
            raise NoStore(db, "it is empty")
    code = "store.current" if found == revision else "store.outdated"
    typer.echo(fill(message(code, spoken(lang)), db=shown(db), found=found, revision=revision))
    raise typer.Exit(0 if found == revision else DIFFERENT)


@database.command(epilog="Example: astra-billing db upgrade")
def upgrade(db: DbOption = DEFAULT_DB, lang: LangOption = None) -> None:
    """Bring the tables up to date: all of it or nothing."""
    from astra_billing.adapters.storage.sql.upgrade import upgrade_database  # noqa: PLC0415  # as above

    with faults_told():
        done = upgrade_database(_there(db))
    code = "store.current" if done.found == done.revision else "store.upgraded" if done.found else "store.made"
    facts = {"found": done.found, "revision": done.revision, "accounts": done.accounts}
    typer.echo(fill(message(code, spoken(lang)), db=shown(db), **facts))


def _there(db: str) -> str:
    if "://" not in db and not Path(db).is_file():
        raise NoStore(db, "there is no such file")
    return url_of(db)


def _table(heads: Sequence[str], listed: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(heads, *listed, strict=True)]
    lines = [heads, *listed]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )
