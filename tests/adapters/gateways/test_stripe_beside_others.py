"""
Stripe beside a second opinion: the official SDK, and localstripe.

localstripe runs as a process of its own and is never imported (it is GPL).  It is wrong about idempotency, refund
limits and decline codes; those are tested in `test_stripe_where_localstripe_is_wrong.py` against a scripted peer.
"""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import uvicorn
from werkzeug import Response

from astra_billing import RUB, Money
from astra_billing.account import commands as c
from astra_billing.adapters.gateways.asgi import NotificationEndpoint
from astra_billing.adapters.gateways.client import GatewayClient
from astra_billing.adapters.gateways.conversation import Patience
from astra_billing.adapters.gateways.forms import read_form
from astra_billing.adapters.gateways.http import HttpDriver, HttpRequest, HttpResponse
from astra_billing.adapters.gateways.secret import Secret
from astra_billing.adapters.gateways.stripe import Stripe
from astra_billing.adapters.gateways.stripe.notifications import sign
from astra_billing.methods import MethodStatus
from astra_billing.ports.payments import (
    CancelPayment,
    ChargeSaved,
    FailureReason,
    FetchMethod,
    FetchPayment,
    FetchRefund,
    ForgetMethod,
    GatewayError,
    NotificationInput,
    NotificationRejected,
    OutcomeUnknown,
    PaymentSnapshot,
    PaymentState,
    RefundPayment,
    StoredMethod,
    Verified,
)
from tests.adapters.gateways.processes import command, free_port, running
from tests.adapters.runtime.tills import BANK, server
from tests.adapters.runtime.tills import Till as Counter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_httpserver import HTTPServer
    from werkzeug import Request

stripe = pytest.importorskip("stripe", reason="the official SDK is not installed")

PRICE = Money("620.00", RUB)
KEY = "sk_test_of_this_test"
HOOK_SECRET = "whsec_of_this_test"  # noqa: S105
RENEWED, NEXT = date(2026, 1, 19), date(2026, 2, 20)


def now() -> datetime:
    """This very second: the SDK believes no signature that is older than five minutes."""
    return datetime.now(UTC).replace(microsecond=0)


def account(base_url: str = "https://api.stripe.com/v1") -> Stripe:
    """An account in test mode."""
    return Stripe(KEY, (HOOK_SECRET,), base_url=base_url, takes_test_payments=True)


# --- the SDK ----------------------------------------------------------------------------------------------------------


@pytest.fixture(name="came")
def recorded(httpserver: HTTPServer) -> list[Request]:
    """The requests that a server gets."""
    came: list[Request] = []

    def answer(request: Request) -> Response:
        request.get_data()
        came.append(request)
        error = {"error": {"type": "invalid_request_error", "message": "of no use"}}
        return Response(json.dumps(error), 400, {"Content-Type": "application/json"})

    httpserver.expect_request(re.compile(".*")).respond_with_handler(answer)
    return came


def what_counts(request: Request) -> tuple[str, str, dict[str, str], str | None, str | None, str | None]:
    """What Stripe looks at: method, path, form, key, credentials, version."""
    headers = request.headers
    form = read_form(request.get_data()) | read_form(request.query_string)
    told = {name: headers.get(name) for name in ("Idempotency-Key", "Authorization", "Stripe-Version")}
    return request.method, request.path, form, *told.values()  # type: ignore[return-value]


