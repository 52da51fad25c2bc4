"""What every `geo.protocols.Format` promises."""

from __future__ import annotations

import io
import json
import mimetypes
import re
from dataclasses import replace
from typing import Any

import pytest

from geo.atlas import Atlas
from geo.export.registry import FORMATS
from geo.model import Document
from geo.protocols import ExportOptions, Format
from geo.view import Filter
from tests.fakes import ARTICLE, FakeGazetteer, article_atlas, fake_pipeline

HOSTILE = ["{{ 7*7 }}", "</script><script>alert(1)</script>", "\u2028", "a\0b", "caf\udce9", '"\\"', "🚢"]


@pytest.fixture(params=FORMATS, ids=lambda form: form.name)
def form(request: pytest.FixtureRequest) -> Format:
    """Every format of the registry."""
    found: Format = request.param
    return found


def written(form: Format, atlas: Atlas, wanted: Filter | None = None, title: str = "T") -> bytes:
    out = io.BytesIO()
    form.write(atlas, out, ExportOptions(FakeGazetteer(), title, wanted or Filter()))
    return out.getvalue()


def test_a_format_says_what_it_is(form: Format) -> None:
    """By names that are words and endings, one of each kind."""
    assert re.fullmatch("[a-z]+", form.name)
    assert re.fullmatch(r"\.[a-z]+", form.suffix)
    assert form.title
    assert mimetypes.guess_type(f"x{form.suffix}")[0] in (form.mime, None)
    for of in ("name", "title", "suffix"):
        assert len({getattr(other, of) for other in FORMATS}) == len(FORMATS)


def test_what_was_found_is_in_the_file(form: Format) -> None:
    """Places, and the text that mentions them."""
    data = written(form, article_atlas())
    assert b"geonames:170794" in data
    assert b"Deir ez-Zor" in data


def test_what_is_filtered_stays_out_unless_it_holds_everything(form: Format) -> None:
    """Of places; passages are text like any other."""
    data = written(form, article_atlas(), Filter(countries=frozenset({"BE"})))
    assert b"geonames:2800866" in data
    assert (b"geonames:170794" in data) == form.everything


@pytest.mark.parametrize("form", [form for form in FORMATS if form.name != "html"], ids=lambda form: form.name)
def test_who_says_where_a_place_is_is_in_every_table(form: Format) -> None:
    """Whoever defends a pin needs the source that put it there, and the codes under which others know the place."""
    [parsed] = fake_pipeline().geoparse([Document.make("London")])
    [resolution] = parsed.resolutions
    assert resolution.place is not None
    place = replace(resolution.place, evidence="A survey of 1890", codes=(("iso3166-2", "GB-LND"), ("iata", "LON")))
    data = written(form, Atlas.build([replace(parsed, resolutions=(replace(resolution, place=place),))])).decode()
    assert "A survey of 1890" in data
    assert "iso3166-2:GB-LND; iata:LON" in data


def test_nothing_is_a_file_too(form: Format) -> None:
    """Documents without places, and a filter that lets nothing through, give a whole file."""
    empty = Atlas.build(fake_pipeline().geoparse([Document.make("Nothing.")]))
    for data in (written(form, empty), written(form, article_atlas(), Filter(query="nowhere"))):
        assert data.decode("utf-8")


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_written_as_utf_8(form: Format, text: str) -> None:
    """In titles, sources, and around a name; half a surrogate pair, as in file names, stops nothing."""
    document = Document.make(f"{text} London {text}", title=text, source=text, author=text)
    data = written(form, Atlas.build(fake_pipeline().geoparse([document])), title=text)
    assert "London" in data.decode("utf-8")


def test_the_exported_page_has_the_switch_for_demonyms() -> None:
    """It opens as was asked for, and holds the demonyms all the same; the other filters are final."""
    for on in (False, True):
        page = written(FORMATS[0], article_atlas(), Filter(demonyms=on, kinds=frozenset({"country"}))).decode()
        content: dict[str, Any] = json.loads(page.partition('id="content">')[2].partition("</script>")[0])
        assert content["demonyms"] is on
        assert any(verdict.get("demonym") for verdict in content["text"]["verdicts"])
        assert {pin["kind"] for pin in content["pins"]} == {"country"}


def test_json_lines_hold_every_mention_of_every_document() -> None:
    """A line a document, under the name it is known by, with what is not on the map too."""
    parsed = fake_pipeline().geoparse([ARTICLE, Document.make("London", title="Note")])
    lines = [json.loads(line) for line in written(FORMATS[-1], Atlas.build(parsed)).splitlines()]
    assert [line["doc_id"] for line in lines] == [ARTICLE.source or ARTICLE.title, "Note"]
    assert [len(line["mentions"]) for line in lines] == [len(one.resolutions) for one in parsed]
    assert all(mention["reasons"] for mention in lines[1]["mentions"])
