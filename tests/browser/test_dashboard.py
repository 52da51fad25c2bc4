"""Journeys through the dashboard in Chromium, with the real pipeline; a request to another machine fails them."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FilePayload, Page, Position, expect

from tests.browser.conftest import DESKTOP, PHONE, Journal
from tests.browser.dashboard import FRAME, map_frame, open_dashboard, running_dashboard

MODEL_LOADS_MS = 60_000  # the first text that is not in the cache is read once the language model is there
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
HOSTILE = (
    "Talks in Brussels: {{ 7*7 }} {% raise %} {# ${alert(1)} `id` </script><script>window.PWNED=1</script> "
    "<img src=x onerror=window.PWNED=1> ![x](http://evil.example/x.png) https://evil.example/ \u2028 and London."
)


@pytest.fixture(scope="session")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard with the real pipeline, one for all journeys."""
    with running_dashboard(tmp_path_factory.mktemp("home")) as url:
        yield url


def test_an_example_is_on_the_map_at_first_sight(page: Page, dashboard: str) -> None:
    """Without a click there are places in the index, pins on the map and passages beside it."""
    frame = open_dashboard(page, dashboard)
    expect(frame.locator("button[data-place]").first).to_be_visible()
    expect(frame.locator("p[data-passage]").first).to_be_visible()
    assert frame.locator("path.leaflet-interactive").count() > 3
    expect(page.get_by_text(re.compile(r"^\d+ places, \d+ mentions"))).to_be_visible()


def test_all_of_the_page_is_as_wide_as_the_map(page: Page, dashboard: str) -> None:
    """Title, map and tables share their edges."""
    open_dashboard(page, dashboard)
    boxes = [page.locator(part).bounding_box() for part in ("header:has(> h1)", FRAME, ".st-key-details")]
    assert len({(box["x"], box["width"]) for box in boxes if box}) == 1


def test_a_reader_says_what_the_text_is_about(page: Page, dashboard: str) -> None:
    """Nothing in the text tells that its Paris is in Texas; with one word beside it the map does."""
    frame = open_dashboard(page, dashboard)
    page.get_by_role("tab", name="Paste").click()
    page.get_by_label("Text", exact=True).fill("A man from Paris was arrested on Monday. Paris police said so.")
    page.get_by_role("button", name="Find places").click()
    row = frame.locator("button.row[data-place]:visible")
    expect(row).to_have_count(1, timeout=MODEL_LOADS_MS)
    expect(row).to_contain_text("France")
    page.get_by_role("textbox", name="Near (optional)").fill("Greenville, Texas")
    page.get_by_role("textbox", name="Near (optional)").press("Enter")
    expect(row).to_contain_text("Texas")
    row.click()
    expect(frame.get_by_text("You said that the text is about Greenville, Texas").first).to_be_visible()


def test_selecting_a_mention_tells_python(page: Page, dashboard: str) -> None:
    """A click in the text brings up, outside the frame, the place with all its mentions."""
    frame = open_dashboard(page, dashboard)
    mention = frame.locator("p[data-passage] button[data-place]").first
    mention.click()
    expect(mention).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("All mentions of")).to_be_visible()


def test_filtering_moves_nothing_and_loads_nothing(page: Page, dashboard: str) -> None:
    """A filter thins out the index; the frame is the same one, where the reader had zoomed to."""
    frame = open_dashboard(page, dashboard)
    pin = frame.locator("path.leaflet-interactive").first
    outline = pin.get_attribute("d")
    frame.locator(".leaflet-control-zoom-in").click()
    expect(pin).not_to_have_attribute("d", str(outline))
    expect(frame.locator(".leaflet-zoom-anim")).to_have_count(0)
    map_frame(page).evaluate("window.same = true")
    pane = frame.locator(".leaflet-map-pane")
    before = pane.evaluate("pane => pane.style.transform")
    rows = frame.locator("button[data-place]:visible")
    count = rows.count()
    page.get_by_label("Search places").fill("Syria")
    expect(page.get_by_text("hidden by filters")).to_be_visible()
    expect(rows).not_to_have_count(count)
    assert 0 < rows.count() < count
    assert map_frame(page).evaluate("window.same") is True
    assert pane.evaluate("pane => pane.style.transform") == before


