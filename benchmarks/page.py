"""Size and speed of the map page, in a real Chromium: `python -m benchmarks.page`.

Prints the size of a page of 120 countries, which has the coarser base map; and, for pages of 120, 10,000 and 50,000
made-up places, the size, the time Python takes to write it, the time from opening the file until everything can be
used (the page's own mark), and the time from a click until the passages show it. Each time is the median of several
runs; other work on the machine makes all of them longer.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.made_up import strewn_places
from geo.atlas import Atlas
from geo.export.html import export_html
from geo.factory import build_gazetteer
from geo.protocols import Gazetteer
from geo.settings.settings import Settings
from tests.browser.conftest import ARGUMENTS, DESKTOP, installed_chromium

SIZES = (120, 10_000, 50_000)
BUDGETS_MS = {120: 300, 10_000: 600, 50_000: 2500}
SIZE_BUDGET_KB = 400
CLICK_BUDGET_MS = 20
RUNS = 5

WATCH_CLICK = """() => {
  window.waits = [];
  let clicked = 0;
  addEventListener("click", (event) => (clicked = event.timeStamp), true);
  const answer = () => clicked && (window.waits.push(performance.now() - clicked), (clicked = 0));
  const watched = { subtree: true, attributes: true, attributeFilter: ["aria-current"] };
  new MutationObserver(answer).observe(document.querySelector(".passages"), watched);
}"""


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
    atlas = Atlas.build(strewn_places(place_count))
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
        coarse = export_html(Atlas.build(strewn_places(120, "country")), gazetteer, title="120 countries")
        print(f"Chromium {browser.version}")
        print(
            f"page, 120 places with the 110m base map: {len(coarse.encode()) / 1000:,.0f} KB (budget {SIZE_BUDGET_KB})"
        )
        for place_count in sizes:
            print(_measure(browser, gazetteer, place_count, Path(folder)), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
