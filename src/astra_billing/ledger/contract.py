"""
The contract between the provider and a payer: formed when the payer's first service is paid (R34).

    >>> Contract(1, "181", date(2026, 1, 10)).number
    1
"""

from __future__ import annotations

from datetime import date

from attrs import frozen


@frozen
class Contract:
    """
    A contract; its text is a document.

    Attributes:
        number: its number in the account.
        payer_id: the payer whose requisites it names.
        formed_on: the day the first service was paid.
    """

    number: int
    payer_id: str
    formed_on: date
