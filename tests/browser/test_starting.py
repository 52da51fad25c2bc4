"""What the dashboard's server does before anybody looks at it, and how it ends."""

from __future__ import annotations

import time
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.dashboard import open_dashboard, running_dashboard

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


def await_file(path: Path) -> None:
    """Look until the file is there; fail after half a minute."""
    deadline_s = time.monotonic() + 30
    while not path.exists():
        assert time.monotonic() < deadline_s, f"{path.name} was not written"
