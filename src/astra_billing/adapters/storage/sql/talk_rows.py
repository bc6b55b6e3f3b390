"""The rows of conversations, and how they are read back; instants are whole seconds since 1970."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from astra_billing.ports import About, Conversation, KeptMethod, Objection, Page, Standing
from astra_billing.wire.operations import dump_operation, load_operation

if TYPE_CHECKING:
    from sqlalchemy import Row

    AnyRow = Row[*tuple[Any, ...]]


def seconds(instant: datetime) -> int:
    """An instant as a number; parts of a second are left out."""
    return int(instant.timestamp())


def instant_of(number: int) -> datetime:
    """The instant of a number."""
    return datetime.fromtimestamp(number, UTC)


def conversation_row(talk: Conversation) -> dict[str, Any]:
    """The row of a conversation."""
    amount, page = talk.amount, talk.page
    return {
        "key": talk.key,
        "account_id": talk.account_id,
        "about": talk.about.value,
        "subject": talk.subject,
        "gateway": talk.gateway,
        "own_key": talk.own_key,
        "ref": talk.ref,
        "standing": talk.standing.value,
        "cause": talk.cause,
        "amount": None if amount is None else amount.amount,
        "currency": None if amount is None else amount.currency.code,
        "saves": talk.saves,
        "page": None if page is None else {"url": page.url, "fields": [list(each) for each in page.fields]},
        "began_at": seconds(talk.began_at),
        "next_ask_at": None if talk.next_ask_at is None else seconds(talk.next_ask_at),
        "tries": talk.tries,
        "operation": dump_operation(talk.operation),
    }


def conversation_of(row: AnyRow) -> Conversation:
    """The conversation of a row."""
    return Conversation(
        key=row.key,
        account_id=row.account_id,
        about=About(row.about),
        subject=row.subject,
        gateway=row.gateway,
        operation=load_operation(row.operation),
        began_at=instant_of(row.began_at),
        ref=row.ref,
        standing=Standing(row.standing),
        saves=row.saves,
        page=None if row.page is None else _page_of(row.page),
        cause=row.cause,
        next_ask_at=None if row.next_ask_at is None else instant_of(row.next_ask_at),
        tries=row.tries,
    )


def _page_of(record: dict[str, Any]) -> Page:
    return Page(record["url"], tuple((name, value) for name, value in record["fields"]))


def method_of(row: AnyRow) -> KeptMethod:
    """The kept method of a row."""
    return KeptMethod(row.account_id, row.method_id, row.gateway, row.token, row.payer_ref, row.title)


def objection_row(objection: Objection) -> dict[str, Any]:
    """The row of an objection."""
    names = ("gateway", "why", "key", "ref", "own_key")
    return {"at": seconds(objection.at), **{name: getattr(objection, name) for name in names}}


def objection_of(row: AnyRow) -> Objection:
    """The objection of a row."""
    return Objection(instant_of(row.at), row.gateway, row.why, row.key, row.ref, row.own_key)
