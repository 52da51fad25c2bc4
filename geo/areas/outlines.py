"""What is known of the outlines of places, and what is drawn from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from geo.model import Place, Point

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.areas.lands import Lands


@dataclass(frozen=True, slots=True)
class Drawn:
    """A shape (longitude first), the sentence that says how it was made, and where the pin stands if not in it."""

    shape: BaseGeometry
    rule: str
    point: Point | None = None


class Outline(NamedTuple):
    """The shape of a place (longitude first), in one piece across the antimeridian (`geo.areas.shapes.unwrapped`).

    ``words`` is what a reader calls it: "the approximate outline of Idlib" (`geo.gazetteer.drawn_outlines`).
    """

    shape: BaseGeometry
    words: str


class KnownWorld(Protocol):
    """What is known of the world's outlines."""

    @property
    def lands(self) -> Lands:
        """All countries."""

    def outline(self, place: Place) -> Outline | None:
        """Return a place's outline, or what stands for it; None where nothing is known of its extent."""

    def unit(self, name: str, inside: Place) -> Place | None:
        """Return the state or province of a name in a place's country."""
