"""What can be taken away: what the buttons offer, and what is in the files."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from streamlit.testing.v1 import AppTest

from components import export_panel, state
from geo.atlas import Atlas
from geo.model import Document
from geo.view import Filter
from tests.fakes import ARTICLE, FakeGazetteer, fake_pipeline

Start = Callable[[], AppTest]


def test_the_exported_page_has_the_switch_for_demonyms() -> None:
    """It opens as the dashboard stands, and holds the demonyms all the same; the other filters are final."""
    atlas = Atlas.build(fake_pipeline().geoparse([ARTICLE]))
    for on in (False, True):
        wanted = Filter(demonyms=on, kinds=frozenset({"country"}))
        page = export_panel._html(atlas, wanted, FakeGazetteer(), "T")
        content = json.loads(page.partition('id="content">')[2].partition("</script>")[0])
        assert content["demonyms"] is on
        assert any(verdict.get("demonym") for verdict in content["verdicts"])
        assert {pin["kind"] for pin in content["pins"]} == {"country"}


def downloads(at: AppTest) -> list[Any]:
    return list(at.get("download_button"))


def test_nothing_is_no_download(start: Start) -> None:
    """What the filters apply to is offered as long as they let something through."""
    at = start()
    labels = ["Map (HTML)", "Places (GeoJSON)", "Places (CSV)", "Everything (JSON Lines)"]
    assert [button.label for button in downloads(at)] == labels
    assert not any(button.disabled for button in downloads(at))
    at.text_input(key=state.QUERY).input("nowhere").run()
    assert [button.disabled for button in downloads(at)] == [True, True, True, False]


def test_json_lines_hold_every_mention_of_every_document() -> None:
    """A line a document, under the name it is known by, with what is not on the map too."""
    parsed = fake_pipeline().geoparse([ARTICLE, Document.make("London", title="Note")])
    lines = [json.loads(line) for line in export_panel._json_lines(Atlas.build(parsed)).splitlines()]
    assert [line["doc_id"] for line in lines] == [ARTICLE.source or ARTICLE.title, "Note"]
    assert [len(line["mentions"]) for line in lines] == [len(one.resolutions) for one in parsed]
    assert all(mention["reasons"] for mention in lines[1]["mentions"])
