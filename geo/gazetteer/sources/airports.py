"""airportsdata: airports with scheduled traffic, those that have an IATA code."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from geo.gazetteer.sources.record import PlaceRecord
from geo.model import Point

SOURCE = "airportsdata"


def read_airports(root: Path) -> Iterator[PlaceRecord]:
    """Yield the airports. The IATA code is the id and no name: as words, "AND" and "THE" are airports too."""
    with (root / "airportsdata" / "airports.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if not row["iata"]:
                continue
            record = PlaceRecord(
                id=f"iata:{row['iata']}",
                name=row["name"],
                kind="facility",
                source=SOURCE,
                country_code=row["country"] or None,
                admin1=row["subd"] or None,
                point=Point(float(row["lat"]), float(row["lon"])),
                codes=(("iata", row["iata"]),),
            )
            # People say "Heathrow Airport" for London Heathrow Airport; "Airport" or "Field" alone would be any.
            rest = row["name"].removeprefix(f"{row['city']} ")
            if (
                row["city"]
                and rest != row["name"]
                and " " in rest
                and not rest.startswith(("Airport ", "International Airport"))
            ):
                record.aliases.append(rest)
            yield record
