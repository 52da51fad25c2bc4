"""How things are put to people, everywhere alike: where a place lies, how sure and how exact that is."""

from __future__ import annotations

from geo.model import Place


def units_of(place: Place) -> tuple[str, ...]:
    """Return the units that a place lies in, smallest first, each name once and never its own."""
    units = (place.admin2, place.admin1, place.country)
    return tuple(dict.fromkeys(unit for unit in units if unit and unit != place.name))


def units_in_words(place: Place) -> str:
    """Return where a place lies: "Greater London, England, United Kingdom"; "" for what lies in nothing."""
    return ", ".join(units_of(place))
