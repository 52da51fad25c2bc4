"""Reading pickled data without letting it run code."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

from geo.errors import GazetteerError

# The only classes that the data packages' pickles refer to. All are Babel's and none of them is wanted, so an inert
# stand-in takes their place; everything else is refused.
_INERT = frozenset(
    {
        ("babel.dates", "DateTimePattern"),
        ("babel.localedata", "Alias"),
        ("babel.numbers", "NumberPattern"),
        ("babel.plural", "PluralRule"),
    }
)


class _Inert:
    """Stands where a pickle has an object of a class that is not loaded."""

    def __init__(self, *_: object) -> None: ...

    def __setstate__(self, _: object) -> None: ...


class _RestrictedUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> type[_Inert]:
        if (module, name) in _INERT:
            return _Inert
        raise pickle.UnpicklingError(f"it refers to {module}.{name}")


def load_pickle(path: Path) -> Any:
    """Return the value pickled in a file that may hold nothing but plain values.

    Raises:
        GazetteerError: the file cannot be read, is no pickle, or refers to any class or function that is not known
            to stand in the data packages' files.
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
