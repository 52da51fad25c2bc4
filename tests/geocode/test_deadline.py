"""A request ends at its timeout, in whatever part of its answer the server is slow."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from geopy.adapters import AdapterHTTPError
from geopy.exc import GeocoderTimedOut

from geo.geocode.http import PoliteAdapter
from tests.geocode.server import Faults, GeocodingServer

DRIP_S, DRIPS = 0.01, 1000


@contextmanager
def dripping(head: bytes) -> Iterator[tuple[str, list[int]]]:
    """Run a server that sends ``head`` at once, then byte after byte until the caller hangs up.

    Gives host and port, and in a list for how many bytes the caller has waited.
    """
    waited = [0]

    def serve() -> None:
        connection, _ = listener.accept()
        with connection, suppress(OSError):
            connection.sendall(head)
            for number in range(DRIPS):
                waited[0] = number
                threading.Event().wait(DRIP_S)
                connection.sendall(b"x")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        yield f"127.0.0.1:{listener.getsockname()[1]}", waited
        thread.join()


@pytest.mark.parametrize(
    ("scheme", "head"),
    [
        ("http", b"HTTP/1.1 20"),
        ("http", b"HTTP/1.1 200 OK\r\nX-Padding: "),
        ("http", b"HTTP/1.1 200 OK\r\n\r\n"),
        ("http", b"HTTP/1.1 500 Oh\r\n\r\n"),
        ("https", b"\x16\x03\x03\x40\x00"),
    ],
    ids=["status line", "headers", "body", "error's body", "encryption"],
)
def test_bytes_that_drip_do_not_stretch_the_timeout(scheme: str, head: bytes) -> None:
    """Each byte comes well within the timeout, all of them would take fifty times as long."""
    adapter = PoliteAdapter(proxies=None, ssl_context=None)
    with dripping(head) as (domain, waited), pytest.raises((GeocoderTimedOut, AdapterHTTPError)):
        adapter.get_text(f"{scheme}://{domain}/search", timeout=DRIPS * DRIP_S / 50, headers={})
    assert waited[0] < DRIPS / 5


def test_redirects_share_the_timeout(server: GeocodingServer) -> None:
    """A server that sends us on slowly does not get the whole time for every step."""
    address = f"http://{server.domain}/search?q=Wadi+Tasil"
    server.faults = Faults(status=302, headers={"Location": address}, delay_s=0.15, times=3)
    with pytest.raises(GeocoderTimedOut):
        PoliteAdapter(proxies=None, ssl_context=None).get_text(address, timeout=0.2, headers={})
    assert len(server.seen) <= 2
