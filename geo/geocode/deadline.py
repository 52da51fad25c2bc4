"""HTTP that ends at a set time, whatever the server does: a socket's own timeout begins anew with every byte."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
import urllib.request
from collections.abc import Callable
from functools import partial
from typing import Any


def handlers(timeout_s: float, context: ssl.SSLContext) -> tuple[urllib.request.BaseHandler, ...]:
    """Return what opens the addresses of one request, its redirects among them, which ends so many seconds from now.

    What no program can cut short is looking up a host's name; and where a host has several addresses each may take what
    time is left.
    """
    left_s = partial(_left_s, time.monotonic() + timeout_s)
    return _Handler(left_s), _SecureHandler(left_s, context)


def _left_s(deadline_s: float) -> float:
    left_s = deadline_s - time.monotonic()
    if left_s <= 0:
        raise TimeoutError
    return left_s


class _Handler(urllib.request.HTTPHandler):
    def __init__(self, left_s: Callable[[], float]) -> None:
        super().__init__()
        self._left_s = left_s

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(partial(_connection, _Connection, self._left_s), req)


class _SecureHandler(urllib.request.HTTPSHandler):
    def __init__(self, left_s: Callable[[], float], context: ssl.SSLContext) -> None:
        super().__init__(context=context)
        self._left_s = left_s
        self._ssl = context

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(partial(_connection, _SecureConnection, self._left_s), req, context=self._ssl)


class _Connection(http.client.HTTPConnection):
    left_s: Callable[[], float]

    def connect(self) -> None:
        self.timeout = self.left_s()
        super().connect()
        self.sock.settimeout(self.left_s())  # for encryption to begin, and the request to be sent


class _SecureConnection(http.client.HTTPSConnection, _Connection):
    """Connects as `_Connection` does, then encrypts."""


def _connection(
    kind: Callable[..., _Connection], left_s: Callable[[], float], host: str, **options: Any
) -> _Connection:
    connection = kind(host, **options)
    connection.left_s = left_s
    connection.response_class = partial(_Response, left_s)  # type: ignore[assignment] # it is only called
    return connection


class _Response(http.client.HTTPResponse):
    def __init__(self, left_s: Callable[[], float], sock: socket.socket, *arguments: Any, **options: Any) -> None:
        super().__init__(sock, *arguments, **options)
        self.fp = io.BufferedReader(_Reader(left_s, sock, self.fp.detach()))


class _Reader(io.RawIOBase):
    """Reads from a socket, and waits for no byte longer than there is time left."""

    def __init__(self, left_s: Callable[[], float], sock: socket.socket, raw: io.RawIOBase) -> None:
        self._left_s, self._sock, self._raw = left_s, sock, raw

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.settimeout(self._left_s())
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()