def test_the_official_sdk_sends_equivalent_requests(httpserver: HTTPServer, came: list[Request]) -> None:
    """The same method, path, form, key, credentials and version, value by value."""
    sdk = stripe.StripeClient(KEY, base_addresses={"api": httpserver.url_for("").rstrip("/")}).v1
    metadata = {"own_key": "k1", "off_session": "true"}
    options = {"idempotency_key": "k1"}
    intent: Any = {
        "amount": 62000,
        "currency": "rub",
        "payment_method": "pm_1",
        "payment_method_types": ["card"],
        "confirm": True,
        "off_session": True,
        "metadata": metadata,
        "expand": ["latest_charge"],
        "customer": "cus_1",
        "description": "Autopay",
    }
    refund: Any = {"payment_intent": "pi_1", "amount": 20000, "metadata": {"own_key": "k1"}}
    expanded: Any = {"expand": ["latest_charge"]}
    pairs: list[tuple[Any, Any]] = [
        (
            ChargeSaved("k1", "pm_1", PRICE, "Autopay", payer_ref="cus_1"),
            lambda: sdk.payment_intents.create(intent, options),
        ),
        (RefundPayment("k1", "pi_1", Money("200.00", RUB)), lambda: sdk.refunds.create(refund, options)),
        (CancelPayment("k1", "pi_1"), lambda: sdk.payment_intents.cancel("pi_1", {}, options)),
        (ForgetMethod("k1", "pm_1"), lambda: sdk.payment_methods.detach("pm_1", {}, options)),
        (FetchPayment("pi_1"), lambda: sdk.payment_intents.retrieve("pi_1", expanded)),
    ]
    for operation, by_sdk in pairs:
        came.clear()
        with HttpDriver() as driver, pytest.raises(GatewayError):
            GatewayClient(account(httpserver.url_for("/v1")), driver).ask(operation)
        with pytest.raises(stripe.InvalidRequestError):
            by_sdk()
        ours, theirs = map(what_counts, came)
        assert ours == theirs


def test_the_api_version_is_the_one_of_the_sdk() -> None:
    """What the answers look like is what the SDK was made for."""
    assert account().api_version == stripe.api_version


def test_the_sdk_believes_our_signatures_and_we_believe_its() -> None:
    """And both refuse another secret and altered bytes."""
    signed_at = now()
    body = json.dumps({"id": "evt_1", "object": "event", "type": "x", "data": {"object": {}}}).encode()
    ours = sign(body, Secret(HOOK_SECRET), signed_at)
    digest = stripe.WebhookSignature._compute_signature(f"{int(signed_at.timestamp())}.{body.decode()}", HOOK_SECRET)
    theirs = f"t={int(signed_at.timestamp())},v1={digest}"

    assert ours == theirs
    assert stripe.Webhook.construct_event(body, ours, HOOK_SECRET).type == "x"
    worth = account().parse_notification(NotificationInput("POST", (("Stripe-Signature", theirs),), body), signed_at)
    assert isinstance(worth, Verified)
    for altered, header in ((body + b" ", ours), (body, sign(body, Secret("whsec_other"), signed_at))):
        with pytest.raises(stripe.SignatureVerificationError):
            stripe.Webhook.construct_event(altered, header, HOOK_SECRET)
        with pytest.raises(NotificationRejected):
            account().parse_notification(NotificationInput("POST", (("Stripe-Signature", header),), altered), signed_at)


# --- localstripe ------------------------------------------------------------------------------------------------------


@pytest.fixture(name="local", scope="module")
def localstripe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Localstripe as a process, its state in a folder of the test."""
    program = command("localstripe", "pip install localstripe, which is GPL, puts it beside this Python")
    port = free_port()
    with running([program, "--port", str(port), "--from-scratch"], port, tmp_path_factory.mktemp("local")) as url:
        yield f"{url}/v1"


class Till:
    """A customer with a saved card at localstripe, and our account that charges it."""

    def __init__(self, url: str, driver: HttpDriver) -> None:
        self._http = httpx.Client(base_url=url, headers={"Authorization": f"Bearer {KEY}"}, trust_env=False)
        self.client = GatewayClient(account(url), driver)
        self.customer = self.post("/customers", name="Client")["id"]

    def post(self, path: str, **fields: str) -> dict[str, Any]:
        """What the customer's browser would do: nothing of it is ours."""
        answer = self._http.post(path, data=fields)
        assert answer.status_code == 200, answer.text
        said: dict[str, Any] = answer.json()
        return said

    def card(self, number: str = "4242424242424242") -> str:
        """A card saved by a SetupIntent, as the vendor's page would."""
        fields = {"card[number]": number, "card[exp_month]": "12", "card[exp_year]": "2030", "card[cvc]": "123"}
        card: str = self.post("/payment_methods", type="card", **fields)["id"]
        self.post(f"/payment_methods/{card}/attach", customer=self.customer)
        return card

    def close(self) -> None:
        """Let the connections go."""
        self._http.close()


