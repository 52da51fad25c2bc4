"""What the dashboard's server does before anybody looks at it, and how it ends."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.dashboard import open_dashboard, running_dashboard

PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")
NOTE = """#!/bin/sh
echo "$1" > "$(dirname "$0")/address.part" && mv "$(dirname "$0")/address.part" "$(dirname "$0")/address"
"""


def test_the_browser_is_opened_at_the_dashboard(tmp_path: Path) -> None:
    """`streamlit run app.py` is all that there is to type."""
    browser = tmp_path / "browser"
    browser.write_text(NOTE)
    browser.chmod(0o755)
    with running_dashboard(tmp_path, BROWSER=str(browser)) as url:
        await_file(tmp_path / "address")
        assert (tmp_path / "address").read_text().strip() == url


def test_the_working_parts_are_opened_before_the_first_visit(tmp_path: Path) -> None:
    """Without a gazetteer its building begins with the server, while the browser still loads."""
    with running_dashboard(tmp_path, WHEREIN_CACHE_DIR=str(tmp_path / "cache")):
        await_file(tmp_path / "cache" / "gazetteer.lock")


def test_the_server_ends_when_asked_though_somebody_looks(page: Page, tmp_path: Path) -> None:
    """An open page does not hold it."""
    with running_dashboard(tmp_path) as url:
        open_dashboard(page, url)
        asked_s = time.monotonic()
    assert time.monotonic() - asked_s < 10


@pytest.mark.parametrize("options", [(), ("--server.address=0.0.0.0", "--server.headless=true")], ids=["own", "others"])
def test_a_visitor_from_elsewhere_sends_nothing(tmp_path: Path, options: tuple[str, ...]) -> None:
    """Neither a server's start nor a WebSocket of any origin makes it ask a service for its address; another page's
    script is refused."""
    with proxy() as (address, asked), running_dashboard(tmp_path, *options, **dict.fromkeys(PROXIES, address)) as url:
        assert websocket_status(url, url.rstrip("/")) == 101
        assert websocket_status(url, "https://any-page.example") == 403
    assert asked == []


def websocket_status(url: str, origin: str) -> int:
    """Return the HTTP status with which the dashboard answers a page of that origin."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    handshake = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
    key = {"Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA=="}
    try:
        connection.request("GET", "/_stcore/stream", headers={**handshake, **key, "Origin": origin})
        return connection.getresponse().status
    finally:
        connection.close()


@contextmanager
def proxy() -> Iterator[tuple[str, list[str]]]:
    """Run a proxy on loopback; yield its address and what it was asked for, all of which it refuses."""
    asked: list[str] = []

    class Refusing(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(502)

        do_CONNECT = do_POST = do_HEAD = do_GET  # noqa: N815 - names that the server looks for

        def log_message(self, format: str, *values: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Refusing)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def await_file(path: Path) -> None:
    """Look until the file is there; fail after half a minute."""
    deadline_s = time.monotonic() + 30
    while not path.exists():
        assert time.monotonic() < deadline_s, f"{path.name} was not written"
