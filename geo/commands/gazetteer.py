"""The commands of the gazetteer: ``build``, ``info`` and ``search``."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING

from geo.attribution import ATTRIBUTIONS
from geo.commands.terminal import Terminal
from geo.errors import GazetteerError
from geo.model import NameMatch
from geo.printable import one_line
from geo.wording import units_in_words
from geo.workspace import Wherein

if TYPE_CHECKING:
    from geo.gazetteer.store import SqliteGazetteer


def open_gazetteer(workspace: Wherein, terminal: Terminal) -> SqliteGazetteer:
    """Open the gazetteer; where it must be built first, draw a progress bar."""
    with terminal.work() as progress:
        return workspace.gazetteer(progress)


def gazetteer_build(options: argparse.Namespace, terminal: Terminal) -> None:
    """``gazetteer build``."""
    print(f"The gazetteer is ready: {open_gazetteer(Wherein(), terminal).id}")


def gazetteer_info(options: argparse.Namespace, terminal: Terminal) -> None:
    """``gazetteer info``."""
    info = open_gazetteer(Wherein(), terminal).info()
    print(one_line(f"file    {info.path}, {info.size_bytes / 1e6:,.0f} MB, built {info.built}"))
    print(f"places  {info.places:,} ({_counts(info.kinds)})")
    print(f"names   {info.names:,} ({_counts(info.name_types)})")
    print(f"built from {', '.join(f'{package} {version}' for package, version in info.versions)}")
    print("with data of")
    for attribution in ATTRIBUTIONS.values():
        print(f"  {attribution.credit}\n    {attribution.url}")


def gazetteer_search(options: argparse.Namespace, terminal: Terminal) -> None:
    """``gazetteer search NAME``."""
    name = " ".join(options.name)
    gazetteer = open_gazetteer(Wherein(), terminal)
    matches = gazetteer.lookup([name])[0]
    if not matches:
        similar = dict.fromkeys(match.name for match in gazetteer.search(name))
        hint = f" Did you mean {' or '.join(similar)}?" if similar else ""
        raise GazetteerError(f"No place is called “{name}”.{hint}")
    for match in matches:
        print(_described(match))


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{kind} {count:,}" for kind, count in sorted(counts.items(), key=lambda item: -item[1]))


def _described(match: NameMatch) -> str:
    place, point = match.place, match.place.footprint.point
    return "\t".join(
        (
            place.name,
            place.kind,
            units_in_words(place),
            f"{point.lat:.4f} {point.lon:.4f}" if point else "no coordinates",
            "" if place.population is None else f"{place.population:,}",
            place.id,
            f"{match.name_type} “{match.name}”",
        )
    )
