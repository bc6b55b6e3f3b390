"""Beginnings of scenario files."""

from __future__ import annotations

HEAD = 'title = "A story"\nstarts_on = 2026-01-01\n'
ACCOUNT = HEAD + '[[accounts]]\nid = "a1"\n'
SERVICE = '[[accounts.services]]\nid = "vds"\nprice = "900.00"\nperiod = "1 month"\nexpires_on = 2026-01-20\n'
YOOKASSA = (
    '[[accounts.payment_methods]]\nid = "yookassa"\ntitle = "ЮKassa"\ncommission_percent = "5"\n'
    'commission_fixed = "10.00"\ncashback_percent = "10"\nat_least = "10.00"\nat_most = "3000.00"\n'
)


def event(*lines: str) -> str:
    """A scenario with one service, one card and one event."""
    card = '[[accounts.methods]]\nid = "card"\n'
    return ACCOUNT + card + SERVICE + "[[accounts.events]]\non = 2026-01-05\n" + "\n".join(lines)
