"""
An account's state as a plain record, and back: what a store keeps so that it need not fold a journal.

The record is made from the fields that `Account` has, so a new field needs
nothing here.  It is only ever a shortcut: `account_shape` changes with the
fields, and a record of another shape is left unread and the journal folded.

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
    >>> load_account({"id": "a1"})
    Traceback (most recent call last):
    ...
    astra_billing.wire.codec.UnreadableRecord: a record of type 'Account' cannot be read: KeyError: 'currency'
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any, cast, get_args, get_origin

from attrs import AttrsInstance, fields, has, resolve_types

from astra_billing.account import Account
from astra_billing.wire.codec import UnreadableRecord, new_converter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cattrs import Converter

FOLD_VERSION = 4
"""Rises when `evolve` makes another account of the same journal although no field has changed."""


def dump_account(account: Account) -> dict[str, object]:
    """The plain record of an account."""
    return cast("dict[str, object]", _account_converter().unstructure(account))


def load_account(record: Mapping[str, object]) -> Account:
    """
    The account of a record.

    Raises:
        UnreadableRecord: a field is missing, unknown or cannot be read.
    """
    from cattrs.errors import ForbiddenExtraKeysError  # noqa: PLC0415  # only who reads pays for it

    try:
        return _account_converter().structure(record, Account)
    except (ForbiddenExtraKeysError, LookupError, TypeError, ValueError) as error:
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
    resolved: type[AttrsInstance] = resolve_types(kind)
    for each in fields(resolved):
        yield f"{kind.__name__}.{each.name}: {each.type}"
        yield from _shapes(each.type, seen)
