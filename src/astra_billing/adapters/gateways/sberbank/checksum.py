"""
The checksum of a callback of Sberbank: made with a shared key, or with the bank's private key.

    >>> text = signed_text({"foo": "bar", "bar": "baz", "checksum": "AB"})
    >>> text
    b'bar;baz;foo;bar;'
    >>> hmac_checksum(text, b"k")
    '55BB174C49F4F3CCBF1BFE89D42835A9CF0DAC4232625D1CDF7682229312AB11'

The odd case: whether `sign_alias`, the name of the bank's key, is signed too
could not be read anywhere, so both ways are tried; either needs the key.

    >>> fields = {"mdOrder": "6135", "sign_alias": "SHA-512 with RSA", "checksum": "AB"}
    >>> list(signed_texts(fields))
    [b'mdOrder;6135;sign_alias;SHA-512 with RSA;', b'mdOrder;6135;']

Sources: the rule, panasyuk/sberbank-acquiring; that both modes exist, securecardpayment.ru/wiki (callback).
"""

from __future__ import annotations

import hmac
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from astra_billing.adapters.gateways.secret import Secret, same
from astra_billing.errors import InvalidValue

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

CHECKSUM: Final = "checksum"
ALIAS: Final = "sign_alias"


@frozen
class SharedKey:
    """The symmetric mode: HMAC-SHA256 with a key from the shop's settings at the bank."""

    key: Secret = field(converter=Secret)

    def confirms(self, text: bytes, checksum: str) -> bool:
        """Whether the checksum of the text was made with the key."""
        return same(hmac_checksum(text, self.key.encoded()), checksum.upper())


@frozen
class BankCertificate:
    """
    The asymmetric mode, which the bank recommends: RSA with SHA-512.

    It needs the package `cryptography`, which the extra `gateways` installs.
    When the certificate ends is not looked at: it is you who trust it.

    Attributes:
        pem: the bank's certificate, or its public key alone, as PEM text.

    Raises:
        InvalidValue: it is neither, or its key is not RSA.
    """

    pem: str = field(repr=False)

    def __attrs_post_init__(self) -> None:
        _public_key(self.pem)

    def confirms(self, text: bytes, checksum: str) -> bool:
        """Whether the checksum of the text was made with the bank's private key."""
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - the extra may be missing
        from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15  # noqa: PLC0415 - as above
        from cryptography.hazmat.primitives.hashes import SHA512  # noqa: PLC0415 - as above

        try:
            _public_key(self.pem).verify(bytes.fromhex(checksum), text, PKCS1v15(), SHA512())
        except (InvalidSignature, ValueError):
            return False
        return True


CallbackCheck = SharedKey | BankCertificate
"""How callbacks are proved: whichever of the two is set at the bank."""


def signed_text(fields: Mapping[str, str], unsigned: Collection[str] = (CHECKSUM,)) -> bytes:
    """What is signed: `name;value;` of every field, by name, the checksum left out."""
    return "".join(f"{name};{fields[name]};" for name in sorted(fields) if name not in unsigned).encode()


def signed_texts(fields: Mapping[str, str]) -> Iterator[bytes]:
    """What may have been signed: with and without `sign_alias`, where there is one."""
    yield signed_text(fields)
    if ALIAS in fields:
        yield signed_text(fields, (CHECKSUM, ALIAS))


def hmac_checksum(text: bytes, key: bytes) -> str:
    """The checksum of a shared key: HMAC-SHA256, as capital hexadecimal digits."""
    return hmac.digest(key, text, "sha256").hex().upper()


@lru_cache(maxsize=8)
def _public_key(pem: str) -> RSAPublicKey:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.serialization import load_pem_public_key  # noqa: PLC0415 - as above
    from cryptography.x509 import load_pem_x509_certificate  # noqa: PLC0415 - as above

    try:
        encoded = pem.encode("ascii")
        is_certificate = "BEGIN CERTIFICATE" in pem
        key = load_pem_x509_certificate(encoded).public_key() if is_certificate else load_pem_public_key(encoded)
    except ValueError:
        key = None
    if not isinstance(key, RSAPublicKey):
        raise InvalidValue("...", expected="a PEM certificate with an RSA key", fix="pass the file the bank gives out")
    return key
