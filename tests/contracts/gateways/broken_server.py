"""Servers that break off: what no HTTP library would do on purpose."""

from __future__ import annotations

import socket
import struct
import threading
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


@contextmanager
def serving(behave: Callable[[socket.socket], None]) -> Iterator[str]:
    """The address of a server that reads a request and then behaves so, with every connection."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        server.settimeout(0.1)
        stop = threading.Event()
        thread = threading.Thread(target=_serve, args=(server, behave, stop), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        stop.set()
        thread.join(5)


def _serve(server: socket.socket, behave: Callable[[socket.socket], None], stop: threading.Event) -> None:
    open_ones = []
    while not stop.is_set():
        try:
            connection, _ = server.accept()
        except TimeoutError:
            continue
        open_ones.append(connection)
        connection.settimeout(5)
        try:
            connection.recv(65536)
            behave(connection)
        except OSError:
            connection.close()  # the client has had enough
    for connection in open_ones:
        connection.close()


def silent(_: socket.socket) -> None:
    """Never a word."""


def resetting(connection: socket.socket) -> None:
    """A reset in place of an answer."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def truncating(connection: socket.socket) -> None:
    """Less than was promised."""
    connection.sendall(HEAD + b'Content-Length: 500\r\n\r\n{"id": "2a78')
    connection.close()


def endless(connection: socket.socket) -> None:
    """A hundred megabytes, as far as anyone listens."""
    connection.sendall(HEAD + b"Content-Length: 100000000\r\n\r\n")
    piece = b" " * 1_000_000
    for _ in range(100):
        connection.sendall(piece)
    connection.close()


def dripping(connection: socket.socket) -> None:
    """A byte now and then, so that no single wait is ever too long."""
    connection.sendall(HEAD + b"Content-Length: 500\r\n\r\n")
    for _ in range(100):
        connection.sendall(b" ")
        threading.Event().wait(0.05)
    connection.close()


@contextmanager
def deaf() -> Iterator[str]:
    """The address of a server whose queue is full: connecting to it takes for ever."""
    with closing(socket.socket()) as server:
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        waiting = [socket.socket() for _ in range(4)]
        for each in waiting:
            each.settimeout(0)
            each.connect_ex(server.getsockname())
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        for each in waiting:
            each.close()


def closed() -> str:
    """An address where nobody listens."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}"
