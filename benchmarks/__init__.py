"""
Measurements beside peers and floors; nothing here is timed by the tests.

`nox -s benchmarks` installs the peers and prints one table.  A module of this
package that has `rows()` is part of it; `python -m benchmarks money` runs the
modules named.
"""

from __future__ import annotations
