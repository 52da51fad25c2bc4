"""A real Chromium for the journeys, and the rule that nothing leaves this machine while they run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    Request,
    ViewportSize,
    expect,
    sync_playwright,
)

from geo.atlas import Atlas
from geo.atlas_view import AtlasView
from geo.page.page import render_page
from tests.fakes import FakeGazetteer, article_atlas

INSTALLED = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
REMEDY = "The browser tests need a Chromium: run `python -m playwright install --with-deps chromium`, or install one."
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
LOCAL_SCHEMES = frozenset({"file", "data", "blob", "about"})
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
DRAWN = "performance.getEntriesByName('wherein-drawn').length"


@dataclass
class Journal:
    """What a test's pages asked for and what went wrong in them; remove from ``errors`` what a test expects."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def strayed(self) -> list[str]:
        """The requests that were meant for another machine."""
        return [url for url in self.requests if not _is_local(url)]


def _is_local(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in LOCAL_SCHEMES or parts.hostname in LOOPBACK


def installed_chromium(playwright: Playwright) -> str | None:
    """Return the path of Playwright's own Chromium, or of one on the PATH."""
    bundled = playwright.chromium.executable_path
    if Path(bundled).exists():
        return bundled
    return next(filter(None, map(shutil.which, INSTALLED)), None)


def _install_chromium() -> None:
    """Try the installers in turn; a failing one is no fault, the caller looks at what is there afterwards."""
    commands = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") and os.geteuid() == 0:
        commands += [["apt-get", "update"], ["apt-get", "install", "-y", "chromium"]]
    for command in commands:
        subprocess.run(command, check=False, timeout=600, capture_output=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for the whole run; where none can be had the tests fail, they are not skipped."""
    with sync_playwright() as playwright:
        executable = installed_chromium(playwright)
        if executable is None:
            _install_chromium()
            executable = installed_chromium(playwright)
        if executable is None:
            pytest.fail(REMEDY, pytrace=False)
        chromium = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture
def journal() -> Journal:
    """The record of the test's pages, checked when they close."""
    return Journal()


@pytest.fixture
def open_page(browser: Browser, journal: Journal) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page in a context of its own; it takes `Browser.new_context`'s options.

    At the end the test fails if a page asked another machine for anything, or reported an error.
    """
    contexts: list[BrowserContext] = []

    def open_one(**options: object) -> Page:
        context = browser.new_context(**{"viewport": DESKTOP, **options})  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        contexts.append(context)
        context.on("request", lambda request: _record(journal, request))
        context.on("weberror", lambda error: journal.errors.append(f"page error: {error.error}"))
        context.on(
            "console",
            lambda message: journal.errors.append(f"console: {message.text}") if message.type == "error" else None,
        )
        page = context.new_page()
        page.on("websocket", lambda socket: journal.requests.append(socket.url))
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not journal.strayed, f"requests left this machine: {journal.strayed}"
    assert not journal.errors, f"the page reported errors: {journal.errors}"


def _record(journal: Journal, request: Request) -> None:
    journal.requests.append(request.url)


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A page of desktop size in a context of its own."""
    return open_page()


@pytest.fixture
def show(tmp_path: Path, open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Return a function that writes an atlas as a file and opens it from disk, ready to use."""

    def show_one(
        atlas: Atlas, *, title: str = "Convoy", demonyms: bool = False, hash_: str = "", **options: Any
    ) -> Page:
        path = tmp_path / "map.html"
        path.write_text(
            render_page(AtlasView(atlas), FakeGazetteer(), title=title, demonyms=demonyms), encoding="utf-8"
        )
        page = open_page(**{"reduced_motion": "reduce", **options})
        page.goto(path.as_uri() + hash_)
        expect(page.locator(".attribution .credits")).not_to_be_empty()
        while not page.evaluate(DRAWN):
            page.wait_for_timeout(10)
        return page

    return show_one


@pytest.fixture
def article(show: Callable[..., Page]) -> Page:
    """The article's exported map at desktop size."""
    return show(article_atlas())
