"""
Conversations with payment systems in a database; they keep the contract of every store.

A conversation is taken up by moving its next asking forward where it is due,
so two workers never ask about the same one at the same time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from astra_billing.adapters.storage.sql import talk_tables as t
from astra_billing.adapters.storage.sql.talk_rows import (
    conversation_of,
    conversation_row,
    method_of,
    objection_of,
    objection_row,
    seconds,
)
from astra_billing.ports import About, Doubled, Standing
from astra_billing.wire.operations import dump_operation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from astra_billing.ports import Conversation, KeptMethod, Objection

    Transaction = Callable[[], AbstractContextManager[Connection]]

_TABLE = t.conversations


class SqlConversations:
    """
    Conversations beside the accounts of a database.

    Args:
        reading: opens a transaction that only reads.
        writing: opens one that writes.
    """

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def begin(self, conversation: Conversation, *, is_numbered: bool = False) -> tuple[Conversation, bool]:
        """
        Keep a conversation before its first call; whether it is new.

        Raises:
            Doubled: its key at the gateway belongs to another one.
        """
        found = self.get(conversation.key)
        if found is not None:
            return found, False
        try:
            with self._writing() as connection:
                return _inserted(connection, conversation, is_numbered=is_numbered), True
        except IntegrityError as error:
            found = self.get(conversation.key)
            if found is None:
                raise Doubled([conversation.account_id], str(error.orig).strip()) from error
            return found, False

    def get(self, key: str) -> Conversation | None:
        """The conversation of an obligation."""
        return self._first(_TABLE.c.key == key)

    def find(self, gateway: str, *, own_key: str = "", ref: str = "") -> Conversation | None:
        """The conversation that a gateway speaks of."""
        found = self._first(_TABLE.c.gateway == gateway, _TABLE.c.own_key == own_key) if own_key else None
        if found is not None or not ref:
            return found
        named = (_TABLE.c.gateway == gateway, _TABLE.c.ref == ref)
        return self._first(*named, _TABLE.c.about != About.REFUND.value) or self._first(*named)

    def about(self, account_id: str, about: About, subject: str) -> Sequence[Conversation]:
        """All conversations about something, in the order in which they began."""
        wanted = (_TABLE.c.account_id == account_id, _TABLE.c.subject == subject, _TABLE.c.about == about.value)
        with self._reading() as connection:
            rows = connection.execute(select(_TABLE).where(*wanted).order_by(_TABLE.c.number)).all()
        return [conversation_of(row) for row in rows]

    def due(self, now: datetime, *, size: int) -> Sequence[str]:
        """Keys of conversations that are to be asked about, the longest overdue first."""
        query = select(_TABLE.c.key).where(_TABLE.c.next_ask_at <= seconds(now))
        with self._reading() as connection:
            ordered = query.order_by(_TABLE.c.next_ask_at, _TABLE.c.key).limit(size)
            return list(connection.execute(ordered).scalars())

    def take_up(self, key: str, *, now: datetime, until: datetime) -> Conversation | None:
        """The conversation, if it is due."""
        is_due = (_TABLE.c.key == key, _TABLE.c.next_ask_at <= seconds(now))
        with self._writing() as connection:
            taken = connection.execute(update(_TABLE).where(*is_due).values(next_ask_at=seconds(until)))
            if not taken.rowcount:
                return None
            return conversation_of(connection.execute(select(_TABLE).where(_TABLE.c.key == key)).one())

    def note(self, conversation: Conversation) -> None:
        """Keep how far a conversation is, unless it is settled already."""
        row = conversation_row(conversation)
        may_leave = [each.value for each in Standing if each.may_become(conversation.standing)]
        found = (_TABLE.c.key == row.pop("key"), _TABLE.c.standing.in_(may_leave))
        with self._writing() as connection:
            connection.execute(update(_TABLE).where(*found).values(row))

    def bind(self, method: KeptMethod) -> None:
        """Keep what charging a saved method takes."""
        with self._writing() as connection:
            _delete_method(connection, method.account_id, method.method_id)
            row = {name: getattr(method, name) for name in t.kept_methods.c.keys()}  # noqa: SIM118  # not a dict
            connection.execute(insert(t.kept_methods), [row])

    def method(self, account_id: str, method_id: str) -> KeptMethod | None:
        """What charging a saved method takes."""
        named = (t.kept_methods.c.account_id == account_id, t.kept_methods.c.method_id == method_id)
        with self._reading() as connection:
            row = connection.execute(select(t.kept_methods).where(*named)).one_or_none()
        return None if row is None else method_of(row)

    def unbind(self, account_id: str, method_id: str) -> None:
        """Forget the token of a saved method."""
        with self._writing() as connection:
            _delete_method(connection, account_id, method_id)

    def record(self, objection: Objection) -> None:
        """Keep an objection."""
        with self._writing() as connection:
            connection.execute(insert(t.objections), [objection_row(objection)])

    def objections(self) -> Sequence[Objection]:
        """All objections, oldest first."""
        with self._reading() as connection:
            return [
                objection_of(row) for row in connection.execute(select(t.objections).order_by(t.objections.c.number))
            ]

    def _first(self, *wanted: ColumnElement[bool]) -> Conversation | None:
        with self._reading() as connection:
            row = connection.execute(select(_TABLE).where(*wanted).order_by(_TABLE.c.number).limit(1)).one_or_none()
        return None if row is None else conversation_of(row)


def _inserted(connection: Connection, conversation: Conversation, *, is_numbered: bool) -> Conversation:
    """Write a conversation; one that needs a number for a key gets that of its row, in the same transaction."""
    row: dict[str, Any] = conversation_row(conversation)
    number = connection.execute(insert(_TABLE).values(row).returning(_TABLE.c.number)).scalar_one()
    if not is_numbered:
        return conversation
    begun = conversation.numbered(number)
    named = update(_TABLE).where(_TABLE.c.number == number)
    connection.execute(named.values(own_key=begun.own_key, operation=dump_operation(begun.operation)))
    return begun


def _delete_method(connection: Connection, account_id: str, method_id: str) -> None:
    named = (t.kept_methods.c.account_id == account_id, t.kept_methods.c.method_id == method_id)
    connection.execute(delete(t.kept_methods).where(*named))
