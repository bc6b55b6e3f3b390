"""
Hypothesis strategies for payers: right from birth, and their corrupted twins.

    >>> from hypothesis import find
    >>> find(payers(PayerType.SOLE_PROPRIETOR), lambda payer: payer.inn != "").type.name
    'SOLE_PROPRIETOR'

Requisites are empty now and then, as on the portal's form, where most fields may be.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from astra_billing.payers import (
    Delivery,
    Individual,
    LegalEntity,
    PayerDraft,
    PayerType,
    SoleProprietor,
)
from astra_billing.payers.numbers import account, inn, kpp, ogrn, ogrnip, passport
from astra_billing.testing.strategies.requisites import (
    accounts_with_bik,
    corrupted,
    corrupted_beside_bik,
    inns,
    kpps,
    ogrnips,
    ogrns,
    passports,
    postal_codes,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

    from astra_billing.payers import Payer

_CITIES = ("Москва", "Санкт-Петербург", "Нижний Новгород", "Ростов-на-Дону")
_PEOPLE = ("Иванов Иван Иванович", "Петрова Мария Сергеевна", "Иван")
_COMPANIES = ("Компания №1", "ООО «Три кита»", "Lala limited", "АО «Ромашка-плюс»")
_BIRTHS = st.dates(date(1930, 1, 1), date(2008, 1, 1))
_OF_AGE = timedelta(days=14 * 366)


def payers(payer_type: PayerType | None = None) -> SearchStrategy[Payer]:
    """Payers of Russia of one status, or of any; each passes every check without a warning."""
    made = {PayerType.INDIVIDUAL: _individuals, PayerType.LEGAL_ENTITY: _entities, PayerType.SOLE_PROPRIETOR: _sole}
    wanted = [payer_type] if payer_type else list(PayerType)
    return st.sampled_from(wanted).flatmap(lambda kind: made[kind]())


def payer_drafts(payer_type: PayerType | None = None) -> SearchStrategy[PayerDraft]:
    """Forms that are filled in rightly."""
    return payers(payer_type).map(PayerDraft.from_payer)


def corrupted_payer_drafts(payer_type: PayerType | None = None) -> SearchStrategy[tuple[PayerDraft, str]]:
    """Forms of one status, or of any, with one error, and the name of the field that has it."""
    wanted = [payer_type] if payer_type else list(PayerType)
    return st.sampled_from(wanted).flatmap(_corrupted)


def _corrupted(kind: PayerType) -> SearchStrategy[tuple[PayerDraft, str]]:
    own = {PayerType.INDIVIDUAL: _spoiled_person, PayerType.LEGAL_ENTITY: _spoiled_entity}.get(kind, _spoiled_sole)
    spoiled = {**_spoiled_common(), **own()}
    broken = st.sampled_from(sorted(spoiled)).flatmap(lambda name: st.tuples(st.just(name), spoiled[name]))
    return st.builds(_with, payer_drafts(kind), broken)


def _with(draft: PayerDraft, broken: tuple[str, object]) -> tuple[PayerDraft, str]:
    name, text = broken
    apart = {"same_address": "no"} if "same_address" in draft.texts else {}
    beside = text if isinstance(text, dict) else {name: text}
    return draft.having(**apart, **beside), name


def _spoiled_common() -> dict[str, SearchStrategy[object]]:
    return {
        "contact_person": st.just(""),
        "email": st.sampled_from(("client", "client@", "@example.com", "a b@example.com")),
        "phone": st.sampled_from(("телефон", "+7 999 111 22 3", "1")),
        "actual_postal_code": st.sampled_from(("14014", "1401400", "14014O")),
        "actual_country": st.sampled_from(("Атлантида", "R", "RUS")),
        "delivery": st.sampled_from(("голубем", "portal, pigeon")),
        "colour": st.just("red"),
    }


def _spoiled_person() -> dict[str, SearchStrategy[object]]:
    return {"passport": _refused(corrupted(passports(), passport.is_valid)), "name": st.just("ООО «Три кита»")}


def _spoiled_entity() -> dict[str, SearchStrategy[object]]:
    wrong = corrupted_beside_bik(accounts_with_bik(), account.is_valid).filter(lambda pair: bool(pair[0].strip()))
    return {
        "name": st.just(""),
        "inn": _refused(corrupted(inns(inn.ORGANISATION), inn.is_valid)) | inns(inn.PERSON),
        "kpp": _refused(corrupted(kpps(), kpp.is_valid)),
        "ogrn": _refused(corrupted(ogrns(), ogrn.is_valid), region=3) | ogrnips(),
        "account": wrong.map(lambda pair: {"account": pair[0], "bik": pair[1]}),
    }


def _spoiled_sole() -> dict[str, SearchStrategy[object]]:
    return {
        **_spoiled_person(),
        "name": st.just(""),
        "inn": _refused(corrupted(inns(inn.PERSON), inn.is_valid)) | inns(inn.ORGANISATION),
        "ogrn": _refused(corrupted(ogrnips(), ogrnip.is_valid), region=3) | ogrns(),
        "kpp": kpps(),
    }


def _refused(numbers: SearchStrategy[str], region: int = 0) -> SearchStrategy[str]:
    """Spoiled numbers that are errors: an empty field is none, and a region 00 is only doubted."""
    return numbers.filter(lambda number: bool(number.strip()) and number[region : region + 2] != "00")


def _common() -> dict[str, SearchStrategy[object]]:
    return {
        "contact_person": st.sampled_from(_PEOPLE),
        "phone": _or_empty(st.integers(900_000_0000, 999_999_9999).map(lambda number: f"+7{number}")),
        "email": st.sampled_from(("client@example.com", "buh+1@mail.example.org")),
        "delivery": st.none() | st.frozensets(st.sampled_from(Delivery)),
        "actual_country": st.just("RU"),
        "actual_postal_code": _or_empty(postal_codes()),
        "actual_city": st.sampled_from(_CITIES),
        "actual_street": st.just("ул. Ленина, д. 1"),
    }


def _business() -> dict[str, SearchStrategy[object]]:
    return {
        **_common(),
        "name": st.sampled_from(_COMPANIES),
        "fax": st.sampled_from(("", "+79994445566")),
        "legal_country": st.just("RU"),
        "legal_postal_code": _or_empty(postal_codes()),
        "legal_city": st.sampled_from(_CITIES),
        "position": st.sampled_from(("", "Генеральный директор")),
        "acts_on": st.sampled_from(("", "Устава")),
        "bank_name": st.sampled_from(("", "Банк №1")),
    }


def _person() -> dict[str, SearchStrategy[object]]:
    return {
        "passport": _or_empty(passports()),
        "passport_issued_by": st.sampled_from(("", "УФМС г. Москва")),
        "registration_city": st.sampled_from(_CITIES),
    }


def _individuals() -> SearchStrategy[Payer]:
    return st.builds(_aged(Individual), _BIRTHS, st.fixed_dictionaries({**_common(), **_person()}))


def _sole() -> SearchStrategy[Payer]:
    own = {**_business(), **_person(), "inn": _or_empty(inns(inn.PERSON)), "ogrn": _or_empty(ogrnips())}
    return st.builds(_aged(SoleProprietor), _BIRTHS, _banked(own))


def _entities() -> SearchStrategy[Payer]:
    own = {
        **_business(),
        "inn": _or_empty(inns(inn.ORGANISATION)),
        "kpp": _or_empty(kpps()),
        "ogrn": _or_empty(ogrns()),
        "director": st.sampled_from(("", "Иванов Иван Иванович")),
    }
    return _banked(own).map(lambda values: _built(LegalEntity, values))


def _aged(kind: Callable[..., Payer]) -> Callable[[date, dict[str, object]], Payer]:
    return lambda born, values: _built(kind, {**values, "born_on": born, "passport_issued_on": born + _OF_AGE})


def _built(kind: Callable[..., Payer], values: dict[str, object]) -> Payer:
    return kind(**values)


def _banked(own: dict[str, SearchStrategy[object]]) -> SearchStrategy[dict[str, object]]:
    bank: SearchStrategy[dict[str, object]] = st.just({}) | accounts_with_bik().map(
        lambda pair: {"account": pair[0], "bik": pair[1]}
    )
    return st.builds(lambda values, details: {**values, **details}, st.fixed_dictionaries(own), bank)


def _or_empty(numbers: SearchStrategy[str]) -> SearchStrategy[object]:
    return st.just("") | numbers
