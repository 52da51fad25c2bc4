"""The card of an exported map: why here, what speaks against it, and where the card lies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from geo.atlas import Atlas
from geo.model import Reason
from tests.browser.conftest import DESKTOP
from tests.browser.exported import (
    BRUSSELS,
    LONDON,
)
from tests.fakes import article_atlas, parse

pytestmark = pytest.mark.browser


def test_the_card_answers_why_here_and_shows_the_rival_on_the_map(article: Page) -> None:
    article.evaluate(f"wherein.select('{LONDON}')")
    card = article.locator(".card")
    for words in ("England, United Kingdom", "Fair confidence, 62 %", "8961989 people live there.", "8,961,989"):
        expect(card).to_contain_text(words)
    expect(card).to_contain_text("51.508° N, 0.126° W — the place’s own point")
    expect(card.locator(".rival")).to_contain_text("Ontario, Canada · 1.0 points behind")
    card.locator(".rival").click()
    expect(article.locator("path.ghost")).to_have_count(1)
    expect(article.locator(".ghost-name")).to_have_text("London")
    card.locator(".rival").click()
    expect(article.locator("path.ghost")).to_have_count(0)


def test_each_reason_has_its_points_for_eyes_and_ears(show: Callable[..., Page]) -> None:
    """For and against differ by a sign, by a hollow bar, and in words for who listens; bars are to scale."""
    [parsed] = parse("London.")
    [resolution] = parsed.resolutions
    reasons = (Reason("name", 4.0, "It is its usual name.", 2.0), Reason("kind", -1.0, "It is a region.", -1.0))
    changed = replace(resolution, explanation=reasons)
    page = show(Atlas.build([replace(parsed, resolutions=(changed,))]), hash_=f"#place={LONDON}")
    rows = page.locator(".why li")
    expect(rows.locator(".share")).to_have_text(["+4.0", "−1.0"])
    expect(rows).to_have_text(
        ["+4.0For it, 4.0 points: It is its usual name.", "−1.0Against it, 1.0 points: It is a region."]
    )
    widths = [bar.evaluate("bar => bar.offsetWidth") for bar in rows.locator(".share i").all()]
    assert widths[0] == pytest.approx(4 * widths[1], abs=2)
    expect(rows.nth(1).locator(".share i")).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    for share in rows.locator(".share").all():
        assert share.get_attribute("aria-hidden") == "true"


def test_the_card_says_who_put_the_place_there(show: Callable[..., Page]) -> None:
    [parsed] = parse("London.")
    [resolution] = parsed.resolutions
    assert resolution.place
    sourced = replace(resolution, place=replace(resolution.place, evidence="GeoNames <b>"))
    page = show(Atlas.build([replace(parsed, resolutions=(sourced,))]), hash_=f"#place={LONDON}")
    term = page.locator(".card dt", has_text="Position from")
    expect(term.locator("+ dd")).to_have_text("GeoNames <b>")


def test_the_card_says_what_would_change_it(article: Page) -> None:
    article.evaluate(f"wherein.select('{LONDON}')")
    heading = article.get_by_role("heading", name="What would change it")
    expect(heading.locator("+ p")).to_contain_text("The runner-up is London, Ontario, Canada")


def test_a_name_that_may_not_mean_the_place_itself_is_said_to_be_so(show: Callable[..., Page]) -> None:
    [parsed] = parse("London Police in London.")
    police, city = parsed.resolutions
    police = replace(police, mention=replace(police.mention, literal=0.1))
    page = show(Atlas.build([replace(parsed, resolutions=(police, city))]), hash_=f"#place={LONDON}")
    said = page.get_by_text("the place itself may not be meant")
    expect(said).to_be_visible()
    page.get_by_role("button", name="Next mention").click()
    expect(said).to_have_count(0)


ON_TOP = """selector => {
  const box = document.querySelector(selector).getBoundingClientRect();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  return document.elementsFromPoint(x, y)[0].closest(selector) !== null;
}"""


def test_the_card_lies_over_the_buttons_of_the_map(show: Callable[..., Page]) -> None:
    """On a phone the open card reaches up to them."""
    page = show(article_atlas(), viewport={"width": 390, "height": 600}, hash_=f"#place={LONDON}")
    page.get_by_role("button", name="Why here?").click()
    assert page.evaluate(ON_TOP, ".card h2")


def test_the_card_does_not_cover_what_it_is_about(article: Page) -> None:
    """A pin under the card moves into the free part of the map, also when the card is opened over it."""
    why = article.get_by_role("button", name="Why here?")
    pin = f'path[data-pin="{BRUSSELS}"]'
    for opened in (True, False):
        article.evaluate("wherein.select(null)")
        article.evaluate("wherein_map.setView([58, 17], 4, {animate: false})")
        article.locator(f'.passages [data-place="{BRUSSELS}"]').click()
        if not opened:
            why.click()
            article.evaluate("wherein_map.setView([58, 17], 4, {animate: false})")
            why.click()
        expect(article.locator(".card-body")).to_be_visible()
        card, dot = article.locator(".card").bounding_box(), article.locator(pin).bounding_box()
        assert card and dot
        assert dot["x"] > card["x"] + card["width"] or dot["y"] + dot["height"] < card["y"]


@pytest.mark.parametrize("width", [1100, DESKTOP["width"]])
def test_the_card_leaves_room_for_its_pin(show: Callable[..., Page], width: int) -> None:
    """However much there is to say, the pin is flown to beside the card or above it; the rest is scrolled to."""
    [parsed] = parse("London and Brussels")
    london = parsed.resolutions[0]
    reasons = tuple(Reason(f"rule {n}", 1.0, f"Reason number {n}, which takes a line or two.", 1.0) for n in range(30))
    london = replace(london, explanation=reasons)
    atlas = Atlas.build([replace(parsed, resolutions=(london, *parsed.resolutions[1:]))])
    page = show(atlas, viewport={"width": width, "height": 800}, hash_=f"#place={LONDON}")
    body = page.locator(".card-body")
    assert body.evaluate("body => body.scrollHeight > body.clientHeight")
    card, dot = page.locator(".card").bounding_box(), page.locator(f'path[data-pin="{LONDON}"]').bounding_box()
    assert card and dot
    assert dot["x"] > card["x"] + card["width"] or dot["y"] + dot["height"] < card["y"]
