"""
The kinds of product, how a tax relates to a price, and how a paid service opens.

    >>> ProductKind("domain")
    <ProductKind.DOMAIN: 'domain'>
    >>> TaxMode("on_top"), Opening("needs_setup")
    (<TaxMode.ON_TOP: 'on_top'>, <Opening.NEEDS_SETUP: 'needs_setup'>)
"""

from __future__ import annotations

from datetime import timedelta
from enum import Enum


class ProductKind(Enum):
    """The kind of a product; it decides how early a renewal begins (R86)."""

    SERVER = "server"
    HOSTING = "hosting"
    STORAGE = "storage"
    LICENCE = "licence"
    DOMAIN = "domain"
    SSL_CERTIFICATE = "ssl"
    OTHER = "service"

    @property
    def renewal_lead(self) -> timedelta:
        """How long before the expiry its automatic renewal is first tried: 1 day, or 60 (R86)."""
        return _EARLY if self in _RENEWED_EARLY else _ORDINARY


_ORDINARY, _EARLY = timedelta(days=1), timedelta(days=60)
_RENEWED_EARLY = frozenset({ProductKind.DOMAIN, ProductKind.SSL_CERTIFICATE})


class TaxMode(Enum):
    """Whether a price holds its tax: a setting of the provider (R42, R47, B27)."""

    INCLUDED = "included"
    ON_TOP = "on_top"


class Opening(Enum):
    """What a paid service goes through before it works (R46, R89)."""

    AT_ONCE = "at_once"
    """It is active as soon as it is paid."""
    PROVISIONED = "provisioned"
    """The provider's panel opens it: "Обрабатывается: открытие"."""
    NEEDS_SETUP = "needs_setup"
    """A quick order: its parameters are named after the payment, "Требуется настройка"."""
