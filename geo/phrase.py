"""What is said around a place's name to mean an area or a line by the place, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geo.lexicon.units import LengthUnit

Relation = Literal[
    "part",  # northern …
    "part_of_unit",  # eastern … province
    "near",
    "around",
    "area",  # … area
    "outside",
    "outskirts",
    "countryside",
    "at_distance",  # 50 km east of, 50 km from
    "within",  # within 50 km of
    "beside",  # north and east of
    "between",  # between … and Hama
    "shared_border",  # …–Turkey border
    "borders",  # southern border of
    "coast",
    "sea",  # 30 miles off the coast of
]
"""How what is meant lies to the place; docs/areas.md says what is drawn for each."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """What is said around a place's name, normalised.

    Attributes:
        directions: winds, sides or parts as they are said: "north-west", "northern", "central".
        distance: how far, in ``unit``: one number, or the least and the most of a range.
        other: the name of the second place of a phrase that has two.
        division: what kind of unit a part is of, for "part_of_unit": "province", "oblast".
    """

    relation: Relation
    directions: tuple[str, ...] = ()
    distance: tuple[float, ...] = ()
    unit: LengthUnit | None = None
    other: str = ""
    division: str = ""

    @property
    def is_part(self) -> bool:
        """Whether it is direction words alone, so that a part of the place is meant."""
        return self.relation == "part"

    @property
    def direction(self) -> str:
        """The directions as one enumeration: "western, central and southern"; "" without any."""
        *first, last = self.directions or ("",)
        return " and ".join(part for part in (", ".join(first), last) if part)

    def words(self) -> str:
        """Return the phrase in words, with "…" for the place's name where that is not last: "between … and Hama"."""
        said = {
            "part": (self.direction,),
            "part_of_unit": (self.direction, "…", self.division),
            "area": ("… area",),
            "outskirts": (self.direction, "outskirts of"),
            "countryside": (self.direction, "… countryside"),
            "at_distance": (self._distance(), self.direction, "of" if self.directions else "from"),
            "within": ("within", self._distance(), "of"),
            "beside": (self.direction, "of"),
            "between": (f"between … and {self.other}",),
            "shared_border": (f"…–{self.other} border",),
            "borders": (self.direction, "border of"),
            "coast": (self.direction, "coast of"),
            "sea": (self._distance(), "off the", self.direction, "coast of"),
        }.get(self.relation, (self.relation,))
        return " ".join(word for word in said if word)

    def with_name(self, name: str) -> str:
        """Return the phrase in words around the place's name."""
        words = self.words()
        return (words if "…" in words else f"{words} …").replace("…", name, 1)

    def _distance(self) -> str:
        if not self.distance or self.unit is None:
            return ""
        unit = self.unit.removesuffix("s") if self.distance == (1.0,) else self.unit
        return f"{'–'.join(f'{number:.10g}' for number in self.distance)} {unit}"
