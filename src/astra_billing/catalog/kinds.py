"""
The kinds of product.

    >>> ProductKind("domain")
    <ProductKind.DOMAIN: 'domain'>
"""

from __future__ import annotations

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
