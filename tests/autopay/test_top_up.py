"""When an automatic payment is made, and of how much (R56, R58, B19, B38, B40, B41)."""

from __future__ import annotations

import copy
import pickle
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astra_billing.autopay import (
    AutopayReason,
    AutopayRefused,
    AutopaySettings,
    CapUse,
    OverCap,
    ToldRefusal,
    TopUpPlan,
    check_days,
    month_need,
    next_check_on,
    plan_top_up,
    shortage,
)
from astra_billing.dates import Month
from astra_billing.money import RUB, Money, MoneyRange, Rounding
from astra_billing.renewal import next_attempt_on
from tests.autopay.world import BALANCES, SERVICES, TODAY, day_of, rub, service

if TYPE_CHECKING:
    from astra_billing.services import Service

SITE = service("2026-02-20", "150.00")
CHECKED, SHORT = date(2026, 2, 9), date(2026, 2, 19)
FREE = AutopaySettings("card", None)
LIMITS = MoneyRange(rub("10.00"), rub("3000.00"))
NOTHING_USED = CapUse(RUB)


def capped(cap: str, over_cap: OverCap = OverCap.CHARGE_THE_REST) -> AutopaySettings:
    """Settings with a cap."""
    return AutopaySettings("card", rub(cap), over_cap=over_cap)


def used(amount: str) -> CapUse:
    """A February that has used so much of its cap."""
    return NOTHING_USED.plus("k", Month(2026, 2), rub(amount))


def planned(
    settings: AutopaySettings = FREE,
    *,
    price: str = "150.00",
    balance: str = "10.00",
    use: CapUse = NOTHING_USED,
    limits: MoneyRange | None = None,
) -> TopUpPlan | AutopayRefused | None:
    """The decision of 9 February, ten days before the renewal of a service."""
    return plan_top_up(
        [service("2026-02-20", price)], rub(balance), on=CHECKED, settings=settings, use=use, limits=limits
    )


def amount(found: TopUpPlan | AutopayRefused | None) -> str:
    """The amount of a plan, or why there is none."""
    assert found is not None
    return str(found.amount.amount) if isinstance(found, TopUpPlan) else found.reason.value


def test_the_balance_is_topped_up_by_what_the_month_misses() -> None:
    """B38: 150 needed and 10 there is a payment of 140."""
    assert planned() == TopUpPlan(rub("140.00"), rub("150.00"), rub("10.00"), SHORT)


def test_a_debt_on_the_balance_is_paid_too() -> None:
    """B38: needs minus the balance, below zero as well."""
    assert amount(planned(balance="-10.00")) == "160.00"


def test_the_whole_month_is_paid_not_only_the_day_it_runs_short() -> None:
    """R56: "на сумму, которой хватит на месяц": from 9 February to 8 March."""
    services = [SITE, service("2026-03-01", "40.00", name="s2"), service("2026-03-10", "5.00", name="s3")]
    found = plan_top_up(services, rub("0.00"), on=CHECKED, settings=FREE, use=NOTHING_USED)
    assert amount(found) == "190.00"


def test_a_payment_is_of_whole_kopecks_rounded_up() -> None:
    """B38: so that it is enough."""
    assert planned(price="150.0001") == TopUpPlan(rub("140.01"), rub("150.0001"), rub("10.00"), SHORT)


@pytest.mark.parametrize(
    ("day", "checked"),
    [("2026-02-08", False), ("2026-02-09", True), ("2026-02-10", False), ("2026-02-13", False), ("2026-02-14", True)]
    + [(f"2026-02-{day}", True) for day in range(15, 20)],
)
def test_it_is_tried_ten_days_before_and_from_five_on_daily(day: str, checked: bool) -> None:  # noqa: FBT001
    """B19: 10, 5, 4, 3, 2, 1, 0 days before the balance runs short, and on no other day."""
    on = date.fromisoformat(day)
    found = plan_top_up([SITE], rub("10.00"), on=on, settings=FREE, use=NOTHING_USED)
    assert (found is not None) is checked


def test_a_balance_that_is_enough_is_left_alone() -> None:
    """B38: nothing is missing in the days of the schedule."""
    assert planned(balance="150.00") is None


def test_while_one_payment_is_pending_there_is_no_second() -> None:
    """B40: nor while its outcome is unknown."""
    assert plan_top_up([SITE], rub("0.00"), on=CHECKED, settings=FREE, use=NOTHING_USED, pending=True) is None


