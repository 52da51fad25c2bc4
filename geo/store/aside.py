"""Keeping a file that cannot be used under another name, so that a new one can be begun."""

from __future__ import annotations

from pathlib import Path


def set_aside(path: Path, kind: str) -> Path:
    """Rename a file, and what SQLite keeps beside it, to the first free name ending in ``.KIND-N``; return that name.

    Raises:
        OSError: it cannot be renamed.
    """
    aside = free_name(path, kind)
    for companion in ("", "-wal", "-shm"):
        file = path.with_name(path.name + companion)
        if file.exists() or file.is_symlink():
            file.rename(f"{aside}{companion}")
    return aside


def free_name(path: Path, kind: str) -> Path:
    """Return the first name ending in ``.KIND-N`` that no file beside this one has."""
    number = 1
    while (name := path.with_name(f"{path.name}.{kind}-{number}")).exists():
        number += 1
    return name
