"""The commands of the gazetteer: ``build``, ``info`` and ``search``."""

from __future__ import annotations

import argparse

from geo import factory
from geo.config import Settings
from geo.errors import GazetteerError
from geo.model import NameMatch
from geo.protocols import Gazetteer
from geo.terminal import Terminal


def open_gazetteer(settings: Settings, terminal: Terminal) -> Gazetteer:
    """Open the gazetteer; where it must be built first, draw a progress bar."""
    with terminal.work() as progress:
        return factory.build_gazetteer(settings, progress=progress)


def gazetteer_build(options: argparse.Namespace, terminal: Terminal) -> None:
    """``gazetteer build``."""
    print(f"The gazetteer is ready: {open_gazetteer(Settings.from_environment(), terminal).id}")


def gazetteer_info(options: argparse.Namespace, terminal: Terminal) -> None:
    """``gazetteer info``."""
    print(open_gazetteer(Settings.from_environment(), terminal).id)


def gazetteer_search(options: argparse.Namespace, terminal: Terminal) -> None:
    """``gazetteer search NAME``."""
    name = " ".join(options.name)
    matches = open_gazetteer(Settings.from_environment(), terminal).lookup([name])[0]
    if not matches:
        raise GazetteerError(f"No place is called “{name}”.")
    for match in matches:
        print(_described(match))


def _described(match: NameMatch) -> str:
    place, point = match.place, match.place.footprint.point
    where = ", ".join(dict.fromkeys(part for part in (place.admin2, place.admin1, place.country) if part))
    return "\t".join(
        (
            place.name,
            place.kind,
            where,
            f"{point.lat:.4f} {point.lon:.4f}" if point else "no coordinates",
            "" if place.population is None else f"{place.population:,}",
            place.id,
            f"{match.name_type} “{match.name}”",
        )
    )
