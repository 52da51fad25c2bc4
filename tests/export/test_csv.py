"""CSV that spreadsheets open without running anything in it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.atlas import Atlas
from geo.attribution import ATTRIBUTIONS
from geo.export.csv import BYTE_ORDER_MARK, export_csv
from geo.model import Document, Footprint, Point
from geo.view import Filter
from tests.fakes import article_atlas, fake_pipeline, parse


def rows(atlas: Atlas) -> list[dict[str, str]]:
    text = export_csv(atlas)
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline=""), strict=True))


def test_one_row_a_mention_in_reading_order() -> None:
    """All mentions stand in the order of the text, those that are not on the map among them."""
    atlas = article_atlas()
    found = rows(atlas)
    assert [row["mention"] for row in found] == [
        "Brussels", "Syria", "Syria", "Deir ez-Zor", "Turkey", "Turkish", "London", "Atlantis", "Syria",
    ]  # fmt: skip
    text = atlas.documents[0].document.text
    assert all(text[int(row["start"]) : int(row["end"])] == row["mention"] for row in found)


def test_the_columns() -> None:
    """A row says which place, where, how sure, and in which words of which document."""
    found = rows(article_atlas())
    deir = next(row for row in found if row["mention"] == "Deir ez-Zor")
    assert deir == {
        "id": "geonames:170794",
        "name": "Deir ez-Zor",
        "lat": "35.336",
        "lon": "40.141",
        "precision": "exact",
        "kind": "settlement",
        "country_code": "SY",
        "country": "Syria",
        "admin1": "Deir ez-Zor Governorate",
        "admin2": "",
        "population": "271800",
        "confidence": "0.95",
        "status": "resolved",
        "modifier": "",
        "probability": "",
        "literal": "",
        "mention": "Deir ez-Zor",
        "document": "A convoy & a <meeting>",
        "document_source": "tests",
        "start": "99",
        "end": "110",
        "passage": "A convoy left Deir ez-Zor for Turkey; Turkish officers met it. "
        "Nobody in London, or in Atlantis, knew.",
        "note": "",
        "source": "geonames",
        "attribution": ATTRIBUTIONS["geonames"].credit,
    }
    northern = next(row for row in found if row["modifier"])
    assert (northern["name"], northern["modifier"], northern["precision"]) == ("northern Syria", "northern", "centroid")


def test_how_a_mention_was_judged() -> None:
    """How sure it is that it is a place name, and that the place itself is meant, stands beside the confidence."""
    [parsed] = parse("London")
    mention = replace(parsed.resolutions[0].mention, probability=0.97, literal=0.2)
    [row] = rows(Atlas.build([replace(parsed, resolutions=(replace(parsed.resolutions[0], mention=mention),))]))
    assert (row["probability"], row["literal"], row["confidence"]) == ("0.97", "0.2", "0.62")


def test_a_name_that_is_not_on_the_map_says_why() -> None:
    """It has no place and no coordinates, and a reason."""
    lost = next(row for row in rows(article_atlas()) if row["mention"] == "Atlantis")
    assert (lost["id"], lost["lat"], lost["lon"], lost["status"]) == ("", "", "", "not_found")
    assert "gazetteer" in lost["note"]


def test_documents_are_told_apart() -> None:
    """Rows of several documents carry their titles, in their order."""
    assert [row["document"] for row in rows(Atlas.build(parse("London", "Syria", "London")))] == [
        "Document 1",
        "Document 2",
        "Document 3",
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＠", "  =", "\x01\u200b-", "a;=", "a; +"])
def test_no_cell_is_a_formula(start: str) -> None:
    """A text that a spreadsheet would run gets an apostrophe in front, wherever it comes from."""
    formula = f"{start}HYPERLINK(1)"
    document = Document.make(f"{formula} London", title=formula, source=formula)
    [parsed] = fake_pipeline().geoparse([document])
    resolution = parsed.resolutions[0]
    assert resolution.place is not None
    place = replace(resolution.place, name=formula, admin1=formula)
    mention = replace(resolution.mention, surface=formula)
    changed = replace(resolution, place=place, mention=mention, note=formula)
    [row] = rows(Atlas.build([replace(parsed, resolutions=(changed,))]))
    expected = formula.replace(";", ";'") if ";" in formula else f"'{formula}"
    for column in ("name", "admin1", "mention", "document", "document_source", "note"):
        assert row[column] == expected
    assert "'" in row["passage"] or not formula.strip().startswith(start)


def test_numbers_stay_numbers() -> None:
    """A negative coordinate is no formula."""
    [parsed] = parse("Brussels")
    resolution = parsed.resolutions[0]
    assert resolution.place is not None
    place = replace(resolution.place, footprint=Footprint(Point(-33.9, -70.5)))
    document = replace(parsed, resolutions=(replace(resolution, place=place),))
    [row] = rows(Atlas.build([document]))
    assert (row["lat"], row["lon"]) == ("-33.9", "-70.5")


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(max_size=5))
def test_any_text_stays_in_its_cell(before: str, after: str) -> None:
    """Quotes, commas, line ends, NUL: rows and columns are as many as they should be, the quote is as written."""
    atlas = Atlas.build(parse(f"{before} London {after}"))
    found = rows(atlas)
    assert len(found) == sum(len(document.resolutions) for document in atlas.documents)
    for row in found:
        assert None not in row
        assert None not in row.values()
    passage = atlas.quote(next(pin for pin in atlas.pins if pin.place.name == "London").occurrences[0])
    assert any(row["passage"].replace("'", "") == passage.replace("\0", "\ufffd").replace("'", "") for row in found)


def test_the_filter_holds() -> None:
    """What is filtered away is not exported; an empty atlas gives the header alone."""
    names = {row["name"] for row in rows(article_atlas().filter(Filter(query="london"))) if row["name"]}
    assert names == {"London"}
    assert rows(Atlas.build([])) == []
