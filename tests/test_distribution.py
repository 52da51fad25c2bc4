"""The distribution: `geo` alone, whole, and at work where nothing of this folder is."""

from __future__ import annotations

import email
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from geo.gazetteer.store import SqliteGazetteer
from geo.version import version
from tests.conftest import ROOT

NEVER = {"__pycache__"}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sdist, and of the wheel that is built from it, made in a copy so that no build stays here."""
    copy, out = tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("dist")
    for name in ("pyproject.toml", "MANIFEST.in", "README.md", "LICENSE", "requirements.txt", "app.py"):
        shutil.copy(ROOT / name, copy)
    for name in ("geo", "components", "tests"):
        shutil.copytree(ROOT / name, copy / name)
    result = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", out, copy], capture_output=True, text=True
    )
    assert result.returncode == 0, result.stdout[-2_000:] + result.stderr[-2_000:]
    return out


@pytest.fixture(scope="session")
def wheel(built: Path) -> Path:
    """The wheel."""
    [path] = built.glob("*.whl")
    return path


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands of an environment that holds the wheel, and sees the packages that it depends on."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home)
    scheme = sysconfig.get_paths(vars={"base": str(home), "platbase": str(home)})
    scripts, packages = Path(scheme["scripts"]), Path(scheme["purelib"])
    python = scripts / Path(sys.executable).name
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-index", "--no-deps"]
    subprocess.run([*pip, str(wheel)], check=True, timeout=120)
    seen = dict.fromkeys((sysconfig.get_path("purelib"), sysconfig.get_path("platlib")))
    (packages / "dependencies.pth").write_text("\n".join(seen), "utf-8")
    return scripts


def ours() -> set[str]:
    """Return the files of `geo`, below this folder."""
    files = {path.relative_to(ROOT) for path in (ROOT / "geo").rglob("*") if path.is_file()}
    return {path.as_posix() for path in files if not NEVER & set(path.parts) and not path.name.startswith(".")}


def environment(tmp_path: Path) -> dict[str, str]:
    """Return variables under which only what is installed can be found, in a home of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WHEREIN_", "PYTHON", "XDG_"))}
    return {**kept, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "caches")}


def test_the_wheel_holds_geo_alone_and_all_of_it(wheel: Path) -> None:
    """Every file of `geo`, code and data alike, and nothing else: no components, no tests, no app.py."""
    names = set(zipfile.ZipFile(wheel).namelist())
    inside = {name for name in names if not name.startswith(f"wherein-{version()}.dist-info/")}
    assert inside == ours()
    assert {"geo/py.typed", "geo/page/assets/page.html", "geo/gazetteer/curated/rivers.csv"} <= inside


def test_the_sdist_holds_the_same(built: Path) -> None:
    """What the wheel is built from has the same files of `geo`, and none of the dashboard or the tests."""
    [path] = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        files = {member.name.partition("/")[2] for member in archive.getmembers() if member.isfile()}
    assert {name for name in files if name.startswith("geo/")} == ours()
    assert {name for name in files if not name.startswith(("geo/", "wherein.egg-info/"))} == {
        "LICENSE",
        "MANIFEST.in",
        "PKG-INFO",
        "README.md",
        "pyproject.toml",
        "requirements.txt",
        "setup.cfg",
    }


def test_its_metadata_say_what_it_is(wheel: Path) -> None:
    """Version, licence, description, and exactly the dependencies of requirements.txt."""
    files = zipfile.ZipFile(wheel)
    said = email.message_from_bytes(files.read(f"wherein-{version()}.dist-info/METADATA"))
    assert (said["Name"], said["Version"], said["License-Expression"]) == ("wherein", version(), "MIT")
    assert str(said.get_payload()).lstrip().startswith("# Wherein")
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith("#")]
    assert [parts(line) for line in said.get_all("Requires-Dist", [])] == [parts(line) for line in wanted]


def parts(requirement: str) -> tuple[str, frozenset[str]]:
    """Return a requirement's name and its bounds, whose order means nothing."""
    name = requirement.partition(";")[0]
    end = next((index for index, char in enumerate(name) if char in "<>=!~"), len(name))
    return name[:end].strip().lower(), frozenset(name[end:].replace(" ", "").split(","))


def test_it_works_installed(installed: Path, world: SqliteGazetteer, tmp_path: Path) -> None:
    """From another folder the command says its version, finds all parts, and draws a map; nothing of here is used."""
    cache, work = tmp_path / "cache", tmp_path / "work"
    cache.mkdir()
    work.mkdir()
    shutil.copy(world.info().path, cache)
    (work / "a.txt").write_text("Talks opened in Brussels. Troops left northern Syria.", "utf-8")
    variables = {**environment(tmp_path), "WHEREIN_CACHE_DIR": str(cache)}

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [installed / arguments[0], *arguments[1:]], capture_output=True, text=True, cwd=work, env=variables
        )
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    assert run("wherein", "--version") == f"Wherein {version()}\n"
    assert "usage: wherein " in run("wherein", "--help")
    doctor = run("wherein", "doctor")
    assert "FIX" not in doctor
    assert f"ok   Gazetteer: {world.id}," in doctor  # the files that decide it are the same: it is not built anew
    assert "ok   Package folium: " in doctor
    assert "places 2, mentions 2" in run("wherein", "map", "a.txt", "--out", "a.html")
    assert (work / "a.html").stat().st_size > 100_000
    said = run(Path(sys.executable).name, "-c", "import geo; print(geo.__file__, repr(geo.geoparse('In Brussels.')))")
    assert str(installed.parent) in said and "Brussels, Belgium" in said


def test_without_settings_it_keeps_to_the_users_folders(installed: Path, tmp_path: Path) -> None:
    """Caches and settings are the user's own; a settings file among a stranger's documents is not read."""
    (tmp_path / "wherein.toml").write_text('geocoders = ["photon"]\nphoton_domain = "evil.example"\n', "utf-8")
    code = (
        "from geo import Settings; from geo.read.seeds import load_seeds; from geo.settings.settings import *;"
        "print(Settings.from_environment().geocoders, load_seeds(), DEFAULT_CACHE_DIR, SETTINGS_FILE, sep='\\n')"
    )
    python = installed / Path(sys.executable).name
    done = subprocess.run(
        [python, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path, env=environment(tmp_path)
    )
    geocoders, seeds, cache_dir, settings_file = done.stdout.splitlines()
    assert (geocoders, seeds) == ("()", "()")
    assert Path(cache_dir).is_relative_to(tmp_path) and Path(cache_dir).name == "wherein"
    assert Path(settings_file).is_relative_to(tmp_path) and Path(settings_file) != tmp_path / "wherein.toml"
    if sys.platform == "linux":
        assert Path(cache_dir) == tmp_path / "caches" / "wherein"
        assert Path(settings_file) == tmp_path / ".config" / "wherein" / "wherein.toml"
