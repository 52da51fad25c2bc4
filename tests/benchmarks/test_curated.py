"""The curated tables say of each row what the checks of its position find."""

from __future__ import annotations

from functools import cache

import pytest

from benchmarks.curated import BY_HAND, CONFIRMED, Row, World, check, is_near_its_name, read_rows
from geo.gazetteer.sources.packages import DataPackages

pytestmark = pytest.mark.gazetteer

MOST_KM_ABROAD = 15
# What Natural Earth draws as Morocco, for it draws who holds the ground.
HELD_BY_ANOTHER = {"wherein:mahbes"}


@cache
def checked() -> tuple[World, list[Row]]:
    """Return the rows with what disagrees with them among their remarks."""
    world, rows = World(DataPackages.installed().root), read_rows()
    check(rows, world)
    return world, rows


def test_what_disagrees_with_a_position_stands_in_its_row() -> None:
    """A row that lies abroad, far from its package's point or a namesake, or at another row's point tells the reader:
    `python -m benchmarks.curated --mark` writes it, after a person has looked at it (`--list`)."""
    _, rows = checked()

    assert {row.id: row.cells["remark"] for row in rows if row.cells["remark"] != "; ".join(row.remarks)} == {}


def test_a_row_is_called_confirmed_where_another_source_has_its_name_near() -> None:
    """Both ways: a name that is moved away is no longer confirmed."""
    world, rows = checked()
    judged = {row.id: is_near_its_name(row, world) for row in rows if row.cells["source"] in (BY_HAND, CONFIRMED)}

    assert {row.id for row in rows if row.cells["source"] == CONFIRMED} == {row for row, near in judged.items() if near}


def test_no_row_lies_in_another_country() -> None:
    """A border may be drawn a little otherwise, and no more."""
    world, rows = checked()
    coded = [row for row in rows if row.cells["country_code"] in world.outlines]
    abroad = {
        row.id
        for row in coded
        if world.km_to_country(row.point, row.cells["country_code"]) > MOST_KM_ABROAD and world.countries_at(row.point)
    }

    assert abroad - HELD_BY_ANOTHER == set()


def test_a_wrong_row_is_found() -> None:
    """The checks see a sign that was lost, a point that was copied and a namesake's point."""
    world, rows = checked()
    template = next(row for row in rows if row.id == "wherein:dalston")
    other = next(row for row in rows if row.id == "wherein:hanwell")
    abroad = Row("t", template.cells, template.point._replace(lat=48.5, lon=2.5), template.keys)
    copied = Row("t", template.cells, other.point, template.keys)
    check([abroad], world)
    check([Row("t", other.cells, other.point, other.keys), copied], world)

    assert "km outside its country" in abroad.remarks[0]
    assert "at the point of Hanwell" in copied.remarks
