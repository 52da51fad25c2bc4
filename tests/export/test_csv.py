"""CSV that spreadsheets open without running anything in it."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.atlas import Atlas
from geo.attribution import ATTRIBUTIONS
from geo.export.csv import BYTE_ORDER_MARK, export_csv
from geo.model import Document, Footprint, Page, Point
from geo.view import Filter
from tests.fakes import ARTICLE, article_atlas, fake_pipeline, parse


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
        "author": "",
        "outlet": "",
        "published": "",
        "url": "",
        "page": "",
        "text_id": ARTICLE.text_id,
        "provenance": "recognizer fake",
        "evidence": "",
        "codes": "",
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


def test_what_is_known_of_the_document() -> None:
    """Who wrote it, where and when it was published, and on which page the mention stands."""
    document = Document.make(
        "In London. In Syria.",
        author="A. Writer",
        outlet="The Gazette",
        published="21 October 2019",
        url="https://example.org/",
        pages=(Page("7", 10),),
    )
    first, second = rows(Atlas.build(fake_pipeline().geoparse([document])))
    assert (first["page"], second["page"]) == ("", "7")
    assert (first["author"], first["outlet"], first["published"]) == ("A. Writer", "The Gazette", "2019-10-21")
    assert (first["url"], first["text_id"]) == ("https://example.org/", document.text_id)


def everywhere(text: str) -> Atlas:
    """Return the atlas of a mention with this text in each of the texts of its row."""
    document = Document.make(f"{text} London", title=text, source=text, author=text, outlet=text, url=text)
    parsed = fake_pipeline().geoparse([document])[0]
    resolution = parsed.resolutions[-1]
    assert resolution.place is not None
    place = replace(resolution.place, name=text, admin1=text)
    mention = replace(resolution.mention, surface=text)
    changed = replace(resolution, place=place, mention=mention, note=text)
    return Atlas.build([replace(parsed, resolutions=(changed,))])


TEXT_COLUMNS = ("name", "admin1", "mention", "document", "document_source", "note", "author", "outlet", "url")


@pytest.mark.parametrize(
    ("formula", "harmless"),
    [
        *((f"{start}SUM(1)", f"'{start}SUM(1)") for start in "=+-@＝＋－＠"),
        *((f"{start}SUM(1)", f"'{start}SUM(1)") for start in ("\t", "\r", "\n", "  =", "\x01\u200b-")),
        ("a;=1", "a;'=1"),
        ("a; +1", "a;' +1"),
        ("a\t=1", "a\t'=1"),
        ("a;\u200b=1;b;-2", "a;'\u200b=1;b;'-2"),
        ("a\r\n=1", "a\r\n'=1"),
        *((f"a{end} =1", f"a{end}' =1") for end in ("\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")),
        ("a\n\n\t=1", "a\n\n\t'=1"),
        ("a = b - c @ d", "a = b - c @ d"),
        ("a\nb=1", "a\nb=1"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(formula: str, harmless: str) -> None:
    """A text that a spreadsheet would run gets an apostrophe where the cell would begin, wherever it comes from."""
    [row] = rows(everywhere(formula))
    assert {row[column] for column in TEXT_COLUMNS} == {harmless}


_SPECIAL = st.sampled_from([*"=+-@＝＠;,\"'\t\n\r\x0b\x0c\x1c\x85\u2028\u2029 \u200b\ufeff\u202e\0ab1", "\r\n"])


@given(st.lists(_SPECIAL, max_size=12).map("".join))
def test_no_reader_of_the_file_meets_a_formula(text: str) -> None:
    """Whatever parts its cells, quotes heeded or not, and wherever it ends its lines, no cell begins with a formula."""
    table = export_csv(everywhere(text)).removeprefix(BYTE_ORDER_MARK)
    for delimiter in ",;\t":
        for lines in (io.StringIO(table, newline=""), table.splitlines() if delimiter != "," else []):
            for row in csv.reader(lines, delimiter=delimiter):
                for cell in row:
                    visible = next((sign for sign in cell if sign.isprintable() and not sign.isspace()), "")
                    assert not visible or visible not in "=+-@＝＋－＠" or re.fullmatch(r"-?[0-9.]+", cell), cell


@given(st.text(max_size=20))
def test_what_is_harmless_is_left_alone(text: str) -> None:
    """But for apostrophes, and for NUL, a text is as it was."""
    [row] = rows(everywhere(text))
    assert row["document"].replace("'", "") == text.replace("\0", "\ufffd").replace("'", "")


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
