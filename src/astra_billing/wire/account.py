"""
An account's state as a plain record, and back: what a store keeps so that it need not fold a journal.

The record is made from the fields that `Account` has, so a new field needs
nothing here.  It is only ever a shortcut: `account_shape` changes with the
fields and their defaults, and a record of another shape is left unread and the
journal folded.  `account_text` is the form for a store: it leaves out what has
its default, and `load_account` reads it as it reads the full record.

    >>> from datetime import date
    >>> from astra_billing.money import RUB, Money
    >>> from astra_billing.ledger import Payment
    >>> day = date(2026, 1, 1)
    >>> payment = Payment("p1", day, Money("22.4137", RUB), "card").credited(day)
    >>> account = Account("a1", RUB, day, payments={"p1": payment})
    >>> record = dump_account(account)
    >>> record["payments"]["p1"]["amount"], record["opened_on"]
    ('22.4137 RUB', '2026-01-01')
    >>> load_account(record) == account
    True
    >>> account_text(Account("a1", RUB, day))[:51]
    '{"id":"a1","currency":"RUB","opened_on":"2026-01-01'
    >>> load_account({"id": "a1"})
    Traceback (most recent call last):
    ...
    astra_billing.wire.codec.UnreadableRecord: a record of type 'Account' cannot be read: KeyError: 'currency'
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any, cast, get_args, get_origin

from attrs import has

from astra_billing.account import Account
from astra_billing.autopay import CapUse
from astra_billing.ledger import Expense, Invoice, Payment, Purpose
from astra_billing.orders import Cart
from astra_billing.services import Service
from astra_billing.wire.codec import UnreadableRecord, new_converter
from astra_billing.wire.fields import fields_of, told
from astra_billing.wire.readers import Readers
from astra_billing.wire.writers import Writers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cattrs import Converter

    from astra_billing.wire.by_type import Work

FOLD_VERSION = 5
"""Rises when `evolve` makes another account of the same journal although no field has changed."""


def dump_account(account: Account) -> dict[str, object]:
    """The plain record of an account."""
    return cast("dict[str, object]", _account_converter().unstructure(account))


def account_text(account: Account) -> str:
    """The record of an account as JSON, without the fields that have their default."""
    return cast("str", _writer()(account))


def load_account(record: Mapping[str, object]) -> Account:
    """
    The account of a record.

    Raises:
        UnreadableRecord: a field is missing, unknown or cannot be read.
    """
    from cattrs.errors import ForbiddenExtraKeysError  # noqa: PLC0415  # only who reads pays for it

    try:
        return cast("Account", _reader()(record))
    except (AttributeError, ForbiddenExtraKeysError, LookupError, TypeError, ValueError) as error:
        raise UnreadableRecord(Account.__name__, f"{type(error).__name__}: {error}") from error


@cache
def account_shape() -> str:
    """The same for two versions of the library whose accounts have the same fields and folds."""
    text = "\n".join(sorted(_shapes(Account, set())))
    return f"{FOLD_VERSION}/{hashlib.sha256(text.encode()).hexdigest()[:16]}"


@cache
def _account_converter() -> Converter:
    """The converter of events, taught sets, which JSON lacks; sorted, so that equal accounts look equal."""
    made = new_converter()
    made.register_unstructure_hook_factory(_is_set, lambda kind: _set_writer(made, kind))
    return made


_PLAIN = frozenset({Account, Cart, CapUse, Expense, Invoice, Payment, Purpose, Service})
"""What an account is mostly made of."""


@cache
def _writer() -> Work:
    return Writers(_account_converter(), _PLAIN, is_sparse=True).of(Account)


@cache
def _reader() -> Work:
    return Readers(_account_converter(), _PLAIN).of(Account)


def _is_set(kind: object) -> bool:
    return get_origin(kind) is frozenset


def _set_writer(made: Converter, kind: object) -> Callable[[frozenset[Any]], list[object]]:
    (inner,) = get_args(kind)
    return lambda members: sorted((made.unstructure(each, unstructure_as=inner) for each in members), key=str)


def _shapes(kind: object, seen: set[object]) -> Iterator[str]:
    for inner in get_args(kind):
        yield from _shapes(inner, seen)
    if not isinstance(kind, type) or kind in seen or not has(kind):
        return
    seen.add(kind)
    for each in fields_of(kind):
        yield f"{kind.__name__}.{told(each)}"
        yield from _shapes(each.kind, seen)
