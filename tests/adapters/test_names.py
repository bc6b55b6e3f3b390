"""Names in cases: what is sure is suggested, what is not is refused (R23)."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from astra_billing.adapters import names
from astra_billing.adapters.names import name_cases
from astra_billing.payers import NOBODY, Case, CaseRefusal

needs_pytrovich = pytest.mark.skipif(find_spec("pytrovich") is None, reason="the extra `names` is not installed")


@needs_pytrovich
@pytest.mark.parametrize(
    ("name", "genitive", "dative"),
    [
        ("Иванов Иван Иванович", "Иванова Ивана Ивановича", "Иванову Ивану Ивановичу"),
        ("Иванова Мария Петровна", "Ивановой Марии Петровны", "Ивановой Марии Петровне"),
        ("Шевченко Тарас Григорьевич", "Шевченко Тараса Григорьевича", "Шевченко Тарасу Григорьевичу"),
        ("Ткач Ольга Ильинична", "Ткач Ольги Ильиничны", "Ткач Ольге Ильиничне"),
        ("Римская-Корсакова Анна Ивановна", "Римской-Корсаковой Анны Ивановны", "Римской-Корсаковой Анне Ивановне"),
        ("Чёрный Савва Лукич", "Чёрного Саввы Лукича", "Чёрному Савве Лукичу"),
    ],
)
def test_a_full_name_is_inflected(name: str, genitive: str, dative: str) -> None:
    """R23: ФИО директора в род. и дат. падеже."""
    assert (name_cases().name_in(name, Case.GENITIVE), name_cases().name_in(name, Case.DATIVE)) == (genitive, dative)


@needs_pytrovich
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Иванов И.И.", "name.not_full"),
        ("Иван Иванович Иванов", "name.not_full"),
        ("Иванов Иван", "name.not_full"),
        ("Нгуен Ван Хай", "name.not_full"),
        ("Ivanov Ivan Ivanovich", "name.not_full"),
        ("иванов иван иванович", "name.not_full"),
        ("Мамедов Эльчин Рамиз оглы", "name.not_full"),
        ("Абрамович Роман Аркадьевич", "name.not_full"),
        ("Иванов Мария Ивановна", "name.no_gender"),
        ("Иванова Иван Иванович", "name.no_gender"),
        ("Ким Мария Иванович", "name.no_gender"),
        ("Заяц Петр Ильич", "name.varies"),
        ("Лев Илья Петрович", "name.varies"),
    ],
)
def test_what_could_be_wrong_is_refused(name: str, code: str) -> None:
    """R23: a wrong case in a contract is worse than an empty field."""
    refused = name_cases().name_in(name, Case.GENITIVE)
    assert isinstance(refused, CaseRefusal)
    assert refused.code == code


def test_without_the_library_every_name_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """R23: the refusal says what to install."""
    monkeypatch.setattr(names, "find_spec", lambda _: None)
    assert name_cases() is NOBODY
