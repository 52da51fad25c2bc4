"""The curated tables: a faulty row is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.errors import GazetteerError
from geo.gazetteer.sources.curated import PLACE_COLUMNS, read_names, read_places
from geo.model import BBox, Point

HEADER = ",".join(PLACE_COLUMNS)
GOOD = "wherein:nile,Nile,River Nile| Bahr an-Nil ,water,22.3,31.6,-0.9,30.1,31.5,34,,test,,"
SOURCES = "key,evidence\ntest,a test\n"


def written(folder: Path, *lines: str, name: str = "rivers.csv") -> list[Path]:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "sources.csv").write_text(SOURCES, encoding="utf-8")
    return [path, folder / "sources.csv"]


def test_a_row_is_a_place(tmp_path: Path) -> None:
    """Every cell arrives; empty ones are unknown."""
    (nile, point) = read_places(written(tmp_path, HEADER, GOOD, "wherein:x,X,,region,,,,,,,,test,,"))
    assert (nile.point, nile.bbox, nile.country_code) == (Point(22.3, 31.6), BBox(-0.9, 30.1, 31.5, 34), None)
    assert nile.aliases == ["River Nile", "Bahr an-Nil"] and nile.precision == "exact"
    assert (point.point, point.precision, point.bbox) == (None, "none", None)


@pytest.mark.parametrize(
    ("name", "kind", "box", "bare"),
    [
        ("Kosi River", "water", ",,,", ["Kosi"]),
        ("River Trent", "water", ",,,", ["Trent"]),
        ("River Plate Stadium", "facility", ",,,", []),
        ("Lake Kivu", "water", "0,0,2,2", ["Kivu"]),
        ("Lake Kivu", "water", ",,,", []),  # a pond
        ("Lake of the Woods", "water", "0,0,2,2", []),
    ],
)
def test_rivers_and_large_lakes_are_known_without_the_word(
    tmp_path: Path, name: str, kind: str, box: str, bare: list[str]
) -> None:
    """Text says "the Kosi" and "Lakes Erie and Ontario"; these are alternate names, since towns are called so too."""
    (water,) = read_places(written(tmp_path, HEADER, f"wherein:x,{name},,{kind},1,1,{box},,test,,"))
    assert water.names == [(name, "alternate") for name in bare]


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("wherein:a,A,,river,1,1,,,,,,test,,", "kind 'river'"),
        ("wherein:a,,,water,1,1,,,,,,test,,", "needs a name"),
        ("a,A,,water,1,1,,,,,,test,,", "needs a name and an id"),
        ("wherein:a,A,,water,91,1,,,,,,test,,", "latitude 91 is beyond"),
        ("wherein:a,A,,water,1,-181,,,,,,test,,", "longitude -181 is beyond"),
        ("wherein:a,A,,water,1,,,,,,,test,,", "must all be numbers"),
        ("wherein:a,A,,water,nan,1,,,,,,test,,", "not nan and 1"),
        ("wherein:a,A,,water,1,1,5,1,4,2,,test,,", "south edge"),
        ("wherein:a,A,,water,1,1,,,,,test,,", "14 cells"),
        ("wherein:a,A,,water,1,1,,,,,,test,,,more", "14 cells"),
        ("wherein:a,A,,water,1,1,,,,,,hearsay,,", "source 'hearsay' is none of those in sources.csv"),
        (GOOD, "stands already in rivers.csv line 2"),
    ],
)
def test_a_faulty_row_is_named(tmp_path: Path, row: str, complaint: str) -> None:
    """The error tells file, line and fault."""
    with pytest.raises(GazetteerError, match=rf"^rivers\.csv line 3.*{complaint}"):
        list(read_places(written(tmp_path, HEADER, GOOD, row)))


def test_a_name_that_says_something_else_alone_is_none(tmp_path: Path) -> None:
    """James is a given name, and superior a word: the row says which names count only with the word beside them."""
    rows = [
        "wherein:x,James River,River Yak,water,1,1,,,,,,test,,James",
        "wherein:y,Lake Superior,,water,1,1,0,0,2,2,,test,,Superior",
    ]
    james, superior = read_places(written(tmp_path, HEADER, *rows))
    assert (james.names, superior.names) == ([("Yak", "alternate")], [])


def test_a_place_says_who_put_it_there(tmp_path: Path) -> None:
    """The source's key is spelt out, and what is to be said of the one row follows; a row of names alone says nothing
    of a position."""
    rows = [
        "wherein:x,X,,region,1,1,,,,,,test,its position disagrees with another by 31 km,",
        "geonames:1,Y,,region,,,,,,,,test,,",
    ]
    marked, names_only = read_places(written(tmp_path, HEADER, *rows))
    assert marked.evidence == "a test; its position disagrees with another by 31 km"
    assert names_only.evidence == ""


def test_a_wrong_header_is_named(tmp_path: Path) -> None:
    """Columns are not guessed."""
    with pytest.raises(GazetteerError, match=r"rivers\.csv: the first line must be id,name"):
        list(read_places(written(tmp_path, "id,name", "wherein:a,A")))


def test_abbreviations_have_a_known_style(tmp_path: Path) -> None:
    """AP, postal or common."""
    paths = written(tmp_path, "abbreviation,place,style,source", "Ind.,US.IN,ap,test", name="abbreviations.csv")
    with pytest.raises(GazetteerError, match="line 2: the style 'ap'"):
        list(read_names(paths))
