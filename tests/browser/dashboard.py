"""Starting the dashboard and waiting for its map; the journeys and the benchmark share it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Frame, FrameLocator, Page

ROOT = Path(__file__).resolve().parents[2]
FRAME = 'iframe[title="Map, places and passages"]'
FIRST_START_S = 180
"""Enough for a machine that builds the gazetteer first."""


@contextmanager
def running_dashboard(home: Path, *options: str, **variables: str) -> Iterator[str]:
    """Run the dashboard as a person would on a fresh machine, and yield its address.

    There are no settings in ``home``, nobody answers a question on the terminal, and the browser that it opens does
    nothing, unless one of the environment's ``variables`` names another. ``options`` are Streamlit's.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    command += ["--server.headless=false", *options]
    environment = {**os.environ, "HOME": str(home), "BROWSER": "true", **variables}
    with (
        (home / "log").open("wb") as log,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=log, stderr=log) as server,
    ):
        try:
            _await_health(f"http://127.0.0.1:{port}/_stcore/health", server, home / "log")
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()


def _await_health(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Ask until the server answers; fail with its log when it ends, or takes half a minute."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            try:
                server.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
            break
    raise AssertionError(f"The dashboard did not start:\n{log.read_text('utf-8', 'replace')}")


def open_dashboard(page: Page, url: str) -> FrameLocator:
    """Open the dashboard and wait until its map can be used."""
    page.goto(url)
    page.locator(f"{FRAME}[data-ready]").wait_for(timeout=FIRST_START_S * 1000)
    return page.frame_locator(FRAME)


def map_frame(page: Page) -> Frame:
    """Return the map's frame, to look into it from outside."""
    return next(frame for frame in page.frames if frame.url == "about:srcdoc")
