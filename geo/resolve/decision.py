"""What a resolver has decided of a mention, before it is written down."""

from __future__ import annotations

from typing import NamedTuple

from geo.model import Candidate, Mention, Place, Status


class Decision(NamedTuple):
    """What a mention denotes, over which candidates (best first; the first is ``place``), and a note for the reader."""

    mention: Mention
    status: Status
    place: Place | None
    confidence: float | None
    candidates: tuple[Candidate, ...]
    note: str = ""
