"""The static export."""

from __future__ import annotations

import json

from geo.atlas import Filter
from geo.export.html import export_html
from geo.page.page import render_page
from tests.fakes import FakeGazetteer, article_atlas


def data_of(page: str) -> dict[str, object]:
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


def test_peoples_count_where_the_filter_wanted_them() -> None:
    """What is on the dashboard's map is on the export's, too."""
    without = export_html(article_atlas().filter(Filter()), FakeGazetteer(), title="Convoy")
    assert data_of(without)["demonyms"] is False
    with_them = export_html(article_atlas().filter(Filter(demonyms=True)), FakeGazetteer(), title="Convoy")
    assert data_of(with_them)["demonyms"] is True


def test_a_page_starts_without_peoples_unless_asked() -> None:
    assert data_of(render_page(article_atlas(), FakeGazetteer(), title="Convoy"))["demonyms"] is False
