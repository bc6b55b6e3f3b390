"""A timeline on a terminal: the folded rows by month, then the credit dashboard of each account at its turns."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from astra_billing.credit import Dashboard, DashboardPart
from astra_billing.presentation import dashboard_lines, folded, rows
from astra_billing.presentation.showing import show_date, show_money
from astra_billing.texts import label, message

if TYPE_CHECKING:
    from rich.console import JustifyMethod

    from astra_billing.account import Account
    from astra_billing.simulation import Timeline
    from astra_billing.texts import Lang

PIPE_WIDTH = 120
BAR_WIDTH = 48
COLOURS = {
    DashboardPart.OVERDUE: "red",
    DashboardPart.AWAITING: "yellow",
    DashboardPart.SPENT: "blue",
    DashboardPart.AVAILABLE: "green",
    DashboardPart.UNAVAILABLE: "bright_black",
}
FILLS = {
    DashboardPart.OVERDUE: "█",
    DashboardPart.AWAITING: "▓",
    DashboardPart.SPENT: "▒",
    DashboardPart.AVAILABLE: "░",
    DashboardPart.UNAVAILABLE: "╳",
}


def show(timeline: Timeline, lang: Lang, look_at: str) -> None:
    """Print a timeline to standard output; in a pipe without colours and 120 wide."""
    console = Console(width=None if sys.stdout.isatty() else PIPE_WIDTH, highlight=False)
    console.print(Text(timeline.title, style="bold"))
    if look_at:
        console.print(Text(look_at))
    console.print()
    console.print(_table(timeline, lang))
    for account in timeline.accounts:
        _show_credit(console, timeline, account, lang)
    console.print()


def _table(timeline: Timeline, lang: Lang) -> Table:
    several = len(timeline.accounts) > 1
    heads = ("date", "account", "rule", "text", "amount") if several else ("date", "rule", "text", "amount")
    table = Table(box=None, padding=(0, 1), header_style="bold")
    for head in heads:
        side: JustifyMethod = "right" if head == "amount" else "left"
        table.add_column(message(f"head.{head}", lang), justify=side, no_wrap=head != "text")
    for row in folded(rows(timeline.entries, lang), lang):
        cells = {"date": row.days(lang), "account": row.account, "rule": row.rule, "text": row.text}
        cells["amount"] = "" if row.money is None else show_money(row.money, lang)
        table.add_row(*(Text(cells[head]) for head in heads))
    return table


def _show_credit(console: Console, timeline: Timeline, account: Account, lang: Lang) -> None:
    standing = account.standing(on=timeline.until)
    if standing is None:
        return
    dashboard = Dashboard.of(standing)
    shown = dashboard_lines(dashboard, lang)
    console.print()
    console.print(Text(f"{shown.title}: {account.id}", style="bold"))
    for moment in timeline.turning_points(account.id):
        day = Text(f"{show_date(moment.on, lang):>20}  ")
        console.print(day + _bar(Dashboard.of(moment.standing)) + Text(f"  {label(moment.standing.state, lang)}"))
    console.print()
    console.print(Text(f"{show_date(timeline.until, lang)}: {shown.sentence}"))
    for part, line in zip(dashboard.parts, shown.parts, strict=True):
        console.print(Text(f"  {FILLS[part.code]} ", style=COLOURS[part.code]) + Text(f"{line.label}  {line.amount}"))


def _bar(dashboard: Dashboard) -> Text:
    """The slices of the limit in cells; every slice that is not zero has one at least."""
    bar = Text()
    for part in dashboard.parts:
        if part.amount.is_positive:
            share = part.amount.amount * BAR_WIDTH // dashboard.limit.amount
            bar.append(FILLS[part.code] * max(int(share), 1), style=COLOURS[part.code])
    return bar
