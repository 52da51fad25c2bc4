"""The finished page: whole, strict, the same for the same atlas, and deaf to what a document says."""

from __future__ import annotations

import base64
import json
import re
import zlib
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.atlas import Atlas
from geo.atlas_view import AtlasView
from geo.attribution import ATTRIBUTIONS, ONLINE_SOURCES
from geo.kinds import KINDS
from geo.model import Document, Point
from geo.page.map import render_map
from geo.page.page import _level, render_page
from geo.page.tiles import TileLayer
from geo.protocols import BaseMapLevel
from tests.fakes import FakeGazetteer, article_atlas, fake_pipeline, make_place, parse

GAZETTEER = FakeGazetteer()
HOSTILE = [
    "{{ 7*7 }}",
    "{% raise %}",
    "{#",
    "${alert(1)}",
    "`${alert(1)}`",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>",
    "<img src=x onerror=alert(1)>",
    "![x](http://evil.example/x.png)",
    "\u2028\u2029",
    "\ud800 \udfff",
    "\0\x07\x1b",
    "<!--slot:head--><!--slot:before--><!--slot:after-->",
    "&lt;b&gt; &amp;amp;",
    "\"'\\",
    "\u202eright to left\u202c",
]


class Reader(HTMLParser):
    """Collects a page's elements and the text of its data, title and policy."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.data: dict[str, str] = {}
        self.title = ""
        self.policy = ""
        self._into: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append(tag)
        self._into = tag if tag == "title" else values.get("id") if tag == "script" else None
        if values.get("http-equiv") == "Content-Security-Policy":
            self.policy = values["content"] or ""

    def handle_endtag(self, tag: str) -> None:
        self._into = None

    def handle_data(self, data: str) -> None:
        if self._into == "title":
            self.title += data
        elif self._into:
            self.data[self._into] = self.data.get(self._into, "") + data


def render(atlas: Atlas, title: str = "Title", **options: object) -> str:
    return render_page(AtlasView(atlas), GAZETTEER, title=title, **options)  # type: ignore[arg-type]


PLAIN = Reader(render(article_atlas()))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_travels_as_written_and_changes_nothing_else(text: str) -> None:
    """In body, title and source: the page's elements and policy stay, and the data holds the text letter by letter."""
    document = Document.make(f"In London {text} and\n\n{text}", title=text, source=text)
    page = render(Atlas.build(fake_pipeline().geoparse([document])), title=text)
    page.encode("utf-8")
    found = Reader(page)
    assert found.tags == PLAIN.tags
    assert re.sub("sha256-[^']+", "", found.policy) == re.sub("sha256-[^']+", "", PLAIN.policy)
    content = json.loads(found.data["content"])
    assert content["title"] == text
    shown = content["text"]
    assert shown["titles"] == [[0, text, text]]
    joined = "".join(s if isinstance(s, str) else s[0] for segments in shown["passages"] for s in segments)
    assert "".join(joined.split()) == "".join(document.text.split())
    assert found.title == re.sub("[\0\ud800-\udfff]", "\ufffd", text)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec=None), max_size=40))
def test_any_text_survives_the_journey(text: str) -> None:
    """Whatever code points a document holds, the page can be written and read back."""
    document = Document.make(f"London {text}", title=text)
    page = render(Atlas.build(fake_pipeline().geoparse([document])), title=text)
    content = json.loads(Reader(page.encode().decode()).data["content"])
    assert content["text"]["titles"][0][1] == text
    assert Reader(page).tags == PLAIN.tags


def test_folium_is_given_numbers_only() -> None:
    """No name of a place or document is in what a template has rendered."""
    rendered = render_map([pin.footprint.point for pin in article_atlas().pins if pin.footprint.point])
    for word in ("London", "geonames", "convoy", "northern"):
        assert word not in rendered
    assert "51.508,-0.126" in rendered


def test_the_same_atlas_gives_the_same_page() -> None:
    assert render(article_atlas()) == render(article_atlas())


def test_kinds_are_called_on_the_map_as_beside_it() -> None:
    """The page's scripts know every kind of place by the name that the dashboard gives it."""
    said = json.loads(PLAIN.data["kinds"])
    assert {kind: facts["name"] for kind, facts in said.items()} == {k: f.title.lower() for k, f in KINDS.items()}