@pytest.mark.parametrize(
    ("cap", "taken", "expected"),
    [
        ("682.00", "0.00", "140.00"),
        ("140.00", "0.00", "140.00"),
        ("139.99", "0.00", "139.99"),
        ("682.00", "600.00", "82.00"),
        ("682.00", "681.99", "0.01"),
        ("682.00", "682.00", "cap_reached"),
        ("682.00", "683.00", "cap_reached"),
        ("139.999", "0.00", "139.99"),
        ("0.009", "0.00", "cap_reached"),
    ],
)
def test_never_above_the_cap(cap: str, taken: str, expected: str) -> None:
    """R58, B38: the rest of the month's cap is charged, a whole kopeck at least."""
    assert amount(planned(capped(cap), use=used(taken))) == expected


@pytest.mark.parametrize(
    ("cap", "taken", "expected"),
    [("140.00", "0.00", "140.00"), ("139.99", "0.00", "cap_reached"), ("682.00", "600.00", "cap_reached")],
)
def test_the_other_policy_charges_all_or_nothing(cap: str, taken: str, expected: str) -> None:
    """R58: nothing is created that doesn't fit as a whole."""
    assert amount(planned(capped(cap, OverCap.REFUSE), use=used(taken))) == expected


def test_what_another_month_has_used_does_not_count() -> None:
    """B40: the calendar month of the day."""
    january = NOTHING_USED.plus("k", Month(2026, 1), rub("682.00"))
    assert amount(planned(capped("682.00"), use=january)) == "140.00"


@pytest.mark.parametrize(
    ("price", "expected"),
    [("3010.00", "3000.00"), ("3010.01", "3000.00"), ("9000.00", "3000.00"), ("20.00", "10.00")],
)
def test_a_payment_keeps_the_limits_of_its_method(price: str, expected: str) -> None:
    """B41: at most the maximum, and not split; the minimum itself is enough."""
    assert amount(planned(capped("9999.00"), price=price, limits=LIMITS)) == expected


def test_a_payment_below_the_minimum_is_refused() -> None:
    """B38: nothing is charged, and it is said why."""
    assert planned(capped("682.00"), price="19.99", limits=LIMITS) == AutopayRefused(
        AutopayReason.AMOUNT_BELOW_METHOD_MINIMUM, rub("9.99"), rub("10.00"), SHORT
    )


@pytest.mark.parametrize(
    ("price", "cap", "taken", "refused"),
    [
        ("150.00", "682.00", "675.00", AutopayRefused(AutopayReason.CAP_REACHED, rub("140.00"), rub("7.00"), SHORT)),
        (
            "15.00", "682.00", "680.00",
            AutopayRefused(AutopayReason.AMOUNT_BELOW_METHOD_MINIMUM, rub("5.00"), rub("10.00"), SHORT),
        ),
        (
            "15.00", "682.00", "600.00",
            AutopayRefused(AutopayReason.AMOUNT_BELOW_METHOD_MINIMUM, rub("5.00"), rub("10.00"), SHORT),
        ),
        ("15.00", "682.00", "682.00", AutopayRefused(AutopayReason.CAP_REACHED, rub("5.00"), rub("0.00"), SHORT)),
        ("20.00", "682.00", "675.00", AutopayRefused(AutopayReason.CAP_REACHED, rub("10.00"), rub("7.00"), SHORT)),
        ("9000.00", "20.00", "11.00", AutopayRefused(AutopayReason.CAP_REACHED, rub("3000.00"), rub("9.00"), SHORT)),
    ],
)  # fmt: skip
def test_the_reason_is_what_stands_in_the_way(price: str, cap: str, taken: str, refused: AutopayRefused) -> None:
    """House rule 9: the cap when it leaves less than the method takes, the minimum when so little is needed."""
    assert planned(capped(cap), price=price, use=used(taken), limits=LIMITS) == refused


def test_the_rest_of_the_cap_may_be_exactly_the_minimum() -> None:
    """B41: 10.00 left, and 10.00 is what the method takes."""
    assert amount(planned(capped("682.00"), use=used("672.00"), limits=LIMITS)) == "10.00"


def test_limits_may_be_open() -> None:
    """B41: only a minimum, or only a maximum."""
    assert amount(planned(limits=MoneyRange(low=rub("10.00")), price="9999.00")) == "9989.00"
    assert amount(planned(limits=MoneyRange(high=rub("10.00")), price="10.50")) == "0.50"
    assert amount(planned(limits=MoneyRange(high=rub("10.009")))) == "10.00"


TOLD = ToldRefusal(AutopayReason.CAP_REACHED, Month(2026, 2), SHORT)


