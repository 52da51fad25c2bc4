"""The page inside a frame that holds no text and asks its host for passages, as docs/page.md promises."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from geo.atlas import Atlas
from geo.atlas_view import AtlasView
from geo.model import Document
from geo.page import page as page_module
from geo.page.desk import Desk
from geo.page.page import render_page
from geo.view import Filter
from tests.browser.test_embedded import HOST, command
from tests.fakes import BRUSSELS, LONDON, SYRIA, TURKEY, UNKNOWN, FakeGazetteer, fake_pipeline

pytestmark = pytest.mark.browser

REVISION = "revision 1"
HOSTILE = "<img src=x onerror=\"document.title='run'\">"
FILLERS = 50


class Host:
    """Holds the map in a frame, and answers what it asks for when it is told to."""

    def __init__(self, page: Page, view: AtlasView) -> None:
        self.page, self.desk = page, Desk(view, REVISION)
        self.frame: FrameLocator = page.frame_locator("iframe[title=Map]")
        self.seq = 0

    def show(self, **changes: Any) -> None:
        """Tell the page what to show."""
        self.seq += 1
        rules = {name: changes.get(name, default) for name, default in (("demonyms", False), ("minConfidence", 0.0))}
        wanted = Filter(min_confidence=rules["minConfidence"], demonyms=rules["demonyms"])
        visible, tallies = self.desk.visible(wanted)
        self.say(command(self.seq, **{"visible": visible, "tallies": tallies, **rules, **changes}))

    def say(self, message: Any) -> None:
        self.page.evaluate("say", message)

    def asked(self) -> list[dict[str, Any]]:
        """Wait until something is asked for, and return all that is open."""
        self.page.wait_for_function("heard.some((one) => one.type === 'wherein:requests')")
        asked = self.page.evaluate("heard.filter((one) => one.type === 'wherein:requests').at(-1).requests")
        self.page.evaluate("window.heard = heard.filter((one) => one.type !== 'wherein:requests')")
        assert isinstance(asked, list)
        return asked

    def answer(self) -> list[dict[str, Any]]:
        """Answer all that is open, and return what was asked."""
        asked = self.asked()
        self.say({"type": "wherein:answers", "answers": self.desk.answer(asked)})
        return asked

    def told(self) -> Any:
        """Return the last selection that the page told of."""
        return self.page.evaluate("heard.filter((one) => one.type === 'wherein:selected').at(-1)")


def documents() -> list[Document]:
    """Syria in 70 passages, London twice in the last document, and much between them that names Brussels alone."""
    syria = [f"Syria spoke, and {HOSTILE} Turkish officers {number} of Turkey heard it." for number in range(70)]
    filler = [f"Line {number} of what was gathered in Brussels." for number in range(FILLERS)]
    last = ["London again. London!", f"Nobody found {UNKNOWN}.", "The last of Syria."]
    texts = [*("\n\n".join([*syria[at : at + 7], *filler]) for at in range(0, 70, 7)), "\n\n".join(last)]
    return [Document.make(text, title=f"{HOSTILE} {number}") for number, text in enumerate(texts)]


@pytest.fixture
def host(tmp_path: Path, open_page: Callable[..., Page], monkeypatch: pytest.MonkeyPatch) -> Host:
    """The map of `documents` in a frame, ready, with nothing answered yet."""
    monkeypatch.setattr(page_module, "EMBEDDED_CHARS", 1000)
    view = AtlasView(Atlas.build(fake_pipeline().geoparse(documents())))
    page = render_page(view, FakeGazetteer(), title="Set", embedded=True, revision=REVISION)
    assert "gathered" not in page and "='run'" not in page
    path = tmp_path / "host.html"
    path.write_text(HOST.replace("{page}", html.escape(page)), encoding="utf-8")
    browser_page = open_page(reduced_motion="reduce")
    browser_page.clock.install()
    browser_page.goto(path.as_uri())
    browser_page.wait_for_function("heard.some((one) => one.type === 'wherein:ready')")
    return Host(browser_page, view)


def nth(host: Host) -> Any:
    return expect(host.frame.locator(".card .nth"))


def test_the_map_stands_before_any_text_and_the_text_comes_when_it_is_in_view(host: Host) -> None:
    """Pins, places and counts need no passage; of the passages those near the view are asked for, and no others."""
    expect(host.frame.locator("path.pin")).to_have_count(4)
    expect(host.frame.locator(f'.index [data-place="{SYRIA.id}"] .row-count')).to_contain_text("71")
    first = host.frame.locator('[data-passage="0:0"]')
    expect(first).to_have_text("Loading passages…")
    asked = host.answer()
    assert [request["from"] for request in asked] == [0]
    assert asked[0]["count"] <= 120
    expect(first).to_contain_text(f"Syria spoke, and {HOSTILE} Turkish officers 0 of Turkey")
    expect(host.frame.locator(".passages h2").first).to_have_text(f"{HOSTILE} 0")
    expect(host.frame.locator(".passages img")).to_have_count(0)


def test_a_click_shows_the_card_at_once_and_its_passages_when_they_come(host: Host) -> None:
    host.answer()
    host.frame.locator(f'.index [data-place="{LONDON.id}"]').click()
    expect(host.frame.locator(".card h2")).to_have_text("London")
    nth(host).to_have_text("1 of 2 mentions")
    expect(host.frame.locator(".card")).to_contain_text("Loading passages…")
    assert host.told() == {"type": "wherein:selected", "place": LONDON.id, "mention": None, "passage": None}
    host.answer()
    expect(host.frame.locator(".card")).not_to_contain_text("Loading passages…")
    expect(host.frame.locator(".mention.present")).to_have_text("London")
    expect(host.frame.locator(".mention.present")).to_be_in_viewport()
    expect(host.frame.locator(".mention.chosen")).to_have_count(2)
    assert host.told()["mention"] == 0


def test_every_mention_is_reached_by_its_key_in_order_and_the_last_leads_to_the_first(host: Host) -> None:
    """Seventy-one mentions come in three answers; the ends meet both ways."""
    host.answer()
    host.frame.locator(f'.index [data-place="{SYRIA.id}"]').click()
    host.answer()
    passages = []
    for number in range(71):
        nth(host).to_have_text(f"{number + 1} of 71 mentions")
        if host.frame.locator(".card [aria-busy]").count():
            host.answer()
        expect(host.frame.locator(".card [aria-busy]")).to_have_count(0)
        passages.append(host.told()["passage"])
        host.frame.locator("body").press("j")
    assert passages == [*(d * (7 + FILLERS) + p for d in range(10) for p in range(7)), 10 * (7 + FILLERS) + 2]
    nth(host).to_have_text("1 of 71 mentions")
    host.frame.locator("body").press("k")
    nth(host).to_have_text("71 of 71 mentions")
    host.frame.locator("body").press("k")
    nth(host).to_have_text("70 of 71 mentions")


def test_back_from_the_first_mention_asks_for_the_last(host: Host) -> None:
    host.answer()
    host.frame.locator(f'.index [data-place="{SYRIA.id}"]').click()
    host.answer()
    nth(host).to_have_text("1 of 71 mentions")
    host.frame.locator("body").press("k")
    nth(host).to_have_text("71 of 71 mentions")
    host.answer()
    expect(host.frame.locator(".mention.present")).to_be_in_viewport()
    assert host.told()["passage"] == 10 * (7 + FILLERS) + 2
    host.frame.locator("body").press("k")
    nth(host).to_have_text("70 of 71 mentions")


def test_a_mention_clicked_in_the_text_is_numbered_when_the_answer_comes(host: Host) -> None:
    host.answer()
    host.frame.locator(f'.passages [data-place="{SYRIA.id}"]').nth(3).click()
    nth(host).to_have_text("… of 71 mentions")
    expect(host.frame.locator(".card")).to_contain_text("Why here?")
    host.answer()
    nth(host).to_have_text("4 of 71 mentions")
    expect(host.frame.locator(f'.passages [data-place="{SYRIA.id}"]').nth(3)).to_have_class("mention chosen present")


def test_a_filter_numbers_mentions_anew_and_what_it_hides_becomes_text(host: Host) -> None:
    """With peoples Turkey has twice as many mentions."""
    host.answer()
    host.show()
    host.frame.locator(f'.passages [data-place="{TURKEY.id}"]').nth(1).click()
    host.answer()
    nth(host).to_have_text("2 of 70 mentions")
    host.show(demonyms=True)
    nth(host).to_have_text("… of 140 mentions")
    host.answer()
    nth(host).to_have_text("4 of 140 mentions")
    host.show(minConfidence=1.0)
    expect(host.frame.locator(".card")).to_be_hidden()
    expect(host.frame.locator(".passages button")).to_have_count(0)
    expect(host.frame.locator("path.pin")).to_have_count(0)


def test_a_name_that_is_not_on_the_map_is_asked_for_too(host: Host) -> None:
    host.answer()
    host.frame.locator('.index [data-unplaced="0"]').click()
    expect(host.frame.locator(".card")).to_contain_text("No place of this name")
    host.answer()
    expect(host.frame.locator(".lost-name.present")).to_have_text(UNKNOWN)


def test_an_answer_that_was_lost_is_asked_for_again(host: Host) -> None:
    [first] = host.asked()
    host.page.clock.fast_forward(7000)
    [again] = host.answer()
    assert again == first
    expect(host.frame.locator('[data-passage="0:0"]')).to_contain_text("Syria spoke")


def test_an_answer_for_another_set_or_to_nothing_is_dropped(host: Host) -> None:
    """So is one that is not as promised; the right one still counts."""
    asked = host.asked()
    [answer] = json.loads(json.dumps(host.desk.answer(asked)))
    faulty: list[Any] = [
        None,
        {**answer, "revision": "revision 0"},
        {**answer, "id": 1},
        {**answer, "numbers": [10**6] * len(answer["numbers"])},
        {**answer, "numbers": answer["numbers"][1:]},
        {**answer, "verdicts": []},
        {**answer, "passages": "all"},
        {**answer, "passages": [[["name", 99, 0, 0]], *answer["passages"][1:]]},
        {**answer, "titles": [[0, {}, ""]]},
    ]
    for one in faulty:
        host.say({"type": "wherein:answers", "answers": [one]})
    host.say({"type": "wherein:answers", "answers": None})
    expect(host.frame.locator('[data-passage="0:0"]')).to_have_text("Loading passages…")
    host.say({"type": "wherein:answers", "answers": [answer]})
    expect(host.frame.locator('[data-passage="0:0"]')).to_contain_text("Syria spoke")


def test_a_command_without_its_tallies_is_dropped(host: Host) -> None:
    """What is shown of a pin whose mentions are elsewhere only the host can say."""
    host.say(command(50, visible=[0]))
    host.say(command(50, visible=[0], tallies=[1, 2]))
    host.say(command(50))
    host.show(focus={"seq": 1, "place": BRUSSELS.id})
    expect(host.frame.locator(".card h2")).to_have_text("Brussels")
    expect(host.frame.locator("path.pin")).to_have_count(4)


def test_loaded_again_the_page_comes_back_to_the_mention_that_was_read(host: Host) -> None:
    """The host keeps its number and its passage, which are no use alone."""
    passage = 3 * (7 + FILLERS) + 2
    host.show(focus={"seq": 1, "place": SYRIA.id, "mention": 3 * 7 + 2, "passage": passage})
    while host.frame.locator(".card [aria-busy]").count():
        host.answer()
    nth(host).to_have_text("24 of 71 mentions")
    assert host.told() == {"type": "wherein:selected", "place": SYRIA.id, "mention": 23, "passage": passage}
