"""How things are put to people, everywhere alike: where a place lies, how exact and how sure that is.

The map page takes these words as they stand here (`geo.page.page`); what a resolver decides it puts into words itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from geo.model import Place, Precision, Reason

PRECISIONS: Mapping[Precision, str] = {
    "exact": "the place’s own point",
    "centroid": "the middle of its area",
    "parent": "the point of the unit it lies in, not its own",
    "none": "nobody knows where it is",
}
"""What the point of a place is."""

CONFIDENCES: Mapping[str, str] = {"high": "High confidence", "fair": "Fair confidence", "low": "Low confidence"}
"""How sure a decision is, by its band (`geo.view.CONFIDENCE_BANDS`)."""

SET_BY_A_PERSON = "Set by a person"
NOT_KNOWN = "Confidence not known"
NOT_LITERAL = "The name is part of another name or describes something; the place itself may not be meant."

_FIGURE_SPACE = "\u2007"


def units_of(place: Place) -> tuple[str, ...]:
    """Return the units that a place lies in, smallest first, each name once and never its own."""
    units = (place.admin2, place.admin1, place.country)
    return tuple(dict.fromkeys(unit for unit in units if unit and unit != place.name))


def units_in_words(place: Place) -> str:
    """Return where a place lies: "Greater London, England, United Kingdom"; "" for what lies in nothing."""
    return ", ".join(units_of(place))


def name_in_full(place: Place) -> str:
    """Return a place's name with what tells it from its namesakes: "Paris, Texas, United States"."""
    return ", ".join(dict.fromkeys(part for part in (place.name, place.admin1, place.country) if part))


def in_points(reason: Reason) -> str:
    """Return a reason with its share of the score, which is as wide as any other's in a column: "+5.0  It is …"."""
    return f"{f'{reason.weight:+.1f}'.replace('-', '−').rjust(5, _FIGURE_SPACE)}  {reason.sentence}"
