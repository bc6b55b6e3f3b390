"""
What other billing engines say of anchors, dunning and balances, each case by its name.

The cases about money alone, proration and rounding, are in `test_money_in_billing_engines.py`.  Where the portal goes
another way, the case is listed with the reason and with the portal's own answer.  The file lies beside the checkout and
is no part of it, so without it these tests are skipped.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import count, islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from astra_billing.autopay import (
    AutopayReason,
    AutopayRefused,
    AutopaySettings,
    CapUse,
    OverCap,
    TopUpPlan,
    choosable,
    plan_top_up,
    setup_refusal,
)
from astra_billing.credit import CreditCalendar, CreditDebts, CreditPolicy, CreditStanding, CreditState, OpenInvoice
from astra_billing.dates import Anchor, Month, Term
from astra_billing.methods import BALANCE, SavedMethod
from astra_billing.money import RUB, Money, MoneyRange
from astra_billing.renewal import next_attempt_on
from astra_billing.services import ProductKind, Service, ServiceState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

VECTORS = Path(__file__).parents[3] / "shared" / "vectors" / "engine_vectors.json"
CASES = {case["id"]: case for case in json.loads(VECTORS.read_text(encoding="utf-8"))} if VECTORS.exists() else {}
TOPICS = {"anchor", "balance", "dunning"}
MONTH = Term.parse("1 month")
MONTHS = {"month": 1, "quarter": 3, "year": 12}

pytestmark = pytest.mark.skipif(not VECTORS.exists(), reason=f"the vectors are not beside the checkout: {VECTORS}")


def rub(amount: str) -> Money:
    """Roubles."""
    return Money(amount, RUB)


def day(text: str) -> date:
    """A date of a case."""
    return date.fromisoformat(text)


def service(expires_on: date, price: str, term: str = "1 month") -> Service:
    """A service that is renewed from the balance."""
    return Service(
        id="s1",
        title="S1",
        kind=ProductKind.SERVER,
        price=rub(price),
        term=Term.parse(term),
        anchored_on=expires_on,
        expires_on=expires_on,
        renews_from=BALANCE,
    )


def occurrences(start: date, anchor_day: int, months: int) -> Iterator[date]:
    """The days on which a cycle of so many months begins, from the month of `start` on."""
    month, anchor = Month.of(start), Anchor(anchor_day)
    return (anchor.occurrence(month.plus(number * months)) for number in count())


def first_from(start: date, anchor_day: int, months: int = 1) -> date:
    """The first beginning of a cycle on `start` or later."""
    return next(found for found in occurrences(start, anchor_day, months) if found >= start)


# --- anchors: the day of the month that short months clamp and that comes back (B15) ---------------------------------


def chain(i: dict[str, Any]) -> list[str]:
    """The ends of terms counted from the anchor."""
    return [str(MONTH.end(day(i["anchor"]), times=number)) for number in range(i["occurrences"])]


def three_cycles(i: dict[str, Any]) -> dict[str, str]:
    """By month and by year on the billing day; a term of days begins at once, whatever the day."""
    start, billing_day = day(i["start"]), i["bcd"]
    return {
        "monthly": str(first_from(start, billing_day)),
        "annual": str(first_from(start, billing_day, 12)),
        "every_30_days": str(Term.parse("30 days").end(start, times=0)),
    }


def first_cycle(i: dict[str, Any]) -> str:
    """The first billing day."""
    return str(first_from(day(i["start"]), i["bcd"], MONTHS[i["interval"]]))


def end_of_first_span(i: dict[str, Any]) -> str:
    """A service begun on the clamped day is on its anchor."""
    found = occurrences(day(i["start"]), i["bcd"], 1)
    return str(next(end for end in found if end > day(i["target"])))


def is_anything_due(i: dict[str, Any]) -> bool:
    """In arrears, nothing before the first billing day; ours are in advance (R86)."""
    return first_from(day(i["start"]), i["bcd"]) <= day(i["target"])


def billed_in_arrears(i: dict[str, Any]) -> list[str]:
    """The last billing day that has come, and the next."""
    target = day(i["target"])
    found = list(islice(occurrences(day(i["start"]), i["bcd"], 1), 12))
    return [str(max(each for each in found if each <= target)), str(min(each for each in found if each > target))]


def closed_spans(i: dict[str, Any]) -> list[list[str]]:
    """Their spans name the last day that belongs to them, our periods the first that doesn't."""
    start = day(i["start"])
    ends = [MONTH.end(start, times=number) for number in range(len(i["bill_on"]) + 1)]
    return [[str(begin), str(end - timedelta(days=1))] for begin, end in pairwise(ends)]


