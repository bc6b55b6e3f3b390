"""What tests of several packages share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import astra_billing
from astra_billing.wire import read_scenario

if TYPE_CHECKING:
    from astra_billing.simulation import Scenario

DEMO = Path(astra_billing.__file__).parent / "adapters" / "cli" / "demo.toml"


@pytest.fixture(name="demo")
def demo_scenario() -> Scenario:
    """The manual's story, as `astra-billing demo` plays it."""
    return read_scenario(DEMO.read_text("utf-8"), "demo.toml")
