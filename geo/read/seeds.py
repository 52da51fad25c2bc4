"""The example documents that come with Wherein."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.checkout import CHECKOUT
from geo.errors import DocumentError
from geo.model import Document

SEEDS_DIR = CHECKOUT / "seeds" if CHECKOUT else None


@dataclass(frozen=True, slots=True)
class Seed:
    """An example document; ``name`` is its file's name without the ending."""

    name: str
    title: str
    document: Document


def load_seeds(folder: Path | None = SEEDS_DIR) -> tuple[Seed, ...]:
    """Return the examples that ``seeds.toml`` lists, in its order; none where the package is installed without them.

    Raises:
        DocumentError: the list or one of its files is missing or broken.
    """
    if folder is None:
        return ()
    try:
        entries = tomllib.loads((folder / "seeds.toml").read_text("utf-8"))["seed"]
        return tuple(_seed(folder / entry["file"], entry) for entry in entries)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise DocumentError(f"The examples in {folder} cannot be read ({error}); install Wherein again.") from error


def _seed(path: Path, entry: Mapping[str, Any]) -> Seed:
    title = entry["title"]
    language = entry.get("language", "en")
    source = entry.get("facts_source", path.name)
    return Seed(path.stem, title, Document.make(path.read_text("utf-8"), title=title, language=language, source=source))
