"""The list "Автопродление услуг" (R85)."""

from __future__ import annotations

import copy
import pickle
from datetime import date

import pytest
from attrs import evolve

from astra_billing.dates import Term
from astra_billing.methods import BALANCE, MethodStatus, SavedMethod
from astra_billing.money import RUB, Money
from astra_billing.renewal import RenewalRow, upcoming
from astra_billing.services import ProductKind, Service, ServiceState, StopCause

TODAY = date(2024, 2, 22)
CARD = SavedMethod("card", "Bank card *1111", MethodStatus.FAILING)


def service(name: str, term: str = "1 month", *, renews_from: str | None = BALANCE) -> Service:
    """A service that is begun today."""
    return Service.begun(
        name, name.upper(), ProductKind.HOSTING, Money("250.00", RUB), Term.parse(term), on=TODAY,
        renews_from=renews_from,
    )  # fmt: skip


def test_the_row_of_the_manual() -> None:
    """R85: name, type, cost, next date, period, method, status of the service."""
    assert upcoming([service("dns")], [CARD], after=TODAY).rows == (
        RenewalRow(
            "dns",
            "DNS",
            ProductKind.HOSTING,
            Money("250.00", RUB),
            date(2024, 3, 21),
            Term.parse("1 month"),
            BALANCE,
            "",
            None,
            ServiceState.ACTIVE,
        ),
    )


def test_a_saved_method_is_named_with_its_status() -> None:
    """R85, R86: whoever pays is seen to fail."""
    (row,) = upcoming([service("dns", renews_from="card")], [CARD], after=TODAY).rows
    assert (row.method_id, row.method, row.method_status) == ("card", "Bank card *1111", MethodStatus.FAILING)


def test_services_without_automatic_renewal_are_not_listed() -> None:
    """R85: "у каких услуг включено автопродление"."""
    assert upcoming([service("dns", renews_from=None)], [], after=TODAY).rows == ()


def test_what_comes_first_stands_first() -> None:
    """R85: by day; without a day at the end; equals as they came."""
    listed = [
        service("still").stopped(StopCause.CUSTOMER),
        service("late", "1 year"),
        service("first"),
        service("second"),
        service("soon", "1 day"),
    ]
    rows = upcoming(listed, [], after=TODAY).rows
    assert [row.service_id for row in rows] == ["soon", "first", "second", "late", "still"]
    assert [str(row.next_on) for row in rows] == ["2024-02-23", "2024-03-21", "2024-03-21", "2025-02-21", "None"]
    assert rows[-1].state is ServiceState.STOPPED


def test_a_failed_attempt_shows_the_next_one() -> None:
    """R87: the day after."""
    tried = service("dns").attempted(date(2024, 3, 21))
    assert upcoming([tried], [], after=date(2024, 3, 21)).rows[0].next_on == date(2024, 3, 22)


def test_a_method_that_the_account_does_not_have_is_a_fault() -> None:
    """R80: deleting a method switches its renewals off, so this cannot be."""
    with pytest.raises(KeyError, match="gone"):
        upcoming([service("dns", renews_from="gone")], [CARD], after=TODAY)


def test_a_list_is_a_table_of_codes() -> None:
    """DESIGN 5."""
    found = upcoming([service("dns", renews_from="card")], [CARD], after=TODAY)
    assert found.to_records() == [
        {
            "service": "dns",
            "title": "DNS",
            "kind": "hosting",
            "price": Money("250.00", RUB),
            "next_on": date(2024, 3, 21),
            "term": "1 month",
            "method": "card",
            "state": "active",
        }
    ]


def test_a_list_is_shown_in_the_words_of_the_portal() -> None:
    """R85: the seven columns, in both languages."""
    found = upcoming([service("dns", "3 months"), service("site", renews_from="card")], [CARD], after=TODAY)
    russian, english = found.shown("ru"), found.shown("en")
    assert russian[1] == {
        "Наименование услуги": "DNS",
        "Тип продукта": "Хостинг",
        "Стоимость": Money("250.00", RUB),
        "Следующее списание": date(2024, 5, 21),
        "Период": "3 месяца",
        "Способ оплаты": "Лицевой счет",
        "Статус услуги": "Активен",
    }
    assert list(english[0]) == ["Service", "Product type", "Price", "Next charge", "Period", "Payment method", "Status"]
    assert english[0]["Payment method"] == "Bank card *1111"


def test_a_list_pickles_and_copies() -> None:
    """DESIGN 5."""
    found = upcoming([evolve(service("dns"))], [], after=TODAY)
    assert pickle.loads(pickle.dumps(found)) == copy.deepcopy(found) == found  # noqa: S301  # our own bytes
