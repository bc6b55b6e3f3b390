"""What every store keeps of conversations with payment systems, whatever it is made of."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from astra_billing.account.commands import OpenAccount
from astra_billing.adapters.runtime import Billing
from astra_billing.adapters.storage.memory import MemoryStore
from astra_billing.adapters.storage.sql import open_store
from astra_billing.money import RUB, Money
from astra_billing.ports import About, Conversation, Doubled, KeptMethod, Objection, Page, Standing
from astra_billing.ports.payments import (
    ChargeSaved,
    FiscalContact,
    FiscalReceipt,
    ForgetMethod,
    RefundPayment,
    StartPayment,
    StartSaving,
    key_for,
)
from tests.adapters.storage.databases import KINDS, fresh_database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from astra_billing.ports import AccountStore, Asked, ConversationStore

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
PRICE = Money("661.00", RUB)
BACK = "https://shop.example/back"


def talk(key: str, operation: Asked | None = None, about: About = About.PAYMENT) -> Conversation:
    """A conversation that is about to begin."""
    asked = operation or StartPayment(key_for(key), PRICE, BACK)
    return Conversation(key, "a1", about, "p1", "bank", asked, NOW, next_ask_at=NOW + timedelta(minutes=5))


@pytest.fixture(name="store", params=["memory", *KINDS])
def every_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[AccountStore]:
    """A store with one account."""
    if request.param == "memory":
        memory = MemoryStore()
        Billing(memory).execute("a1", OpenAccount("a1", RUB), on=date(2026, 1, 1), key="open")
        yield memory
        return
    with fresh_database(request.param, tmp_path) as url:
        store = open_store(url)
        Billing(store).execute("a1", OpenAccount("a1", RUB), on=date(2026, 1, 1), key="open")
        yield store
        store.close()


@pytest.fixture(name="kept")
def conversations(store: AccountStore) -> ConversationStore:
    """What it keeps of conversations."""
    return store.conversations


RECEIPT = FiscalReceipt.advance(PRICE, FiscalContact(email="a@example.com"), "Top-up", on=date(2026, 1, 15))


@pytest.mark.parametrize(
    "operation",
    [
        StartPayment("k1", PRICE, BACK, "Top-up", save_method=True, receipt=RECEIPT, payer_ref="a1"),
        StartSaving("k1", BACK, payer_ref="a1"),
        ChargeSaved("k1", "token", PRICE, payer_ref="cus_1", payer_ip="203.0.113.7"),
        RefundPayment("k1", "pay-1", PRICE, refunded_before=Money("0.00", RUB)),
        ForgetMethod("k1", "token", "cus_1"),
    ],
    ids=lambda each: type(each).__name__,
)
def test_what_is_asked_is_kept_word_for_word(kept: ConversationStore, operation: Asked) -> None:
    """The same question can be asked again, by whoever finds it."""
    begun, is_new = kept.begin(talk("a1/payment/p1/1", operation))

    assert is_new
    assert begun == kept.get("a1/payment/p1/1") == talk("a1/payment/p1/1", operation)
    assert begun.own_key == "k1"


def test_a_conversation_begins_once(kept: ConversationStore) -> None:
    """Who begins it again gets the first."""
    first, _ = kept.begin(talk("one"))
    again, is_new = kept.begin(talk("one", StartPayment(key_for("two"), PRICE, BACK)))

    assert (again, is_new) == (first, False)


def test_a_key_at_a_gateway_belongs_to_one_conversation(kept: ConversationStore) -> None:
    """The store refuses a double; at another gateway the key is another one."""
    kept.begin(talk("one", StartPayment("k1", PRICE, BACK)))

    with pytest.raises(Doubled):
        kept.begin(talk("two", StartPayment("k1", PRICE, BACK)))
    assert kept.begin(evolve(talk("two", StartPayment("k1", PRICE, BACK)), gateway="other"))[1]


def test_numbers_are_counted_up_where_a_gateway_wants_them(kept: ConversationStore) -> None:
    """The number is the key from then on, and stays the same."""
    first, _ = kept.begin(talk("one"), is_numbered=True)
    second, _ = kept.begin(talk("two"), is_numbered=True)
    again, _ = kept.begin(talk("one"), is_numbered=True)

    assert first.own_key.isdigit()
    assert second.own_key.isdigit()
    assert first.own_key != second.own_key
    assert again == first
    assert kept.find("bank", own_key=second.own_key) == second


def test_a_conversation_is_found_by_our_key_and_by_the_gateways_id(kept: ConversationStore) -> None:
    """A refund that shares the id of its payment is not taken for the payment."""
    refund = talk("refund", RefundPayment(key_for("r1"), "pay-1", PRICE), About.REFUND)
    kept.begin(evolve(refund, ref="pay-1"))
    kept.begin(evolve(talk("payment"), ref="pay-1"))

    for found in (kept.find("bank", own_key=key_for("payment")), kept.find("bank", own_key="unknown", ref="pay-1")):
        assert found is not None
        assert found.key == "payment"
    assert kept.find("other", own_key=key_for("payment"), ref="pay-1") is None
    assert kept.find("bank") is None
    assert [each.key for each in kept.about("a1", About.REFUND, "p1")] == ["refund"]
    assert kept.about("a2", About.REFUND, "p1") == []


def test_one_worker_takes_a_conversation_up(kept: ConversationStore) -> None:
    """It belongs to that worker until the time is over; the longest overdue comes first."""
    kept.begin(talk("late"))
    kept.begin(evolve(talk("later"), next_ask_at=NOW + timedelta(minutes=6)))
    kept.begin(evolve(talk("never"), next_ask_at=None))
    then = NOW + timedelta(minutes=7)

    assert kept.due(NOW, size=9) == []
    assert kept.due(then, size=9) == ["late", "later"]
    assert kept.due(then, size=1) == ["late"]
    taken = kept.take_up("late", now=then, until=then + timedelta(minutes=5))
    assert taken is not None
    assert taken.next_ask_at == then + timedelta(minutes=5)
    assert kept.take_up("late", now=then, until=then + timedelta(minutes=5)) is None
    assert kept.take_up("never", now=then, until=then) is None
    assert kept.take_up("unknown", now=then, until=then) is None
    assert kept.due(then, size=9) == ["later"]


def test_what_is_settled_stays_settled(kept: ConversationStore) -> None:
    """Answers come in any order: only a refusal that turns out to be a success changes once more."""
    begun, _ = kept.begin(talk("one"))
    page = Page("https://bank.example/17", (("LMI_PAYMENT_NO", "17"),))
    kept.note(evolve(begun, standing=Standing.OPEN, page=page, ref="pay-1", tries=1, next_ask_at=None))
    told = kept.get("one")
    assert told is not None
    assert (told.standing, told.page, told.ref, told.tries, told.next_ask_at) == (Standing.OPEN, page, "pay-1", 1, None)

    for standing, expected in (
        (Standing.DECLINED, Standing.DECLINED),
        (Standing.OPEN, Standing.DECLINED),
        (Standing.SUCCEEDED, Standing.SUCCEEDED),
        (Standing.DECLINED, Standing.SUCCEEDED),
    ):
        kept.note(evolve(told, standing=standing))
        now = kept.get("one")
        assert now is not None
        assert now.standing is expected


def test_a_token_is_kept_beside_its_method_and_never_shown(kept: ConversationStore) -> None:
    """Charging takes it; it is in no repr, and gone once it is forgotten."""
    method = KeptMethod("a1", "card", "bank", "secret-token", "cus_1", "Card *1111")
    kept.bind(evolve(method, token="old-token"))  # noqa: S106  # it opens nothing
    kept.bind(method)

    assert kept.method("a1", "card") == method
    assert "secret-token" not in repr(method)
    assert "secret-token" not in repr(talk("one", ChargeSaved("k1", "secret-token", PRICE)))
    kept.unbind("a1", "card")
    assert kept.method("a1", "card") is None


def test_what_was_not_believed_is_kept(kept: ConversationStore) -> None:
    """Oldest first."""
    told = [Objection(NOW, "bank", why, "one", "pay-1", "k1") for why in ("another amount", "nothing we asked for")]
    for each in told:
        kept.record(each)

    assert kept.objections() == told
