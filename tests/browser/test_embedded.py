"""The page inside a frame, steered by messages as docs/page.md promises."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from geo.atlas import Atlas
from geo.atlas_view import AtlasView
from geo.page.page import render_page
from tests.fakes import ARTICLE, FakeGazetteer, article_atlas, fake_pipeline

pytestmark = pytest.mark.browser

SYRIA, LONDON, TURKEY = "geonames:163843", "geonames:2643743", "geonames:298795"
HOST = """<!DOCTYPE html><title>Host</title>
<script>
  window.heard = [];
  addEventListener("message", ({ data }) => {
    if (data.type === "wherein:view") window.view = data;
    else window.heard.push(data);
  });
  window.say = (message) => document.querySelector("iframe").contentWindow.postMessage(message, "*");
</script>
<iframe sandbox="allow-scripts" title="Map" style="width: 1200px; height: 700px" srcdoc="{page}"></iframe>
"""


@pytest.fixture
def host(tmp_path: Path, open_page: Callable[..., Page]) -> Page:
    """The article's map in a frame."""
    return open_host(tmp_path, open_page, article_atlas())


def open_host(tmp_path: Path, open_page: Callable[..., Page], atlas: Atlas) -> Page:
    """Open a page that holds the map in a frame, and has heard that it is ready."""
    path = tmp_path / "host.html"
    page = render_page(AtlasView(atlas), FakeGazetteer(), title="Convoy", embedded=True)
    path.write_text(HOST.replace("{page}", html.escape(page)), encoding="utf-8")
    host = open_page(reduced_motion="reduce")
    host.goto(path.as_uri())
    host.wait_for_function("heard.length > 0")
    return host


@pytest.fixture
def frame(host: Page) -> FrameLocator:
    return host.frame_locator("iframe[title=Map]")


def command(seq: int, **changes: Any) -> dict[str, Any]:
    shown = {"visible": None, "minConfidence": 0, "demonyms": False, "literalOnly": False}
    return {"type": "wherein:command", "seq": seq, **shown, **changes}


def say(host: Page, message: Any) -> None:
    host.evaluate("say", message)


def pin_index(place: str) -> int:
    return [pin.id for pin in article_atlas().pins].index(place)


def hear(host: Page) -> Any:
    """Return the last message of the page."""
    return host.evaluate("heard.at(-1)")


def test_the_frame_has_no_header_of_its_own_and_says_when_it_is_ready(host: Page, frame: FrameLocator) -> None:
    assert hear(host) == {"type": "wherein:ready", "pins": len(article_atlas().pins)}
    expect(frame.locator("header")).to_be_hidden()
    expect(frame.locator(".index .places .row")).to_have_count(6)


def test_a_selection_is_told_with_the_number_of_the_mention(host: Page, frame: FrameLocator) -> None:
    frame.locator(f'.passages [data-place="{SYRIA}"]').nth(1).click()
    host.wait_for_function("heard.length > 1")
    assert hear(host) == {"type": "wherein:selected", "place": SYRIA, "mention": 1, "passage": 2}
    frame.locator("body").press("Escape")
    host.wait_for_function("heard.length > 2")
    assert hear(host) == {"type": "wherein:selected", "place": None, "mention": None, "passage": None}


def test_mentions_are_counted_as_the_atlas_counts_them(host: Page, frame: FrameLocator) -> None:
    """A hidden mention of a people before it does not shift a mention's number."""
    occurrences = article_atlas().pins[pin_index(TURKEY)].occurrences
    peoples = [number for number, occurrence in enumerate(occurrences) if occurrence.is_demonym]
    say(host, command(1, demonyms=True, focus={"seq": 1, "place": TURKEY, "mention": peoples[0]}))
    host.wait_for_function("heard.length > 1")
    assert hear(host) == {"type": "wherein:selected", "place": TURKEY, "mention": peoples[0], "passage": 1}
    expect(frame.locator(".mention.present")).to_have_text("Turkish")


def test_a_command_filters_without_moving_the_map(host: Page, frame: FrameLocator) -> None:
    view = frame.locator(".leaflet-map-pane").get_attribute("style")
    say(host, command(1, visible=[pin_index(SYRIA), pin_index(LONDON)]))
    expect(frame.locator("path.pin")).to_have_count(2)
    say(host, command(2, visible=[pin_index(SYRIA), pin_index(LONDON)], minConfidence=0.9))
    expect(frame.locator("path.pin")).to_have_count(1)
    expect(frame.locator(".passages")).to_contain_text("Nobody in London")
    say(host, command(3))
    expect(frame.locator("path.pin")).to_have_count(6)
    assert frame.locator(".leaflet-map-pane").get_attribute("style") == view


def test_names_that_do_not_mean_the_place_itself_can_be_left_out(
    tmp_path: Path, open_page: Callable[..., Page]
) -> None:
    """They become plain text, and a pin with no other mention goes."""
    [parsed] = fake_pipeline().geoparse([ARTICLE])
    judged = tuple(
        replace(r, mention=replace(r.mention, literal=0.1 if r.mention.surface in {"London", "Turkish"} else 0.9))
        for r in parsed.resolutions
    )
    host = open_host(tmp_path, open_page, Atlas.build([replace(parsed, resolutions=judged)]))
    frame = host.frame_locator("iframe[title=Map]")
    expect(frame.locator("path.pin")).to_have_count(6)
    say(host, command(1, literalOnly=True, demonyms=True))
    expect(frame.locator("path.pin")).to_have_count(5)
    expect(frame.locator(f'.passages [data-place="{TURKEY}"]')).to_have_text(["Turkey"])
    expect(frame.locator(".passages")).to_contain_text("Nobody in London")
    say(host, command(2))
    expect(frame.locator("path.pin")).to_have_count(6)