def test_the_policy_allows_this_pages_scripts_and_nothing_else() -> None:
    assert PLAIN.policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in PLAIN.policy
    for rule in ("connect-src 'none'", "base-uri 'none'", "form-action 'none'", "img-src data: blob:;"):
        assert rule in PLAIN.policy


def test_tiles_open_the_policy_for_their_hosts_only() -> None:
    tiles = TileLayer("Test", "https://{s}.tile.example.org/{z}/{x}/{y}.png", "© Test", "https://example.org/terms")
    found = Reader(render(article_atlas(), tiles=tiles))
    hosts = "https://a.tile.example.org https://b.tile.example.org https://c.tile.example.org"
    assert f"img-src data: blob: {hosts};" in found.policy
    assert json.loads(found.data["content"])["tiles"]["attribution"] == "© Test"
    assert json.loads(PLAIN.data["content"])["tiles"] is None


def test_the_page_can_be_zoomed_and_says_its_language() -> None:
    page = render(article_atlas())
    assert '<html lang="en">' in page
    assert "user-scalable" not in page
    assert "maximum-scale" not in page


def test_every_data_source_is_credited_and_those_of_the_map_on_it() -> None:
    credits = json.loads(PLAIN.data["content"])["credits"]
    ours = [source.title for key, source in ATTRIBUTIONS.items() if key not in ONLINE_SOURCES]
    assert [credit["title"] for credit in credits] == ours
    assert [credit["title"] for credit in credits if credit["shown"]] == ["GeoNames", "Natural Earth"]


class Levels(FakeGazetteer):
    """Remembers which base maps it was asked for."""

    def __init__(self) -> None:
        self.asked: list[BaseMapLevel] = []

    def basemap(self, level: BaseMapLevel) -> str:
        self.asked.append(level)
        return super().basemap(level)


@pytest.mark.parametrize(
    ("text", "level"),
    [("Brussels, London, Syria", "50m"), ("", "110m"), ("northern Syria", "50m")],
)
def test_pins_close_together_get_the_finer_base_map(text: str, level: str) -> None:
    gazetteer = Levels()
    render_page(AtlasView(Atlas.build(parse(text))), gazetteer, title="T")
    assert gazetteer.asked == [level]


JAPAN = make_place("geonames:1861060", "Japan", "country", 35.69, 139.75, "JP", "Japan")
TOKYO = make_place("geonames:1850147", "Tokyo", "settlement", 35.69, 139.69, "JP", "Japan")


def test_only_whole_countries_over_the_world_have_the_coarser_base_map() -> None:
    """On the coarse one a part's outline would not meet the borders, and a town on the coast would stand in the sea."""
    gazetteer = Levels()
    for text, far_place in (("Syria, Turkey", JAPAN), ("Turkey, northern Syria", JAPAN), ("Syria, Turkey", TOKYO)):
        [parsed] = parse(text)
        first = replace(parsed.resolutions[0], place=far_place)
        far = replace(parsed, resolutions=(first, *parsed.resolutions[1:]))
        render_page(AtlasView(Atlas.build([far])), gazetteer, title="T")
    assert gazetteer.asked == ["110m", "50m", "50m"]


def test_the_dashboard_has_the_finer_base_map() -> None:
    gazetteer = Levels()
    render_page(AtlasView(Atlas.build([])), gazetteer, title="T", embedded=True)
    assert gazetteer.asked == ["50m"]


@pytest.mark.parametrize(
    ("points", "level"),
    [([(0, 170), (0, -170)], "50m"), ([(0, -60), (0, 60)], "110m"), ([(50, 0), (-50, 0)], "110m"), ([(1, 1)], "50m")],
)
def test_closeness_is_measured_across_the_antimeridian(points: list[tuple[float, float]], level: str) -> None:
    assert _level([Point(*point) for point in points]) == level


def test_the_base_map_travels_packed_and_whole() -> None:
    packed = base64.b64decode(json.loads(PLAIN.data["world"]))
    assert zlib.decompress(packed, wbits=-15).decode() == GAZETTEER.basemap("50m")


def test_a_page_without_documents_can_be_rendered() -> None:
    content = json.loads(Reader(render(Atlas.build([]))).data["content"])
    assert (content["documents"], content["pins"], content["placed"]) == ([], [], 0)
