"""The command `astra-billing`: it composes the adapters and mirrors the library."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line, or say what to install when its extra is missing."""
    try:
        from astra_billing.adapters.cli.app import app  # noqa: PLC0415  # the extra may be missing
    except ModuleNotFoundError as error:
        sys.exit(f"astra-billing: {error.name} is not installed; run: pip install 'astra-billing[cli]'")
    app()
