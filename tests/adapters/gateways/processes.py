"""Peers that run as processes of their own, on this machine only."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HERE = "127.0.0.1"
_PATIENCE = 60


def free_port() -> int:
    """A port that nobody listens on."""
    with closing(socket.create_server((HERE, 0))) as server:
        port: int = server.getsockname()[1]
        return port


def command(name: str, why: str) -> str:
    """The path of a command beside this Python, in node_modules, or on the PATH; the test is skipped without it."""
    root = Path(__file__).parents[3]
    folders = (Path(sys.executable).parent, root / "node_modules" / ".bin")
    found = shutil.which(name, path=os.pathsep.join(map(str, folders))) or shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed: {why}")
    return found


@contextmanager
def running(arguments: Sequence[str], port: int, folder: Path) -> Iterator[str]:
    """The address of a server that is up; it keeps its files in a folder of the test, and ends with it."""
    environment = {**os.environ, "TMPDIR": str(folder)}
    with (folder / "output.txt").open("wb") as output:
        process = subprocess.Popen(arguments, stdout=output, stderr=output, env=environment, cwd=folder)
    try:
        _wait(process, port, folder)
        yield f"http://{HERE}:{port}"
    finally:
        process.terminate()
        process.wait(10)


def _wait(process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            pytest.fail(f"the peer has ended: {(folder / 'output.txt').read_text('utf-8', 'replace')[-2000:]}")
        try:
            socket.create_connection((HERE, port), 0.2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the peer is not up after {_PATIENCE} s")