def first_covered(i: dict[str, Any]) -> str:
    """The term that begins on the day of billing."""
    return next(
        str(begin) for number in count() if (begin := MONTH.end(day(i["start"]), times=number)) >= day(i["bill_on"])
    )


def holding(i: dict[str, Any]) -> list[str]:
    """The half-open period that holds a date."""
    found = occurrences(day(i["start"]), i["billing_day"], MONTHS[i["interval"]])
    begin = next(found)
    while (end := next(found)) <= day(i["date"]):
        begin = end
    return [str(begin), str(end)]


# --- dunning: what an unpaid invoice does, day by day (R62, R63, R68) ------------------------------------------------


def days_after(i: dict[str, Any]) -> dict[str, str]:
    """Thresholds are whole days after the first unpaid one, as our grace is."""
    return {name: str(day(i["unpaid_since"]) + timedelta(days=days)) for name, days in i["thresholds_days"].items()}


def due_day_is_in_time(i: dict[str, Any]) -> dict[str, str]:
    """Their term of payment is given in days, ours is the 15th; the due day itself is in time for both."""
    january = CreditCalendar.of(Month(2026, 1))
    debts = CreditDebts((OpenInvoice(1, january.issued_on, rub("1.00")),), spent=rub("0.00"))
    policy = CreditPolicy(rub("5.00"))
    states = [
        CreditStanding.of(policy, debts, on=on).state
        for on in (january.due_on, january.due_on + timedelta(days=1))
    ]  # fmt: skip
    assert states == [CreditState.AWAITING, CreditState.OVERDUE]
    due = day(i["issued"]) + timedelta(days=i["net_days"])
    late = due + (january.overdue_from - january.due_on)
    return {"due": str(due), "not_overdue_on": str(due), "overdue_on": str(late)}


def calendar_of_the_portal(i: dict[str, Any]) -> dict[str, str]:
    """R62, R63."""
    found = CreditCalendar.of(Month.parse(i["month"]))
    return {
        "issued": str(found.issued_on),
        "due": str(found.due_on),
        "overdue_from": str(found.overdue_from),
        "locked_on": str(found.blocked_from),
    }


def notices_of_the_portal(i: dict[str, Any]) -> dict[str, list[str]]:
    """R68: the one at issue and the four that are dated."""
    found = CreditCalendar.of(Month.of(day(i["due"])))
    assert (str(found.due_on), str(found.blocked_from)) == (i["due"], i["lock"])
    return {"notices": [str(found.issued_on), *(str(notice.on) for notice in found.notices)]}


def abuse_outlives_payment(i: dict[str, Any]) -> dict[str, bool]:
    """R89: a service stopped for abuse is no case of renewal, whatever is paid."""
    assert i["invoice_paid"]
    stopped = evolve(service(date(2026, 1, 20), "1.00"), state=ServiceState.STOPPED_FOR_ABUSE)
    return {"auto_unsuspend": next_attempt_on(stopped, after=date(2026, 1, 1)) is not None}


# --- balances: automatic payments (R56-R60) --------------------------------------------------------------------------


def none_while_pending(i: dict[str, Any]) -> dict[str, int]:
    """Their threshold is an amount, ours a number of days; a payment that is under way counts for both."""
    services, balance = [service(date(2026, 1, 20), i["threshold"])], rub(i["balance"])
    settings, use, on = AutopaySettings("card", None), CapUse(RUB), date(2026, 1, 15)
    plans = [
        plan_top_up(services, balance, on=on, settings=settings, use=use, pending=pending) for pending in (False, True)
    ]
    assert isinstance(plans[0], TopUpPlan)
    return {"charges": int(plans[1] is not None)}


def no_cap_no_limits(i: dict[str, Any]) -> dict[str, bool]:
    """R60: of the methods, those without limits remain."""
    assert i["cap"] == "none"
    limits = MoneyRange(rub("10.00"), rub("3000.00"))
    unlimited = AutopaySettings("card", None)
    assert setup_refusal(unlimited, limits) is AutopayReason.UNLIMITED_CAP_WITH_LIMITED_METHOD
    return {
        "autopay_unlimited": unlimited.rest(rub("1000000.00")) is None,
        "methods_with_limits_hidden": choosable([SavedMethod("card", "Card", limits=limits)], None) == (),
    }


