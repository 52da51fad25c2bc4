"""What every source yields."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from geo.model import BBox, NameType, PlaceKind, Point, Precision

GEONAMES_PREFIX = "geonames:"
"""What a GeoNames id is written with."""


@dataclass(slots=True)
class PlaceRecord:
    """A place as a source tells it, before merging; the fields mean what they mean in `geo.model.Place`.

    ``aliases`` are alternate names that a person picked, ``names`` all others, in bulk, with their types;
    repetitions are harmless. ``is_capital``: it is the seat of its country's government. ``is_curated``: it stands
    in Wherein's own tables. ``area_km2`` counts for the prominence of waters. ``evidence`` is "" where the source's
    title says it all, and ``codes`` leaves out GeoNames' number where ``id`` holds it.
    """

    id: str
    name: str
    kind: PlaceKind
    source: str
    country_code: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    point: Point | None = None
    precision: Precision = "exact"
    bbox: BBox | None = None
    population: int | None = None
    is_capital: bool = False
    is_curated: bool = False
    area_km2: float = 0.0
    evidence: str = ""
    codes: tuple[tuple[str, str], ...] = ()
    aliases: list[str] = field(default_factory=list)
    names: list[tuple[str, NameType]] = field(default_factory=list)

    def add(self, names: Iterable[str], name_type: NameType = "alternate") -> None:
        """Add names of one type."""
        self.names.extend((name, name_type) for name in names if name)