@pytest.mark.parametrize(
    ("reason", "on", "short_on", "said"),
    [
        (AutopayReason.CAP_REACHED, CHECKED, SHORT, True),
        (AutopayReason.CAP_REACHED, date(2026, 2, 28), SHORT, True),
        (AutopayReason.CAP_REACHED, date(2026, 1, 31), SHORT, False),
        (AutopayReason.AMOUNT_BELOW_METHOD_MINIMUM, CHECKED, SHORT, False),
        (AutopayReason.CAP_REACHED, CHECKED, date(2026, 2, 18), False),
        (AutopayReason.CAP_REACHED, CHECKED, date(2026, 2, 20), False),
    ],
)
def test_a_refusal_is_told_once_for_its_reason_its_month_and_its_day(
    reason: AutopayReason, on: date, short_on: date, *, said: bool
) -> None:
    """R58, B38, B40: the sums grow from day to day and are no news."""
    assert TOLD.says(AutopayRefused(reason, rub("9.00"), rub("1.00"), short_on), on=on) is said


def test_a_renewal_that_is_tried_again_makes_no_other_shortage() -> None:
    """R87: what was short on a day is short on the next; another day's try is about another shortage."""
    assert TOLD.after_a_try(SHORT) == evolve(TOLD, short_on=date(2026, 2, 20))
    for other in (date(2026, 2, 18), date(2026, 2, 20)):
        assert TOLD.after_a_try(other) == TOLD


def test_the_days_of_a_check_are_those_of_the_schedule_in_order() -> None:
    """B19: later than the last try and not after the last day of interest."""
    days = check_days([SITE], rub("0.00"), after=date(2026, 2, 9), settings=FREE)
    assert [each.day for each in days] == [14, 15, 16, 17, 18, 19]
    until = date(2026, 2, 16)
    few = check_days([SITE], rub("0.00"), after=date(2026, 2, 1), settings=FREE, attempted_on=CHECKED, until=until)
    assert [each.day for each in few] == [14, 15, 16]
    mixed = AutopaySettings("card", None, notice_days=(0, 10, 5))
    shuffled = check_days([SITE], rub("0.00"), after=date(2026, 2, 1), settings=mixed)
    assert [each.day for each in shuffled] == [9, 14, 19], "whatever the order of the schedule"
    assert check_days([SITE], rub("150.00"), after=CHECKED, settings=FREE, until=until) == []


def test_a_plan_and_a_refusal_explain_themselves() -> None:
    """DESIGN 5: with their sums, in both languages."""
    plan, refused = planned(), planned(capped("682.00"), use=used("682.00"))
    assert isinstance(plan, TopUpPlan)
    assert isinstance(refused, AutopayRefused)
    assert plan.explain() == (
        "An automatic payment of 140.00 RUB: the month needs 150.00 RUB, the balance is 10.00 RUB, short on 2026-02-19"
    )
    assert plan.explain("ru") == (
        "Автоплатеж на 140.00 RUB: на месяц нужно 150.00 RUB, на лицевом счете 10.00 RUB, 2026-02-19 денег не хватит"
    )
    assert refused.explain() == (
        "No automatic payment of 140.00 RUB: what is left of the maximum of this month is not enough"
    )
    assert refused.explain("ru") == (
        "Автоплатеж на 140.00 RUB не создан: остатка максимальной суммы платежей этого месяца не хватает"
    )
    assert refused.facts == {"wanted": rub("140.00"), "allowed": rub("0.00"), "short_on": "2026-02-19"}


def test_decisions_pickle_and_copy() -> None:
    """DESIGN 5."""
    for value in (planned(), planned(capped("682.00"), use=used("682.00")), capped("682.00"), used("5.00")):
        assert pickle.loads(pickle.dumps(value)) == copy.deepcopy(value) == value  # noqa: S301  # our own bytes


def check(after: str, attempted_on: str | None = None, until: str | None = None) -> str:
    """The next check for the site with 10.00 on the balance."""
    return str(
        next_check_on(
            [SITE],
            rub("10.00"),
            after=date.fromisoformat(after),
            settings=FREE,
            attempted_on=None if attempted_on is None else date.fromisoformat(attempted_on),
            until=None if until is None else date.fromisoformat(until),
        )
    )


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("2026-01-15", "2026-02-09"),
        ("2026-02-08", "2026-02-09"),
        ("2026-02-09", "2026-02-14"),
        ("2026-02-13", "2026-02-14"),
        ("2026-02-14", "2026-02-15"),
        ("2026-02-18", "2026-02-19"),
        ("2026-02-19", "2026-02-20"),
        ("2026-02-20", "None"),
    ],
)
def test_the_next_check_is_the_next_day_of_the_schedule(after: str, expected: str) -> None:
    """B19: on the day of expiry it runs short for the last time."""
    assert check(after) == expected


def test_a_day_has_one_automatic_payment() -> None:
    """B19: after one of today the next is of a later day."""
    assert check("2026-02-08", "2026-02-09") == "2026-02-14"
    assert check("2026-02-13", "2026-02-09") == "2026-02-14"


