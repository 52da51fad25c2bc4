"""Journeys through the exported file, opened from disk in a real Chromium that may talk to nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from geo.atlas import Atlas
from geo.model import Document, Reason
from geo.page.page import render_page
from tests.browser.conftest import DESKTOP, PHONE, Journal
from tests.fakes import ARTICLE, FakeGazetteer, fake_pipeline, make_place, parse

pytestmark = pytest.mark.browser

SYRIA, LONDON, BRUSSELS, TURKEY = "geonames:163843", "geonames:2643743", "geonames:2800866", "geonames:298795"
DEIR_EZ_ZOR = "geonames:170794"
NORTHERN_SYRIA = f"{SYRIA}/northern"
SMALL_TARGETS = """() => [...document.querySelectorAll("button, input, summary")]
  .filter((target) => target.offsetWidth && !target.matches(".mention"))
  .filter((target) => target.offsetWidth < 24 || target.offsetHeight < 24)
  .map((target) => target.outerHTML)"""
DRAWN = "performance.getEntriesByName('wherein-drawn').length"


@pytest.fixture
def show(tmp_path: Path, open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Return a function that writes an atlas as a file and opens it, ready to use."""

    def show_one(
        atlas: Atlas, *, title: str = "Convoy", demonyms: bool = False, hash_: str = "", **options: Any
    ) -> Page:
        path = tmp_path / "map.html"
        path.write_text(render_page(atlas, FakeGazetteer(), title=title, demonyms=demonyms), encoding="utf-8")
        page = open_page(**{"reduced_motion": "reduce", **options})
        page.goto(path.as_uri() + hash_)
        expect(page.locator(".attribution .credits")).not_to_be_empty()
        while not page.evaluate(DRAWN):
            page.wait_for_timeout(10)
        return page

    return show_one


@pytest.fixture
def article(show: Callable[..., Page]) -> Page:
    """The article's map at desktop size."""
    return show(article_atlas())


def article_atlas(*more: Document) -> Atlas:
    return Atlas.build(fake_pipeline().geoparse([ARTICLE, *more]))


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
    reasons = (Reason("name", 4.0, "It is its usual name."), Reason("kind", -1.0, "It is a region."))
    candidate = replace(resolution.candidates[0], reasons=reasons)
    changed = replace(resolution, candidates=(candidate, *resolution.candidates[1:]))
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


def test_the_card_says_what_would_change_it(article: Page) -> None:
    article.evaluate(f"wherein.select('{LONDON}')")
    heading = article.get_by_role("heading", name="What would change it")
    expect(heading.locator("+ p")).to_contain_text("The runner-up is London, Ontario, Canada;")


def test_a_name_that_may_not_mean_the_place_itself_is_said_to_be_so(show: Callable[..., Page]) -> None:
    [parsed] = parse("London Police in London.")
    police, city = parsed.resolutions
    police = replace(police, mention=replace(police.mention, literal=0.1))
    page = show(Atlas.build([replace(parsed, resolutions=(police, city))]), hash_=f"#place={LONDON}")
    said = page.get_by_text("the place itself may not be meant")
    expect(said).to_be_visible()
    page.get_by_role("button", name="Next mention").click()
    expect(said).to_have_count(0)


def test_doubt_is_drawn_as_a_dashed_line_and_said_in_words(article: Page) -> None:
    dashed = article.locator("path.pin[stroke-dasharray]")
    expect(dashed).to_have_count(1)
    expect(article.locator(f'.index [data-place="{LONDON}"]')).to_contain_text("uncertain")


def test_the_northern_part_of_a_country_is_drawn_as_an_area(article: Page) -> None:
    expect(article.locator("path.area")).to_have_count(1)
    article.evaluate(f"wherein.select('{NORTHERN_SYRIA}')")
    expect(article.locator("path.area.selected")).to_have_count(1)


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


def test_places_in_one_spot_are_offered_for_choice(show: Callable[..., Page]) -> None:
    page = show(Atlas.build(parse("London, Brussels, Syria, Turkey, Deir ez-Zor, northern Syria, Middle East")))
    page.evaluate("wherein_map.setView([36, 38], 1, {animate: false})")
    page.locator(f'path[data-pin="{SYRIA}"]').click(force=True)
    chooser = page.locator(".chooser")
    expect(chooser).to_contain_text("places here")
    chooser.get_by_role("button", name="Deir ez-Zor").click()
    expect(chooser).to_be_hidden()
    expect_selected(page, DEIR_EZ_ZOR, passages=["0:0"], nth="1 of 1")


