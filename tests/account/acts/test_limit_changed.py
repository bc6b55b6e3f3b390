"""A limit that is changed mid-way: what it blocks, opens and brings back at once."""

from __future__ import annotations

from datetime import date

from astra_billing import RUB, Money
from astra_billing.account import Accepted, Account, decide
from astra_billing.account.commands import CloseDay, Command, GrantCredit, OpenAccount, PlaceOrder
from astra_billing.catalog import ProductKind
from astra_billing.credit import CreditPolicy, ShortMonth
from astra_billing.dates import Term

GRACE = CreditPolicy(Money("5000.00", RUB))
CLAMPED = CreditPolicy(Money("5000.00", RUB), ShortMonth.DAY_30_CLAMPED)


def given(account: Account | None, command: Command, on: date) -> tuple[Account, list[str]]:
    """The account after a command, and the names of what happened."""
    decision = decide(account, command, on)
    assert isinstance(decision, Accepted)
    return decision.account, [type(event).__name__ for event in decision.events]


def indebted(policy: CreditPolicy, *, price: str = "900.00", term: str = "3 months", renews: bool = False) -> Account:
    """An account that has bought a server on credit in January."""
    account, _ = given(None, OpenAccount("a1", RUB), date(2026, 1, 10))
    account, _ = given(account, GrantCredit(policy), date(2026, 1, 10))
    order = PlaceOrder(
        service_id="s1",
        title="DC16",
        kind=ProductKind.SERVER,
        price=Money(price, RUB),
        term=Term.parse(term),
        renews_from="balance" if renews else None,
    )
    account, _ = given(account, order, date(2026, 1, 10))
    return account


def test_a_policy_that_blocks_earlier_blocks_at_once() -> None:
    """B1, R63: on 1 March the clamped day is past, the full grace is not."""
    account, _ = given(indebted(GRACE), CloseDay(), date(2026, 3, 1))
    assert not account.blocked

    account, happened = given(account, GrantCredit(CLAMPED), date(2026, 3, 1))

    assert happened == ["CreditGranted", "CreditBlocked", "NoticeRaised"]
    assert account.blocked
    assert given(account, CloseDay(), date(2026, 3, 5))[1] == []


def test_a_policy_that_blocks_later_opens_the_limit_until_then() -> None:
    """B1, R69: the other way round the limit comes back for a day, and is blocked again on 2 March."""
    account, _ = given(indebted(CLAMPED), CloseDay(), date(2026, 3, 1))
    assert account.blocked

    account, happened = given(account, GrantCredit(GRACE), date(2026, 3, 1))
    assert happened == ["CreditGranted", "CreditUnblocked"]

    account, happened = given(account, CloseDay(), date(2026, 3, 2))
    assert "CreditBlocked" in happened


def test_a_higher_limit_brings_back_what_had_to_stop() -> None:
    """B20, R69: a service that stopped for want of funds is renewed as soon as the limit covers it."""
    account = indebted(CreditPolicy(Money("30.00", RUB)), price="20.00", term="1 day", renews=True)
    account, happened = given(account, CloseDay(), date(2026, 1, 11))
    assert happened == ["RenewalRefused", "ServiceStopped"]

    account, happened = given(account, GrantCredit(GRACE), date(2026, 1, 12))

    assert happened == ["CreditGranted", "ExpenseCharged", "ServiceRenewed", "ServiceStarted"]
    assert account.services["s1"].expires_on == date(2026, 1, 13)
