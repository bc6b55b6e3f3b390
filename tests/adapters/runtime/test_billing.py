"""The runtime: commands are taken once, requests are carried out, and what fails waits for the next time."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING

import pytest

from astra_billing import RUB, Money
from astra_billing.account import ChargeOutcome, Reason, UnknownId
from astra_billing.account.commands import (
    CloseDay,
    Command,
    GrantCredit,
    OpenAccount,
    PlaceOrder,
    RegisterService,
    SaveMethod,
    TopUp,
)
from astra_billing.account.events import ServiceRenewed
from astra_billing.adapters.runtime import AsyncBilling, Billing, Conflict, DayDone, KeyReused, NoDay, NoGateway
from astra_billing.adapters.storage.memory import MemoryStore
from astra_billing.catalog import ProductKind
from astra_billing.credit import CreditPolicy
from astra_billing.dates import Term
from astra_billing.wire import dump
from tests.adapters.runtime.scripted import Bank, BrokenBank, Post, SlowBank
from tests.adapters.runtime.stories import CARD, LIMIT, STORIES, Story, order, server

if TYPE_CHECKING:
    from astra_billing.ports import Change

DAY = date(2026, 1, 1)
RENEWAL_DAY = date(2026, 1, 19)
MONTH = Term.parse("1 month")
SERVER = RegisterService(
    service_id="s1",
    title="DC16",
    kind=ProductKind.SERVER,
    price=Money("900.00", RUB),
    term=MONTH,
    expires_on=date(2026, 1, 20),
    renews_from="card",
)


class FixedClock:
    """Always the same day."""

    def today(self) -> date:
        """The day."""
        return DAY


def opened(billing: Billing, *commands: Command) -> Billing:
    """A runtime with one account that has been given some commands."""
    for number, command in enumerate((OpenAccount("a1", RUB), *commands)):
        billing.execute("a1", command, key=f"setup/{number}", on=DAY)
    return billing


def setup(account_id: str) -> tuple[Command, ...]:
    """The commands that make an account with a card and a server."""
    return OpenAccount(account_id, RUB), CARD, SERVER


def test_a_command_with_the_same_key_is_taken_once() -> None:
    """A retry or a repeated webhook changes nothing and returns the first result."""
    billing = opened(Billing(MemoryStore()))
    payment = TopUp("p1", Money("300.00", RUB), "card")

    first = billing.execute("a1", payment, key="p1", on=DAY)
    again = billing.execute("a1", payment, key="p1", on=DAY)

    assert again.happened == first.happened
    assert (first.is_repeated, again.is_repeated) == (False, True)
    assert billing.account("a1").balance == Money("300.00", RUB)


def test_a_key_is_not_lent_to_another_command() -> None:
    """The same key with other contents is refused, and the earlier command is named."""
    billing = opened(Billing(MemoryStore()))
    billing.execute("a1", TopUp("p1", Money("300.00", RUB), "card"), key="p1", on=DAY)

    with pytest.raises(KeyReused, match="'p1' of account 'a1'"):
        billing.execute("a1", TopUp("p1", Money("301.00", RUB), "card"), key="p1", on=DAY)
    assert billing.account("a1").balance == Money("300.00", RUB)


def test_a_refusal_is_returned_and_returned_again() -> None:
    """R61: without funds an order is refused, and asking again with the same key gives the same refusal."""
    billing = opened(Billing(MemoryStore()))
    order = PlaceOrder(service_id="s1", title="DC16", kind=ProductKind.SERVER, price=Money("900.00", RUB), term=MONTH)

    first = billing.execute("a1", order, key="order", on=DAY)
    billing.execute("a1", TopUp("p1", Money("900.00", RUB), "card"), key="p1", on=DAY)
    again = billing.execute("a1", order, key="order", on=DAY)

    assert first.refused is not None
    assert first.refused.reason is Reason.INSUFFICIENT_FUNDS
    assert again.refused == first.refused
    assert billing.execute("a1", order, key="order/2", on=DAY).refused is None


def test_a_charge_is_carried_out_and_its_answer_renews_the_service() -> None:
    """R86: the card is charged one day before expiry, and the service is paid for one month more."""
    gateway = Bank(ChargeOutcome.SUCCEEDED)
    billing = opened(Billing(MemoryStore(), gateway), SaveMethod("card", "Bank card *1111"), SERVER)

    billing.execute("a1", CloseDay(), key="day", on=RENEWAL_DAY)

    assert gateway.asked == ["a1/renewal/s1/2026-01-20/1"]
    assert billing.account("a1").services["s1"].expires_on == date(2026, 2, 20)


def test_an_unknown_answer_is_asked_for_again_with_the_same_key() -> None:
    """While a gateway does not know, no second charge is made for the obligation, and the service is not stopped."""
    gateway = Bank(ChargeOutcome.UNKNOWN, ChargeOutcome.UNKNOWN, ChargeOutcome.SUCCEEDED)
    store = MemoryStore()
    billing = opened(Billing(store, gateway), SaveMethod("card", "Bank card *1111"), SERVER)

    for day in (RENEWAL_DAY, date(2026, 1, 20), date(2026, 1, 21)):
        billing.run_day(day)

    assert gateway.asked == ["a1/renewal/s1/2026-01-20/1"] * 3
    account = billing.account("a1")
    assert account.services["s1"].is_active
    assert account.services["s1"].expires_on == date(2026, 2, 20)
    renewed = [line for line in billing.journal("a1") if isinstance(line.happened, ServiceRenewed)]
    assert len(renewed) == 1
    assert list(store.waiting("a1")) == []


def test_without_a_gateway_or_a_notifier_requests_wait() -> None:
    """Nothing is lost for want of a connection: it is carried out by the first runtime that has one."""
    store = MemoryStore()
    opened(Billing(store), SaveMethod("card", "Bank card *1111"), SERVER)
    assert Billing(store).run_day(RENEWAL_DAY).accounts == 1
    assert len(store.waiting("a1")) == 1

    gateway, notifier = Bank(ChargeOutcome.DECLINED), Post()
    Billing(store, gateway).run_day(RENEWAL_DAY)
    assert [type(request).__name__ for request in store.waiting("a1")] == ["Notice"]
    Billing(store, gateway, notifier).run_day(RENEWAL_DAY)

    assert [notice.subject for notice in notifier.told] == ["s1/2026-01-20/1"]
    assert list(store.waiting("a1")) == []


def test_run_day_touches_only_accounts_with_work_and_has_nothing_to_do_again() -> None:
    """A day closed twice is closed once."""
    store = MemoryStore()
    billing = opened(Billing(store, None, Post()), GrantCredit(CreditPolicy(Money("5000.00", RUB))))
    billing.execute("idle", OpenAccount("idle", RUB), key="open", on=DAY)
    order = PlaceOrder(service_id="s1", title="DC16", kind=ProductKind.SERVER, price=Money("900.00", RUB), term=MONTH)
    billing.execute("a1", order, key="order", on=DAY)

    first = billing.run_day(date(2026, 2, 1))
    again = billing.run_day(date(2026, 2, 1))

    assert (first.accounts, first.carried_out, again) == (1, 1, DayDone(date(2026, 2, 1)))


def test_the_clock_says_the_day_when_nobody_does() -> None:
    """A service connects a clock once instead of passing the day to every call."""
    billing = Billing(MemoryStore(), clock=FixedClock())
    billing.execute("a1", OpenAccount("a1", RUB), key="open")

    assert billing.account("a1").opened_on == DAY
    with pytest.raises(NoDay, match="pass on="):
        Billing(MemoryStore()).execute("a1", OpenAccount("a1", RUB), key="open")


def test_an_unknown_account_is_named_with_the_known_ones() -> None:
    """An error names the value and what there is."""
    with pytest.raises(UnknownId, match="there is no account 'a2'; known are: a1"):
        opened(Billing(MemoryStore())).account("a2")


def test_a_gateway_that_is_down_keeps_nobody_elses_charge_waiting() -> None:
    """One customer's trouble is reported, stays in the store, and is tried again by the next run."""
    store, bank = MemoryStore(), BrokenBank("a1")
    billing = Billing(store, bank)
    for account_id in ("a1", "a2"):
        for number, command in enumerate(setup(account_id)):
            billing.execute(account_id, command, key=f"setup/{number}", on=DAY)

    done = billing.run_day(RENEWAL_DAY)

    assert (done.accounts, done.carried_out, done.failed) == (2, 1, 1)
    assert str(done.failures[0]) == "a1, a1/renewal/s1/2026-01-20/1: ConnectionError: the line is dead"
    assert billing.account("a2").services["s1"].expires_on == date(2026, 2, 20)
    bank.down.clear()
    assert billing.run_day(RENEWAL_DAY).failed == 0
    assert billing.account("a1").services["s1"].expires_on == date(2026, 2, 20)


