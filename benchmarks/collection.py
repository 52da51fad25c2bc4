"""What a large set of documents costs on the map: `python -m benchmarks.collection [DOCUMENTS]`.

Made-up documents of 1,900 characters and 72 mentions each, 10,000 unless told otherwise. Prints the time to build the
atlas and to filter it; the time, the size and the additional peak memory of the page for the dashboard's frame, which
asks its host for passages; and the time in which Python answers what the page asks for. All is processor time.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from benchmarks.made_up import collection
from geo.atlas import Atlas
from geo.atlas_view import AtlasView
from geo.factory import build_gazetteer
from geo.page.desk import Desk
from geo.page.page import render_page
from geo.settings.settings import Settings
from geo.view import Filter

DOCUMENTS = 10_000
PAGE_BUDGET_MB = 3
RULES = {"minConfidence": 0, "demonyms": False, "literalOnly": False}


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds of processor time that some work takes, which other work on the machine matters less to."""
    began = time.process_time()
    result = work()
    return time.process_time() - began, result


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _median_s(desk: Desk, requests: list[dict[str, Any]]) -> float:
    return statistics.median(_timed(partial(desk.answer, [request]))[0] for request in requests)


def main() -> None:
    """Measure and print."""
    gazetteer = build_gazetteer(Settings.from_environment())
    documents = collection(int(sys.argv[1]) if sys.argv[1:] else DOCUMENTS)
    chars = sum(len(parsed.document.text) for parsed in documents)
    mentions = sum(len(parsed.resolutions) for parsed in documents)
    print(f"{len(documents):,} documents, {chars / len(documents):,.0f} characters, {mentions:,} mentions")
    built_s, atlas = _timed(lambda: Atlas.build(documents))
    filtered_s, _ = _timed(lambda: atlas.filter(Filter(min_confidence=0.5)))
    print(f"atlas of {len(atlas.pins):,} places built in {built_s:.2f} s, filtered in {filtered_s:.2f} s")
    before_mb = _peak_mb()
    view = AtlasView(atlas)
    page_s, page = _timed(lambda: render_page(view, gazetteer, title="Set", embedded=True, revision="1"))
    size_mb, more_mb = len(page.encode()) / 1e6, _peak_mb() - before_mb
    print(
        f"page {size_mb:.2f} MB (budget {PAGE_BUDGET_MB}), made in {page_s:.2f} s, {more_mb:,.0f} MB more at the peak"
    )
    desk_s, desk = _timed(lambda: Desk(view, "1"))
    shown_s, _ = _timed(lambda: desk.visible(Filter(min_confidence=0.7)))
    subject = [{"id": n, "revision": "1", "subject": n, "from": 0, "back": False, **RULES} for n in range(20)]
    text = [{"id": n, "revision": "1", "from": 997 * n, "count": 120} for n in range(20)]
    of_place, of_text = (1000 * _median_s(desk, requests) for requests in (subject, text))
    print(f"desk opened in {desk_s:.2f} s; what a new filter shows told in {shown_s:.2f} s")
    print(f"passages of a place answered in {of_place:.0f} ms, 120 passages of the text in {of_text:.0f} ms")


if __name__ == "__main__":
    main()
