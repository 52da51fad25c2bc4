"""Whether this is the project's own folder or an installed package, which has nothing beside it."""

from __future__ import annotations

from pathlib import Path

_AROUND = Path(__file__).resolve().parent.parent

CHECKOUT = _AROUND if (_AROUND / "app.py").is_file() and (_AROUND / "pyproject.toml").is_file() else None
"""The folder of the project, None where the package is installed without it."""
