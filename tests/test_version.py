"""Versions of code: what was parsed by other code or other data is never met again."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

import pytest

from geo.areas import AreaDrawing
from geo.gazetteer.built_once import building_digest
from geo.recognize.language_models import ModelNames
from geo.recognize.names_only import GazetteerNames
from geo.recognize.recognizer import PlaceRecognizer
from geo.resolve.resolver import RuleResolver
from geo.version import GEO, parsing_digest, parsing_version
from tests.fakes import FakeGazetteer
from tests.recognize.test_recognizer import ScriptedTagger

PARSES = (
    "pipeline.py",
    "areas/__init__.py",
    "gazetteer/store.py",
    "recognize/__init__.py",
    "recognize/multilingual.py",
    "resolve/resolver.py",
)
"""Where `geo.factory` takes the parts of a pipeline from."""

ONLY_TYPES = {"errors.py", "model.py", "protocols.py", "version.py"}
"""What decides nothing that is in the gazetteer's file."""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GEO, tmp_path / "geo", ignore=shutil.ignore_patterns("__pycache__")))


def files(root: Path, *places: str) -> list[Path]:
    return [path for place in places for path in (root / place, *(root / place).rglob("*")) if path.is_file()]


def unnoticed(digest: Callable[[Path], str], root: Path, paths: Iterable[Path]) -> list[Path]:
    """Return the files that leave the digest as it is when they have one more line; all are put back."""
    before = digest(root)
    found = []
    for path in sorted(paths):
        content = path.read_bytes()
        path.write_bytes(content + b"\n")
        if digest(root) == before:
            found.append(path)
        path.write_bytes(content)
    return found


def imported(root: Path, *starts: str, but: Collection[str] = ()) -> Iterator[str]:
    """Yield every file of the package that the modules import, at once or when they are used, ``but`` for some."""
    seen = {root / name for name in but}
    waiting = [root / start for start in starts]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        yield path.relative_to(root).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("geo."):
                module = root.joinpath(*(node.module or "").split(".")[1:])
                inside = [module / f"{alias.name}.py" for alias in node.names]
                waiting += [
                    file for file in (module.with_suffix(".py"), module / "__init__.py", *inside) if file.exists()
                ]


def test_every_file_that_decides_a_parse_is_in_its_version(copy: Path) -> None:
    """Code, tables, word lists and weights: each, changed alone, changes the version."""
    folders = ("text", "recognize", "resolve", "areas", "gazetteer")
    deciding = files(copy, "model.py", "globe.py", "pipeline.py", *folders)
    assert {path.suffix for path in deciding} >= {".py", ".csv", ".json", ".txt"}
    assert unnoticed(parsing_digest, copy, deciding) == []


def test_every_module_that_a_pipeline_imports_is_in_its_version(copy: Path) -> None:
    """Whatever the parts come to import later is not forgotten."""
    neither = {"version.py", "protocols.py", "progress.py", "store/aside.py"}
    modules = set(imported(copy, *PARSES, but=neither))
    assert len(modules) > 60
    assert unnoticed(parsing_digest, copy, map(copy.joinpath, modules)) == []


def test_what_only_shows_or_keeps_a_parse_is_not_in_its_version(copy: Path) -> None:
    """Nothing is read again because the page, an export, a command, a store or a measurement has changed."""
    others = files(copy, "page", "export", "commands", "evaluate", "read", "store", "geocode", "atlas.py")
    assert {path.suffix for path in others} >= {".py", ".js", ".css"}
    assert unnoticed(parsing_digest, copy, others) == sorted(others)


def test_the_version_follows_names_and_not_what_python_leaves_behind(copy: Path) -> None:
    """A copy has the version of the original; another name is a change, compiled modules and hidden files are none."""
    first = parsing_digest(copy)
    assert first == parsing_version()
    (copy / "text" / "__pycache__").mkdir()
    (copy / "text" / "__pycache__" / "passages.cpython-311.pyc").write_bytes(b"compiled")
    (copy / "text" / ".passages.py.swp").write_bytes(b"half edited")
    assert parsing_digest(copy) == first
    (copy / "text" / "passages.py").rename(copy / "text" / "parts.py")
    assert parsing_digest(copy) != first


def test_what_builds_the_gazetteer_is_in_its_id(copy: Path) -> None:
    """The file is built again for every module that the building imports, and not for those that only read it."""
    building = set(imported(copy, "gazetteer/writing.py", but=ONLY_TYPES))
    assert len(building) > 15
    assert unnoticed(building_digest, copy, map(copy.joinpath, building)) == []
    reading = [copy / "gazetteer" / name for name in ("built_once.py", "drawn_outlines.py", "file.py", "store.py")]
    assert unnoticed(building_digest, copy, reading) == reading


def test_every_part_of_a_pipeline_bears_the_version() -> None:
    """So a pipeline of other code has another id, whichever of its parts it is made of."""
    gazetteer, tagger = FakeGazetteer(), ScriptedTagger()
    areas = AreaDrawing(gazetteer)
    parts = (
        areas,
        RuleResolver(gazetteer, areas=areas),
        GazetteerNames(gazetteer),
        ModelNames(tagger, gazetteer),
        PlaceRecognizer(tagger, gazetteer),
    )
    assert [part for part in parts if parsing_version() not in part.id] == []
