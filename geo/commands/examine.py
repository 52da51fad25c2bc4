"""A look at this installation: which parts are in use, what is missing, and what cures it."""

from __future__ import annotations

import importlib.metadata
import platform
import re
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from geo.checkout import CHECKOUT
from geo.errors import GazetteerError, ModelError
from geo.settings.settings import Settings
from geo.version import version

_INSTALL = (
    "run: python -m pip install -r requirements.txt" if CHECKOUT else "install wherein again, with what it depends on"
)
_PYTHONS = ((3, 11), (3, 13))


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one part; ``remedy`` says what to do where it is not ``ok``."""

    subject: str
    ok: bool
    detail: str
    remedy: str = ""


def examine(settings: Settings) -> Iterator[Finding]:
    """Yield a finding on every part; nothing is built or changed by looking."""
    yield _python()
    yield _model(settings)
    yield _other_languages()
    yield _gazetteer(settings)
    yield _cache_folder(settings.cache_dir)
    yield from _packages()


def _python() -> Finding:
    ok = _PYTHONS[0] <= sys.version_info[:2] <= _PYTHONS[1]
    detail = f"{version()} on Python {platform.python_version()}, {platform.system()}"
    return Finding("Wherein", ok, detail, "use Python 3.11, 3.12 or 3.13")


def _model(settings: Settings) -> Finding:
    from geo.recognize.model_choice import choose_model

    try:
        model = choose_model(settings.model)
    except ModelError as error:
        return Finding("Language model", False, "none that can be used", str(error))
    return Finding("Language model", True, f"{model.name} {model.version} from {model.package}, at {model.path}")


def _other_languages() -> Finding:
    from geo.recognize.language_models import other_language_models
    from geo.text.language import language_name

    models = sorted(other_language_models().items())
    found = [f"{'any language' if code == 'xx' else language_name(code)} by {m.name} {m.version}" for code, m in models]
    none = "no model is installed: their texts are read by the gazetteer's names only (docs/languages.md)"
    return Finding("Other languages", True, ", ".join(found) or none)


def _gazetteer(settings: Settings) -> Finding:
    from geo.gazetteer.sources.packages import DataPackages
    from geo.gazetteer.store import SqliteGazetteer

    build = "run: python -m geo gazetteer build"
    try:
        packages = DataPackages.installed()
    except GazetteerError as error:
        return Finding("Gazetteer", False, "its data packages are not all there", str(error))
    files = sorted(settings.cache_dir.glob("gazetteer-*.sqlite"), key=lambda file: file.stat().st_mtime)
    if not files:
        return Finding("Gazetteer", False, f"not built in {settings.cache_dir}", build)
    try:
        gazetteer = SqliteGazetteer(files[-1])
        info = gazetteer.info()
    except (GazetteerError, sqlite3.Error, LookupError, ValueError) as error:
        return Finding("Gazetteer", False, f"{files[-1]} cannot be read ({error})", build)
    detail = f"{gazetteer.id}, {info.places:,} places, {info.names:,} names, at {info.path}"
    return Finding("Gazetteer", info.versions == packages.versions, detail, f"its data packages have changed; {build}")


def _cache_folder(folder: Path) -> Finding:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        remedy = "make the folder writable, or name another one in WHEREIN_CACHE_DIR"
        return Finding("Cache folder", False, f"{folder} cannot be written: {error.strerror}", remedy)
    return Finding("Cache folder", True, str(folder))


def _packages() -> Iterator[Finding]:
    for line in _requirements():
        if not (match := re.match(r"[A-Za-z0-9._-]+", line)):
            continue
        try:
            yield Finding(f"Package {match[0]}", True, importlib.metadata.version(match[0]))
        except importlib.metadata.PackageNotFoundError:
            yield Finding(f"Package {match[0]}", False, "not installed", _INSTALL)


def _requirements() -> list[str]:
    """Return the lines of ``requirements.txt``, of which the installed package keeps a copy among its metadata."""
    if CHECKOUT is None:
        return importlib.metadata.requires("wherein") or []
    return (CHECKOUT / "requirements.txt").read_text("utf-8").splitlines()
