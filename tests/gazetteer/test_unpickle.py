"""Pickled data can hold values, and nothing that acts."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from geo.errors import GazetteerError
from geo.gazetteer.unpickle import load_pickle


class Hostile:
    """Runs a command when it is unpickled."""

    def __init__(self, marker: Path) -> None:
        self._marker = marker

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, (f"touch {self._marker}",)


def test_a_pickle_that_would_run_a_command_is_refused(tmp_path: Path) -> None:
    """The error names what it asked for, and the command has not run."""
    path, marker = tmp_path / "data.pkl", tmp_path / "ran"
    path.write_bytes(pickle.dumps([1, Hostile(marker)]))
    with pytest.raises(GazetteerError, match="system"):
        load_pickle(path)
    assert not marker.exists()


@pytest.mark.parametrize(
    "opcodes",
    [
        b"cbuiltins\neval\n(S'1+1'\ntR.",
        b"cbuiltins\ngetattr\n.",
        b"ccollections\nOrderedDict\n.",
        b"cbabel.plural\nexec\n.",
    ],
)
def test_no_other_name_is_found(tmp_path: Path, opcodes: bytes) -> None:
    """Not even harmless classes, nor other names of a module that is known."""
    path = tmp_path / "data.pkl"
    path.write_bytes(opcodes)
    with pytest.raises(GazetteerError, match="refers to"):
        load_pickle(path)


@pytest.mark.parametrize("content", [b"", b"\x80", b"no pickle", b"(((("])
def test_what_is_no_pickle_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    """A damaged file is one readable error."""
    path = tmp_path / "data.pkl"
    path.write_bytes(content)
    with pytest.raises(GazetteerError, match="reinstall"):
        load_pickle(path)


def test_plain_values_come_back(tmp_path: Path) -> None:
    """Everything that the packages' files hold is read."""
    value = {"a": [1, 2.5, float("inf"), None, True, ("x", b"y")], "b": {"ü"}, "c": frozenset({1})}
    path = tmp_path / "data.pkl"
    path.write_bytes(pickle.dumps(value))
    with pytest.raises(GazetteerError, match="cannot be read"):
        load_pickle(tmp_path / "missing.pkl")
    assert load_pickle(path) == value
