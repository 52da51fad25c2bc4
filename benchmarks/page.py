"""Size and speed of the map page, in a real Chromium: `python -m benchmarks.page`.

Prints the size of a page of 120 countries, which has the coarser base map; and, for pages of 120, 10,000 and 50,000
made-up places, the size, the time Python takes to write it, the time from opening the file until everything can be
used (the page's own mark), and the time from a click until the passages show it. Each time is the median of several
runs; other work on the machine makes all of them longer.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from geo.atlas import Atlas
from geo.export.html import export_html
from geo.factory import build_gazetteer
from geo.model import (
    Candidate,
    Document,
    Footprint,
    GeoparsedDocument,
    Mention,
    Place,
    PlaceKind,
    Point,
    Reason,
    Resolution,
)
from geo.protocols import Gazetteer
from geo.settings.settings import Settings
from geo.text.passages import split_passages
from tests.browser.conftest import ARGUMENTS, DESKTOP, installed_chromium

SIZES = (120, 10_000, 50_000)
BUDGETS_MS = {120: 300, 10_000: 600, 50_000: 2500}
SIZE_BUDGET_KB = 400
CLICK_BUDGET_MS = 20
RUNS = 5
PASSAGES_PER_DOCUMENT = 20

WATCH_CLICK = """() => {
  window.waits = [];
  let clicked = 0;
  addEventListener("click", (event) => (clicked = event.timeStamp), true);
  const answer = () => clicked && (window.waits.push(performance.now() - clicked), (clicked = 0));
  const watched = { subtree: true, attributes: true, attributeFilter: ["aria-current"] };
  new MutationObserver(answer).observe(document.querySelector(".passages"), watched);
}"""


def synthetic_atlas(place_count: int, kind: PlaceKind = "settlement") -> Atlas:
    """Return places strewn over the inhabited latitudes, each named in two passages beside a neighbour."""
    dice = random.Random(7)  # noqa: S311 - repeatable, not secret
    places = [
        _place(number, kind, Point(dice.uniform(-45, 62), dice.uniform(-170, 175))) for number in range(place_count)
    ]
    documents = []
    for first in range(0, place_count, PASSAGES_PER_DOCUMENT // 2):
        named = places[first : first + PASSAGES_PER_DOCUMENT // 2] * 2
        text, spans = "", []
        for place, other in zip(named, named[1:] + named[:1], strict=True):
            for words, mentioned in (("Officials in ", place), (" said that the flood had closed the road to ", other)):
                text += words
                spans.append((len(text), mentioned))
                text += mentioned.name
            text += " before the night.\n\n"
        document = Document.make(text, title=f"Report {first}")
        distinct = {place.id: place for _, place in spans}
        numbers = {place_id: number for number, place_id in enumerate(distinct)}
        readings = tuple(map(_reading, distinct.values()))
        resolutions = tuple(_resolution(document, start, numbers[place.id], readings) for start, place in spans)
        documents.append(
            GeoparsedDocument(document, split_passages(document), resolutions, readings, (("resolver", "none"),))
        )
    return Atlas.build(documents)


def _place(number: int, kind: PlaceKind, point: Point) -> Place:
    footprint = Footprint(point)
    return Place(
        f"geonames:{number}", f"Townname {number}", kind, "XX", "Somewhere", "A province", None, 1000 + number,
        footprint, "geonames",
    )  # fmt: skip


def _reading(place: Place) -> tuple[Candidate, ...]:
    reasons = (
        Reason("population", 2.0, f"{place.population} people live there.", 2.0),
        Reason("canonical", 1.0, "It is the place's own name.", 1.0),
    )
    return (Candidate(place, place.name, 3.0, reasons),)


def _resolution(document: Document, start: int, number: int, readings: Sequence[tuple[Candidate, ...]]) -> Resolution:
    [best] = readings[number]
    place = best.place
    mention = Mention(document.id, start, start + len(place.name), place.name, "GPE", "synthetic")
    return Resolution(mention, "resolved", place, 0.9, number, "synthetic", explanation=best.reasons)


def _ready_ms(page: Page, url: str) -> float:
    page.goto(url)
    page.locator(".country, .name").first.wait_for(state="attached", timeout=60_000)
    return float(page.evaluate("performance.getEntriesByName('wherein-ready')[0].startTime"))


def _click_ms(page: Page) -> float:
    """Click pins, or index rows where the pins are on a canvas, and return the median time until passages answer."""
    page.evaluate(WATCH_CLICK)
    targets = page.locator("path.pin") if page.locator("path.pin").count() else page.locator("button.row")
    for number in range(8):
        targets.nth(number).click(force=True)
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
    return float(statistics.median(page.evaluate("window.waits")))


def _measure(browser: Browser, gazetteer: Gazetteer, place_count: int, folder: Path) -> str:
    atlas = synthetic_atlas(place_count)
    began = time.perf_counter()
    html = export_html(atlas, gazetteer, title=f"{place_count} places")
    written_s = time.perf_counter() - began
    path = folder / f"{place_count}.html"
    path.write_text(html, encoding="utf-8")
    ready = []
    for _ in range(RUNS):
        context = browser.new_context(viewport=DESKTOP, reduced_motion="reduce")
        page = context.new_page()
        ready.append(_ready_ms(page, path.as_uri()))
        click = _click_ms(page)
        context.close()
    size_kb, median_ms, budget_ms = len(html.encode()) / 1000, statistics.median(ready), BUDGETS_MS[place_count]
    return (
        f"{place_count:>7,} places | {size_kb:>8,.0f} KB | written in {written_s:5.2f} s | "
        f"interactive {median_ms:6,.0f} ms (least {min(ready):,.0f}; budget {budget_ms:,}) | "
        f"click to passages {click:4.1f} ms (budget {CLICK_BUDGET_MS})"
    )


def main() -> None:
    """Measure and print."""
    gazetteer = build_gazetteer(Settings.from_environment())
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=installed_chromium(playwright), args=list(ARGUMENTS))
        coarse = export_html(synthetic_atlas(120, "country"), gazetteer, title="120 countries")
        print(f"Chromium {browser.version}")
        print(
            f"page, 120 places with the 110m base map: {len(coarse.encode()) / 1000:,.0f} KB (budget {SIZE_BUDGET_KB})"
        )
        for place_count in sizes:
            print(_measure(browser, gazetteer, place_count, Path(folder)), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
