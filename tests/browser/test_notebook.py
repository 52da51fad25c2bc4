"""The linked map in a notebook's cell, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from geo import Document, LinkedMap
from geo.atlas import Atlas
from tests.browser.exported import SYRIA
from tests.fakes import ARTICLE, FakeGazetteer, fake_pipeline

pytestmark = pytest.mark.browser

HOSTILE = '"><script>parent.document.title = "run"</script></iframe><img src=https://evil.example/x onerror=alert(1)>'


def test_the_map_works_in_its_frame_and_nothing_leaves_it(open_page: Callable[..., Page], tmp_path: Path) -> None:
    """A place is selected in the frame, without an error; a hostile text is shown as written and does nothing.

    `open_page` fails where the page asks for anything or reports an error.
    """
    hostile = Document.make(f"In London, {HOSTILE}.", title=HOSTILE)
    found = LinkedMap(Atlas.build(fake_pipeline().geoparse([ARTICLE, hostile])), FakeGazetteer())
    cell = tmp_path / "cell.html"
    cell.write_text(f"<!doctype html><meta charset=utf-8><title>notebook</title>{found._repr_html_()}", "utf-8")
    page = open_page()
    page.goto(cell.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator(f'.index [data-place="{SYRIA}"]').click()
    expect(frame.locator(f'.index [data-place="{SYRIA}"]')).to_have_attribute("aria-pressed", "true")
    expect(frame.locator(".card .nth")).to_contain_text("1 of 2")
    expect(frame.get_by_text(HOSTILE).first).to_be_attached()
    assert page.title() == "notebook"