def capped(i: dict[str, Any], over_cap: OverCap) -> TopUpPlan | AutopayRefused | None:
    """The payment that a month with so much used of its cap still allows."""
    on = date(2026, 1, 15)
    use = CapUse(RUB).plus("k", Month.of(on), rub(i["charged_this_month"]))
    settings = AutopaySettings("card", rub(i["cap"]), over_cap=over_cap)
    return plan_top_up([service(date(2026, 1, 20), i["need"])], rub("0.00"), on=on, settings=settings, use=use)


def nothing_beyond_the_cap(i: dict[str, Any]) -> dict[str, bool]:
    """R58: the case refuses as `OverCap.REFUSE` does; the default charges the 82.00 that are left (B38)."""
    rest = capped(i, OverCap.CHARGE_THE_REST)
    assert isinstance(rest, TopUpPlan)
    assert rest.amount == rub("82.00")
    return {"charge": isinstance(capped(i, OverCap.REFUSE), TopUpPlan)}


CHECKS: dict[str, Callable[[dict[str, Any]], object]] = {
    "anchor-01": chain,
    "anchor-02": chain,
    "anchor-04": three_cycles,
    "anchor-05": three_cycles,
    "anchor-07": three_cycles,
    "anchor-08": first_cycle,
    "anchor-09": first_cycle,
    "anchor-10": first_cycle,
    "anchor-11": first_cycle,
    "anchor-12": end_of_first_span,
    "anchor-14": is_anything_due,
    "anchor-15": billed_in_arrears,
    "anchor-17": closed_spans,
    "anchor-20": first_covered,
    "anchor-23": holding,
    "anchor-26": holding,
    "anchor-28": holding,
    "balance-02": none_while_pending,
    "balance-04": no_cap_no_limits,
    "balance-05": nothing_beyond_the_cap,
    "dunning-01": days_after,
    "dunning-05": due_day_is_in_time,
    "dunning-09": calendar_of_the_portal,
    "dunning-11": notices_of_the_portal,
    "dunning-13": abuse_outlives_payment,
}


def daily_retries(i: dict[str, Any]) -> None:
    """Retries after 2, 5, 7 and 7 days; the portal tries daily until expiry (B19), twice with a lead of one."""
    assert len(i["retry_after_previous_days"]) == 4
    found, on, attempts = service(date(2026, 1, 20), "1.00"), date(2026, 1, 1), []
    while (tried := next_attempt_on(found, after=on)) is not None:
        found, on = found.attempted(tried), tried
        attempts.append(str(tried))
    assert attempts == ["2026-01-19", "2026-01-20"]


def every_kopeck_reminds(i: dict[str, Any]) -> None:
    """A reminder only above a threshold; the portal's notices know none, so 0.01 is overdue as 149.00 is (R68)."""
    policy = CreditPolicy(rub("5000.00"))
    for unpaid in (i["overdue_total"], "0.01"):
        debts = CreditDebts((OpenInvoice(1, date(2026, 1, 1), rub(unpaid)),), spent=rub("0.00"))
        assert CreditStanding.of(policy, debts, on=date(2026, 1, 16)).state is CreditState.OVERDUE


def until_expiry(i: dict[str, Any]) -> None:
    """Every third day and twice in all; the portal tries again the day after, until expiry (R87, B19)."""
    first = day(i["first_attempt"])
    found = service(first + timedelta(days=1), "1.00")
    assert next_attempt_on(found, after=first - timedelta(days=5)) == first
    second = next_attempt_on(found.attempted(first), after=first)
    assert second == first + timedelta(days=1)
    assert next_attempt_on(found.attempted(first).attempted(second), after=second) is None


OTHERWISE: dict[str, Callable[[dict[str, Any]], None]] = {
    "dunning-03": daily_retries,
    "dunning-06": every_kopeck_reminds,
    "dunning-07": until_expiry,
}
"""Cases whose convention the portal does not share, with what it does instead."""


@pytest.mark.parametrize("name", CHECKS)
def test_a_case_of_another_engine(name: str) -> None:
    """The library gives the same answer; the function of the case says how it is asked."""
    case = CASES[name]

    assert CHECKS[name](case["inputs"]) == case["expected"], case["source"]


@pytest.mark.parametrize("name", OTHERWISE)
def test_a_case_that_the_portal_decides_otherwise(name: str) -> None:
    """The portal's own answer, for the reason that the function of the case gives."""
    OTHERWISE[name](CASES[name]["inputs"])


def test_no_case_is_left_out() -> None:
    """Every anchor, balance and dunning of the file is checked or decided otherwise."""
    assert {name for name, case in CASES.items() if case["topic"] in TOPICS} == {*CHECKS, *OTHERWISE}