def test_a_selected_place_that_is_filtered_out_is_cleared_and_told(host: Page, frame: FrameLocator) -> None:
    say(host, command(1, focus={"seq": 1, "place": LONDON}))
    expect(frame.locator(".card h2")).to_have_text("London")
    say(host, command(2, visible=[pin_index(SYRIA)], focus={"seq": 1, "place": LONDON}))
    expect(frame.locator(".card")).to_be_hidden()
    assert hear(host) == {"type": "wherein:selected", "place": None, "mention": None, "passage": None}


def test_the_same_focus_is_obeyed_once_and_a_new_one_again(host: Page, frame: FrameLocator) -> None:
    say(host, command(1, focus={"seq": 1, "place": LONDON}))
    expect(frame.locator(".card h2")).to_have_text("London")
    frame.locator(f'.index [data-place="{SYRIA}"]').click()
    say(host, command(2, minConfidence=0.1, focus={"seq": 1, "place": LONDON}))
    expect(frame.locator(".card h2")).to_have_text("Syria")
    say(host, command(3, focus={"seq": 2, "place": LONDON}))
    expect(frame.locator(".card h2")).to_have_text("London")


def test_a_view_is_told_and_taken_up_and_a_focus_then_moves_nothing(host: Page, frame: FrameLocator) -> None:
    view = {"lat": 10.0, "lon": 20.0, "zoom": 4.0}
    say(host, command(1, view=view, focus={"seq": 1, "place": LONDON}))
    expect(frame.locator(".card h2")).to_have_text("London")
    host.wait_for_function("window.view")
    told = host.evaluate("window.view")
    assert told == {"type": "wherein:view", **{name: pytest.approx(value, abs=0.1) for name, value in view.items()}}


def test_a_command_that_changes_nothing_builds_nothing_anew(host: Page, frame: FrameLocator) -> None:
    """A selection comes back from Python as a command, with the filter as it was."""
    mention = frame.locator(f'.passages [data-place="{SYRIA}"]').first.element_handle()
    say(host, command(1, visible=list(range(6)), focus={"seq": 1, "place": LONDON}))
    expect(frame.locator(".card h2")).to_have_text("London")
    assert mention.evaluate("element => element.isConnected")


def test_the_theme_follows_the_host(host: Page, frame: FrameLocator) -> None:
    say(host, command(1, theme="dark"))
    expect(frame.locator("body")).to_have_css("background-color", "rgb(20, 24, 28)")
    say(host, command(2, theme="light"))
    expect(frame.locator("body")).to_have_css("background-color", "rgb(253, 252, 250)")


def test_a_message_that_is_not_as_promised_is_dropped_whole(host: Page, frame: FrameLocator) -> None:
    """Were one of these obeyed, the command after them would come too late."""
    faulty: list[Any] = [
        None,
        "wherein:command",
        command(50, visible=[]) | {"type": "other"},
        command(-1, visible=[]),
        command(50, visible=[99]),
        command(50, visible=[0.5]),
        command(50, visible="all"),
        command(50, visible=[], minConfidence=2),
        command(50, visible=[], minConfidence="0"),
        command(50, visible=[], demonyms="no"),
        command(50, visible=[], literalOnly=1),
        command(50, visible=[], theme="<script>"),
        command(50, visible=[], view={"lat": 1, "lon": 2}),
        command(50, visible=[], focus={"place": LONDON}),
        command(50, visible=[], focus={"seq": 1, "place": 7}),
    ]
    for message in faulty:
        say(host, message)
    say(host, {"type": "wherein:command"})
    say(host, command(1, focus={"seq": 1, "place": SYRIA}))
    expect(frame.locator(".card h2")).to_have_text("Syria")
    expect(frame.locator("path.pin")).to_have_count(6)


def test_an_older_command_is_ignored(host: Page, frame: FrameLocator) -> None:
    say(host, command(5))
    say(host, command(4, focus={"seq": 9, "place": LONDON}))
    say(host, command(6, focus={"seq": 1, "place": SYRIA}))
    expect(frame.locator(".card h2")).to_have_text("Syria")
    expect(frame.locator("path.pin")).to_have_count(6)


def test_another_window_is_not_obeyed(host: Page, frame: FrameLocator) -> None:
    """A second frame beside the map can reach it, and is not its parent; obeyed, it would have the last word."""
    host.evaluate(
        """(message) => {
          const other = document.body.appendChild(document.createElement("iframe"));
          other.contentWindow.eval("(target, message) => target.postMessage(message, '*')")(frames[0], message);
        }""",
        command(50),
    )
    say(host, command(2, focus={"seq": 1, "place": SYRIA}))
    expect(frame.locator(".card h2")).to_have_text("Syria")
    expect(frame.locator("path.pin")).to_have_count(6)
