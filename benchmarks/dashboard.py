"""Speed of the dashboard, in a real Chromium: `python -m benchmarks.dashboard`.

Prints the time from `streamlit run` until the first example is on the map (warm: gazetteer and parsed example are in
the cache folder), from a click in the text until Python's answer is drawn, and what a filter sends over the wire.
Medians of several runs; other work on the machine makes all of them longer.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import ARGUMENTS, DESKTOP, installed_chromium
from tests.browser.dashboard import map_frame, open_dashboard, running_dashboard

RUNS = 5
READY_BUDGET_S = 3.0
TOLD_BUDGET_MS = 150

# Wall clocks, because the click happens in another origin than the answer.
WATCH = """() => {
  window.answers = [];
  new MutationObserver(() => window.answers.push(Date.now()))
    .observe(document.querySelector(".st-key-details"), { subtree: true, childList: true, characterData: true });
}"""
CLICK = """(index) => {
  const buttons = document.querySelectorAll("p[data-passage] button[data-place]");
  const started = Date.now();
  buttons[index % buttons.length].click();
  return started;
}"""


def main() -> None:
    """Print the figures."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed_chromium(playwright), args=list(ARGUMENTS))
        ready = [_start(browser) for _ in range(RUNS + 1)][1:]  # the first one warms the caches
        _report("streamlit run to seed on the map", statistics.median(ready), "s", READY_BUDGET_S)
        with tempfile.TemporaryDirectory() as home, running_dashboard(Path(home)) as url:
            page = browser.new_page(viewport=DESKTOP)
            received: list[int] = []
            page.on("websocket", lambda socket: socket.on("framereceived", lambda data: received.append(len(data))))
            open_dashboard(page, url)
            told = [_click(page, index) for index in range(2 * RUNS)][1:]
            _report("click in the text to Python's answer", statistics.median(told), "ms", TOLD_BUDGET_MS)
            _report("received for a filter", _filter(page, received) / 1000, "KB", None)
        browser.close()


def _start(browser: Browser) -> float:
    context = browser.new_context(viewport=DESKTOP)
    with tempfile.TemporaryDirectory() as home:
        began = time.perf_counter()
        with running_dashboard(Path(home)) as url:
            open_dashboard(context.new_page(), url)
            elapsed_s = time.perf_counter() - began
            context.close()
    return elapsed_s


def _click(page: Page, index: int) -> float:
    page.wait_for_timeout(700)  # let the one before come to rest
    page.evaluate(WATCH)
    started = map_frame(page).evaluate(CLICK, index)
    page.wait_for_function("window.answers.length > 0")
    return float(page.evaluate("window.answers[0]") - started)


def _filter(page: Page, received: list[int]) -> int:
    page.wait_for_timeout(1000)
    received.clear()
    page.get_by_label("Search places").fill("London")
    page.get_by_text("hidden by filters").wait_for()
    page.wait_for_timeout(500)
    return sum(received)


def _report(what: str, value: float, unit: str, budget: float | None) -> None:
    aim = "" if budget is None else f"  (budget {budget:g} {unit})"
    print(f"{what:<40} {value:8.1f} {unit}{aim}")


if __name__ == "__main__":
    main()
