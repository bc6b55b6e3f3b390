"""What `import astra_billing` costs over a bare interpreter, and what it must not load."""

from __future__ import annotations

import subprocess
import sys
from time import perf_counter

from benchmarks.table import Row

ROUNDS = 15
MOST_MS = 45
HEAVY = ("babel", "cattrs", "dateutil", "httpx", "numpy", "polars", "sqlalchemy")


def rows() -> list[Row]:
    """Fresh processes in turns, the best of each."""
    bare, ours = (
        min(times)
        for times in zip(*((taken("pass"), taken("import astra_billing")) for _ in range(ROUNDS)), strict=True)
    )
    over = ours - bare
    loaded = heavy()
    return [
        Row(
            "import",
            f"{over:.0f} ms over",
            "a bare interpreter",
            f"{bare:.0f} ms",
            goal=f"at most {MOST_MS} ms over",
            met=over <= MOST_MS,
        ),
        Row("heavy modules loaded by the import", loaded or "none", goal="none", met=not loaded),
    ]


def taken(program: str) -> float:
    """Milliseconds of a fresh interpreter."""
    start = perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603 - a program of this file
    return (perf_counter() - start) * 1000


def heavy() -> str:
    """The heavy modules that the import brings, as text."""
    program = f"import sys, astra_billing; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)  # noqa: S603 - as above
    return done.stdout.strip()
