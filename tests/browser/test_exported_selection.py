"""What is selected on an exported map is selected everywhere: index, map, text, card and address."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from geo.atlas import Atlas
from tests.browser.exported import (
    BRUSSELS,
    DEIR_EZ_ZOR,
    LONDON,
    NORTHERN_SYRIA,
    SYRIA,
    expect_selected,
)
from tests.fakes import article_atlas, parse

pytestmark = pytest.mark.browser


def test_the_file_is_ready_and_says_what_it_holds(article: Page) -> None:
    assert article.title() == "Convoy"
    expect(article.locator("h1")).to_have_text("Convoy")
    expect(article.locator(".counts")).to_have_text("1 document · 6 places · 7 mentions")
    expect(article.locator(".attribution .credits")).to_contain_text("GeoNames (CC BY 4.0)")
    expect(article.locator(".attribution .credits")).to_contain_text("Made with Natural Earth")
    assert article.evaluate("performance.getEntriesByName('wherein-ready').length") == 1


def test_a_row_of_the_index_selects_everywhere(article: Page) -> None:
    article.locator(f'.index [data-place="{SYRIA}"]').click()
    expect_selected(article, SYRIA, passages=["0:0", "0:2"], nth="1 of 2")
    expect(article.locator(".card h2")).to_have_text("Syria")
    expect(article.get_by_role("status")).to_have_text("Syria, mention 1 of 2")
    assert article.evaluate("location.hash") == "#place=geonames%3A163843"


def test_a_pin_selects_everywhere(article: Page) -> None:
    article.locator(f'path[data-pin="{BRUSSELS}"]').click()
    expect_selected(article, BRUSSELS, passages=["0:0"], nth="1 of 1")


def test_a_mention_selects_everywhere_and_is_the_present_one(article: Page) -> None:
    article.locator(f'.passages [data-place="{SYRIA}"]').nth(1).click()
    expect_selected(article, SYRIA, passages=["0:0", "0:2"], nth="2 of 2")


def test_a_link_selects_when_it_is_opened_and_when_it_changes(show: Callable[..., Page]) -> None:
    page = show(article_atlas(), hash_=f"#place={LONDON}")
    expect_selected(page, LONDON, passages=["0:1"], nth="1 of 1")
    page.evaluate("location.hash = '#place=geonames%3A163843%2Fnorthern'")
    expect_selected(page, NORTHERN_SYRIA, passages=["0:0"], nth="1 of 1")


def test_a_script_selects_and_clears(article: Page) -> None:
    article.evaluate(f"wherein.select('{LONDON}')")
    expect_selected(article, LONDON, passages=["0:1"], nth="1 of 1")
    article.evaluate("wherein.select(null)")
    expect(article.locator("[aria-pressed=true]")).to_have_count(0)
    expect(article.locator(".card")).to_be_hidden()
    expect(article.locator("[aria-current]")).to_have_count(0)


def test_the_keyboard_alone_selects_steps_and_clears(article: Page) -> None:
    article.locator(".index .row").first.focus()
    article.keyboard.press("Tab")
    article.keyboard.press("Enter")
    expect_selected(article, BRUSSELS, passages=["0:0"], nth="1 of 1")
    article.keyboard.press("Shift+Tab")
    article.keyboard.press("Enter")
    expect_selected(article, SYRIA, passages=["0:0", "0:2"], nth="1 of 2")
    article.keyboard.press("j")
    expect(article.locator(".card .nth")).to_contain_text("2 of 2")
    article.keyboard.press("j")
    expect(article.locator(".card .nth")).to_contain_text("1 of 2")
    article.keyboard.press("k")
    expect(article.get_by_role("status")).to_have_text("Syria, mention 2 of 2")
    article.keyboard.press("Escape")
    expect(article.locator(".card")).to_be_hidden()


def test_single_keys_can_be_switched_off(article: Page) -> None:
    """Speech input types letters (WCAG 2.1.4)."""
    article.locator(f'.index [data-place="{SYRIA}"]').click()
    article.get_by_text("Data and licences").click()
    article.get_by_label("Keys:").uncheck()
    article.keyboard.press("j")
    expect(article.locator(".card .nth")).to_contain_text("1 of 2")


def test_next_and_previous_walk_the_mentions(article: Page) -> None:
    article.locator(f'.index [data-place="{SYRIA}"]').click()
    article.get_by_role("button", name="Next mention").click()
    expect_selected(article, SYRIA, passages=["0:0", "0:2"], nth="2 of 2")
    expect(article.locator(".mention.present")).to_have_count(1)
    article.get_by_role("button", name="Previous mention").click()
    expect(article.locator(".card .nth")).to_contain_text("1 of 2")


def test_places_in_one_spot_are_offered_for_choice(show: Callable[..., Page]) -> None:
    page = show(Atlas.build(parse("London, Brussels, Syria, Turkey, Deir ez-Zor, northern Syria, Middle East")))
    page.evaluate("wherein_map.setView([36, 38], 1, {animate: false})")
    page.locator(f'path[data-pin="{SYRIA}"]').click(force=True)
    chooser = page.locator(".chooser")
    expect(chooser).to_contain_text("places here")
    chooser.get_by_role("button", name="Deir ez-Zor").click()
    expect(chooser).to_be_hidden()
    expect_selected(page, DEIR_EZ_ZOR, passages=["0:0"], nth="1 of 1")


def test_a_key_goes_to_the_card_and_back(article: Page) -> None:
    """From the index to the rivals in two strokes, and back to the row with one; the selection stays."""
    row = article.locator(f'.index [data-place="{LONDON}"]')
    row.press("Enter")
    article.keyboard.press("w")
    expect(article.get_by_role("button", name="Why here?")).to_be_focused()
    article.keyboard.press("Tab")
    expect(article.locator(".rival").first).to_be_focused()
    article.keyboard.press("Escape")
    expect(row).to_be_focused()
    expect(article.locator(".card")).to_be_visible()
    article.get_by_role("button", name="Close", exact=True).click()
    expect(row).to_be_focused()
    expect(article.locator(".card")).to_be_hidden()
