"""Reports and drafts: require, pickling, any text at all, and the requisites given with their sources."""

from __future__ import annotations

import json
import pickle
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from astra_billing.errors import InvalidValue
from astra_billing.payers import (
    FIELD_NAMES,
    Delivery,
    PayerDraft,
    PayerFaults,
    PayerType,
    check,
)
from astra_billing.payers.countries import CODES as COUNTRIES
from astra_billing.payers.crossing import Filled, crossed
from astra_billing.payers.entities import as_text
from astra_billing.payers.examining import examine
from astra_billing.testing.strategies.payers import corrupted_payer_drafts, payer_drafts, payers
from tests.payers.filled import TODAY, form, report

if TYPE_CHECKING:
    from astra_billing.payers import Payer

VECTORS = Path(__file__).parents[3] / "shared" / "vectors" / "requisites_vectors.json"


def test_require_raises_one_error_with_everything() -> None:
    """R23: the exception carries every fault, warnings included, and survives a pickle."""
    found = report(name="", inn="1", bik="544525225")
    with pytest.raises(PayerFaults, match=r"3 faults\n  name: Name: a required field is empty") as caught:
        found.require()

    copied = pickle.loads(pickle.dumps(caught.value))  # noqa: S301  # our own bytes
    assert copied.faults == caught.value.faults == found.faults


def test_a_draft_keeps_texts_and_pickles() -> None:
    """R27: dates, flags and members become the texts that a form has."""
    draft = form(
        born_on=datetime(1999, 3, 3, 12, tzinfo=UTC),
        same_address=True,
        fax=False,
        delivery={Delivery.POST, Delivery.EMAIL},
    )

    assert draft.texts["born_on"] == "1999-03-03"
    assert (draft.texts["same_address"], draft.texts["fax"], draft.texts["delivery"]) == ("yes", "no", "email, post")
    assert pickle.loads(pickle.dumps(draft)) == draft  # noqa: S301  # our own bytes


def test_a_number_passed_as_an_int_is_refused() -> None:
    """B45: 44525225 has lost the zero that the BIK begins with."""
    with pytest.raises(InvalidValue, match=r"^44525225 is not text; pass a str, with its leading zeros$") as caught:
        as_text(44525225)
    assert caught.value.value == 44525225


@given(payers())
def test_a_payer_fills_a_form_that_gives_the_same_payer(payer: Payer) -> None:
    """R27: editing without a change changes nothing."""
    found = check(PayerDraft.from_payer(payer), TODAY)

    assert found.faults == ()
    assert found.require() == payer


@pytest.mark.parametrize("payer_type", [None, *PayerType])
@settings(max_examples=40)
@given(data=st.data())
def test_a_corrupted_form_is_never_sound(payer_type: PayerType | None, data: st.DataObject) -> None:
    """B45: one slip in one field, and that field is named."""
    draft, path = data.draw(corrupted_payer_drafts(payer_type))
    found = check(draft, TODAY)

    assert path in {fault.path for fault in found.errors}
    with pytest.raises(PayerFaults):
        found.require()


TEXTS = st.text(max_size=40) | st.sampled_from(("RU", "DE", "legal_entity", "individual", "да", "01.01.2020", "email"))


@given(st.dictionaries(st.sampled_from(FIELD_NAMES) | st.text(max_size=8), TEXTS, max_size=12))
def test_any_texts_give_a_report(texts: dict[str, str]) -> None:
    """R23: whatever is typed, there is a report in both languages, and a payer if and only if it is sound."""
    found = check(PayerDraft(texts), TODAY)

    assert found.text("ru")
    assert found.text("en")
    if found.is_sound:
        assert check(PayerDraft.from_payer(found.require()), TODAY).is_sound


@given(payer_drafts())
def test_without_a_day_only_the_checks_of_today_are_left_out(draft: PayerDraft) -> None:
    """Rule 5 of the house: the caller brings the day."""
    assert examine(draft.texts).faults == ()


def test_a_day_is_only_asked_for_the_future() -> None:
    """R23: a payer is built without a day, so a birth in the future is found by the check alone."""
    later = Filled({"born_on": date(2030, 1, 1)})

    assert crossed(later, on=None) == []
    assert [found.code for found in crossed(later, on=TODAY)] == ["date.in_future"]


def test_every_country_has_two_letters() -> None:
    """R21: ISO 3166 knows 249."""
    assert len(COUNTRIES) == 249
    assert {len(code) for code in COUNTRIES} == {2}


KIND_FIELD = {"inn": "inn", "kpp": "kpp", "ogrn": "ogrn", "ogrnip": "ogrn", "bik": "bik", "account": "account"}


def vectors() -> list[dict[str, object]]:
    """The given requisites of the kinds that a form has; none where the file is not at hand."""
    if not VECTORS.exists():
        return []
    listed: list[dict[str, object]] = json.loads(VECTORS.read_text("utf-8"))
    return [each for each in listed if each["kind"] in {*KIND_FIELD, "inn_for_payer", "kpp_for_payer"}]


def called(case: dict[str, object]) -> str:
    """The case in the output of the tests."""
    extra = case["extra"]
    beside = f" {extra['bik']}" if isinstance(extra, dict) and "bik" in extra else ""
    return f"{case['kind']} {case['value']}{beside}"


@pytest.mark.parametrize("case", vectors(), ids=called)
def test_a_form_judges_the_given_requisites_as_their_sources_do(case: dict[str, object]) -> None:
    """B45: the numbers given with their sources, typed into the form that asks for them."""
    extra = case["extra"]
    assert isinstance(extra, dict)
    kind, value = str(case["kind"]), str(case["value"])
    is_person = kind in {"ogrnip", "kpp_for_payer"} or (kind == "inn" and len(value.strip()) == 12)
    name = KIND_FIELD.get(kind, kind.partition("_")[0])
    bank = {"bik": str(extra["bik"])} if "bik" in extra else {}
    draft = form(PayerType.SOLE_PROPRIETOR if is_person else PayerType.LEGAL_ENTITY, **{name: value, **bank})

    assert {fault.path for fault in check(draft, TODAY).errors} <= {name}
    if extra.get("strictness") != "warn":
        assert check(draft, TODAY).is_sound is case["valid"]
