"""The rows of the truth: how accounts, journals, receipts and requests look in columns, and how they are read back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from astra_billing.account import Refused, agenda, evolve
from astra_billing.account.events import ChargeRequested, RefundRequested
from astra_billing.adapters.storage.sql.keys import event_key
from astra_billing.notices import Notice
from astra_billing.ports import JournalLine, Kept, Receipt, Request, kind_of
from astra_billing.wire import SCHEMA_VERSION, load
from astra_billing.wire.account import account_shape, account_text, load_account
from astra_billing.wire.codec import UnreadableRecord, dump_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from sqlalchemy import Row

    from astra_billing.account import Account
    from astra_billing.ports import Change, Happened

    Fields = dict[str, Any]
    AnyRow = Row[*tuple[Any, ...]]


def account_row(change: Change) -> Fields:
    """The row of an account after a change."""
    account = change.account
    return {
        "id": change.kept.account_id,
        "opened_on": account.opened_on,
        "currency": account.currency.code,
        "balance": account.balance.amount,
        "credit_limit": None if account.credit is None else account.credit.limit.amount,
        "is_blocked": account.blocked,
        "worked_on": account.worked_on,
        "next_on": agenda(account),
        "version": change.kept.version + 1,
        "lines": change.kept.lines + len(change.happened),
    }


def state_row(change: Change) -> Fields:
    """The whole state of an account after a change."""
    record = account_text(change.account)
    return {"account_id": change.kept.account_id, "shape": account_shape(), "record": record}


def receipt_row(change: Change) -> Fields:
    """The receipt of a change."""
    receipt = change.receipt
    said: Fields = {"account_id": change.kept.account_id, "key": receipt.key}
    return {**said, "on": receipt.on, "fingerprint": receipt.fingerprint}


def journal_rows(change: Change) -> Iterator[Fields]:
    """The lines that a change adds to the journal."""
    key = change.receipt.key
    for place, happened in enumerate(change.happened, start=1):
        yield {
            "account_id": change.kept.account_id,
            "number": change.kept.lines + place,
            "key": key,
            "event_key": event_key(happened, key, place),
            "event": type(happened).__name__,
            "rule": happened.rule,
            "schema": SCHEMA_VERSION,
            "record": dump_text(happened),
            **said_of(happened, change.receipt.on),
        }


def outbox_row(change: Change, request: Request) -> Fields:
    """A request that a change makes."""
    amount = getattr(request, "amount", None)
    return {
        "key": request.key,
        "account_id": change.kept.account_id,
        "kind": kind_of(request),
        "asked_on": _asked_on(change, request),
        "amount": None if amount is None else amount.amount,
        "currency": None if amount is None else amount.currency.code,
        "is_open": True,
        "tries": 0,
        "schema": SCHEMA_VERSION,
        "record": dump_text(request),
    }


def _asked_on(change: Change, request: Request) -> date:
    """The day of the request in the journal: a night that comes late asks for days that are past."""
    if isinstance(request, Notice):
        return request.on
    for each in change.happened:
        if isinstance(each, ChargeRequested | RefundRequested) and _asked(each).key == request.key:
            return each.on
    return change.account.worked_on


def _asked(event: ChargeRequested | RefundRequested) -> Request:
    return event.charge if isinstance(event, ChargeRequested) else event.refund


def line_of(row: AnyRow) -> JournalLine:
    """The journal line of a row."""
    return JournalLine(row.number, row.key, row.on, cast("Happened", load(row.record, row.schema)))


def receipt_of(row: AnyRow) -> Receipt:
    """The receipt of a row."""
    return Receipt(row.key, row.on, row.fingerprint)


def request_of(row: AnyRow) -> Request:
    """The request of a row."""
    return cast("Request", load(row.record, row.schema))


def kept_of(row: AnyRow, journal: Callable[[], Iterable[JournalLine]]) -> Kept:
    """The account of a row: its stored state where this version can read it, else its journal folded anew."""
    if row.shape == account_shape():
        try:
            return Kept(row.id, load_account(row.record), row.version, row.lines)
        except UnreadableRecord:
            pass  # the journal is the truth; the state is only a shortcut past it
    return Kept(row.id, folded(journal()), row.version, row.lines)


def folded(lines: Iterable[JournalLine]) -> Account | None:
    """The account that a journal makes."""
    account: Account | None = None
    for line in lines:
        if not isinstance(line.happened, Refused):
            account = evolve(account, line.happened)
    return account


def said_of(happened: Happened, on: date) -> Fields:
    """What a line of the journal says in columns; a refusal is of the day of its command."""
    if isinstance(happened, Refused):
        return {"on": on, "subject": happened.reason.value, "amount": None, "currency": None}
    amount = happened.amount
    return {
        "on": happened.on,
        "subject": happened.subject,
        "amount": None if amount is None else amount.amount,
        "currency": None if amount is None else amount.currency.code,
    }
