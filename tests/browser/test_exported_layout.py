"""An exported map on a phone, on paper, at world scale, and for those who do not see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FloatRect, Locator, Page, expect

from geo.atlas import Atlas
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.exported import (
    LONDON,
    SYRIA,
)
from tests.fakes import article_atlas, make_place, parse

pytestmark = pytest.mark.browser

SMALL_TARGETS = """() => [...document.querySelectorAll("button, input, summary")]
  .filter((target) => target.offsetWidth && !target.matches(".mention"))
  .filter((target) => target.offsetWidth < 24 || target.offsetHeight < 24)
  .map((target) => target.outerHTML)"""


def box_of(part: Locator) -> FloatRect:
    box = part.bounding_box()
    assert box
    return box


def overlap(one: FloatRect, other: FloatRect) -> bool:
    return (
        one["x"] < other["x"] + other["width"]
        and other["x"] < one["x"] + one["width"]
        and one["y"] < other["y"] + other["height"]
        and other["y"] < one["y"] + one["height"]
    )


def test_on_a_phone_the_index_is_a_sheet(show: Callable[..., Page]) -> None:
    page = show(article_atlas(), viewport=PHONE, has_touch=True)
    expect(page.locator(".index")).to_be_hidden()
    opener = page.get_by_role("button", name="Places 6")
    opener.click()
    expect(page.get_by_role("button", name="Close the list of places")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".index")).to_be_hidden()
    expect(opener).to_be_focused()
    opener.click()
    page.locator(f'.index [data-place="{SYRIA}"]').click()
    expect(page.locator(".index")).to_be_hidden()
    expect(page.locator(".card h2")).to_have_text("Syria")
    expect(page.locator(".card-body")).to_be_hidden()
    page.get_by_role("button", name="Why here?").click()
    expect(page.locator(".card-body")).to_be_visible()


def test_on_a_laptop_the_index_stands_over_the_text(show: Callable[..., Page]) -> None:
    """So the map keeps most of the width; a short list takes no more room than it needs."""
    page = show(article_atlas(), viewport={"width": 1130, "height": 800})
    index, text, stage = (box_of(page.locator(part)) for part in (".index", ".text", ".stage"))
    assert index["x"] == text["x"] == stage["width"]
    assert index["y"] + index["height"] == pytest.approx(text["y"], abs=1)
    assert stage["width"] > 0.6 * 1130
    page.locator(f'.index [data-place="{SYRIA}"]').click()
    expect(page.locator(".card h2")).to_have_text("Syria")


def test_neither_names_nor_pins_lie_under_what_lies_over_the_map(show: Callable[..., Page]) -> None:
    """Legend, buttons and credits cover no name, and at first sight no pin."""
    steps = [(lat, lon) for lat in range(-50, 71, 12) for lon in range(-170, 171, 20)]
    places = [make_place(f"g{n}", f"Place {n}", "settlement", lat, lon) for n, (lat, lon) in enumerate(steps)]
    [parsed] = parse(", ".join(["London"] * len(places)))
    spread = tuple(replace(r, place=place) for r, place in zip(parsed.resolutions, places, strict=True))
    page = show(Atlas.build([replace(parsed, resolutions=spread)]))
    over = [box_of(page.locator(part)) for part in (".legend", ".attribution", ".leaflet-control-zoom")]
    names = [box_of(name) for name in page.locator(".name:visible, .country:visible").all()]
    assert len(names) > 20
    assert not [(name, box) for name in names for box in over if overlap(name, box)]
    legend = over[0]
    assert not [pin for pin in map(box_of, page.locator("path.pin").all()) if overlap(pin, legend)]


def test_paper_holds_every_place_the_map_and_all_of_the_text(article: Page) -> None:
    """Printed, the page is as long as what it holds; nothing is left in a box that scrolls."""
    article.evaluate("dispatchEvent(new Event('beforeprint'))")
    size = article.locator(".map").bounding_box()
    article.emulate_media(media="print")
    printed = article.locator(".map").bounding_box()
    assert size and printed
    assert (printed["width"], printed["height"]) == (size["width"], size["height"])
    bottom = 0.0
    for part in (".index", ".stage", ".text"):
        box = article.locator(part).bounding_box()
        assert box
        assert box["y"] >= bottom
        bottom = box["y"] + box["height"]
    assert article.evaluate("document.documentElement.scrollHeight") >= int(bottom)
    for scroller in article.locator(".scroller").all():
        assert scroller.evaluate("box => box.scrollHeight <= box.clientHeight")


def test_a_map_of_the_world_stands_in_the_middle_of_its_frame(show: Callable[..., Page]) -> None:
    """The first view holds all pins, as much water above as below."""
    ends = (make_place("w", "West", "settlement", 49, -123), make_place("e", "East", "settlement", -37, 175))
    [parsed] = parse("London, Syria")
    far = tuple(replace(r, place=place) for r, place in zip(parsed.resolutions, ends, strict=True))
    page = show(Atlas.build([replace(parsed, resolutions=far)]))
    boxes = [pin.bounding_box() for pin in page.locator("path.pin").all()]
    stage = page.locator(".map").bounding_box()
    assert stage
    tops = [box["y"] + box["height"] / 2 for box in boxes if box]
    above, below = min(tops) - stage["y"], stage["y"] + stage["height"] - max(tops)
    assert above == pytest.approx(below, abs=4)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_serious(show: Callable[..., Page], scheme: str, size: dict[str, int]) -> None:
    page = show(article_atlas(), viewport=size, color_scheme=scheme, hash_=f"#place={LONDON}")
    page.get_by_text("Data and licences").click()
    found = Axe().run(page).response["violations"]
    serious = [
        f"{v['id']}: {[n['target'] for n in v['nodes']]}" for v in found if v["impact"] in ("serious", "critical")
    ]
    assert not serious
    assert not page.evaluate(SMALL_TARGETS), "targets smaller than 24 px"
