"""What every command has in common: help, wrong usage, failures, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo import factory
from geo.errors import ModelError
from geo.pipeline import Pipeline
from tests.commands.conftest import Run, write

COMMANDS = [
    ["map"], ["parse"], ["evaluate"], ["doctor"],
    ["gazetteer"], ["gazetteer", "build"], ["gazetteer", "info"], ["gazetteer", "search"],
    ["cache"], ["cache", "info"], ["cache", "clear"], ["cache", "export"],
]  # fmt: skip


def test_a_known_failure_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every `GeoError` is one readable line and exit code 1."""

    def fail(*_: object, **__: object) -> Pipeline:
        raise ModelError("No model is installed; run: python -m pip install it.")

    monkeypatch.setattr(factory, "build_pipeline", fail)
    assert run("parse", write("a.txt", "London")) == (
        1, "", "No model is installed; run: python -m pip install it.\n",
    )  # fmt: skip


def test_an_interrupt_is_quiet(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C leaves no traceback and no half-written file."""

    def interrupt(*_: object, **__: object) -> Pipeline:
        raise KeyboardInterrupt

    monkeypatch.setattr(factory, "build_pipeline", interrupt)
    assert run("parse", write("a.txt", "London"), "--out", "out.jsonl") == (130, "", "")
    assert not Path("out.jsonl").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["map"],
        ["map", "a.txt"],
        ["parse"],
        ["parse", "a.txt", "--mentions", "silver"],
        ["gazetteer"],
        ["gazetteer", "search"],
        ["cache", "burn"],
    ],
)
def test_wrong_usage(run: Run, arguments: list[str]) -> None:
    """Wrong usage is exit code 2, with a usage line."""
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("usage: python -m geo")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself(run: Run, command: list[str]) -> None:
    """``--help`` says what the command does and describes each of its arguments."""
    code, out, err = run(*command, "--help")
    assert (code, err) == (0, "")
    assert len(out.splitlines()) > 4


def test_version(run: Run) -> None:
    """``--version`` is the project's."""
    assert run("--version")[1].startswith("Wherein 0.")
