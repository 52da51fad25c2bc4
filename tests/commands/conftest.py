"""Commands in an empty folder, with fakes for gazetteer and pipeline and the real cache."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo import factory
from geo.commands.cli import main
from geo.pipeline import Pipeline
from geo.protocols import DocumentCache, Gazetteer
from geo.settings.settings import Settings
from tests.fakes import FakeGazetteer, fake_pipeline

Run = Callable[..., tuple[int, str, str]]
"""Runs a command and returns its exit code, standard output and standard error."""


@pytest.fixture(autouse=True)
def _fakes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run in an empty folder, with fakes for gazetteer and pipeline and the real cache."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("WHEREIN_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(factory, "build_gazetteer", lambda settings, *, progress=None: FakeGazetteer())
    monkeypatch.setattr(factory, "build_pipeline", fake_build)


def fake_build(settings: Settings, gazetteer: Gazetteer, *, cache: DocumentCache | None = None) -> Pipeline:
    return fake_pipeline(cache)


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Return exit code, standard output and standard error of a command."""

    def run(*arguments: str) -> tuple[int, str, str]:
        try:
            code = main(arguments)
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return run


def write(path: str, text: str) -> str:
    Path(path).write_text(text, encoding="utf-8", newline="")
    return path


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]
