"""Files in the cache folder that nothing reads any more."""

from __future__ import annotations

from pathlib import Path

from geo.gazetteer.built_once import gazetteer_path
from geo.gazetteer.sources.packages import DataPackages

_PATTERNS = ("gazetteer-*.sqlite", "*.sqlite.corrupt-*", "*.sqlite.old-*")


def leftovers(cache_dir: Path) -> list[Path]:
    """Return the gazetteers of other versions, and the files that were set aside as damaged or of another version.

    What this version uses is never among them, nor what a running build writes.

    Raises:
        GazetteerError: a data package is not installed, so nobody knows which gazetteer is in use.
    """
    found = {path for pattern in _PATTERNS for path in cache_dir.glob(pattern)}
    return sorted(found - {gazetteer_path(cache_dir, DataPackages.installed())})