def test_a_check_after_the_last_day_of_interest_is_not_given() -> None:
    """The day itself is of interest, and the schedule reaches beyond it."""
    assert check("2026-01-15", until="2026-02-09") == "2026-02-09"
    assert check("2026-01-15", until="2026-02-08") == "None"


def test_a_schedule_may_have_no_day_left() -> None:
    """B19: with (10, 5) nothing is tried in the last five days."""
    settings = AutopaySettings("card", None, notice_days=(10, 5))
    assert next_check_on([SITE], rub("10.00"), after=date(2026, 2, 14), settings=settings) is None


def test_without_renewals_from_the_balance_there_is_no_check() -> None:
    """R56: nothing is needed."""
    card = evolve(SITE, renews_from="card")
    assert next_check_on([card], rub("0.00"), after=TODAY, settings=FREE) is None


SCHEDULES = st.sets(st.integers(0, 27), min_size=1).map(lambda days: tuple(sorted(days, reverse=True)))


def lived(services: list[Service], balance: Money, settings: AutopaySettings) -> date | None:
    """The first day with a plan or a refusal, by living through the days up to the first shortage."""
    on = TODAY
    for _ in range(120):
        on += timedelta(days=1)
        if plan_top_up(services, balance, on=on, settings=settings, use=NOTHING_USED) is not None:
            return on
        due = [each for each in services if each.renews_from == "balance" and each.price]
        due = [each for each in due if next_attempt_on(each, after=on - timedelta(days=1)) == on]
        if due and Money.sum((each.price for each in due), RUB) > balance:
            return None
        services, balance = day_of(services, balance, on)
    return None


@given(SERVICES, BALANCES, SCHEDULES)
def test_the_next_check_is_the_first_day_with_a_decision(
    services: list[Service], balance: Money, schedule: tuple[int, ...]
) -> None:
    """B19: never later and never for nothing, found by living day by day."""
    settings = AutopaySettings("card", rub("500.00"), notice_days=schedule)
    found = next_check_on(services, balance, after=TODAY, settings=settings)
    assert found is None or found > TODAY
    near = found if found is not None and found <= TODAY + timedelta(days=120) else None
    assert lived(services, balance, settings) == near


@given(SERVICES, BALANCES, SCHEDULES, st.integers(1, 100), st.integers(-5, 20))
def test_limits_of_interest_only_hide(
    services: list[Service], balance: Money, schedule: tuple[int, ...], days: int, attempted: int
) -> None:
    """The answer up to a day is the answer, or none."""
    settings = AutopaySettings("card", None, notice_days=schedule)
    tried, until = TODAY + timedelta(days=attempted), TODAY + timedelta(days=days)
    full = next_check_on(services, balance, after=TODAY, settings=settings, attempted_on=tried)
    near = next_check_on(services, balance, after=TODAY, settings=settings, attempted_on=tried, until=until)
    assert full is None or full > tried
    assert near == (full if full is not None and full <= until else None)


@given(SERVICES, BALANCES, st.integers(1, 40), st.integers(1, 40_000), st.integers(0, 40_000), st.sampled_from(OverCap))
def test_the_laws_of_a_payment(  # noqa: PLR0913, PLR0917  # what a payment rests on
    services: list[Service], balance: Money, days: int, cap: int, taken: int, over_cap: OverCap
) -> None:
    """R58, B38, B41: whole kopecks, within cap and limits, no more than is missing."""
    on = TODAY + timedelta(days=days)
    settings = AutopaySettings("card", Money.from_minor_units(cap, RUB), over_cap=over_cap)
    use = NOTHING_USED.plus("k", Month.of(on), Money.from_minor_units(taken, RUB))
    found = plan_top_up(services, balance, on=on, settings=settings, use=use, limits=MoneyRange(rub("1.00"), rub("90")))
    if isinstance(found, TopUpPlan):
        assert found.amount == found.amount.to_minor_unit(Rounding.DOWN)
        assert found.amount + use.used(Month.of(on)) <= Money.from_minor_units(cap, RUB)
        assert rub("1.00") <= found.amount <= rub("90.00")
        assert found.amount - (found.need - balance) < rub("0.01")


@given(SERVICES, BALANCES, st.integers(1, 40))
def test_after_a_payment_without_limits_the_month_is_paid(services: list[Service], balance: Money, days: int) -> None:
    """R56: the balance is enough for a month, and not a kopeck more than that."""
    on = TODAY + timedelta(days=days)
    found = plan_top_up(services, balance, on=on, settings=FREE, use=NOTHING_USED)
    if found is None:
        return
    assert isinstance(found, TopUpPlan)
    after = balance + found.amount
    assert found.need == month_need(services, balance, on=on) <= after
    short = shortage(services, after, on=on)
    assert short is None or short.short_on >= date(on.year + on.month // 12, on.month % 12 + 1, min(on.day, 28))
