"""
Whether a notification comes from one of the networks that its vendor publishes.

    >>> inside("185.71.76.3", ("185.71.76.0/27",)), inside("::ffff:185.71.76.3", ("185.71.76.0/27",))
    (True, True)
    >>> inside("10.0.0.1", ("185.71.76.0/27",)), inside("", ("185.71.76.0/27",))
    (False, False)
"""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def inside(address: str, networks: Iterable[str]) -> bool:
    """Whether the address lies in one of the networks; False for what is no address."""
    try:
        sender = ip_address(address)
    except ValueError:
        return False
    if isinstance(sender, IPv6Address) and sender.ipv4_mapped is not None:
        sender = sender.ipv4_mapped
    return any(sender in ip_network(network) for network in networks)
