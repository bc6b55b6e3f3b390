"""Every word of a cart and an order exists in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from astra_billing.orders import DiscountKind, DiscountReason, OrderStatus, PromoFault
from astra_billing.texts import LANGS, label
from astra_billing.texts.orders import ORDERS

if TYPE_CHECKING:
    from enum import Enum

KINDS = (DiscountKind, DiscountReason, OrderStatus, PromoFault)
MEMBERS = [member for kind in KINDS for member in kind]


@pytest.mark.parametrize("member", MEMBERS, ids=str)
def test_a_customer_never_sees_a_bare_code(member: Enum) -> None:
    """R44, R46: each member has its word."""
    assert all(label(member, lang) for lang in LANGS)


def test_no_label_outlives_its_member() -> None:
    """A member that is gone takes its label with it."""
    labels = {code for code in ORDERS if code[0].isupper()}

    assert labels == {f"{type(member).__name__}.{member.name}" for member in MEMBERS}
