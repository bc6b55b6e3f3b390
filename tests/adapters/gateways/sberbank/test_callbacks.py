"""Sberbank: a wrong checksum refuses a callback, a right one does not make it an answer."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from astra_billing.adapters.gateways.sberbank import CLASSIC_TEST, BankCertificate, Sberbank, SharedKey
from astra_billing.adapters.gateways.sberbank.checksum import CallbackCheck, hmac_checksum, signed_text
from astra_billing.errors import InvalidValue
from astra_billing.methods import MethodStatus
from astra_billing.ports.payments import (
    FetchMethod,
    FetchPayment,
    Hint,
    NotificationInput,
    NotificationRejected,
    StoredMethod,
    Subject,
    Verified,
)
from tests.adapters.gateways.samples import sample
from tests.adapters.gateways.talking import form

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 1, 15, tzinfo=UTC)
KEY = "0123456789abcdef0123456789abcdef"
ORDER = "61351fbd-ac25-484f-b930-4d0ce4101ab7"
FIELDS = {"mdOrder": ORDER, "orderNumber": "99999", "operation": "deposited", "status": "1"}
BINDING = {"bindingId": "555555", "clientId": "777777", "operation": "bindingDeactivated"}


def shop(check: CallbackCheck | None = None) -> Sberbank:
    """A shop that checks callbacks so."""
    return Sberbank(url=CLASSIC_TEST, token="t", site_url="https://shop.example/", callback_check=check)  # noqa: S106


def called(fields: dict[str, str]) -> NotificationInput:
    """A callback, which comes as a GET."""
    return NotificationInput("GET", query=urlencode(fields))


def with_hmac(fields: dict[str, str], key: str = KEY) -> dict[str, str]:
    """The fields with their checksum."""
    return {**fields, "checksum": hmac_checksum(signed_text(fields), key.encode())}


def openssl(*arguments: str | Path, data: bytes = b"") -> bytes:
    """What the openssl command makes of it."""
    return subprocess.run(["openssl", *map(str, arguments)], input=data, capture_output=True, check=True).stdout


@pytest.fixture(name="private", scope="module")
def private_key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key pair made by openssl for this run."""
    file = tmp_path_factory.mktemp("bank") / "private.pem"
    openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", file)
    return file


@pytest.fixture(name="certificate", scope="module")
def bank_certificate(private: Path) -> str:
    """Its certificate."""
    return openssl("req", "-x509", "-new", "-key", private, "-subj", "/CN=bank", "-days", "1").decode()


def with_rsa(fields: dict[str, str], private: Path) -> dict[str, str]:
    """The fields with a checksum that openssl made."""
    signature = openssl("dgst", "-sha512", "-sign", private, data=signed_text(fields))
    return {**fields, "checksum": signature.hex().upper()}


@pytest.mark.parametrize("name", ["deposited_1", "deposited_0", "refunded_1", "reversed_1", "declinedByTimeout_1"])
def test_the_signed_samples_are_taken(name: str) -> None:
    """Composed callbacks, signed by the rule that public code agrees on."""
    found = sample(f"sber_callback_{name}")

    hint = shop(SharedKey(found["symmetric_key"])).parse_notification(called(found["query"]), NOW)

    assert isinstance(hint, Hint)
    assert hint.question == FetchPayment(ORDER, "99999")
    assert hint.event == "{operation} {status}".format(**found["query"])


def test_the_checksum_is_the_one_of_the_published_text() -> None:
    """The text of the vendor's rule, with a key and a digest made beside the samples."""
    found = sample("sber_callback_doc_vector")

    assert hmac_checksum(signed_text({"foo": "bar", "bar": "baz"}), found["key"].encode()) == found["checksum"]


def test_openssl_makes_the_same_symmetric_checksum() -> None:
    """HMAC-SHA256, as another implementation computes it."""
    made = openssl("dgst", "-sha256", "-hmac", KEY, data=signed_text(FIELDS)).decode().rpartition("= ")[2].strip()

    assert made.upper() == hmac_checksum(signed_text(FIELDS), KEY.encode())


def test_what_openssl_signed_with_the_banks_key_is_taken(private: Path, certificate: str) -> None:
    """RSA with SHA-512: by the certificate, or by the public key alone."""
    public = openssl("rsa", "-in", private, "-pubout").decode()

    for pem in (certificate, public):
        checked = shop(BankCertificate(pem))
        assert isinstance(checked.parse_notification(called(with_rsa(FIELDS, private)), NOW), Hint)


