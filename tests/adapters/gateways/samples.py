"""
Recorded and published data beside the checkout, where it is there.

It is not part of the project: tests that read it are skipped with a reason where it is missing.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[4] / "shared" / "gateways"


def sample(name: str) -> dict[str, Any]:
    """A JSON sample by its file name, without the suffix."""
    path = FOLDER / "samples" / f"{name}.json"
    if not path.exists():
        pytest.skip(f"the sample {path.name} is not beside this checkout")
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def yookassa_file() -> Path:
    """The vendor's OpenAPI file."""
    path = FOLDER / "yookassa-openapi.yaml"
    if not path.exists():
        pytest.skip(f"the vendor's {path.name} is not beside this checkout")
    return path


@cache
def yookassa_spec() -> dict[str, Any]:
    """The vendor's OpenAPI file as data."""
    import yaml  # noqa: PLC0415 - only where the file is

    found: dict[str, Any] = yaml.load(yookassa_file().read_text("utf-8"), Loader=yaml.CSafeLoader)
    return found