def test_the_table_of_places_flies_the_map(page: Page, dashboard: str) -> None:
    """A row chosen outside the frame is selected inside it, and described."""
    frame = open_dashboard(page, dashboard)
    first_row: Position = {"x": 16, "y": 52}
    page.get_by_text("All places as a table").click()
    page.get_by_test_id("stDataFrame").first.click(position=first_row)
    expect(frame.locator('button[data-place][aria-pressed="true"]').first).to_be_visible()
    expect(page.get_by_text("All mentions of")).to_be_visible()


def test_the_map_follows_the_theme_without_loading_again(page: Page, dashboard: str) -> None:
    """Choosing dark in the menu darkens the page in the frame, which cannot see the choice by itself."""
    frame = open_dashboard(page, dashboard)
    map_frame(page).evaluate("window.same = true")
    light = frame.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    page.get_by_test_id("stMainMenu").click()
    page.get_by_role("menuitemradio", name="Dark").click()
    expect(frame.locator("body")).not_to_have_css("background-color", light)
    assert map_frame(page).evaluate("window.same") is True


def test_an_online_background_is_fetched_only_when_chosen(page: Page, dashboard: str, journal: Journal) -> None:
    """Tiles come from the chosen provider and nobody else, with its credit on the map; without a choice none come."""
    page.context.route(re.compile("^https://"), lambda route: route.fulfill(content_type="image/png", body=PIXEL))
    frame = open_dashboard(page, dashboard)
    assert not journal.strayed
    frame.locator(".leaflet-control-zoom-in").click()
    expect(frame.locator(".leaflet-zoom-anim")).to_have_count(0)
    pin = frame.locator("path.leaflet-interactive").first
    outline = pin.get_attribute("d")
    page.get_by_label("Background").click()
    page.get_by_role("option", name="Terrain (OpenTopoMap)").click()
    expect(page.get_by_text("Your browser now fetches map images")).to_be_visible()
    expect(frame.get_by_text("OpenTopoMap (CC-BY-SA)")).to_be_visible()
    expect(frame.locator("img.leaflet-tile-loaded").first).to_be_attached()
    assert pin.get_attribute("d") == outline, "the map does not stay where it was"
    page.goto("about:blank")
    hosts = {urlsplit(url).hostname for url in journal.strayed}
    assert hosts
    assert hosts <= {f"{server}.tile.opentopomap.org" for server in "abc"}
    journal.requests.clear()


def test_a_hostile_file_is_shown_as_written(page: Page, dashboard: str) -> None:
    """Nothing in a title, a file name or a body runs or fetches; all of it can be read."""
    frame = open_dashboard(page, dashboard)
    page.get_by_role("tab", name="Files").click()
    files: list[FilePayload] = [
        {
            "name": "{{7*7}} <img src=x onerror=window.PWNED=1>.txt",
            "mimeType": "text/plain",
            "buffer": HOSTILE.encode(),
        },
        {"name": "![x](http:evil.example).txt", "mimeType": "text/plain", "buffer": b"\x89PNG\r\n\x1a\n\x00"},
    ]
    page.locator('input[type="file"]').set_input_files(files)
    expect(frame.get_by_text("<img src=x onerror=window.PWNED=1>").first).to_be_visible(timeout=MODEL_LOADS_MS)
    expect(frame.get_by_text("{{ 7*7 }} {% raise %} {#").first).to_be_visible()
    expect(page.get_by_text("![x](http:evil.example).txt is an image")).to_be_visible()
    frame.locator("p[data-passage] button[data-place]").first.click()
    expect(page.get_by_text("All mentions of")).to_be_visible()
    assert page.evaluate("window.PWNED") is None
    assert map_frame(page).evaluate("window.PWNED") is None
    assert page.locator('img[src*="evil"], a[href*="evil"]').count() == 0


