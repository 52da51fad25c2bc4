"""Progress of a part of some work, told as progress of the whole."""

from __future__ import annotations

from geo.protocols import Progress


def share_of(progress: Progress | None, begin: float, end: float) -> Progress | None:
    """Return a `Progress` for the part of the work that goes from ``begin`` to ``end`` of the whole."""
    if progress is None:
        return None

    def report(stage: str, fraction: float) -> None:
        progress(stage, begin + fraction * (end - begin))

    return report