@pytest.fixture(name="till")
def till_at_localstripe(local: str) -> Iterator[Till]:
    """A new customer for each test."""
    with HttpDriver() as driver, closing(Till(local, driver)) as till:
        yield till


def test_localstripe_a_set_up_card_is_a_token(till: Till) -> None:
    """R77: saved without a charge."""
    card = till.card()
    setup = till.post("/setup_intents", customer=till.customer, usage="off_session")
    till.post(f"/setup_intents/{setup['id']}/confirm", payment_method=card)

    kept = till.client.ask(FetchMethod(setup["id"]))

    assert (kept.token, kept.payer_ref) == (card, till.customer)


def test_localstripe_save_charge_off_session_refund_in_three_parts_forget(till: Till) -> None:
    """R79, B47: 620.00 taken, then 200.00, 200.00 and 220.00 back, then the card is dropped."""
    card = till.card()
    paid = till.client.ask(ChargeSaved("k1", card, PRICE, payer_ref=till.customer))
    assert (paid.state, paid.amount, paid.own_key) == (PaymentState.SUCCEEDED, PRICE, "k1")
    assert paid.method is not None
    assert paid.method.token == card

    for number, part in enumerate(("200.00", "200.00", "220.00")):
        refund = till.client.ask(RefundPayment(f"r{number}", paid.ref, Money(part, RUB)))
        assert (refund.state, refund.payment_ref) == (PaymentState.SUCCEEDED, paid.ref)
        assert till.client.ask(FetchRefund(refund.ref)).amount == Money(part, RUB)

    after = till.client.ask(FetchPayment(paid.ref, expected=PRICE))
    assert (after.state, after.kept) == (PaymentState.SUCCEEDED, Money("0.00", RUB))
    till.client.ask(ForgetMethod("f1", card))


def test_localstripe_a_declined_charge_is_an_answer_though_without_its_decline_code(till: Till) -> None:
    """It knows card_declined only; the codes themselves are tested against a scripted peer."""
    declined = till.client.ask(ChargeSaved("k1", till.card("4000000000000341"), PRICE, payer_ref=till.customer))

    assert declined.state is PaymentState.FAILED
    assert declined.failure is not None
    assert declined.failure.reason is FailureReason.DECLINED


def test_localstripe_a_card_that_wants_its_owner_is_given_up(till: Till) -> None:
    """It answers requires_action where Stripe is said to answer 402; the intent is cancelled, and stays so."""
    failed = till.client.ask(ChargeSaved("k1", till.card("4000002500003155"), PRICE, payer_ref=till.customer))

    assert failed.state is PaymentState.FAILED
    assert failed.failure is not None
    assert failed.failure.reason is FailureReason.NEEDS_AUTHENTICATION
    assert till.client.ask(FetchPayment(failed.ref)).state is PaymentState.CANCELLED


