"""
Payers: who is billed, and the requisites that documents are made out with (R17-R28).

    >>> from datetime import date
    >>> draft = PayerDraft.of(PayerType.SOLE_PROPRIETOR, name="ИП Иванов", contact_person="Иван", kpp="773601001")
    >>> print(check(draft, on=date(2026, 1, 15)).text("en"))
    KPP: it is given to organisations only; clear it, or choose the status of a legal entity

`fields` describes the form, `check` reads a filled-in one and reports every fault, the `PayerBook`
keeps the payers of an account, `choosable_payers` and `locked_by` say who may be chosen, and
`plan_merge` shows what joining two payers would do.  Official numbers are in
`astra_billing.payers.numbers`.
"""

from __future__ import annotations

from astra_billing.payers import numbers
from astra_billing.payers.book import (
    BookEntry,
    Dependency,
    PayerBook,
    PayerExists,
    PayerInUse,
    TypeIsFixed,
    UnknownPayer,
    hanging_on,
)
from astra_billing.payers.cases import NOBODY, Case, CaseRefusal, NameCases, Prefilled, position_in, prefilled
from astra_billing.payers.checking import CheckReport, PayerDraft, check
from astra_billing.payers.contacts import PLAIN, ContactChecker, ContactFault, PlainContacts
from astra_billing.payers.entities import Individual, LegalEntity, Payer, SoleProprietor
from astra_billing.payers.faults import FieldFault, PayerFaults, PlacedFault
from astra_billing.payers.fields import Field
from astra_billing.payers.forms import FIELD_NAMES, fields
from astra_billing.payers.kinds import Block, Delivery, DependencyKind, FieldKind, PayerType, Severity
from astra_billing.payers.lock import PayerExpense, PayerLock, choosable_payers, locked_by
from astra_billing.payers.merging import MergeAction, MergePlan, MergeStep, StalePlan, plan_merge
from astra_billing.payers.requisites import Address, Requisites

__all__ = [
    "FIELD_NAMES",
    "NOBODY",
    "PLAIN",
    "Address",
    "Block",
    "BookEntry",
    "Case",
    "CaseRefusal",
    "CheckReport",
    "ContactChecker",
    "ContactFault",
    "Delivery",
    "Dependency",
    "DependencyKind",
    "Field",
    "FieldFault",
    "FieldKind",
    "Individual",
    "LegalEntity",
    "MergeAction",
    "MergePlan",
    "MergeStep",
    "NameCases",
    "Payer",
    "PayerBook",
    "PayerDraft",
    "PayerExists",
    "PayerExpense",
    "PayerFaults",
    "PayerInUse",
    "PayerLock",
    "PayerType",
    "PlacedFault",
    "PlainContacts",
    "Prefilled",
    "Requisites",
    "Severity",
    "SoleProprietor",
    "StalePlan",
    "TypeIsFixed",
    "UnknownPayer",
    "check",
    "choosable_payers",
    "fields",
    "hanging_on",
    "locked_by",
    "numbers",
    "plan_merge",
    "position_in",
    "prefilled",
]
