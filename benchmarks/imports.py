"""
What `import astra_billing` costs over a bare interpreter, and what it must not load.

Counted is processor time, which a busy machine stretches less than the clock.
Bytecode is on disk, as pip leaves it, whatever the environment says: what is
measured is an import, not a compilation.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from tempfile import TemporaryDirectory

from benchmarks.table import Row

ROUNDS = 25
MOST_MS = 45
HEAVY = ("babel", "cattrs", "dateutil", "httpx", "numpy", "polars", "sqlalchemy")
NEEDED = "attrs, datetime, decimal, enum, fractions, re, typing"


def rows() -> list[Row]:
    """Fresh processes in turns, the best of each."""
    programs = {"bare": "pass", "needed": f"import {NEEDED}", "ours": "import astra_billing"}
    best = dict.fromkeys(programs, float("inf"))
    with TemporaryDirectory() as folder:
        compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        compiled["PYTHONPYCACHEPREFIX"] = folder
        for program in programs.values():
            taken(program, compiled)
        for _ in range(ROUNDS):
            best |= {name: min(best[name], taken(program, compiled)) for name, program in programs.items()}
    ours, needed = best["ours"] - best["bare"], best["needed"] - best["bare"]
    loaded = heavy()
    return [
        Row(
            "import",
            f"{ours:.0f} ms",
            f"{NEEDED} alone",
            f"{needed:.0f} ms",
            f"{ours / needed:.1f} x its time",
            goal=f"at most {MOST_MS} ms",
            met=ours <= MOST_MS,
        ),
        Row("heavy modules loaded by the import", loaded or "none", goal="none", met=not loaded),
    ]


def taken(program: str, environment: dict[str, str]) -> float:
    """Milliseconds of processor time of a fresh interpreter."""
    before = spent()
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)  # noqa: S603 - a program of this file
    return spent() - before


def spent() -> float:
    """Milliseconds of processor time of all finished children."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (usage.ru_utime + usage.ru_stime) * 1000


def heavy() -> str:
    """The heavy modules that the import brings, as text."""
    program = f"import sys, astra_billing; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)  # noqa: S603 - as above
    return done.stdout.strip()