def test_localstripe_a_signed_webhook_comes_into_our_hands(till: Till, local: str) -> None:
    """The exact bytes it sends are believed; the same bytes under another secret are not."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        server.settimeout(20)
        url = f"http://127.0.0.1:{server.getsockname()[1]}/hooks"
        config = local.removesuffix("/v1") + "/_config/webhooks/ours"
        httpx.post(config, json={"url": url, "secret": HOOK_SECRET}, trust_env=False).raise_for_status()
        events: list[NotificationInput] = []
        done = threading.Event()
        thread = threading.Thread(target=_receive, args=(server, events, done), daemon=True)
        thread.start()
        till.client.ask(ChargeSaved("k1", till.card(), PRICE, payer_ref=till.customer))
        done.wait(20)
        thread.join(1)

    worths = [account().parse_notification(each, datetime.now(UTC)) for each in events]
    paid = [each.about for each in worths if isinstance(each, Verified) and each.event == "payment_intent.succeeded"]
    assert [(each.own_key, each.amount) for each in paid if isinstance(each, PaymentSnapshot)] == [("k1", PRICE)]
    for each in events:
        with pytest.raises(NotificationRejected):
            Stripe(KEY, ("whsec_other",), takes_test_payments=True).parse_notification(each, datetime.now(UTC))


class Forgetful(HttpDriver):
    """Every answer to a charge is lost after the charge was made."""

    charges = 0

    def send(self, request: HttpRequest, *, gateway: str) -> HttpResponse:
        """Send it, and lose what comes back."""
        answer = super().send(request, gateway=gateway)
        if request.method == "POST":
            self.charges += 1
            raise OutcomeUnknown(gateway, text="the answer is lost")
        return answer


@contextmanager
def served(app: NotificationEndpoint) -> Iterator[str]:
    """The address of our endpoint under a real server."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/hooks/stripe"
        server.should_exit = True
        thread.join(10)


def test_localstripe_a_signed_webhook_goes_through_our_endpoint_into_the_account(till: Till, local: str) -> None:
    """R79: the answer to the charge is lost, the webhook alone renews the service, and the sweep adds nothing."""
    with Forgetful() as driver:
        ours = Counter(GatewayClient(account(local), driver, patience=Patience(tries=1)))
        ours.do(c.SaveMethod("saved", "Card", BANK), "save")
        token = StoredMethod(till.card(), MethodStatus.WORKS, payer_ref=till.customer)
        assert ours.billing.keep_method("a1", "saved", BANK, token)
        ours.do(server("saved"), "server")
        endpoint = NotificationEndpoint(ours.bank, partial(ours.billing.believe, BANK, on=RENEWED))
        with served(endpoint) as url:
            config = local.removesuffix("/v1") + "/_config/webhooks/account"
            httpx.post(config, json={"url": url, "secret": HOOK_SECRET}, trust_env=False).raise_for_status()
            assert ours.billing.run_day(RENEWED).failed == 1
            until = time.monotonic() + 20
            while ours.account.services["s1"].expires_on != NEXT and time.monotonic() < until:
                time.sleep(0.1)
        assert ours.account.services["s1"].expires_on == NEXT
        ours.pass_time(days=1)
        ours.billing.run_day(RENEWED)
        assert driver.charges == 1
    paid = till.client.ask(FetchPayment(ours.talk("a1/renewal/s1/2026-01-20/1").ref))
    assert (paid.state, paid.amount) == (PaymentState.SUCCEEDED, Money("900.00", RUB))


def _receive(server: socket.socket, events: list[NotificationInput], done: threading.Event) -> None:
    """Take events until the payment is among them."""
    while not done.is_set():
        try:
            connection, _ = server.accept()
        except OSError:
            return
        with connection, connection.makefile("rb") as incoming:
            incoming.readline()
            headers = tuple(_headers(iter(incoming.readline, b"\r\n")))
            length = next(int(value) for name, value in headers if name.lower() == "content-length")
            events.append(NotificationInput("POST", headers, incoming.read(length), source_ip="127.0.0.1"))
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        if b'"payment_intent.succeeded"' in events[-1].body:
            done.set()


def _headers(lines: Iterator[bytes]) -> Iterator[tuple[str, str]]:
    for line in lines:
        name, _, value = line.decode("latin-1").partition(":")
        yield name.strip(), value.strip()
