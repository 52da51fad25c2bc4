"""What an operator can set, and where it comes from."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DEFAULT_CACHE_DIR = Path(__file__).resolve().parent.parent / "cache"


@dataclass(frozen=True, slots=True)
class Settings:
    """Operator's settings; the README's table documents each variable.

    Attributes:
        cache_dir: folder of the gazetteer and of parsed documents (``WHEREIN_CACHE_DIR``).
        model: name of an installed spaCy package or a path to one (``WHEREIN_MODEL``); None picks the best installed.
    """

    cache_dir: Path = DEFAULT_CACHE_DIR
    model: str | None = None

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """Return the settings that ``WHEREIN_*`` variables ask for; unset and empty mean the default."""
        cache_dir = environ.get("WHEREIN_CACHE_DIR")
        return cls(
            cache_dir=Path(cache_dir).expanduser() if cache_dir else DEFAULT_CACHE_DIR,
            model=environ.get("WHEREIN_MODEL") or None,
        )
