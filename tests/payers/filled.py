"""What tests of forms share: a day, a form with what is required, its faults."""

from __future__ import annotations

from datetime import date

from astra_billing.payers import CheckReport, PayerDraft, PayerType, check

TODAY = date(2026, 1, 15)
BASE = {
    PayerType.INDIVIDUAL: {"contact_person": "Иван"},
    PayerType.LEGAL_ENTITY: {"contact_person": "Иван", "name": "Компания №1"},
    PayerType.SOLE_PROPRIETOR: {"contact_person": "Иван", "name": "ИП Иванов"},
}


def form(payer_type: PayerType = PayerType.LEGAL_ENTITY, country: str = "RU", /, **texts: object) -> PayerDraft:
    """A form with what is required, and some texts of the case."""
    return PayerDraft.of(payer_type, country, **{**BASE[payer_type], **texts})


def report(**texts: object) -> CheckReport:
    """The report on a legal entity with some texts."""
    return check(form(**texts), TODAY)


def codes_of(draft: PayerDraft) -> list[str]:
    """The faults of a form as `field: code`."""
    return [f"{fault.path}: {fault.code}" for fault in check(draft, TODAY).faults]
