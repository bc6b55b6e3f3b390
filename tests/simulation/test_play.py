"""Time passes in two ways and once only."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.account import Refused, agenda, commands, events, fold
from astra_billing.catalog import ProductKind
from astra_billing.credit import CreditPolicy
from astra_billing.dates import Term
from astra_billing.money import RUB, Money
from astra_billing.simulation import (
    AccountScenario,
    Deed,
    MethodSwitch,
    PaymentTry,
    PureDesk,
    Scenario,
    by_agenda,
    day_by_day,
    play,
    simulate,
)
from tests.account import shop
from tests.account.auditor import Auditor
from tests.account.book import day
from tests.simulation.scenarios import last_day, scenarios

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from astra_billing.account import Account
    from astra_billing.account.commands import Command
    from astra_billing.simulation import Desk, Entry

    Pace = Callable[[Desk, date], Iterator[date]]


MAINS = -1


class PowerCut(Exception):
    """The lights go out."""


class FragileDesk:
    """A desk that keeps what it has, but fails when its power runs out, before or after the last command."""

    def __init__(self, account_id: str, power: int, *, after: bool) -> None:
        self.inner = PureDesk(account_id)
        self.power = power
        self.after = after

    @property
    def account(self) -> Account | None:
        """The account as it is now."""
        return self.inner.account

    @property
    def entries(self) -> Sequence[Entry]:
        """What has happened to it."""
        return self.inner.entries

    def execute(self, command: Command, on: date, key: str) -> None:
        """Give the account a command as long as there is power."""
        self.power -= 1
        if self.power == 0 and not self.after:
            raise PowerCut
        self.inner.execute(command, on, key)
        if self.power == 0:
            raise PowerCut


DOMAIN = commands.RegisterService(
    service_id="d1",
    title="example.ru",
    kind=ProductKind.DOMAIN,
    price=Money("900.00", RUB),
    term=Term.parse("1 year"),
    expires_on=date(2026, 3, 31),
    renews_from="card",
)


def story(*deeds: tuple[str, commands.Command | MethodSwitch | PaymentTry], starts_on: str = "2026-01-01") -> Scenario:
    """A story of one account that has a card and a domain, which is due on 30 January."""
    first = (Deed(day(starts_on), commands.SaveMethod("card", "Card")), Deed(day(starts_on), DOMAIN))
    later = tuple(Deed(day(on), does) for on, does in deeds)
    return Scenario("A domain", day(starts_on), (AccountScenario("a1", RUB, (*first, *later)),))


def days_of(scenario: Scenario, kind: type[events.BaseEvent], until: str = "2026-04-10") -> list[str]:
    """On which days a kind of event happened."""
    return [str(event.on) for event in simulate(scenario, day(until)).events if isinstance(event, kind)]


@given(scenarios(most=2))
def test_jumping_and_walking_see_the_same(scenario: Scenario) -> None:
    """DESIGN 3: a simulation by the agenda has the entries and accounts of one that closes every day."""
    jumped = simulate(scenario, last_day(scenario), pace=by_agenda)
    walked = simulate(scenario, last_day(scenario), pace=day_by_day)
    assert jumped.entries == walked.entries
    assert jumped.accounts == walked.accounts


@given(scenarios(most=2))
def test_every_story_keeps_the_books(scenario: Scenario) -> None:
    """DESIGN 3: the account is the fold of its events, and a bookkeeper who reads only them agrees."""
    played = simulate(scenario, last_day(scenario))
    for account in played.accounts:
        happened = [each.happened for each in played.of(account.id) if isinstance(each.happened, events.BaseEvent)]
        half = len(happened) // 2
        assert fold(happened[half:], fold(happened[:half])) == fold(happened) == account
        auditor = Auditor()
        auditor.read(happened)
        auditor.agrees_with(account)
        auditor.every_term_is_charged_once()
        assert account.charges == {}
        ahead = agenda(account)
        assert ahead is None or ahead > last_day(scenario)


@given(scenarios(), st.integers(1, 60), st.booleans())
def test_an_interrupted_play_goes_on_where_it_stood(scenario: Scenario, power: int, after: bool) -> None:  # noqa: FBT001
    """DESIGN promise 2: a power cut at any step, and playing again, change nothing."""
    desk = FragileDesk("a1", power, after=after)
    with suppress(PowerCut):
        play(scenario, last_day(scenario), open_desk=lambda _: desk)
    desk.power = MAINS
    played = play(scenario, last_day(scenario), open_desk=lambda _: desk)
    whole = simulate(scenario, last_day(scenario))
    assert played.entries == whole.entries
    assert played.accounts == whole.accounts


@given(scenarios(), st.integers(0, 120), st.permutations((by_agenda, day_by_day)))
def test_a_story_may_be_played_in_two_sittings(scenario: Scenario, pause: int, paces: list[Pace]) -> None:
    """What was played before is not played again, even when another pace goes on."""
    desk = PureDesk("a1")
    middle = scenario.starts_on + timedelta(days=pause)
    first = play(scenario, middle, open_desk=lambda _: desk, pace=paces[0])
    second = play(scenario, last_day(scenario), open_desk=lambda _: desk, pace=paces[1])
    assert second.entries[: len(first.entries)] == first.entries
    assert second.entries == simulate(scenario, last_day(scenario)).entries


def test_a_card_that_works_is_charged_once() -> None:
    """R86: sixty days ahead of a domain's expiry, and never again that year."""
    assert days_of(story(), events.ChargeRequested) == ["2026-01-30"]
    assert days_of(story(), events.ServiceRenewed) == ["2026-01-30"]


