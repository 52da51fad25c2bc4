"""All that an export says of a place, a mention and a document: one list, from which every format takes by name.

The tables of docs/formats.md are written from it (`geo.export.dictionary`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from geo.attribution import ATTRIBUTIONS
from geo.model import NOTICE, Footprint, GeoparsedDocument, Place, Resolution

Row = TypeVar("Row")
_Whole = TypeVar("_Whole")


@dataclass(frozen=True, slots=True)
class Field(Generic[Row]):
    """One thing that is said.

    Attributes:
        type: of its values in JSON, where any of them may be null.
        meaning: for people, in Markdown.
        value: what it is of a row.
        unit: "" for what has none.
        digits: how many are kept behind the decimal point where rows are read by people; None for all.
    """

    name: str
    type: str
    meaning: str
    value: Callable[[Row], Any]
    unit: str = ""
    digits: int | None = None

    def rounded(self, row: Row) -> Any:
        """Return the value with the digits that people read."""
        value = self.value(row)
        return value if self.digits is None or value is None else round(value, self.digits)


class Spot(NamedTuple):
    """A place where it is drawn: the place itself, or a part of one or an area by it, as a pin has it."""

    id: str
    name: str
    place: Place
    footprint: Footprint

    @classmethod
    def of(cls, place: Place) -> Spot:
        """Return the place itself."""
        return cls(place.id, place.name, place, place.footprint)


def taken(fields: Iterable[Field[Row]], names: Sequence[str]) -> tuple[Field[Row], ...]:
    """Return the fields of these names, in the order of the names."""
    by_name = {field.name: field for field in fields}
    return tuple(by_name[name] for name in names)


def seen_from(fields: Iterable[Field[Row]], part: Callable[[_Whole], Row | None]) -> tuple[Field[_Whole], ...]:
    """Return the fields for rows of which what they speak of is a part; without that part they have no value."""

    def through(field: Field[Row]) -> Callable[[_Whole], Any]:
        def value(whole: _Whole) -> Any:
            row = part(whole)
            return None if row is None else field.value(row)

        return value

    return tuple(
        Field(field.name, field.type, field.meaning, through(field), field.unit, field.digits) for field in fields
    )


def _credit(spot: Spot) -> str:
    source = spot.place.source
    return ATTRIBUTIONS[source].credit if source in ATTRIBUTIONS else source


PLACE: tuple[Field[Spot], ...] = (
    Field("id", "text", 'of the place; for a part of one ("northern Syria") with "/" and the modifier after it',
          lambda s: s.id),
    Field("name", "text", "what it is called, with its modifier", lambda s: s.name),
    Field("lat", "number", "where it is: latitude, WGS 84", lambda s: s.footprint.point and s.footprint.point.lat,
          "degrees north"),
    Field("lon", "number", "longitude", lambda s: s.footprint.point and s.footprint.point.lon, "degrees east"),
    Field("precision", "text", "`exact`, `centroid` (the middle of an area), `parent` (the point of the unit that it "
          "lies in: never exact) or `none`", lambda s: s.footprint.precision),
    Field("kind", "text", "`country`, `admin1`, `admin2` (the second level and those below it), `settlement`, "
          "`region`, `water`, `mountain`, `facility`, `continent` or `bloc`", lambda s: s.place.kind),
    Field("country_code", "text", "ISO 3166-1 alpha-2; none for what lies in no single country",
          lambda s: s.place.country_code),
    Field("country", "text", "the country's common English name", lambda s: s.place.country),
    Field("admin1", "text", "the state or province that it lies in", lambda s: s.place.admin1),
    Field("admin2", "text", "the county or district that it lies in", lambda s: s.place.admin2),
    Field("population", "whole number", "how many live there, where that is known", lambda s: s.place.population,
          "people"),
    Field("source", "text", "key of the place's data source (`python -m geo gazetteer info` lists them with their "
          "licences)", lambda s: s.place.source),
    Field("attribution", "text", "the credit to give for it", _credit),
    Field("evidence", "text", "who says that it is there", lambda s: s.place.evidence),
    Field("codes", "text", "under which others know it, each with its scheme: `geonames:170794; iso3166-2:SY-DY`",
          lambda s: "; ".join(f"{scheme}:{code}" for scheme, code in s.place.codes)),
)  # fmt: skip
"""Of a place."""

MENTION: tuple[Field[Resolution], ...] = (
    Field("start", "whole number", "where the mention begins in its document", lambda r: r.mention.start,
          "code points, from 0"),
    Field("end", "whole number", "where it ends: the first after it", lambda r: r.mention.end, "code points, from 0"),
    Field("text", "text", "what is written there", lambda r: r.mention.surface),
    Field("label", "text", '`GPE`, `LOC`, `FAC`; `NORP` for peoples ("Turkish"); `GOLD` for given spans',
          lambda r: r.mention.label),
    Field("probability", "number", "how sure it is that this is a place name; none for given spans",
          lambda r: r.mention.probability, "0 to 1"),
    Field("literal", "number", "how likely the place itself is meant, rather than what is called after it or described "
          'by it ("Columbus Police", "Turkish"); below 0.5 it probably is not; none where nobody judged',
          lambda r: r.mention.literal, "0 to 1"),
    Field("status", "text", "`resolved`, `ambiguous`, `not_found`, `unavailable`, `corrected` or `rejected`",
          lambda r: r.status),
    Field("confidence", "number", "how likely the place is right; none without a place", lambda r: r.confidence,
          "0 to 1", digits=3),
    Field("modifier", "text", 'what around the name makes it an area or a line: "northern", "50 km east of", "between '
          '… and Hama" (`docs/areas.md`)', lambda r: r.mention.phrase and r.mention.phrase.words()),
    Field("note", "text", "one sentence on what the reasons do not say, such as why there is no place",
          lambda r: r.note),
)  # fmt: skip
"""Of a mention."""

DOCUMENT: tuple[Field[GeoparsedDocument], ...] = (
    Field("document", "text", "the document's title", lambda d: d.document.title),
    Field("document_source", "text", "the name of its file, or where else it came from", lambda d: d.document.source),
    Field("author", "text", "who wrote it", lambda d: d.document.author),
    Field("outlet", "text", "the newspaper or organisation that published it", lambda d: d.document.outlet),
    Field("published", "text", "the day on which it was, ISO 8601, where that is beyond doubt",
          lambda d: d.document.published),
    Field("url", "text", "its address", lambda d: d.document.url),
    Field("text_id", "text", "16 hex digits of the SHA-256 of its text: the same for the same text",
          lambda d: d.document.text_id),
    Field("provenance", "text", "which recogniser, gazetteer and rules read it, with their versions",
          lambda d: "; ".join(f"{what} {version}" for what, version in d.provenance if what != NOTICE)),
)  # fmt: skip
"""Of a document."""
