"""What an exported map shows of all that was found: doubt, areas, names without a place, peoples, filters."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from geo.atlas import Atlas
from geo.model import BBox, Footprint, Point
from tests.browser.exported import (
    LONDON,
    NORTHERN_SYRIA,
    TURKEY,
)
from tests.fakes import parse

pytestmark = pytest.mark.browser


def test_doubt_is_drawn_as_a_dashed_line_and_said_in_words(article: Page) -> None:
    dashed = article.locator("path.pin[stroke-dasharray]")
    expect(dashed).to_have_count(1)
    expect(article.locator(f'.index [data-place="{LONDON}"]')).to_contain_text("uncertain")


def test_the_northern_part_of_a_country_is_drawn_as_an_area(article: Page) -> None:
    expect(article.locator("path.area")).to_have_count(1)
    article.evaluate(f"wherein.select('{NORTHERN_SYRIA}')")
    expect(article.locator("path.area.selected")).to_have_count(1)


@pytest.mark.parametrize(("east", "vast"), [(42, False), (80, True)])
def test_an_area_is_filled_unless_that_would_hide_the_map(show: Callable[..., Page], east: int, vast: bool) -> None:
    """What spans a continent is outlined until it is selected."""
    [parsed] = parse("northern Syria")
    corners = [[35, 33], [east, 33], [east, 37], [35, 37], [35, 33]]
    area = json.dumps({"type": "Polygon", "coordinates": [corners]})
    footprint = Footprint(Point(35, 38), BBox(33, 35, 37, east), area)
    resolutions = tuple(replace(r, footprint=footprint) for r in parsed.resolutions)
    page = show(Atlas.build([replace(parsed, resolutions=resolutions)]))
    filling = "path => getComputedStyle(path).fill"
    assert (page.locator("path.area").evaluate(filling) == "none") is vast
    page.locator(".index [data-place]").click()
    assert page.locator("path.area.selected").evaluate(filling) != "none"


def test_names_that_are_not_on_the_map_are_listed_with_the_reason(article: Page) -> None:
    row = article.locator("[data-unplaced]")
    expect(row).to_contain_text("Atlantis")
    expect(row).to_contain_text("No place of this name is in the gazetteer.")
    row.click()
    expect(row).to_have_attribute("aria-pressed", "true")
    expect(article.locator(".card")).to_contain_text("not on the map")
    expect(article.locator('[data-passage="0:1"]')).to_have_attribute("aria-current", "true")
    expect(article.locator(".lost-name.present")).to_have_text("Atlantis")
    expect(article.locator("path.ring")).to_have_count(0)


def test_peoples_are_words_until_they_are_switched_on(article: Page) -> None:
    mention = article.locator(f'.passages [data-place="{TURKEY}"]')
    expect(mention).to_have_text(["Turkey"])
    article.get_by_role("switch").check()
    expect(mention).to_have_text(["Turkey", "Turkish"])
    expect(article.locator(".counts")).to_contain_text("8 mentions")
    article.get_by_role("switch").uncheck()
    expect(mention).to_have_text(["Turkey"])


def test_the_filters_hide_what_does_not_pass_and_leave_the_map_where_it_is(article: Page) -> None:
    article.evaluate(f"wherein.select('{LONDON}')")
    view = article.locator(".leaflet-map-pane").get_attribute("style")
    article.get_by_label("Confidence from").fill("75")
    expect(article.locator(f'[data-place="{LONDON}"]')).to_have_count(0)
    expect(article.locator("path.pin")).to_have_count(5)
    expect(article.locator(".card")).to_be_hidden()
    expect(article.locator('[data-passage="0:1"]')).to_contain_text("Nobody in London")
    article.keyboard.press("/")
    article.keyboard.type("sýr")
    expect(article.locator(".index .places .row-name")).to_contain_text(["Syria", "northern Syria"])
    assert article.locator(".leaflet-map-pane").get_attribute("style") == view
    article.keyboard.press("Escape")
    expect(article.locator(".index .places .row")).to_have_count(5)


def test_a_filter_that_nothing_passes_says_so(article: Page) -> None:
    article.get_by_label("Search places").fill("nowhere")
    expect(article.locator(".notice")).to_contain_text("No place passes the filter")
    article.get_by_label("Search places").fill("")
    expect(article.locator(".notice")).to_be_hidden()


@pytest.mark.parametrize(
    ("texts", "heading"),
    [
        ([], "No document"),
        ([""], "The text is empty"),
        (["Nothing happened today."], "No place name was found"),
        (["He dreamt of Atlantis."], "No place could be put on the map"),
    ],
)
def test_an_empty_map_says_why(show: Callable[..., Page], texts: list[str], heading: str) -> None:
    page = show(Atlas.build(parse(*texts)))
    expect(page.locator(".notice h2")).to_have_text(heading)
    expect(page.locator(".notice")).to_be_visible()
