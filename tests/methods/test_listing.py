"""The list of saved methods (R76)."""

from __future__ import annotations

from attrs import frozen

from astra_billing.methods import BALANCE, MethodList, MethodRow, MethodStatus, PaymentMethod, SavedMethod, method_list

METHODS = [
    SavedMethod("c1", "Bank card *1111", gateway="yookassa"),
    SavedMethod("c2", "Bank card *0002", MethodStatus.FAILING, "yookassa"),
    SavedMethod("w1", "ЮKassa #157", gateway="webmoney"),
]


@frozen
class Bound:
    """A service, as far as the list looks at it."""

    renews_from: str | None


SERVICES = [Bound(name) for name in ("c1", BALANCE, "w1", BALANCE, None, "gone")]


def test_the_list_of_the_manual_ends_with_the_account() -> None:
    """R76: name, method, number of services; "Лицевой счет" has no method."""
    found = method_list(METHODS, SERVICES, "ru", [PaymentMethod("m", "ЮKassa", "yookassa")])
    assert found == MethodList(
        (
            MethodRow("c1", "Bank card *1111", "ЮKassa", 1, MethodStatus.WORKS),
            MethodRow("c2", "Bank card *0002", "ЮKassa", 0, MethodStatus.FAILING),
            MethodRow("w1", "ЮKassa #157", "webmoney", 1, MethodStatus.WORKS),
            MethodRow(BALANCE, "Лицевой счет", "", 2, None),
        )
    )


def test_an_account_without_saved_methods_has_its_balance() -> None:
    """R76: the account itself is always an entry."""
    assert method_list([], [], "en").rows == (MethodRow(BALANCE, "Balance", "", 0, None),)


def test_a_list_is_a_table() -> None:
    """DESIGN 5: the three columns of the portal."""
    assert method_list(METHODS[:1], SERVICES, "en").to_records() == [
        {"name": "Bank card *1111", "method": "yookassa", "services": 1},
        {"name": "Balance", "method": "", "services": 2},
    ]
