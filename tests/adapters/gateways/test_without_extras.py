"""Without the extra everything still imports; only sending needs it."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import importlib, pkgutil, sys
for missing in ("httpx", "stripe", "cryptography", "hypothesis", "yookassa", "localstripe"):
    sys.modules[missing] = None
import astra_billing.adapters.gateways as package
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    importlib.import_module(module.name)
import astra_billing.testing
from astra_billing.adapters.gateways.http import HttpDriver
try:
    HttpDriver()
except ImportError as error:
    print("needs", error.name)
"""


def test_every_gateway_imports_without_its_libraries_and_the_driver_names_what_it_needs() -> None:
    """Removing the extra leaves the rest importable."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, check=True, text=True)

    assert done.stdout == "needs httpx\n"
