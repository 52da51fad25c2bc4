"""The documents in an exported map stand there to the letter, whatever they hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from geo.atlas import Atlas
from geo.model import Document
from tests.browser.conftest import Journal
from tests.browser.exported import (
    LONDON,
)
from tests.fakes import fake_pipeline, parse

pytestmark = pytest.mark.browser


def test_offsets_hold_behind_astral_characters(show: Callable[..., Page]) -> None:
    """JavaScript counts "😀" as two; the mention must still be the name, to the letter."""
    page = show(Atlas.build(parse("😀😀 𝒳 In London 👩‍👩‍👧 and é̂ in Brussels.")))
    assert page.locator(".mention").all_inner_texts() == ["London", "Brussels"]
    expect(page.locator("[data-passage]")).to_have_text("😀😀 𝒳 In London 👩‍👩‍👧 and é̂ in Brussels.")


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
    assert page.evaluate("window.ran === undefined && document.scripts.length") == 6
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


def test_a_sign_that_turns_the_text_does_not_turn_the_names(show: Callable[..., Page]) -> None:
    """U+202E in a passage ends before the next name; all is still there to the letter."""
    text = "He said \u202e that London is far from Brussels."
    page = show(Atlas.build(parse(text)))
    expect(page.locator("[data-passage]")).to_have_text(text)
    london, brussels = (element.bounding_box() for element in page.locator(".mention").all())
    assert london and brussels
    assert london["x"] < brussels["x"]
