"""Which state or province the towns around a place lie in, for places whose source does not say."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict

from geo.gazetteer.sources.record import PlaceRecord
from geo.kinds import SITES
from geo.model import Point

_CELL_DEGREES = 0.5
_TOWNS_ASKED = 3


class Surroundings:
    """Towns that are known to lie in a first-level unit, to be asked by those that are not."""

    def __init__(self) -> None:
        self._towns: dict[tuple[str | None, int, int], list[tuple[float, float, str]]] = defaultdict(list)

    def add(self, country_code: str | None, point: Point | None, unit: str | None) -> None:
        """Take a town in, if its unit and point are known."""
        if unit and point:
            self._towns[country_code, *_cell(point)].append((point.lat, point.lon, unit))

    def unit_around(self, country_code: str, point: Point) -> str | None:
        """Return the unit in which the nearest towns of a country, up to three, all lie; None where these are of
        several units, or none is within half a degree or a little more."""
        around = {unit for _, unit in self._nearest(country_code, point)}
        return around.pop() if len(around) == 1 else None

    def completed(self, record: PlaceRecord) -> PlaceRecord:
        """Return a record of a town or site with the unit around it, where that is clear."""
        if record.kind in SITES and record.country_code and record.admin1 is None and record.point:
            record.admin1 = self.unit_around(record.country_code, record.point)
        return record

    def _nearest(self, country_code: str, point: Point) -> list[tuple[float, str]]:
        row, column = _cell(point)
        narrowing = math.cos(math.radians(point.lat))
        near = (
            ((lat - point.lat) ** 2 + ((lon - point.lon) * narrowing) ** 2, admin1)
            for down in (-1, 0, 1)
            for across in (-1, 0, 1)
            for lat, lon, admin1 in self._towns.get((country_code, row + down, column + across), ())
        )
        return heapq.nsmallest(_TOWNS_ASKED, near)


def _cell(point: Point) -> tuple[int, int]:
    return math.floor(point.lat / _CELL_DEGREES), math.floor(point.lon / _CELL_DEGREES)
