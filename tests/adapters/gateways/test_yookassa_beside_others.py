"""
YooKassa beside a second opinion: the official SDK, and a server made of the vendor's own file.

The SDK runs as a process of its own, because its settings are global; both speak to a server of ours.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from decimal import Decimal
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve
from werkzeug import Response

from astra_billing.adapters.gateways.client import GatewayClient
from astra_billing.adapters.gateways.conversation import Patience
from astra_billing.adapters.gateways.http import HttpDriver
from astra_billing.adapters.gateways.yookassa import YooKassa
from astra_billing.ports.payments import (
    FetchMethod,
    FetchPayment,
    GatewayError,
    InvalidRequest,
    Misconfigured,
    OutcomeUnknown,
    PaymentSnapshot,
    RefundPayment,
    StoredMethod,
)
from tests.adapters.gateways.processes import command, free_port, running
from tests.adapters.gateways.samples import yookassa_file
from tests.adapters.gateways.yookassa_requests import ID, OPERATIONS, PRICE, shop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_httpserver import HTTPServer
    from werkzeug import Request

    from astra_billing.ports.payments import Answer, Operation

SDK = """
import json, sys, warnings
warnings.simplefilter("ignore")
from yookassa import Configuration, Payment, PaymentMethod, Refund
url, name, body, key, ref = sys.argv[1:]
Configuration.configure("123456", "test_secret")
Configuration.api_url = url
body = json.loads(body)
calls = {
    "payments": lambda: Payment.create(body, key),
    "payment_methods": lambda: PaymentMethod.create(body, key),
    "refunds": lambda: Refund.create(body, key),
    "cancel": lambda: Payment.cancel(ref, key),
    "fetch": lambda: Payment.find_one(ref),
}
try:
    calls[name]()
except Exception as error:
    print(type(error).__name__, error, file=sys.stderr)
"""
CALLS = {
    "redirect": "payments",
    "redirect and save": "payments",
    "charge": "payments",
    "plain charge": "payments",
    "save": "payment_methods",
    "refund": "refunds",
    "refund with receipt": "refunds",
    "cancel": "cancel",
}


def recorded(server: HTTPServer) -> list[Request]:
    """The requests that a server gets; it answers each with nothing of use."""
    came: list[Request] = []

    def answer(request: Request) -> Response:
        request.get_data()
        came.append(request)
        return Response(b"{}", 400, {"Content-Type": "application/json"})

    server.expect_request(re.compile(".*")).respond_with_handler(answer)
    return came


def plain(value: Any, name: str = "") -> Any:
    """
    A body without what means nothing.

    The SDK adds empty lists and its own name in the metadata, and writes a quantity as the text "1.0",
    where the vendor's schema has a number.
    """
    if isinstance(value, dict):
        kept = {key: each for key, each in value.items() if each not in ([], None) and key != "cms_name"}
        return {key: plain(each, key) for key, each in kept.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return Decimal(str(value)) if name == "quantity" else value


def what_counts(request: Request) -> tuple[str, str, Any, str | None, str | None]:
    """What YooKassa looks at: method, path, body, key, credentials; an empty body is no body."""
    body = plain(json.loads(request.get_data() or b"{}", parse_float=Decimal))
    headers = request.headers
    return request.method, request.path, body, headers.get("Idempotence-Key"), headers.get("Authorization")


def by_sdk(url: str, name: str, body: object, key: str, ref: str) -> None:
    """Have the official SDK do the same."""
    arguments = [sys.executable, "-c", SDK, url, name, json.dumps(body), key, ref]
    subprocess.run(arguments, check=True, capture_output=True, timeout=60)


@pytest.mark.skipif(find_spec("yookassa") is None, reason="the official SDK is not installed")
@pytest.mark.parametrize("name", CALLS)
def test_the_official_sdk_sends_an_equivalent_request(httpserver: HTTPServer, name: str) -> None:
    """The same method, path, body, key and credentials, value by value."""
    came = recorded(httpserver)
    operation = OPERATIONS[name]
    request = shop(httpserver.url_for("/v3")).build_request(operation)
    with HttpDriver() as driver, pytest.raises(GatewayError):
        GatewayClient(shop(httpserver.url_for("/v3")), driver).ask(operation)

    key = request.headers["Idempotence-Key"]
    by_sdk(httpserver.url_for("/v3"), CALLS[name], json.loads(request.body), key, ID)

    ours, theirs = map(what_counts, came)
    assert ours == theirs


@pytest.fixture(name="prism", scope="module")
def prism_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Prism on the vendor's file, on this machine."""
    prism = command("prism", "npm install @stoplight/prism-cli puts it into node_modules")
    port, folder = free_port(), tmp_path_factory.mktemp("prism")
    with running([prism, "mock", "-h", "127.0.0.1", "-p", str(port), str(yookassa_file())], port, folder) as url:
        yield url


def ask(url: str, operation: Operation, gateway: YooKassa | None = None) -> Answer:
    """Ask Prism, whose examples are of another shop and another amount; reading them is what counts."""
    with HttpDriver() as driver:
        account = gateway or YooKassa("123", "s", base_url=url, takes_test_payments=True)
        return GatewayClient(account, driver, patience=Patience(tries=1)).ask(operation)


@pytest.mark.parametrize("name", [name for name in OPERATIONS if name != "cancel"])
def test_prism_takes_the_transport_of_every_request(prism: str, name: str) -> None:
    """Credentials, key and address; its static example is then refused for being about 1000.00."""
    request = YooKassa("123", "s", base_url=prism, takes_test_payments=True).build_request(OPERATIONS[name])
    with HttpDriver() as driver:
        response = driver.send(request, gateway="yookassa")
    assert response.status == 200


def test_prism_answers_are_read(prism: str) -> None:
    """Every example of the vendor's file that the adapter reads."""
    method = ask(prism, FetchMethod("1da5c87d-0984-50e8-a7f3-8de646dd9ec9"))
    assert isinstance(method, StoredMethod)
    said = YooKassa("123", "s", base_url=prism, takes_test_payments=True)
    with HttpDriver() as driver:
        response = driver.send(said.build_request(FetchPayment(ID)), gateway="yookassa")
    shop_id = json.loads(response.body)["recipient"]["account_id"]
    payment = evolve(said, shop_id=shop_id).read_response(FetchPayment(ID), response)
    assert isinstance(payment, PaymentSnapshot)
    assert payment.amount.amount == 1000


def test_an_example_about_another_amount_is_refused(prism: str) -> None:
    """Prism always answers 1000.00; we asked about 620.00."""
    with pytest.raises((OutcomeUnknown, Misconfigured)):
        ask(prism, OPERATIONS["charge"])


def test_prism_refuses_what_the_vendor_would(prism: str) -> None:
    """Wrong ids are 400, wrong credentials 401: the adapter tells them apart."""
    with pytest.raises(InvalidRequest):
        ask(prism, RefundPayment("k1", "too-short", PRICE))
    account = YooKassa("123", "s", base_url=prism)
    request = account.build_request(FetchPayment(ID))
    with HttpDriver() as driver:
        bare = evolve(request, headers={"Accept": "application/json"})
        response = driver.send(bare, gateway="yookassa")
    with pytest.raises(Misconfigured):
        account.read_response(FetchPayment(ID), response)


def test_prism_output_stays_in_the_folder_of_the_test(tmp_path: Path) -> None:
    """The check itself: a command that is not there skips the test, with a reason."""
    assert tmp_path.exists()
    with pytest.raises(pytest.skip.Exception, match="not installed: why"):
        command("no-such-command-anywhere", "why")
