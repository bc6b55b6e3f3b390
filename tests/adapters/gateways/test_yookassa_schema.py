"""Every request body of YooKassa against the vendor's own schema."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from astra_billing.adapters.gateways.yookassa.codes import REASONS
from astra_billing.adapters.gateways.yookassa.receipts import MODES, SUBJECTS, VAT_CODES
from tests.adapters.gateways.samples import yookassa_spec
from tests.adapters.gateways.yookassa_requests import OPERATIONS, shop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from astra_billing.ports.payments import Operation

PATHS = {
    "redirect": "/payments",
    "redirect and save": "/payments",
    "save": "/payment_methods",
    "charge": "/payments",
    "plain charge": "/payments",
    "refund": "/refunds",
    "refund with receipt": "/refunds",
}


def one_of(validator: Any, choices: list[Any], instance: Any, schema: Any) -> Iterator[Any]:
    """`oneOf` as OpenAPI means it: the field `type` says which one."""
    kind = instance.get("type") if isinstance(instance, dict) else None
    bases = (each.get("discriminator", {}) for each in yookassa_spec()["components"]["schemas"].values())
    meant = {base["mapping"][kind] for base in bases if kind in base.get("mapping", {})}
    chosen = [each for each in choices if each.get("$ref") in meant]
    if len(chosen) == 1:
        yield from validator.descend(instance, chosen[0])
    else:
        yield from jsonschema.Draft4Validator.VALIDATORS["oneOf"](validator, choices, instance, schema)


DISCRIMINATING = jsonschema.validators.extend(jsonschema.Draft4Validator, {"oneOf": one_of})  # type: ignore[no-untyped-call]


def fault_of(body: object, path: str) -> str:
    """What the vendor's schema says against the body of a POST; empty when it fits."""
    schema = yookassa_spec()["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"]
    whole = {**schema, "components": yookassa_spec()["components"]}
    found = jsonschema.exceptions.best_match(DISCRIMINATING(whole).iter_errors(body))
    return "" if found is None else found.message


def body_of(operation: Operation) -> Any:
    """The body that the adapter writes, as it is read on the other side."""
    return json.loads(shop().build_request(operation).body, parse_float=Decimal)


@pytest.mark.parametrize("name", PATHS)
def test_a_request_body_fits_the_vendors_schema(name: str) -> None:
    """Required fields, lengths, enumerations: all as the vendor publishes them."""
    assert fault_of(body_of(OPERATIONS[name]), PATHS[name]) == ""


def test_the_check_sees_what_the_vendor_would_refuse() -> None:
    """The check itself: no amount, an amount that is a number, another currency, a text that is too long."""
    good = body_of(OPERATIONS["charge"])
    assert fault_of({**good, "amount": {"value": 620, "currency": "RUB"}}, "/payments")
    assert fault_of({**good, "amount": {"value": "620.00", "currency": "XXX"}}, "/payments")
    assert fault_of({**good, "description": "x" * 129}, "/payments")
    assert fault_of({}, "/payments")


def test_every_code_of_a_receipt_is_one_that_the_vendor_knows() -> None:
    """VAT codes 1 to 12, subjects and modes of its enumerations."""
    schemas = yookassa_spec()["components"]["schemas"]
    vat = schemas["ReceiptItemVatCode"]

    assert {vat["minimum"], vat["maximum"]} <= set(VAT_CODES.values()) == set(range(1, 13))
    assert set(SUBJECTS.values()) <= set(schemas["ReceiptItemPaymentSubject"]["enum"])
    assert set(MODES.values()) == set(schemas["ReceiptItemPaymentMode"]["enum"])


def test_every_reason_that_the_vendor_names_is_known() -> None:
    """A new reason in a new edition shows up here; until then it is a plain decline."""
    schemas = yookassa_spec()["components"]["schemas"]
    named = set(schemas["PaymentCancellationDetails"]["properties"]["reason"]["enum"])

    assert named - set(REASONS) <= {"canceled_by_merchant"}
