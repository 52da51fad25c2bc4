"""The version of Wherein."""

from __future__ import annotations

import tomllib
from pathlib import Path


def version() -> str:
    """Return the version as ``pyproject.toml`` has it."""
    project = tomllib.loads((Path(__file__).resolve().parent.parent / "pyproject.toml").read_text("utf-8"))
    return str(project["project"]["version"])
