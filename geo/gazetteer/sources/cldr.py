"""Babel: the names of countries and of groups of countries in every locale of the Unicode CLDR."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from geo.errors import GazetteerError
from geo.gazetteer.unpickle import load_pickle

# The world, the United Nations (an organisation), outlying oceans, pseudo-regions, "unknown".
_NOT_PLACES = frozenset({"001", "UN", "QO", "XA", "XB", "ZZ"})


def read_territory_names(root: Path, *, locales: Collection[str] | None = None) -> dict[str, list[str]]:
    """Return the distinct names of each territory, the English one first.

    Keys are ISO 3166-1 alpha-2 codes, UN M49 numbers of three digits ("419" is Latin America), "EU" and "EZ".

    Args:
        locales: CLDR locale names ("en", "pt_BR"); None for all of them.

    Raises:
        GazetteerError: a locale's file is missing or is not what it should be.
    """
    folder = root / "babel" / "locale-data"
    # Each file has only what differs from its parent locale, so nothing is read twice.
    paths = sorted(folder.glob("*.dat")) if locales is None else [folder / f"{locale}.dat" for locale in locales]
    if not paths:
        raise GazetteerError(f"Babel has no locale data in {folder}; reinstall the package")
    paths.sort(key=lambda path: path.stem != "en")
    names: dict[str, dict[str, None]] = {}
    for path in paths:
        for code, name in load_pickle(path).get("territories", {}).items():
            if code not in _NOT_PLACES:
                names.setdefault(code, {})[name] = None
    return {code: list(distinct) for code, distinct in names.items()}
