"""The static export."""

from __future__ import annotations

import json
from typing import Any

from geo.atlas_view import AtlasView
from geo.export.html import export_html
from geo.page.page import render_page
from tests.fakes import FakeGazetteer, article_atlas


def data_of(page: str) -> dict[str, Any]:
    text = page.partition('id="content">')[2].partition("</script>")[0]
    return dict(json.loads(text))


def test_an_export_is_a_page_of_its_own() -> None:
    page = export_html(article_atlas(), FakeGazetteer(), title="Convoy")
    assert page.startswith("<!DOCTYPE html>")
    assert "<title>Convoy</title>" in page
    assert data_of(page)["embedded"] is False


def test_an_export_never_holds_online_tiles() -> None:
    page = export_html(article_atlas(), FakeGazetteer(), title="Convoy")
    assert data_of(page)["tiles"] is None
    assert "img-src data: blob:;" in page


def test_peoples_are_in_the_export_and_off_unless_asked() -> None:
    """A reader of the file can switch them on; the person who writes it can have them on from the start."""
    off = data_of(export_html(article_atlas(), FakeGazetteer(), title="Convoy"))
    assert off["demonyms"] is False
    assert any(verdict.get("demonym") for verdict in off["text"]["verdicts"])
    assert data_of(export_html(article_atlas(), FakeGazetteer(), title="Convoy", demonyms=True))["demonyms"] is True


def test_a_page_starts_without_peoples_unless_asked() -> None:
    assert data_of(render_page(AtlasView(article_atlas()), FakeGazetteer(), title="Convoy"))["demonyms"] is False
