"""
Official numbers that documents, companies and other libraries agree on, each by its name.

A kind that needs a whole payer is typed into its form; a phone is judged twice, by the plain judge
and by the library of phone numbers.
"""

from __future__ import annotations

import json
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from astra_billing.adapters.contacts import contacts
from astra_billing.errors import BillingError
from astra_billing.payers import PLAIN, PayerDraft, PayerType, check
from astra_billing.payers.numbers import (
    NumberFault,
    account,
    bik,
    correspondent_account,
    inn,
    kpp,
    ogrn,
    ogrnip,
    passport,
    postal_code,
    snils,
)

if TYPE_CHECKING:
    from collections.abc import Callable

VECTORS = Path(__file__).parents[3] / "shared" / "vectors" / "requisites_vectors.json"
CASES = json.loads(VECTORS.read_text(encoding="utf-8")) if VECTORS.exists() else []


def inn_for_payer(text: str, payer: str) -> str:
    """An organisation has 10 digits, a person 12."""
    if inn.is_person(text) != (payer != "legal"):
        raise NumberFault("inn", "length", text)
    return inn.validate(text)


def treasury_account(text: str, bank: str) -> str:
    """The single account of a treasury office stands in the field of the correspondent account, the others don't."""
    if text.startswith("40102"):
        correspondent_account.validate(text, bank)
    return account.validate(text, bank)


def kpp_for_payer(text: str, payer: str) -> str:
    """A KPP in the form of an organisation, or of a sole proprietor, who has none."""
    status = PayerType.LEGAL_ENTITY if payer == "legal" else PayerType.SOLE_PROPRIETOR
    draft = PayerDraft.of(status, name="Компания №1", contact_person="Иван", kpp=text)
    check(draft, on=date(2026, 1, 15)).require()
    return kpp.validate(text)


def phone(text: str) -> str:
    """A number that both judges bring to the same form."""
    plain = PLAIN.phone(text, "RU")
    assert contacts().phone(text, "RU") == plain
    return plain


VALIDATE: dict[str, Callable[[dict[str, Any]], Callable[[str], str]]] = {
    "account": lambda extra: partial(account.validate, bik=extra.get("bik")),
    "bik": lambda _: bik.validate,
    "corr_account": lambda extra: partial(correspondent_account.validate, bik=extra.get("bik")),
    "inn": lambda _: inn.validate,
    "inn_for_payer": lambda extra: partial(inn_for_payer, payer=extra["payer"]),
    "kpp": lambda _: kpp.validate,
    "kpp_for_payer": lambda extra: partial(kpp_for_payer, payer=extra["payer"]),
    "ogrn": lambda _: ogrn.validate,
    "ogrnip": lambda _: ogrnip.validate,
    "passport": lambda _: passport.validate,
    "phone": lambda _: phone,
    "postal_index": lambda _: postal_code.validate,
    "snils": lambda _: snils.validate,
    "treasury_account": lambda extra: partial(treasury_account, bank=extra["bik"]),
}


def name(case: dict[str, Any]) -> str:
    """The kind, the value, what it stands beside, and what is expected."""
    beside = [str(case["extra"][key]) for key in ("bik", "payer") if key in case["extra"]]
    parts = [case["kind"], case["value"], *beside, "valid" if case["valid"] else "invalid"]
    return "-".join(parts).replace(" ", "_")


@pytest.mark.skipif(not CASES, reason="the vectors are not beside this checkout")
@pytest.mark.parametrize("case", [pytest.param(case, id=name(case)) for case in CASES])
def test_a_number_is_judged_as_its_source_says(case: dict[str, Any]) -> None:
    """B45: a valid one comes back clean, an invalid one is refused; a case that asks for a warning is only doubted."""
    value, extra = case["value"], case["extra"]
    validate = VALIDATE[case["kind"]](extra)
    if extra.get("strictness") == "warn":
        assert is_doubted_at_most(validate, value)
    elif case["valid"]:
        assert validate(value) == extra.get("e164", extra.get("normalised", clean(value)))
    else:
        with pytest.raises(BillingError):
            validate(value)


def clean(value: str) -> str:
    """A valid value as it is stored."""
    return value.replace(" ", "").replace("-", "")


def is_doubted_at_most(validate: Callable[[str], str], value: str) -> bool:
    """Whether a value is accepted, or refused as policy, which a form shows as a warning."""
    try:
        validate(value)
    except NumberFault as fault:
        return fault.is_policy
    return True