def test_a_failing_card_is_retried_the_day_after_it_works_again() -> None:
    """R86, R87: declined on the 30th, refilled on 5 February, tried again on the 6th."""
    refilled = story(
        ("2026-01-20", MethodSwitch("card", works=False)), ("2026-02-05", MethodSwitch("card", works=True))
    )
    assert days_of(refilled, events.ChargeDeclined) == ["2026-01-30"]
    assert days_of(refilled, events.MethodFailed) == ["2026-01-30"]
    assert days_of(refilled, events.MethodRestored) == ["2026-02-05"]
    assert days_of(refilled, events.ChargeSucceeded) == ["2026-02-06"]


def test_a_card_that_keeps_failing_is_asked_once() -> None:
    """R87: no automatic retry while it doesn't work; the domain stops at its expiry."""
    failing = story(("2026-01-20", MethodSwitch("card", works=False)))
    assert days_of(failing, events.ChargeRequested) == ["2026-01-30"]
    assert days_of(failing, events.ServiceStopped) == ["2026-03-31"]


def test_a_switch_comes_after_the_charges_of_its_day() -> None:
    """A day begins with its own work: the charge of the 30th is answered before the switch of the 30th."""
    the_day_before = story(("2026-01-29", MethodSwitch("card", works=False)))
    assert days_of(the_day_before, events.ChargeDeclined) == ["2026-01-30"]
    that_day = story(("2026-01-30", MethodSwitch("card", works=False)))
    assert days_of(that_day, events.ChargeSucceeded) == ["2026-01-30"]


def test_another_methods_switch_is_no_business_of_the_card() -> None:
    """Each method has a bank of its own."""
    other = story(("2026-01-20", MethodSwitch("wallet", works=False)))
    assert days_of(other, events.ChargeSucceeded) == ["2026-01-30"]


def test_acts_after_the_last_day_are_left_for_another_time() -> None:
    """A story may be played up to its middle."""
    top_up = commands.TopUp("p1", Money("5.00", RUB), "bank")
    scenario = story(("2026-01-15", top_up), ("2026-01-16", top_up))
    assert days_of(scenario, events.PaymentCredited, until="2026-01-15") == ["2026-01-15"]
    assert scenario.last_deed_on == date(2026, 1, 16)


@pytest.mark.parametrize("pace", [by_agenda, day_by_day])
def test_a_story_that_has_not_begun_has_nothing(pace: Pace) -> None:
    """Played to the day before its first, it has neither entries nor accounts; and no time passes without one."""
    before = simulate(story(), date(2025, 12, 31), pace=pace)
    assert before.entries == ()
    assert before.accounts == ()
    assert list(pace(PureDesk("a1"), date(2026, 1, 1))) == []


def test_progress_is_told_after_every_step() -> None:
    """One line a day with work; walking tells every day."""
    told: list[tuple[str, str]] = []
    simulate(story(), date(2026, 3, 30), on_progress=lambda account, on: told.append((account, str(on))))
    assert told == [("a1", "2026-01-30")]
    told.clear()
    simulate(
        story(), date(2026, 1, 5), pace=day_by_day, on_progress=lambda account, on: told.append((account, str(on)))
    )
    assert told == [("a1", f"2026-01-0{number}") for number in (2, 3, 4, 5)]


def test_a_key_is_executed_once() -> None:
    """DESIGN promise 2: the same command again, by its key, changes nothing."""
    desk = PureDesk("a1")
    desk.execute(commands.OpenAccount("a1", RUB), date(2026, 1, 1), "open")
    top_up = commands.TopUp("p1", Money("5.00", RUB), "bank")
    for _ in range(2):
        desk.execute(top_up, date(2026, 1, 2), "act/1")
    assert desk.account is not None
    assert desk.account.balance == Money("5.00", RUB)
    assert len(desk.entries) == 2