def test_the_frame_is_walled_off(page: Page, dashboard: str) -> None:
    """A script in the frame, should one ever run, cannot reach the dashboard."""
    open_dashboard(page, dashboard)
    reach = "() => { try { return parent.document.title } catch (error) { return error.name } }"
    assert map_frame(page).evaluate(reach) == "SecurityError"


def test_the_exports_hold_what_the_filters_let_through(page: Page, dashboard: str) -> None:
    """Each button yields a file of its format, without the places that are hidden; JSON Lines hold all."""
    open_dashboard(page, dashboard)
    page.get_by_label("Search places").fill("Syria")
    expect(page.get_by_text("hidden by filters")).to_be_visible()
    html = download(page, "Map (HTML)")
    assert "Content-Security-Policy" in html
    names = {feature["properties"]["name"] for feature in json.loads(download(page, "Places (GeoJSON)"))["features"]}
    assert "Syria" in names
    assert "London" not in names
    table = download(page, "Places (CSV)")
    assert "Syria" in table
    assert "London" not in table
    mentions = json.loads(download(page, "Everything (JSON Lines)"))["mentions"]
    assert {"Syria", "London"} <= {mention["text"] for mention in mentions}


def download(page: Page, label: str) -> str:
    """Click a download button and return what comes."""
    with page.expect_download() as started:
        page.get_by_role("button", name=label).click()
    return Path(started.value.path()).read_text("utf-8")


def test_pasting_a_text(page: Page, dashboard: str) -> None:
    """What is pasted is on the map after one click, under its title."""
    frame = open_dashboard(page, dashboard)
    page.get_by_role("tab", name="Paste").click()
    page.get_by_label("Title (optional)").fill("From here to there")
    page.get_by_label("Text", exact=True).fill("A train left Vienna for Budapest, and another went to Prague.")
    page.get_by_role("button", name="Find places").click()
    expect(page.get_by_text("From here to there")).to_be_visible(timeout=MODEL_LOADS_MS)
    expect(frame.locator("button[data-place]", has_text="Budapest").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_serious_violation_of_wcag(
    open_page: Callable[..., Page], dashboard: str, viewport: dict[str, int], scheme: str
) -> None:
    """axe finds nothing serious around the frame (the frame's own page is tested by itself)."""
    page = open_page(viewport=viewport, color_scheme=scheme)
    frame = open_dashboard(page, dashboard)
    frame.locator("p[data-passage] button[data-place]").first.click()
    expect(page.get_by_text("All mentions of")).to_be_visible()
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    serious = [
        (violation["id"], [node["target"] for node in violation["nodes"]])
        for violation in found.response["violations"]
        if violation["impact"] in {"serious", "critical"}
    ]
    assert not serious


def test_a_long_text_is_on_the_map_first_and_read_as_it_comes(page: Page, dashboard: str) -> None:
    """The frame holds none of it; what is in view, and what mentions the selected place, is fetched from Python."""
    frame = open_dashboard(page, dashboard)
    said = "Nothing came of it, as everybody had expected, and they waited for the rain. " * 40
    text = "\n\n".join(f"Report {number} from Brussels. {said}" for number in range(80))
    page.get_by_role("tab", name="Files").click()
    page.locator("input[type=file]").set_input_files(FilePayload(name="long.txt", mimeType="", buffer=text.encode()))
    expect(frame.locator("button.row[data-place]")).to_have_count(1, timeout=MODEL_LOADS_MS)
    expect(frame.locator('[data-passage="0:0"]')).to_contain_text("Report 0 from Brussels")
    assert said not in (page.locator(FRAME).get_attribute("srcdoc") or "")
    frame.locator("button.row[data-place]").click()
    expect(frame.locator(".card .nth")).to_have_text("1 of 80 mentions")
    expect(frame.locator(".mention.present")).to_have_text("Brussels")
    frame.locator("body").press("k")
    expect(frame.locator(".card .nth")).to_have_text("80 of 80 mentions")
    expect(frame.locator(".mention.present")).to_be_in_viewport()
    expect(frame.locator('[aria-current="true"]').last).to_contain_text("Report 79 from Brussels")
