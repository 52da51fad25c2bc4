"""Reading pickled data without letting it run code."""

from __future__ import annotations

import pickle  # noqa: S403 - only ever through the restricted class below
from pathlib import Path
from typing import Any

from geo.errors import GazetteerError

ALLOWED: frozenset[tuple[str, str]] = frozenset()
"""The (module, name) pairs that a pickle may refer to. The data packages' pickles hold builtin values only."""


class _RestrictedUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in ALLOWED:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"it refers to {module}.{name}")


def load_pickle(path: Path) -> Any:
    """Return the value pickled in a file that may hold nothing but plain values.

    Raises:
        GazetteerError: the file cannot be read, is no pickle, or refers to any class or function outside `ALLOWED`.
    """
    try:
        with path.open("rb") as file:
            return _RestrictedUnpickler(file).load()
    except OSError as error:
        raise GazetteerError(f"{path} cannot be read: {error.strerror}") from error
    except Exception as error:  # a damaged pickle may raise nearly anything
        raise GazetteerError(
            f"{path} is not the plain data it should be ({error}); reinstall the package it is in"
        ) from error
