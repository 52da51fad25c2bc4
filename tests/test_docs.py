"""The documentation cannot drift: what it names exists, and what exists is named."""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from geo.commands.cli import build_parser
from geo.gazetteer.store import SqliteGazetteer
from geo.settings.settings import DEFAULT_CACHE_DIR, Settings

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = re.findall(r"`python -m geo ([^`]+)`", README)
DOCS = sorted(ROOT.glob("docs/*.md"))


def subcommands() -> set[str]:
    """Return the names of the command line's subcommands."""
    actions = [action for action in build_parser()._actions if action.dest == "command"]
    assert actions and actions[0].choices
    return set(actions[0].choices)


def test_every_command_of_the_readme_parses() -> None:
    """Each `python -m geo …` example of the README is accepted by the argument parser."""
    assert len(COMMANDS) >= 7
    for command in COMMANDS:
        build_parser().parse_args([word.strip('"') for word in command.split(" ")] if '"' not in command else
                                  re.findall(r'"[^"]*"|\S+', command.replace('"', "")))  # fmt: skip


def test_every_command_is_in_the_readme() -> None:
    """Each subcommand has an example in the README."""
    assert subcommands() <= {command.split()[0] for command in COMMANDS}


def test_every_variable_is_in_the_readme_and_the_other_way_round() -> None:
    """The table of settings lists exactly the `WHEREIN_*` variables that are read."""
    read = set(re.findall(r"WHEREIN_[A-Z_]+", (ROOT / "geo" / "settings" / "settings.py").read_text("utf-8")))
    assert set(re.findall(r"WHEREIN_[A-Z_]+", README)) == read
    assert len(read) == len(fields(Settings))


@pytest.mark.parametrize("path", [ROOT / "README.md", *DOCS], ids=lambda path: path.name)
def test_files_named_in_the_documentation_exist(path: Path) -> None:
    """Every link to a file of the project leads somewhere."""
    text = path.read_text("utf-8")
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)\)", text):
        assert (path.parent / target).exists(), target
    for target in re.findall(r"`((?:geo|docs|components|tests|benchmarks|seeds)/[\w./-]+\.\w+)`", text):
        assert (ROOT / target).exists(), target


def test_the_two_set_up_commands_are_the_ones_of_ci() -> None:
    """CI runs the README's second command word for word (quietly)."""
    assert "python -m pip install -r requirements.txt && streamlit run app.py" in README
    assert "python -m pip install -r requirements-dev.txt && python -m pytest" in README
    ci = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "python -m pip install -r requirements-dev.txt --quiet && python -m pytest" in ci


def test_every_dependency_is_explained() -> None:
    """Each distribution in requirements.txt has its reason in docs/dependencies.md."""
    explained = (ROOT / "docs" / "dependencies.md").read_text("utf-8").lower()
    for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name = re.split(r"[<>=]", line)[0]
            assert name.lower() in explained, name
            assert re.search(r"[<>=]", line), f"{name} is not pinned"


def run(code: str, folder: Path) -> str:
    """Run Python in a folder, on the gazetteer that is built already, and return what it prints."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "WHEREIN_CACHE_DIR": str(DEFAULT_CACHE_DIR)}
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=folder, env=environment, timeout=120
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_the_example_of_the_package_runs(tmp_path: Path, world: SqliteGazetteer) -> None:
    """The example in `geo`'s docstring works as it stands."""
    import geo

    assert geo.__doc__
    _, code = inspect.cleandoc(geo.__doc__).split("\n\n", 1)
    assert "Brussels, Belgium: 1 mention" in run(code, tmp_path)
    assert (tmp_path / "map.html").stat().st_size > 100_000


def test_the_page_for_notebooks_runs(tmp_path: Path, world: SqliteGazetteer) -> None:
    """Its code blocks work one after the other, as the cells of a notebook, and what it names is there."""
    text = (ROOT / "docs" / "notebook.md").read_text("utf-8")
    (tmp_path / "talks.txt").write_text("Talks opened in Brussels.", "utf-8")
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text("Troops left Raqqa.", "utf-8")
    cells = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    named = re.findall(r"`found\.(\w+)", text)
    said = run("\n".join(cells) + f"\nprint([name for name in {named!r} if not hasattr(found, name)])", tmp_path)
    assert "2 documents: 3 places, 3 mentions" in said
    assert "Talks opened in Brussels." in said
    assert said.splitlines()[-1] == "[]"
    assert (tmp_path / "towns.html").exists()


def test_the_example_of_geocoding_runs(tmp_path: Path, world: SqliteGazetteer) -> None:
    """The Python in docs/geocoding.md opens what it says."""
    [code] = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "geocoding.md").read_text("utf-8"), re.DOTALL)
    run(code, tmp_path)