def test_a_command_whose_request_fails_is_still_taken() -> None:
    """What is stored is stored; the caller hears of the failure beside the result."""
    billing = opened(Billing(MemoryStore(), BrokenBank("a1")), CARD, SERVER)

    executed = billing.execute("a1", CloseDay(), key="day", on=RENEWAL_DAY)

    assert [type(each.error) for each in executed.failures] == [ConnectionError]
    assert len(executed.happened) == 1


class PoisonedStore(MemoryStore):
    """A store that holds a double of what one account is about to write."""

    def __init__(self, poisoned: str) -> None:
        super().__init__()
        self.poisoned = poisoned

    def _check(self, change: Change) -> None:
        if change.kept.account_id == self.poisoned and change.receipt.key.startswith("day/"):
            self._asked.update(request.key for request in change.requests)
        super()._check(change)


def test_an_account_that_cannot_be_written_stops_no_other() -> None:
    """A batch that is refused is taken apart until the one at fault is found; it is reported and left as it was."""
    store = PoisonedStore("a2")
    billing = Billing(store)
    for account_id in ("a1", "a2", "a3"):
        for number, command in enumerate(setup(account_id)):
            billing.execute(account_id, command, key=f"setup/{number}", on=DAY)

    done = billing.run_day(RENEWAL_DAY)

    assert (done.accounts, done.failed, done.failures[0].account_id) == (2, 1, "a2")
    assert [store.due(RENEWAL_DAY), len(store.waiting("a3"))] == [1, 1]


