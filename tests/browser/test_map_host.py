"""The script that holds the map's frame in the dashboard, without Streamlit and with a small page in the frame."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from components.map_page import ASSETS, FRAME

pytestmark = pytest.mark.browser

STREAMLIT = (
    """
const put = (data) => {
  window.leave?.();
  window.leave = host({ data, parentElement: document.body, setStateValue: (name, value) => told.push([name, value]) });
};
const order = (command) => {
  wherein.command = command;
  dispatchEvent(new CustomEvent("wherein:command"));
};
window.told = [];
"""
    + (ASSETS / "map_host.js").read_text("utf-8").replace("export default function", "window.host = function")
    + "Object.assign(window, { put, order });"
)
# Sends back what it hears as the name of a place; so does it say that it is ready.
ECHO = """<script>
  const say = (place) => parent.postMessage({ type: "wherein:selected", place, mention: 4 }, "*");
  addEventListener("message", ({ data }) => say(JSON.stringify(data)));
  const rest = { type: "wherein:view", lat: 1, lon: 2, zoom: 3 };
  addEventListener("message", ({ data }) => data.view ?? parent.postMessage(rest, "*"));
  parent.postMessage({ type: "wherein:ready" }, "*");
</script>"""
COMMAND: dict[str, Any] = {"visible": None, "focus": {"seq": 1, "place": None}}


@pytest.fixture
def host(page: Page) -> Page:
    """A page with the script and an empty frame; a command was given before there is anything to obey it."""
    page.set_content(FRAME)
    page.evaluate(f"() => {{ {STREAMLIT} }}")
    page.evaluate("command => order(command)", COMMAND)
    return page


def put(host: Page, documents: str, tiles: str = "") -> None:
    host.evaluate("data => put(data)", {"documents": documents, "tiles": tiles, "html": ECHO})


def hear(host: Page, count: int) -> Any:
    """Wait for so many messages that reached Python, and return the last, which is the last command of the frame."""
    host.wait_for_function("count => told.length >= count", arg=count)
    assert host.evaluate("told.length") == count
    return host.evaluate("JSON.parse(told.at(-1)[1])")


def test_a_page_that_is_ready_is_told_what_to_show(host: Page) -> None:
    put(host, "first")
    heard = hear(host, 1)
    assert heard.items() >= COMMAND.items()
    assert "view" not in heard


def test_the_same_page_is_not_loaded_again(host: Page) -> None:
    """Streamlit calls the script at every rerun."""
    put(host, "first")
    hear(host, 1)
    put(host, "first")
    host.evaluate("command => order(command)", COMMAND)
    assert "view" not in hear(host, 2)


@pytest.mark.parametrize(
    "message",
    [
        {"type": "wherein:selected", "place": "Paris", "mention": {"deep": "x" * 1000}},
        {"type": "wherein:selected", "place": "Paris", "mention": 0, "passage": "x" * 1000},
        {"type": "wherein:selected", "place": 5},
        {"type": "wherein:view", "lat": {"deep": "x" * 1000}, "lon": "2", "zoom": None},
    ],
)
def test_what_the_page_could_not_say_is_not_kept(host: Page, message: dict[str, Any]) -> None:
    """A page that was taken over can put nothing but a place's name and numbers into the window around it."""
    put(host, "first")
    hear(host, 1)
    host.wait_for_function("wherein.view")
    before = host.evaluate("wherein")
    host.frames[1].evaluate("message => parent.postMessage(message, '*')", message)
    host.frames[1].evaluate("parent.postMessage({ type: 'wherein:selected', place: '{}', mention: 4 }, '*')")
    assert hear(host, 2) == {}
    assert host.evaluate("wherein") == {**before, "place": "{}"}


def test_with_another_background_the_map_stays_where_it_was(host: Page) -> None:
    """It stays at the mention that was read, too; other documents are shown from their own first view."""
    put(host, "first")
    hear(host, 1)
    host.wait_for_function("wherein.view")
    put(host, "first", "OpenTopoMap")
    heard = hear(host, 2)
    assert heard["view"].items() >= {"lat": 1, "lon": 2, "zoom": 3}.items()
    assert heard["focus"] == {**COMMAND["focus"], "mention": 4}
    put(host, "second", "OpenTopoMap")
    heard = hear(host, 3)
    assert "view" not in heard
    assert heard["focus"] == COMMAND["focus"]


def test_a_frame_that_was_taken_off_the_page_is_left_alone(host: Page) -> None:
    """Its listeners outlive it by a moment; then it neither fails nor takes another window's word for its own."""
    put(host, "first")
    hear(host, 1)
    host.locator("iframe").evaluate("frame => frame.remove()")
    host.evaluate("command => order(command)", COMMAND)
    host.evaluate('postMessage({ type: "wherein:selected", place: "elsewhere" }, "*")')
    host.evaluate(
        'dispatchEvent(new MessageEvent("message", { data: { type: "wherein:selected", place: "nowhere" } }))'
    )
    host.evaluate("new Promise(requestAnimationFrame)")
    assert host.evaluate("told.length") == 1
    host.evaluate("leave()")
