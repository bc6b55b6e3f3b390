"""`astra-billing init`, `account`, `do` and `journal`: a store, its accounts, commands for them, what has happened."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from astra_billing.account.commands import Command
from astra_billing.adapters.cli.language import LangOption, spoken
from astra_billing.adapters.cli.stores import DEFAULT_DB, DbOption, faults_told, opened, shown, url_of
from astra_billing.adapters.runtime import Billing
from astra_billing.errors import BillingError
from astra_billing.presentation import rows, to_csv, to_json
from astra_billing.simulation import Entry
from astra_billing.texts import fill, message
from astra_billing.wire import dump, fingerprint, load
from astra_billing.wire.account import dump_account

if TYPE_CHECKING:
    from astra_billing.texts import Lang

REFUSED = 1


class Form(Enum):
    """The forms of `--format`."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


FormOption = Annotated[Form, typer.Option("--format", help="What to print.")]
OnOption = Annotated[
    datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], help="The day; by default today.", show_default=False),
]
IdArgument = Annotated[str, typer.Argument(metavar="ACCOUNT", help="The account's id.")]


class NoCommand(BillingError):
    """
    The text is no command.

    Attributes:
        why: what is wrong with it.
    """

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)

    def __str__(self) -> str:
        example = '{"type": "TopUp", "payment_id": "p1", "amount": "300.00 RUB", "source": "bank"}'
        return f"the command cannot be read: {self.why}; write it as {example}"


def init(db: DbOption = DEFAULT_DB, lang: LangOption = None) -> None:
    """Make the tables of a new store."""
    from astra_billing.adapters.storage.sql.upgrade import upgrade_database  # noqa: PLC0415  # it brings Alembic along

    with faults_told():
        done = upgrade_database(url_of(db))
    code = "store.there" if done.found else "store.made"
    typer.echo(fill(message(code, spoken(lang)), db=shown(db), revision=done.revision))


def account(account_id: IdArgument, db: DbOption = DEFAULT_DB) -> None:
    """Print an account as it is now, as JSON."""
    with faults_told(), opened(db) as store:
        typer.echo(json.dumps(dump_account(Billing(store).account(account_id)), ensure_ascii=False, indent=2))


def do(  # noqa: PLR0913, PLR0917  # the options of a command line
    account_id: IdArgument,
    command: Annotated[str, typer.Argument(metavar="COMMAND", help="The command as JSON, or - for standard input.")],
    key: Annotated[
        str | None,
        typer.Option(
            help="Names the command for good; by default made of its contents and the day.", show_default=False
        ),
    ] = None,
    on: OnOption = None,
    db: DbOption = DEFAULT_DB,
    lang: LangOption = None,
) -> None:
    """Give an account a command, once; exit code 1 if it is refused."""
    said, day = spoken(lang), day_of(on)
    with faults_told(), opened(db) as store:
        given = read_command(sys.stdin.read() if command == "-" else command)
        key = key or f"cli/{day}/{fingerprint(given)[:16]}"
        done = Billing(store).execute(account_id, given, key=key, on=day)
        told = Billing(store).explain(account_id, key=key, lang=said)
    if done.is_repeated:
        typer.echo(message("store.repeated", said), err=True)
    typer.echo("\n".join(told) or message("store.nothing", said))
    raise typer.Exit(REFUSED if done.refused else 0)


def journal(
    account_id: IdArgument, form: FormOption = Form.TABLE, db: DbOption = DEFAULT_DB, lang: LangOption = None
) -> None:
    """Print everything that ever happened to an account, in order."""
    with faults_told(), opened(db) as store:
        Billing(store).account(account_id)
        entries = [Entry(account_id, line.on, line.happened) for line in store.journal(account_id)]
    typer.echo(_printed(entries, form, spoken(lang)), nl=False)


def day_of(on: datetime | None) -> date:
    """The day a command line names, or today where the user sits."""
    return on.date() if on else date.today()  # noqa: DTZ011  # as said


def read_command(text: str) -> Command:
    """
    A command of its JSON.

    Raises:
        NoCommand: it is something else.
    """
    try:
        record = json.loads(text)
        if not isinstance(record, dict):
            raise NoCommand("it is no JSON object")
        found = load(record)
    except (ValueError, BillingError) as error:
        raise error if isinstance(error, NoCommand) else NoCommand(str(error)) from error
    if not isinstance(found, get_args(Command)):
        raise NoCommand(f"{dump(found)['type']} is no command")
    return cast("Command", found)


def _printed(entries: list[Entry], form: Form, lang: Lang) -> str:
    listed = rows(entries, lang)
    if form is Form.JSON:
        return to_json(listed)
    if form is Form.CSV:
        return to_csv(listed)
    return "".join(f"{row.date}  {row.rule:<4} {row.text}\n" for row in listed)
