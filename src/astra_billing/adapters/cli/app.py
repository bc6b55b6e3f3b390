"""
`astra-billing`: a demo that plays the manual's story, and the same for a scenario of one's own.

What is wrong with the input goes to standard error with exit code 2, and
nothing is written then.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from astra_billing.adapters.cli.accounts import account, do, init, journal
from astra_billing.adapters.cli.check_payer import check_payer
from astra_billing.adapters.cli.desk import play_stored
from astra_billing.adapters.cli.files import NoFolder, make_folder, read_text
from astra_billing.adapters.cli.keeping import backup, database, report, verify
from astra_billing.adapters.cli.language import LangOption, spoken
from astra_billing.adapters.cli.nightly import run_day
from astra_billing.adapters.cli.outputs import Format, rendered, write_files
from astra_billing.adapters.cli.progress import shown_progress
from astra_billing.adapters.cli.screen import show
from astra_billing.errors import BillingError
from astra_billing.simulation import simulate as play_in_memory
from astra_billing.texts import fill, message
from astra_billing.wire import read_scenario

if TYPE_CHECKING:
    from collections.abc import Iterator

    from astra_billing.simulation import Scenario, Timeline
    from astra_billing.texts import Lang

DEMO_UNTIL = date(2026, 3, 1)
BAD_INPUT = 2


class EndsTooEarly(BillingError):
    """
    The last day to play lies before the story begins.

    Attributes:
        until: the last day.
        starts_on: the first day of the story.
    """

    def __init__(self, until: date, starts_on: date) -> None:
        self.until = until
        self.starts_on = starts_on
        super().__init__(until, starts_on)

    def __str__(self) -> str:
        return f"--until {self.until} is before {self.starts_on}, when the story begins; name a day from then on"


app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Billing rules of a cloud provider's portal, played on a calendar.",
    epilog="Example: astra-billing demo --lang en",
)


app.command(epilog="Example: astra-billing check-payer payers.csv --lang en")(check_payer)
app.command(epilog="Example: astra-billing init --db billing.sqlite")(init)
app.command(epilog="Example: astra-billing account a1")(account)
app.command(epilog="""Example: astra-billing do a1 '{"type": "OpenAccount", "account_id": "a1", "currency": "RUB"}'""")(
    do
)
app.command(epilog="Example: astra-billing run-day --on 2026-02-01 --workers 2")(run_day)
app.command(epilog="Example: astra-billing journal a1 --lang en")(journal)
app.command(epilog="Example: astra-billing report revenue")(report)
app.command(epilog="Example: astra-billing verify")(verify)
app.command(epilog="Example: astra-billing backup copy.sqlite")(backup)
app.add_typer(database, name="db")


@app.command(epilog="Example: astra-billing demo --lang ru --out december")
def demo(
    lang: LangOption = None,
    out: Annotated[Path, typer.Option(help="The folder for the files.")] = Path("astra-billing-demo"),
) -> None:
    """Play the portal manual's story of the credit limit: print it, draw it, store it."""
    said = spoken(lang)
    with _faults_told():
        text = files(__package__).joinpath("demo.toml").read_text("utf-8")
        scenario = read_scenario(text, "demo.toml", said)
        make_folder(out)
        timeline, added = _stored(scenario, DEMO_UNTIL, out / "billing.sqlite")
        written = write_files(timeline, scenario, out, said)
    show(timeline, said, scenario.look_at)
    code = "demo.written" if added else "demo.nothing_left"
    typer.echo(fill(message(code, said), out=out, events=added, until=DEMO_UNTIL, files=", ".join(written)))


@app.command(epilog="Example: astra-billing simulate examples/february.toml --until 2026-03-05")
def simulate(
    scenario: Annotated[Path, typer.Argument(metavar="SCENARIO", help="A TOML file, or - for standard input.")],
    until: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The last day to play.")],
    form: Annotated[Format, typer.Option("--format", help="What to print.")] = Format.TABLE,
    db: Annotated[Path | None, typer.Option(help="Keep the journal in this SQLite file, and go on from it.")] = None,
    lang: LangOption = None,
) -> None:
    """Play a scenario of your own and print what happens."""
    said, last = spoken(lang), until.date()
    with _faults_told():
        story = read_scenario(read_text(scenario), str(scenario), said)
        if last < story.starts_on:
            raise EndsTooEarly(last, story.starts_on)
        timeline = _played(story, last) if db is None else _kept(story, last, db, said)
    if form is Format.TABLE:
        show(timeline, said, story.look_at)
    else:
        sys.stdout.buffer.write(rendered(timeline, story, form, said))


def _played(scenario: Scenario, until: date) -> Timeline:
    with shown_progress(scenario, until) as on_progress:
        return play_in_memory(scenario, until, on_progress=on_progress)


def _kept(scenario: Scenario, until: date, database: Path, lang: Lang) -> Timeline:
    timeline, added = _stored(scenario, until, database)
    code = "simulate.stored" if added else "simulate.nothing_left"
    typer.echo(fill(message(code, lang), db=database, events=added, until=until), err=True)
    return timeline


def _stored(scenario: Scenario, until: date, database: Path) -> tuple[Timeline, int]:
    """Play into a database, and count what that added."""
    if not database.parent.is_dir():
        raise NoFolder(database)
    play_in_memory(scenario, until)  # what cannot be played to the end must fail before anything is written
    with shown_progress(scenario, until) as on_progress:
        return play_stored(scenario, until, database, on_progress)


@contextmanager
def _faults_told() -> Iterator[None]:
    try:
        yield
    except (BillingError, OSError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(BAD_INPUT) from error
