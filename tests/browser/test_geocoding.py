"""Journeys with an online geocoder, which is a server on loopback; the pipeline is the real one."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.dashboard import FRAME, open_dashboard, running_dashboard
from tests.geocode.server import Faults, GeocodingServer, Seen, serving

VILLAGE, PIN = "Kelbajiri", "osm:node/106"
TEXT = f"Talks opened in {VILLAGE} on Monday. The delegates flew from Damascus to {VILLAGE}, Syria."
LATER_S = 30


@pytest.fixture(scope="module")
def server() -> Iterator[GeocodingServer]:
    """A Nominatim that knows a few villages."""
    with serving() as running:
        yield running


@pytest.fixture
def dashboard(tmp_path: Path, server: GeocodingServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a dashboard whose operator has switched the server on; nothing is known of any answer."""
    server.faults, server.seen = Faults(), []
    monkeypatch.setenv("WHEREIN_GEOCODERS", "nominatim")
    monkeypatch.setenv("WHEREIN_NOMINATIM_DOMAIN", server.domain)
    monkeypatch.setenv("WHEREIN_NOMINATIM_SCHEME", "http")
    monkeypatch.setenv("WHEREIN_GEOCODER_REQUESTS_PER_S", "100")
    monkeypatch.setenv("WHEREIN_CACHE_URL", f"sqlite:///{tmp_path / 'answers.sqlite'}")
    with running_dashboard(tmp_path) as url:
        yield url


class Holding(list[Seen]):
    """Holds the first request until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.held, self.go = threading.Event(), threading.Event()

    def append(self, seen: Seen) -> None:
        super().append(seen)
        self.held.set()
        assert self.go.wait(LATER_S)


def paste(page: Page, text: str = TEXT) -> FrameLocator:
    """Paste a text and return its map, without waiting for any geocoder."""
    frame = page.frame_locator(FRAME)
    page.get_by_role("tab", name="Paste").click()
    page.get_by_label("Text", exact=True).fill(text)
    page.get_by_role("button", name="Find places").click()
    expect(frame.get_by_text("The delegates flew from")).to_be_visible(timeout=LATER_S * 1000)
    expect(frame.locator("button[data-place]").first).to_be_visible()
    return frame


def test_a_village_gets_its_pin_after_the_button(dashboard: str, page: Page, server: GeocodingServer) -> None:
    """The map is there first, nothing is sent before the button, and afterwards the village is where it is."""
    open_dashboard(page, dashboard)
    frame = paste(page)
    button = page.get_by_role("button", name=re.compile("^.*Ask Nominatim for 1 name$"))
    expect(button).to_be_visible()
    expect(page.get_by_text(re.compile(r"^1 name to ask, "))).to_be_visible()
    expect(frame.locator(f'[data-place="{PIN}"]')).to_have_count(0)
    assert not server.seen
    button.click()
    mention = frame.locator(f'p[data-passage] button[data-place="{PIN}"]').first
    expect(mention).to_have_text(VILLAGE, timeout=LATER_S * 1000)
    expect(button).to_have_count(0)
    expect(frame.locator(".attribution .credits")).to_contain_text("© OpenStreetMap contributors")
    assert server.names() == [VILLAGE]
    assert server.seen[0].parameters.get("countrycodes") is None  # a bias excludes nothing
    mention.click()
    expect(
        page.get_by_text(re.compile(rf"^“{VILLAGE}”: found by Nominatim on .* UTC, from the network\.$"))
    ).to_be_visible()
    open_dashboard(page, dashboard)
    paste(page)
    expect(page.frame_locator(FRAME).locator(f'[data-place="{PIN}"]').first).to_be_visible(timeout=LATER_S * 1000)
    assert server.names() == [VILLAGE]


def test_an_outage_is_unavailable_and_asked_again_later(dashboard: str, page: Page, server: GeocodingServer) -> None:
    """The reason stands on the page and the button stays; once the server is back the village is found."""
    server.faults = Faults(status=500)
    open_dashboard(page, dashboard)
    frame = paste(page)
    button = page.get_by_role("button", name=re.compile("Ask Nominatim for 1 name$"))
    button.click()
    expect(frame.get_by_text(re.compile("^Nominatim at .* cannot answer now")).first).to_be_attached(
        timeout=LATER_S * 1000
    )
    expect(frame.locator("button[data-place]").first).to_be_visible()
    server.faults = Faults()
    button.click()
    expect(frame.locator(f'[data-place="{PIN}"]').first).to_be_visible(timeout=LATER_S * 1000)


def test_confidential_sends_nothing(dashboard: str, page: Page, server: GeocodingServer) -> None:
    """With the switch on there is nothing to press, no online background, and no request."""
    open_dashboard(page, dashboard)
    page.get_by_text("Confidential", exact=True).click()
    expect(page.get_by_label("Background")).to_be_disabled()
    frame = paste(page)
    button = page.get_by_role("button", name=re.compile("Ask Nominatim"))
    expect(button).to_have_count(0)
    expect(frame.locator("button[data-place]").first).to_be_visible()
    expect(page).to_have_url(re.compile("confidential=1"))
    page.reload()
    expect(page.get_by_role("switch", name="Confidential")).to_be_checked(timeout=LATER_S * 1000)
    expect(page.get_by_label("Background")).to_be_disabled()
    paste(page)
    expect(button).to_have_count(0)
    assert not server.seen


def test_stopping_keeps_what_was_answered(dashboard: str, page: Page, server: GeocodingServer) -> None:
    """The first village stays on the map; the second, which was not asked, can be asked later, alone."""
    server.seen = Holding()
    open_dashboard(page, dashboard)
    frame = paste(page, f"{TEXT} Troops advanced from Aleppo to Tashkarim, Syria.")
    page.get_by_role("button", name=re.compile("Ask Nominatim for 2 names$")).click()
    assert server.seen.held.wait(LATER_S)
    page.get_by_role("button", name="Stop asking").click()
    expect(page.get_by_text("Stopping after the request under way.")).to_be_visible()
    server.seen.go.set()
    expect(frame.locator(f'[data-place="{PIN}"]').first).to_be_visible(timeout=LATER_S * 1000)
    expect(page.get_by_role("button", name=re.compile("Ask Nominatim for 1 name$"))).to_be_visible()
    page.get_by_text("Names asked online").click()
    expect(page.get_by_text(re.compile(r"^Kept answers: \d+ hits, 0 stale, \d+ misses; \d+ s saved"))).to_be_visible()
    assert server.names() == [VILLAGE]
