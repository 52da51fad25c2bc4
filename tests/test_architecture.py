"""The shape of the code: who may import what, how large modules are, what is public."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import geo
from geo.kinds import KINDS

ROOT = Path(__file__).resolve().parent.parent
CORE = ("geo/document.py", "geo/phrase.py", "geo/progress.py", "geo/lexicon", "geo/text/dates.py",
        "geo/read/content.py", "geo/model.py", "geo/errors.py", "geo/protocols.py", "geo/text/passages.py",
        "geo/text/toponym.py", "geo/text/coordinates.py", "geo/text/declension.py", "geo/globe.py", "geo/atlas.py",
        "geo/view.py", "geo/atlas_view.py", "geo/wording.py", "geo/pipeline.py", "geo/resolve", "geo/geocode/bias.py",
        "geo/geocode/completion.py", "geo/geocode/exchange.py", "geo/geocode/online_pipeline.py",
        "geo/geocode/supplemented.py", "geo/kinds.py", "geo/version.py", "geo/checkout.py")  # fmt: skip
# What is handed to people besides the names on the ground floor of `geo`: formats, the page, geocoders' answers.
HANDED_OUT = {
    "geo.export.file", "geo.export.registry", "geo.read.documents", "geo.read.pasted", "geo.read.registry",
    "geo.read.seeds",
    "geo.page.desk", "geo.page.page", "geo.page.tile_providers", "geo.page.tiles",
    "geo.geocode.completion", "geo.geocode.exchange",
}  # fmt: skip
HEAVY = (
    "spacy",
    "folium",
    "branca",
    "shapely",
    "geopy",
    "pandas",
    "numpy",
    "streamlit",
    "babel",
    "rapidfuzz",
    "sqlalchemy",
)
MAX_LINES = 300
MAX_PUBLIC = 5


def modules(*places: str) -> list[Path]:
    found: list[Path] = []
    for place in places:
        path = ROOT / place
        found.extend(sorted(path.rglob("*.py")) if path.is_dir() else [path])
    assert found
    return found


def imports(path: Path) -> Iterator[str]:
    """Yield the full name of every module imported anywhere in a file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", modules(*CORE), ids=name)
def test_the_core_stands_on_the_standard_library(path: Path) -> None:
    """The core imports the standard library and itself."""
    for module in imports(path):
        top = module.split(".")[0]
        assert top in sys.stdlib_module_names or top == "geo", f"{name(path)} imports {module}"
        if top == "geo":
            inside = module.replace(".", "/")
            assert any(inside == core.removesuffix(".py") or inside.startswith(core + "/") for core in CORE) or (
                inside in {"geo", "geo/text"}
            ), f"{name(path)} imports {module}, which is no part of the core"


@pytest.mark.parametrize("path", modules("geo"), ids=name)
def test_geo_knows_no_user_interface(path: Path) -> None:
    """`geo` imports neither streamlit nor the components, and only one module imports folium."""
    tops = {module.split(".")[0] for module in imports(path)}
    assert not tops & {"streamlit", "components", "app", "tests"}
    if name(path) != "geo/page/map.py":
        assert not tops & {"folium", "branca"}


@pytest.mark.parametrize("path", modules("components", "app.py"), ids=name)
def test_the_user_interface_stands_on_geo_and_streamlit(path: Path) -> None:
    """Components use streamlit and what `geo` hands to people; what needs another library belongs into `geo`."""
    for module in imports(path):
        top = module.split(".")[0]
        assert top in sys.stdlib_module_names or top in {"geo", "components", "streamlit"}, module
        if top == "geo" and module.count(".") > 1:
            assert module in HANDED_OUT, f"{name(path)} imports {module}: nothing is worked out where it is shown"


@pytest.mark.parametrize("path", modules("geo", "components", "app.py"), ids=name)
def test_modules_stay_small(path: Path) -> None:
    """A module is about one thing: at most 300 lines; five public names, data modules aside."""
    tree = ast.parse(path.read_text("utf-8"))
    assert len(path.read_text("utf-8").splitlines()) <= MAX_LINES
    public = [
        node.name
        for node in tree.body
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)) and not node.name.startswith("_")
    ]
    if name(path) not in {"geo/model.py", "geo/protocols.py", "geo/errors.py", "geo/factory.py", "geo/view.py"}:
        assert len(public) <= MAX_PUBLIC, public


@pytest.mark.parametrize("path", modules("geo", "components", "app.py"), ids=name)
def test_every_public_name_has_a_docstring(path: Path) -> None:
    """Modules, and public classes, functions and methods in them, say what they are."""
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree), f"{name(path)} has no docstring"
    for node in tree.body:
        if not isinstance(node, (ast.ClassDef, ast.FunctionDef)) or node.name.startswith("_"):
            continue
        assert ast.get_docstring(node), f"{name(path)}: {node.name}"
        if isinstance(node, ast.FunctionDef):
            continue
        for member in node.body:
            if isinstance(member, ast.FunctionDef) and not member.name.startswith("_"):
                inherited = any(isinstance(base, ast.Name) for base in node.bases)
                assert ast.get_docstring(member) or inherited or implements_protocol(member.name), (
                    f"{name(path)}: {node.name}.{member.name}"
                )


def sets_of_kinds(path: Path) -> Iterator[str]:
    """Yield where a file writes two or more kinds of place as a set, or as what something is looked for in."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        sets: list[ast.expr] = [node] if isinstance(node, ast.Set) else []
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], (ast.In, ast.NotIn)):
            sets = node.comparators
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"set", "frozenset"}:
            sets = node.args
        for found in sets:
            values = found.elts if isinstance(found, (ast.Set, ast.Tuple, ast.List)) else []
            if sum(isinstance(value, ast.Constant) and value.value in KINDS for value in values) > 1:
                yield f"{name(path)}:{found.lineno}"


def test_sets_of_kinds_of_place_stand_in_one_module() -> None:
    """What is true of several kinds of place is a named set of `geo.kinds`, not a list beside the code that asks."""
    found = {place for path in modules("geo", "components", "app.py") for place in sets_of_kinds(path)}
    assert not {place for place in found if not place.startswith("geo/kinds.py:")}
    assert found, "the test finds none even in geo/kinds.py"


@pytest.mark.parametrize("path", modules("geo/evaluate/measure"), ids=name)
def test_measuring_knows_nothing_of_showing(path: Path) -> None:
    """What is measured is shown by `geo.evaluate.show`, which imports the measures, never the other way round."""
    assert not [module for module in imports(path) if module.startswith("geo.evaluate.show")]


def implements_protocol(method: str) -> bool:
    """A method that implements a Protocol is described there."""
    from geo import protocols

    return any(method in vars(value) for value in vars(protocols).values() if isinstance(value, type))


def test_the_public_names_are_few_and_sorted() -> None:
    """`geo.__all__` is explicit, sorted, at most twelve names, and every one of them is there."""
    assert list(geo.__all__) == sorted(geo.__all__)
    assert len(geo.__all__) <= 12
    for public in geo.__all__:
        assert getattr(geo, public) is not None


def test_importing_geo_is_cheap() -> None:
    """`import geo` and the command line's help load none of the heavy libraries."""
    code = f"import sys, geo, geo.commands.cli; print([m for m in {HEAVY!r} if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert result.stdout.strip() == "[]"