def test_a_refusal_is_an_entry_of_its_day() -> None:
    """R61: an order without money is refused, and the story goes on."""
    order = commands.PlaceOrder(
        service_id="s1", title="S", kind=ProductKind.SERVER, price=Money("1.00", RUB), term=Term.parse("1 month")
    )
    grant = commands.GrantCredit(CreditPolicy(Money("5.00", RUB)))
    played = simulate(story(("2026-01-03", order), ("2026-01-04", grant), ("2026-01-05", order)), date(2026, 1, 5))
    kinds = [(str(entry.on), type(entry.happened).__name__) for entry in played if entry.on.day > 1]
    assert kinds == [
        ("2026-01-03", "Refused"),
        ("2026-01-04", "CreditGranted"),
        ("2026-01-05", "ServiceOrdered"),
        ("2026-01-05", "ExpenseCharged"),
    ]


class WritingDesk(PureDesk):
    """A desk that writes down the keys it is given."""

    def __init__(self, account_id: str) -> None:
        super().__init__(account_id)
        self.keys: list[str] = []

    def execute(self, command: Command, on: date, key: str) -> None:
        """Write down the key, and do as a desk does."""
        self.keys.append(key)
        super().execute(command, on, key)


def test_keys_name_the_steps_of_a_play() -> None:
    """DESIGN promise 2: stores keep them, so they must not change: opening, deeds from 1, days, answers."""
    desk = WritingDesk("a1")
    play(story(("2026-02-01", commands.RecommendCap())), date(2026, 2, 2), open_desk=lambda _: desk)
    assert desk.keys == [
        "open",
        "act/1",
        "act/2",
        "day/2026-01-30",
        "answer/a1/renewal/d1/2026-03-31/1",
        "act/3",
    ]


class ClosedDesk(PureDesk):
    """A desk that takes no commands today."""

    def execute(self, command: Command, on: date, key: str) -> None:
        """Do nothing."""


@pytest.mark.parametrize("pace", [by_agenda, day_by_day])
def test_a_desk_that_opens_no_account_has_nothing_to_tell(pace: Pace) -> None:
    """A store may refuse; the play ends without an account and without a fault."""
    played = play(story(), date(2026, 1, 10), open_desk=ClosedDesk, pace=pace)
    assert played.entries == ()
    assert played.accounts == ()


def paid_by_method(*tries: tuple[str, bool]) -> Scenario:
    """A top-up of 100.00 by a method that takes 5 % and 10.00, with what happens at the payment system."""
    created = commands.CreatePayment("p1", Money("100.00", RUB), shop.YOOKASSA)
    return story(("2026-01-02", created), *((on, PaymentTry("p1", succeeds=succeeds)) for on, succeeds in tries))


def test_a_payment_is_declined_and_made_another_time() -> None:
    """R51, R54, R55: the customer is sent to the payment system twice; a third time there is nothing to pay."""
    scenario = paid_by_method(("2026-01-02", False), ("2026-01-03", True), ("2026-01-04", True))
    played = simulate(scenario, day("2026-01-10"))
    kinds = (events.PaymentStarted, events.PaymentDeclined, events.PaymentCredited)
    assert [f"{each.on} {type(each).__name__}" for each in played.events if isinstance(each, kinds)] == [
        "2026-01-02 PaymentStarted",
        "2026-01-02 PaymentDeclined",
        "2026-01-03 PaymentStarted",
        "2026-01-03 PaymentCredited",
        "2026-01-03 PaymentCredited",
    ]
    assert str(played.accounts[0].balance.amount) == "111.50"


def test_a_payment_that_is_not_there_is_not_tried() -> None:
    """R54: an amount above the method's limit is refused, and so nothing is paid."""
    refused = commands.CreatePayment("p1", Money("3000.01", RUB), shop.YOOKASSA)
    played = simulate(story(("2026-01-02", refused), ("2026-01-02", PaymentTry("p1"))), day("2026-01-10"))
    assert not [each for each in played.events if isinstance(each, events.PaymentCredited)]
    assert isinstance(played.entries[-1].happened, Refused)


def test_a_refund_is_answered_on_its_day() -> None:
    """B37: a gateway of a scenario returns what it is asked for."""
    scenario = story(
        ("2026-01-02", commands.TopUp("p1", Money("100.00", RUB), "bank")),
        ("2026-01-05", commands.IssueRefund("r1", "p1", Money("60.00", RUB))),
    )
    assert days_of(scenario, events.PaymentRefunded) == ["2026-01-05"]


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("power", range(1, 16))
def test_an_interrupted_payment_is_made_once(power: int, *, after: bool) -> None:
    """R51, DESIGN 3: wherever the lights go out, playing again ends in the same story."""
    scenario = paid_by_method(("2026-01-02", False), ("2026-01-03", True))
    until = day("2026-01-10")
    desk = FragileDesk("a1", power, after=after)
    with suppress(PowerCut):
        play(scenario, until, open_desk=lambda _: desk)
    desk.power = MAINS
    played = play(scenario, until, open_desk=lambda _: desk)
    assert played.entries == simulate(scenario, until).entries