class BusyStore(MemoryStore):
    """A store in which somebody else is always faster, so many times."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.times = times

    def save(self, change: Change) -> None:
        """Somebody tops the account up first."""
        if change.kept.account is not None and not change.receipt.key.startswith("faster") and self.times:
            self.times -= 1
            payment = TopUp(f"other/{self.times}", Money("1.00", RUB), "bank")
            Billing(self).execute(change.kept.account_id, payment, key=f"faster/{self.times}", on=DAY)
        super().save(change)


def test_a_conflict_is_decided_anew() -> None:
    """Both commands count, whoever was first."""
    billing = opened(Billing(BusyStore(3)))
    billing.execute("a1", TopUp("p1", Money("300.00", RUB), "card"), key="p1", on=DAY)

    assert billing.account("a1").balance == Money("303.00", RUB)


def test_a_conflict_without_end_is_reported_with_both_versions() -> None:
    """A bounded number of times, then the caller hears what was found."""
    billing = opened(Billing(BusyStore(99)))

    with pytest.raises(Conflict, match="at version 10 and is at version 11 now"):
        billing.execute("a1", TopUp("p1", Money("300.00", RUB), "card"), key="p1", on=DAY)
    assert billing.account("a1").balance == Money("10.00", RUB)


def test_a_notification_is_taken_once() -> None:
    """What a payment system tells twice counts once; noise counts for nothing."""
    bank = Bank(ChargeOutcome.UNKNOWN)
    billing = opened(Billing(MemoryStore(), {"card": bank}), CARD, SERVER)
    billing.run_day(RENEWAL_DAY)
    (charge,) = billing.account("a1").charges.values()

    first = billing.receive("card", (charge, ChargeOutcome.SUCCEEDED), on=RENEWAL_DAY)
    again = billing.receive("card", (charge, ChargeOutcome.SUCCEEDED), on=date(2026, 1, 21))

    assert first is not None
    assert again is not None
    assert (first.is_repeated, again.is_repeated, again.happened) == (False, True, first.happened)
    assert billing.receive("card", "noise", on=RENEWAL_DAY) is None
    assert billing.account("a1").services["s1"].expires_on == date(2026, 2, 20)
    assert billing.run_day(RENEWAL_DAY).carried_out == 0


def test_a_yes_after_a_no_is_money_and_the_last_word() -> None:
    """A bank that thinks better of it has the money, whatever it said first and says later."""
    bank = Bank(ChargeOutcome.UNKNOWN)
    billing = opened(Billing(MemoryStore(), {"card": bank}), CARD, SERVER)
    billing.run_day(RENEWAL_DAY)
    (charge,) = billing.account("a1").charges.values()

    billing.receive("card", (charge, ChargeOutcome.DECLINED), on=RENEWAL_DAY)
    late = billing.receive("card", (charge, ChargeOutcome.SUCCEEDED), on=RENEWAL_DAY)
    confused = billing.receive("card", (charge, ChargeOutcome.DECLINED), on=RENEWAL_DAY)

    assert late is not None
    assert confused is not None
    assert (late.is_repeated, confused.is_repeated, confused.happened) == (False, True, late.happened)
    assert billing.account("a1").services["s1"].expires_on == date(2026, 2, 20)


def test_charges_go_to_the_gateway_that_keeps_the_method() -> None:
    """Of several gateways the one is asked that the method's id names; a missing one is named, and the charge waits."""
    one, other = Bank(), Bank()
    store = MemoryStore()
    billing = Billing(store, {"one": one, "other": other})
    services = [server(f"s-{name}", "9.00", date(2026, 1, 20), f"{name}:card") for name in ("one", "other", "third")]
    methods = [SaveMethod(f"{name}:card", name) for name in ("one", "other", "third")]
    opened(billing, *methods, *services)

    done = billing.run_day(RENEWAL_DAY)

    assert one.asked == ["a1/renewal/s-one/2026-01-20/1"]
    assert other.asked == ["a1/renewal/s-other/2026-01-20/1"]
    assert done.failed == 1
    assert "no gateway 'third' is connected; connected are: one, other" in str(done.failures[0])
    assert len(store.waiting("a1")) == 1
    with pytest.raises(NoGateway, match="third"):
        billing.receive("third", None, on=RENEWAL_DAY)