def test_what_somebody_else_signed_or_changed_is_refused(private: Path, certificate: str) -> None:
    """Both modes: another key, a changed field, a checksum that is none."""
    for check, good in (
        (SharedKey(KEY), with_hmac(FIELDS)),
        (BankCertificate(certificate), with_rsa(FIELDS, private)),
    ):
        for forged in (
            {**good, "status": "0"},
            {**good, "checksum": good["checksum"][:-2] + "00"},
            {**good, "checksum": "не число"},
            {**good, "checksum": "AB"},
            with_hmac(FIELDS, "another"),
        ):
            with pytest.raises(NotificationRejected, match="checksum"):
                shop(check).parse_notification(called(forged), NOW)


def test_the_name_of_the_banks_key_may_be_signed_or_not(private: Path, certificate: str) -> None:
    """`sign_alias`: which of the two could not be read, so both are taken."""
    alias = {"sign_alias": "SHA-512 with RSA"}
    checked = shop(BankCertificate(certificate))

    for fields in (with_rsa({**FIELDS, **alias}, private), {**with_rsa(FIELDS, private), **alias}):
        assert isinstance(checked.parse_notification(called(fields), NOW), Hint)


def test_a_callback_without_a_checksum_is_a_hint_whatever_is_set() -> None:
    """It proves nothing and asks nothing that we would not ask anyway."""
    for check in (None, SharedKey(KEY)):
        hint = shop(check).parse_notification(called(FIELDS), NOW)
        assert isinstance(hint, Hint)
        assert (hint.subject, hint.reply.status) == (Subject.PAYMENT, 200)


def test_a_callback_comes_as_a_post_too() -> None:
    """The bank is set to one or the other."""
    assert isinstance(shop(SharedKey(KEY)).parse_notification(form(with_hmac(FIELDS)), NOW), Hint)


def test_a_proved_end_of_a_binding_is_believed() -> None:
    """R86: the payer took the card away at the bank; there is no amount to ask about."""
    told = shop(SharedKey(KEY)).parse_notification(called(with_hmac(BINDING)), NOW)

    assert isinstance(told, Verified)
    assert isinstance(told.about, StoredMethod)
    assert (told.about.status, told.about.payer_ref) == (MethodStatus.FAILING, "777777")
    made = shop(SharedKey(KEY)).parse_notification(called(with_hmac({**BINDING, "operation": "bindingCreated"})), NOW)
    assert isinstance(made, Verified)
    assert isinstance(made.about, StoredMethod)
    assert (made.about.status, made.about.token) == (MethodStatus.WORKS, "555555")


def test_an_unproved_end_of_a_binding_is_a_question_about_it() -> None:
    """The sample without a checksum."""
    hint = shop().parse_notification(called(sample("sber_binding_callback")["query"]), NOW)

    assert isinstance(hint, Hint)
    assert hint.question == FetchMethod("binding/777777/555555")
    assert b"clientId=777777" in shop().build_request(hint.question).body


@pytest.mark.parametrize(
    "query",
    [
        "",
        "operation=deposited",
        "operation=deposited&mdOrder=",
        "mdOrder=6135&orderNumber=99999",
        "operation=deposited&mdOrder=6135/../x",
        "operation=deposited&mdOrder=1&mdOrder=2",
        "operation=bindingStolen&bindingId=1&clientId=2",
        "operation=bindingCreated&bindingId=1",
        "operation=deposited&mdOrder=%FF",
        "operation=deposited&mdOrder=\udc80",
        "operation=deposited&mdOrder=" + "1" * 70_000,
    ],
)
def test_what_names_no_order_is_refused(query: str) -> None:
    """Nothing that could not be asked about."""
    with pytest.raises(NotificationRejected):
        shop().parse_notification(NotificationInput("GET", query=query), NOW)


def test_a_repeated_or_late_callback_asks_the_same_again() -> None:
    """Order and number of callbacks decide nothing: the answer to the question does."""
    first = shop().parse_notification(called(FIELDS), NOW)
    late = shop().parse_notification(called({**FIELDS, "operation": "approved"}), NOW)

    assert first == shop().parse_notification(called(FIELDS), NOW)
    assert isinstance(first, Hint)
    assert isinstance(late, Hint)
    assert first.question == late.question


def test_a_key_never_shows_and_a_certificate_must_be_one() -> None:
    """A secret, and a setting that is checked when it is set."""
    assert KEY not in repr(shop(SharedKey(KEY)))
    elliptic = openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256")
    for pem in ("", "no PEM", "ключ", openssl("ec", "-pubout", data=elliptic).decode()):
        with pytest.raises(InvalidValue):
            BankCertificate(pem)