def test_offsets_hold_behind_astral_characters(show: Callable[..., Page]) -> None:
    """JavaScript counts "😀" as two; the mention must still be the name, to the letter."""
    page = show(Atlas.build(parse("😀😀 𝒳 In London 👩‍👩‍👧 and é̂ in Brussels.")))
    assert page.locator(".mention").all_inner_texts() == ["London", "Brussels"]
    expect(page.locator("[data-passage]")).to_have_text("😀😀 𝒳 In London 👩‍👩‍👧 and é̂ in Brussels.")


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


def test_a_hostile_document_is_shown_as_written_and_nothing_runs(show: Callable[..., Page], journal: Journal) -> None:
    """The page's fixture also fails the test for any request that would leave this machine."""
    lines = [
        "{{ 7*7 }} {% raise %} {# ${window.ran = 1} `${window.ran = 1}`",
        "</script><script>window.ran = 1</script> <!-- <img src=x onerror='window.ran = 1'>",
        "![x](http://evil.example/x.png) <link rel=stylesheet href=http://evil.example/x.css>",
        "London\u2028and\u2029London &amp; <b>London</b> \ud800",
    ]
    text = "\n\n".join(lines)
    atlas = Atlas.build(fake_pipeline().geoparse([Document.make(text, title=lines[1], source=lines[0])]))
    page = show(atlas, title=lines[1])
    page.locator(".index .row").first.click()
    shown = [element.text_content() for element in page.locator("[data-passage]").all()]
    assert " ".join(" ".join(filter(None, shown)).split()) == " ".join(text.split())
    assert page.title() == lines[1]
    expect(page.locator("h1")).to_have_text(lines[1])
    expect(page.locator(".passages h2")).to_have_text(lines[1])
    assert page.evaluate("window.ran === undefined && document.scripts.length") == 4
    assert [url for url in journal.requests if not url.startswith("file:")] == []


def test_a_long_set_is_built_as_it_comes_into_view(show: Callable[..., Page]) -> None:
    """A passage far down exists once its place is selected, and is in view then."""
    page = show(Atlas.build(parse(*(["Nothing happened in Brussels.\n\n" * 40] * 20), "At last, London.")))
    assert page.locator("[data-passage]").count() < 400
    expect(page.locator('[data-passage="20:0"]')).to_have_count(0)
    page.evaluate(f"wherein.select('{LONDON}')")
    expect(page.locator('[data-passage="20:0"]')).to_be_in_viewport()
    page.locator(".text-scroller").evaluate("pane => pane.scrollTo(0, 0)")
    expect(page.locator('[data-passage="0:0"]')).to_be_in_viewport()


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
    candidate = london.candidates[0]
    reasons = tuple(Reason(f"rule {n}", 1.0, f"Reason number {n}, which takes a line or two.") for n in range(30))
    london = replace(london, candidates=(replace(candidate, reasons=reasons), *london.candidates[1:]))
    atlas = Atlas.build([replace(parsed, resolutions=(london, *parsed.resolutions[1:]))])
    page = show(atlas, viewport={"width": width, "height": 800}, hash_=f"#place={LONDON}")
    body = page.locator(".card-body")
    assert body.evaluate("body => body.scrollHeight > body.clientHeight")
    card, dot = page.locator(".card").bounding_box(), page.locator(f'path[data-pin="{LONDON}"]').bounding_box()
    assert card and dot
    assert dot["x"] > card["x"] + card["width"] or dot["y"] + dot["height"] < card["y"]


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


def test_a_sign_that_turns_the_text_does_not_turn_the_names(show: Callable[..., Page]) -> None:
    """U+202E in a passage ends before the next name; all is still there to the letter."""
    text = "He said \u202e that London is far from Brussels."
    page = show(Atlas.build(parse(text)))
    expect(page.locator("[data-passage]")).to_have_text(text)
    london, brussels = (element.bounding_box() for element in page.locator(".mention").all())
    assert london and brussels
    assert london["x"] < brussels["x"]


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