def test_progress_is_told_after_every_batch() -> None:
    """How many of how many."""
    told: list[tuple[int, int]] = []
    billing = Billing(MemoryStore())
    for number in range(5):
        billing.execute(f"a{number}", OpenAccount(f"a{number}", RUB), key="open", on=DAY)
        billing.execute(f"a{number}", LIMIT, key="credit", on=DAY)
        billing.execute(f"a{number}", order("s1", "5.00"), key="order", on=DAY)

    billing.run_day(date(2026, 2, 1), batch=2, on_progress=lambda done, due: told.append((done, due)))

    assert told == [(2, 5), (4, 5), (5, 5)]


def test_what_happened_is_explained_with_its_rule() -> None:
    """A sentence a line, in both languages, for an account or for one command."""
    billing = opened(Billing(MemoryStore()))
    billing.execute("a1", order("s1", "5.00"), key="order", on=DAY)

    assert len(billing.explain("a1")) == 2
    (refused,) = billing.explain("a1", key="order", lang="ru")
    assert refused.startswith("2026-01-01 R61: ")
    assert billing.explain("a1", key="never") == []


@pytest.mark.parametrize("story", STORIES, ids=lambda each: each.name)
def test_the_asynchronous_form_does_the_same(story: Story) -> None:
    """One logic, two ways to run it; a gateway may be awaited."""
    plain = Billing(MemoryStore(), Bank(*story.answers), Post())
    story.prepare(plain, "a1")
    story.play(plain, "a1")

    async def played() -> list[object]:
        """The story, awaited."""
        billing = AsyncBilling(MemoryStore(), SlowBank(*story.answers), Post())
        commands = [(DAY, command, f"before/{n}") for n, command in enumerate((OpenAccount("a1", RUB), *story.before))]
        commands += [(on, act, f"act/{n}") for n, (on, act) in enumerate(story.acts)]  # type: ignore[misc]
        for on, act, key in commands:
            if isinstance(act, str):
                await billing.run_day(on, workers=2)
            else:
                await billing.execute("a1", act, key=key, on=on)
        assert (await billing.account("a1")) == plain.account("a1")
        assert len(await billing.explain("a1")) == len(plain.explain("a1"))
        return [dump(line.happened) for line in await billing.journal("a1")]

    assert asyncio.run(played()) == [dump(line.happened) for line in plain.journal("a1")]


def test_the_asynchronous_form_receives_notifications() -> None:
    """As the plain one."""

    async def told() -> str:
        """The status of the card afterwards."""
        billing = AsyncBilling(MemoryStore(), Bank(ChargeOutcome.UNKNOWN))
        for number, command in enumerate(setup("a1")):
            await billing.execute("a1", command, key=f"setup/{number}", on=DAY)
        await billing.run_day(RENEWAL_DAY)
        (charge,) = (await billing.account("a1")).charges.values()
        await billing.receive("any", (charge, ChargeOutcome.DECLINED), on=RENEWAL_DAY)
        return (await billing.account("a1")).methods["card"].status.value

    assert asyncio.run(told()) == "failing"
