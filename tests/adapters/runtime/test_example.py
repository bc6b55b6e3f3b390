"""The small service of examples/nightly_run does what its page says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.adapters.storage.databases import KINDS, fresh_database

EXAMPLE = Path(__file__).parents[3] / "examples" / "nightly_run" / "nightly.py"


@pytest.mark.parametrize("kind", KINDS)
def test_the_nightly_service_runs_once_however_often_it_is_started(kind: str, tmp_path: Path) -> None:
    """Two workers bill five accounts; the second start has nothing to do."""
    with fresh_database(kind, tmp_path) as url:
        command = [sys.executable, str(EXAMPLE), "--db", url, "--on", "2026-02-01", "--workers", "2", "--sample", "5"]
        first = subprocess.run(command, capture_output=True, check=True, text=True).stdout.splitlines()
        again = subprocess.run(command, capture_output=True, check=True, text=True).stdout.splitlines()

    assert first[-1] == "2026-02-01: 5 accounts, 5 requests, 0 failures"
    assert sorted(first[:-1]) == [f"2026-02-01 customer-{n} credit_issued pfx/1" for n in range(5)]
    assert again == ["2026-02-01: 0 accounts, 0 requests, 0 failures"]
