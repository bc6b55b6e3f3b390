"""
Commands, events and requests as plain records, and back.

A record names its type and holds texts, numbers and lists only, so JSON takes
it as it is: amounts are texts with their currency, dates are ISO, rates keep
their decimals.  What was written is read back equal.

    >>> from datetime import date
    >>> from astra_billing.account.commands import TopUp
    >>> from astra_billing.money import RUB
    >>> record = dump(TopUp("p1", Money("22.4137", RUB), "card"))
    >>> record
    {'type': 'TopUp', 'payment_id': 'p1', 'amount': '22.4137 RUB', 'source': 'card'}
    >>> load(record).amount
    Money('22.4137', RUB)
    >>> load({"type": "Levitate"})
    Traceback (most recent call last):
    ...
    astra_billing.wire.codec.UnreadableRecord: a record of type 'Levitate' cannot be read: no such type in this version
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast, get_args

from astra_billing.account import Charge, Reason, Refused
from astra_billing.account.commands import Command
from astra_billing.account.events import Event
from astra_billing.dates import Month, Term
from astra_billing.errors import BillingError
from astra_billing.ledger import Expense, Part, Payment, Purpose, Refund
from astra_billing.money import Money
from astra_billing.notices import Notice
from astra_billing.payers import MergePlan, Payer, PayerBook, PayerDraft, PayerLock
from astra_billing.services import Service
from astra_billing.wire.money import read_money, register_money, write_money
from astra_billing.wire.orders import register_orders
from astra_billing.wire.payer_values import register_payers
from astra_billing.wire.writers import Writers, compact

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cattrs import Converter

    T = TypeVar("T")

Storable: TypeAlias = (
    Command | Event | Charge | Refund | Notice | Refused | Payer | PayerBook | PayerDraft | PayerLock | MergePlan
)
"""Everything that is stored or sent."""

SCHEMA_VERSION = 2
"""The version of the records that this library writes; it reads this one and all before."""

TYPES: Mapping[str, type] = {each.__name__: each for each in get_args(Storable)}
_EVENTS = frozenset(get_args(Event))
FORMER_NAMES: Mapping[str, str] = {"Charge": "RenewalCharge"}
"""What types were called in records of schema 1."""


class UnreadableRecord(BillingError, ValueError):
    """
    A stored record cannot be read back.

    Attributes:
        kind: the type it names.
        why: what is wrong with it.
    """

    def __init__(self, kind: object, why: str) -> None:
        self.kind = kind
        self.why = why
        super().__init__(kind, why)

    def __str__(self) -> str:
        return f"a record of type {self.kind!r} cannot be read: {self.why}"


class NewerSchema(BillingError):
    """
    The data was written by a later version of the library.

    Attributes:
        found: the version of the data.
    """

    def __init__(self, found: int) -> None:
        self.found = found
        super().__init__(found)

    def __str__(self) -> str:
        return f"the data has schema {self.found}, this library knows up to {SCHEMA_VERSION}; upgrade astra-billing"


def dump(value: Storable) -> dict[str, object]:
    """The plain record of a value."""
    return {"type": type(value).__name__, **cast("dict[str, object]", _converter().unstructure(value))}


def dump_text(value: Storable) -> str:
    """The plain record of a value as JSON, as a store keeps it."""
    kind = type(value)
    if kind not in _EVENTS:
        return compact(dump(value))
    said = _writers().of(kind)(value)
    return f'{{"type":"{kind.__name__}",{said[1:]}'


def load(record: Mapping[str, object], schema: int = SCHEMA_VERSION) -> Storable:
    """
    The value of a record.

    Raises:
        NewerSchema: a later version of the library wrote it.
        UnreadableRecord: its type or a field is not known.
    """
    if schema > SCHEMA_VERSION:
        raise NewerSchema(schema)
    kind = FORMER_NAMES.get(str(record.get("type")), record.get("type"))
    if kind not in TYPES:
        raise UnreadableRecord(kind, "no such type in this version")
    from cattrs.errors import ForbiddenExtraKeysError  # noqa: PLC0415  # only who reads pays for it

    fields = {key: value for key, value in record.items() if key != "type"}
    try:
        return cast("Storable", _converter().structure(fields, TYPES[str(kind)]))
    except (ForbiddenExtraKeysError, LookupError, TypeError, ValueError) as error:
        raise UnreadableRecord(kind, f"{type(error).__name__}: {error}") from error


def fingerprint(value: Storable) -> str:
    """The same for equal values and different for different ones; tells a repeated command from another one."""
    return hashlib.sha256(json.dumps(dump(value), sort_keys=True).encode()).hexdigest()


@cache
def _converter() -> Converter:
    return new_converter()


@cache
def _writers() -> Writers:
    return Writers(_converter(), frozenset({Expense, Part, Payment, Purpose, Service, *_EVENTS}))


def new_converter() -> Converter:
    """A converter that knows every value here, to be taught more; a copy of one would forget its unions."""
    from cattrs import Converter  # noqa: PLC0415  # only who stores or reads pays for it

    converter = Converter(detailed_validation=False, forbid_extra_keys=True)
    _add_text_form(converter, date, date.isoformat, date.fromisoformat)
    _add_text_form(converter, Decimal, str, Decimal)
    _add_text_form(converter, Month, str, Month.parse)
    _add_text_form(converter, Term, str, Term.parse)
    register_payers(register_orders(register_money(converter)))
    converter.register_unstructure_hook(Refused, _dump_refused)
    converter.register_structure_hook(Refused, _load_refused)
    return converter


def _add_text_form(converter: Converter, kind: type[T], write: Callable[[T], str], read: Callable[[str], T]) -> None:
    converter.register_unstructure_hook(kind, write)
    converter.register_structure_hook(kind, lambda text, _: read(text))


def _dump_refused(refused: Refused) -> dict[str, object]:
    return {"reason": refused.reason.value, "facts": {name: _dump_fact(fact) for name, fact in refused.facts.items()}}


def _load_refused(record: Mapping[str, Any], _: type) -> Refused:
    return Refused(Reason(record["reason"]), {name: _load_fact(fact) for name, fact in record["facts"].items()})


def _dump_fact(fact: object) -> object:
    return {"money": write_money(fact)} if isinstance(fact, Money) else fact


def _load_fact(fact: object) -> object:
    return read_money(fact["money"]) if isinstance(fact, dict) else fact
