"""What the journeys through exported maps share: the places of the article, and what it means to be selected."""

from __future__ import annotations

from playwright.sync_api import Page, expect

SYRIA, LONDON, BRUSSELS, TURKEY = "geonames:163843", "geonames:2643743", "geonames:2800866", "geonames:298795"
DEIR_EZ_ZOR = "geonames:170794"
NORTHERN_SYRIA = f"{SYRIA}/northern"


def expect_selected(page: Page, place: str, *, passages: list[str], nth: str) -> None:
    """Check that everything on the page agrees on what is selected."""
    expect(page.locator(f'.index [data-place="{place}"]')).to_have_attribute("aria-pressed", "true")
    expect(page.locator('.index [aria-pressed="true"]')).to_have_count(1)
    mentions = page.locator(f'.passages [data-place="{place}"]')
    for mention in mentions.all():
        expect(mention).to_have_attribute("aria-pressed", "true")
    expect(page.locator('.passages button[aria-pressed="true"]')).to_have_count(mentions.count())
    current = page.locator('[data-passage][aria-current="true"]')
    assert [element.get_attribute("data-passage") for element in current.all()] == passages
    expect(page.locator(".card .nth")).to_contain_text(nth)
    expect(page.locator("path.ring")).to_have_count(1)
