"""The filter stands twice, in Python and in the page's script; on whatever documents they let the same through."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from geo.atlas import Atlas
from geo.atlas_view import AtlasView
from geo.model import GeoparsedDocument
from geo.page import page as page_module
from geo.page.content import EVERYTHING, page_content
from geo.text.toponym import fold
from geo.view import Filter
from tests.contracts.test_view import FILTERS, sets
from tests.fakes import FakeGazetteer

pytestmark = pytest.mark.browser

ASSETS = Path(page_module.__file__).parent / "assets"
SCRIPTS = "\n".join((ASSETS / name).read_text("utf-8") for name in ("dom.js", "model.js"))
SHOWN = """([content, positions, filter]) => {
  const atlas = readAtlas(content, positions);
  applyFilter(atlas, { visible: null, tallies: null, minConfidence: 0, demonyms: true, literalOnly: true, query: "x" });
  applyFilter(atlas, filter);
  return atlas.pins.filter((pin) => pin.count).map((pin) => [
    pin.id, pin.shown.map((mention) => pin.mentions.indexOf(mention)), pin.count,
    Math.floor(100 * pin.confidence + 1e-9), Number(pin.ambiguous),
  ]);
}"""
# Scripts in which names of places are written here; the page does not fold the marks of Indic ones as Python does.
LETTERS = st.characters(
    categories=("L", "N", "P", "Z", "S", "Mn"),
    min_codepoint=0x20,
    max_codepoint=0x5FF,
    exclude_characters="ŉև\u0345\u034fͺ",
)
NAMES = st.lists(LETTERS | st.sampled_from([*"the The U.S. 's’-", "Łódź", "Ísafjörður", "İzmir"]), max_size=12).map(
    "".join
)
anew = settings(
    max_examples=150, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def scripts(page: Page) -> Page:
    """A page with the scripts that keep the atlas, and nothing else."""
    empty = '<script type="application/json" id="{}">{{}}</script>'
    page.set_content("".join(map(empty.format, ("kinds", "words"))))
    page.add_script_tag(content=SCRIPTS)
    return page


@anew
@given(sets(), FILTERS, st.booleans())
def test_the_page_shows_what_the_atlas_lets_through(
    scripts: Page, parsed: Sequence[GeoparsedDocument], wanted: Filter, is_told: bool
) -> None:
    """Mention by mention; kinds and countries only Python knows, and tells which pins they leave (or all is told)."""
    atlas = Atlas.build(parsed)
    view = AtlasView(atlas)
    content = page_content(view, FakeGazetteer(), view.pins(EVERYTHING), whole=True)
    told = wanted if is_told else replace(wanted, query="", min_confidence=0.0, demonyms=True, literal_only=False)
    ids = {pin.id for pin in atlas.filter(told).pins}
    filter_ = {
        "visible": [number for number, pin in enumerate(atlas.pins) if pin.id in ids],
        "minConfidence": wanted.min_confidence,
        "demonyms": wanted.demonyms,
        "literalOnly": wanted.literal_only,
        "query": wanted.query,
    }
    positions = [degrees for pin in atlas.pins for degrees in pin.footprint.point or ()]
    shown = scripts.evaluate(SHOWN, [json.loads(json.dumps(content)), positions, filter_])
    number = {pin.id: {o: n for n, o in enumerate(pin.occurrences)} for pin in atlas.pins}
    expected = [
        [pin.id, [number[pin.id][o] for o in pin.occurrences], len(pin.occurrences), int(100 * pin.confidence + 1e-9)]
        for pin in atlas.filter(wanted).pins
    ]
    assert sorted(one[:4] for one in shown) == sorted(expected)
    assert {one[0]: bool(one[4]) for one in shown} == {pin.id: pin.ambiguous for pin in view.pins(wanted)}


@anew
@given(st.lists(NAMES, min_size=30, max_size=30))
def test_names_are_folded_alike(scripts: Page, names: list[str]) -> None:
    """What is searched for in an exported page is found as in the dashboard: case, accents and points do not count."""
    assert scripts.evaluate("(names) => names.map(fold)", names) == [fold(name) for name in names]
