"""What a played scenario has left."""

from __future__ import annotations

from datetime import date

from hypothesis import given

from astra_billing.account import commands, events
from astra_billing.catalog import ProductKind
from astra_billing.credit import CreditPolicy, CreditState
from astra_billing.dates import Term
from astra_billing.money import RUB, Money
from astra_billing.simulation import AccountScenario, Deed, Scenario, Timeline, simulate
from tests.account.book import day
from tests.simulation.scenarios import last_day, scenarios


def order(on: str, name: str = "s1", price: str = "100.00") -> Deed:
    """Somebody orders a server."""
    return Deed(
        day(on),
        commands.PlaceOrder(
            service_id=name,
            title="Server",
            kind=ProductKind.SERVER,
            price=Money(price, RUB),
            term=Term.parse("1 year"),
        ),
    )


GRANT = Deed(day("2025-12-01"), commands.GrantCredit(CreditPolicy(Money("5000.00", RUB))))
DEBTOR = AccountScenario(
    "debtor",
    RUB,
    (
        GRANT,
        order("2025-12-10"),
        Deed(day("2026-01-20"), commands.PayInvoice("p1", "bank", amount=Money("40.00", RUB))),
        Deed(day("2026-02-10"), commands.PayInvoice("p2", "bank")),
    ),
)
PAUPER = AccountScenario("pauper", RUB, (order("2025-12-10"),))


def played(until: str = "2026-02-28") -> Timeline:
    """One who owes and pays, beside one who gets nothing on credit."""
    return simulate(Scenario("Two", day("2025-12-01"), (DEBTOR, PAUPER)), day(until))


def test_entries_are_in_the_order_of_days() -> None:
    """Accounts of one day keep the order of the scenario."""
    days = [entry.on for entry in played()]
    assert days == sorted(days)
    assert [entry.account_id for entry in played() if entry.on == date(2025, 12, 1)] == ["debtor", "debtor", "pauper"]


def test_one_accounts_entries_can_be_told_apart() -> None:
    """The pauper has an account and a refusal."""
    assert [type(entry.happened).__name__ for entry in played().of("pauper")] == ["AccountOpened", "Refused"]


def test_events_leave_the_refusals_out() -> None:
    """A refusal has not happened to the account."""
    assert len(played().events) == len(played().entries) - 1


def test_turning_points_are_the_days_the_dashboard_changes() -> None:
    """R67, R71-R73: granted, issued, overdue, partly paid, blocked, paid."""
    points = played().turning_points("debtor")
    assert [(str(point.on), point.standing.state, str(point.standing.owed.amount)) for point in points] == [
        ("2025-12-01", CreditState.AVAILABLE, "0.00"),
        ("2026-01-01", CreditState.AWAITING, "100.00"),
        ("2026-01-16", CreditState.OVERDUE, "100.00"),
        ("2026-01-20", CreditState.OVERDUE, "60.00"),
        ("2026-01-30", CreditState.BLOCKED, "60.00"),
        ("2026-02-10", CreditState.AVAILABLE, "0.00"),
    ]
    assert {point.account_id for point in points} == {"debtor"}


def test_an_account_without_credit_has_no_turning_points() -> None:
    """There is no dashboard to change."""
    assert played().turning_points("pauper") == ()


def test_a_turning_point_is_the_end_of_its_day() -> None:
    """R72: spending that follows an event of the day is in its picture."""
    spender = AccountScenario("spender", RUB, (GRANT, order("2025-12-01")))
    points = simulate(Scenario("One", day("2025-12-01"), (spender,)), day("2025-12-31")).turning_points("spender")
    assert [str(point.standing.spent.amount) for point in points] == ["100.00"]


def test_records_are_plain() -> None:
    """One a line, with the amount as exact text; a refusal names its reason."""
    records = played("2025-12-31").to_records()
    assert records[-3:] == [
        {
            "date": date(2025, 12, 10),
            "account": "debtor",
            "event": "ServiceOrdered",
            "rule": "R39",
            "subject": "s1",
            "amount": "100.00",
            "currency": "RUB",
        },
        {
            "date": date(2025, 12, 10),
            "account": "debtor",
            "event": "ExpenseCharged",
            "rule": "R36",
            "subject": "s1",
            "amount": "100.00",
            "currency": "RUB",
        },
        {
            "date": date(2025, 12, 10),
            "account": "pauper",
            "event": "Refused",
            "rule": "R61",
            "subject": "insufficient_funds",
            "amount": "",
            "currency": "",
        },
    ]


def test_an_event_without_money_has_no_amount() -> None:
    """Opening an account is about no money."""
    first = played().to_records()[0]
    assert (first["event"], first["amount"], first["currency"]) == ("AccountOpened", "", "")


def test_a_notebook_shows_a_line_an_entry() -> None:
    """DESIGN 5: the table of the records, and one row of heads."""
    shown = played()._repr_html_()
    assert shown.count("<tr>") == len(played().entries) + 1
    assert "<td>insufficient_funds</td>" in shown


def test_a_scenario_without_acts_ends_where_it_begins() -> None:
    """Its last deed is its first day."""
    empty = Scenario("Nothing", day("2026-01-01"), (AccountScenario("a1", RUB, ()),))
    assert empty.last_deed_on == date(2026, 1, 1)
    assert [type(entry.happened) for entry in simulate(empty, day("2026-12-31"))] == [events.AccountOpened]


@given(scenarios(most=2))
def test_a_timeline_is_ordered_and_lossless(scenario: Scenario) -> None:
    """Every entry belongs to an account, and each account's entries are its own play."""
    whole = simulate(scenario, last_day(scenario))
    assert len(whole.to_records()) == len(whole.entries)
    assert sum(len(whole.of(account.id)) for account in scenario.accounts) == len(whole.entries)
    for account in scenario.accounts:
        alone = simulate(Scenario("alone", scenario.starts_on, (account,)), last_day(scenario))
        assert whole.of(account.id) == alone.entries
        assert whole.turning_points(account.id) == alone.turning_points(account.id)
