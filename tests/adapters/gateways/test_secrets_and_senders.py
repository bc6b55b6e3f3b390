"""Secrets that never show themselves, and networks that are told apart."""

from __future__ import annotations

import copy
import pickle
import ssl

import pytest

from astra_billing.adapters.gateways.forms import form_bytes, read_form
from astra_billing.adapters.gateways.http import HttpDriver, HttpRequest
from astra_billing.adapters.gateways.reading import Unreadable
from astra_billing.adapters.gateways.secret import Secret, same
from astra_billing.adapters.gateways.senders import inside
from astra_billing.errors import InvalidValue


def test_a_secret_shows_itself_to_nobody_who_does_not_ask() -> None:
    """Not in a repr, a format, an error or a pickle."""
    secret = Secret("live_abc")

    assert "abc" not in f"{secret!r} {secret} {[secret]}"
    for write in (pickle.dumps, copy.copy):
        with pytest.raises(InvalidValue) as caught:
            write(secret)
        assert "abc" not in str(caught.value)
    assert secret.reveal() == secret.encoded().decode() == "live_abc"


def test_secrets_compare_by_what_they_hold() -> None:
    """A secret of a secret is the same secret."""
    assert Secret("a") == Secret(Secret("a"))
    assert Secret("a") != Secret("b")
    assert Secret("a") != "a"
    assert len({Secret("a"), Secret("a")}) == 1


@pytest.mark.parametrize("text", ["", None, 5])
def test_an_empty_secret_is_a_forgotten_setting(text: object) -> None:
    """It is refused at birth, and what was given is not shown."""
    with pytest.raises(InvalidValue, match="a secret"):
        Secret(text)  # type: ignore[arg-type]


def test_texts_are_compared_whatever_letters_they_have() -> None:
    """A forged signature may be any text."""
    assert same("ключ", "ключ")
    assert not same("\ud800", "ключ")
    assert same(b"a", "a")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("77.75.156.11", True),
        ("77.75.156.12", False),
        ("185.71.76.31", True),
        ("185.71.76.32", False),
        ("2a02:5180:0:1509::1", True),
        ("2a02:5180:0:1510::1", False),
        ("::ffff:77.75.156.11", True),
        ("localhost", False),
        ("", False),
        ("77.75.156.11, 10.0.0.1", False),
    ],
)
def test_a_sender_is_inside_a_network_or_it_is_not(address: str, *, expected: bool) -> None:
    """What is no address is inside nothing."""
    assert inside(address, ("77.75.156.11/32", "185.71.76.0/27", "2a02:5180:0:1509::/64")) is expected


@pytest.mark.parametrize(
    "url",
    ["http://pay.example", "ftp://pay.example", "https://", "https://user:password@pay.example", "pay.example", ""],
)
def test_money_travels_over_tls_only(url: str) -> None:
    """Except to this very machine."""
    with pytest.raises(InvalidValue, match="https"):
        HttpRequest("GET", url)
    assert HttpRequest("GET", "http://127.0.0.1:8080/v3").only_asks


def test_a_driver_never_leaves_certificates_unchecked() -> None:
    """A context of one's own is fine, one that trusts everybody isn't."""
    HttpDriver(tls=ssl.create_default_context()).close()
    careless = ssl.create_default_context()
    careless.check_hostname = False
    careless.verify_mode = ssl.CERT_NONE
    with pytest.raises(InvalidValue, match="certificates"):
        HttpDriver(tls=careless)


def test_a_form_comes_back_as_it_went() -> None:
    """Russian, empty fields and brackets included."""
    fields = {"a[b]": "тест & проба", "empty": ""}

    assert read_form(form_bytes(fields)) == fields


@pytest.mark.parametrize("body", [b"\xff", b"a=%ff", b"&".join(b"f%d=1" % n for n in range(300)), "a=1&a=2"])
def test_a_form_that_can_be_read_in_two_ways_is_not_read(body: bytes | str) -> None:
    """Neither is one that is no form, or has hundreds of fields."""
    with pytest.raises(Unreadable):
        read_form(body)
