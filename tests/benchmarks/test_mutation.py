"""The run of deliberate breakages, on a tree of two files."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.mutation import ROOT, Breakage, read_list, verdict_of

TREE = {
    "half.py": "def half(number):\n    return number / 2\n\n\ndef name():\n    return 'half'\n",
    "test_half.py": "from half import half\n\n\ndef test_half():\n    assert half(4) == 2\n",
}


@pytest.mark.parametrize(
    ("old", "new", "tests", "verdict"),
    [
        ("number / 2", "number / 3", "test_half.py", "noticed"),
        ("'half'", "'third'", "test_half.py", "survived"),
        ("number / 2", "number /", "test_half.py", "fault"),  # it is not even Python
        ("number * 2", "number", "test_half.py", "fault"),
        ("half", "third", "test_half.py", "fault"),  # stands there twice
        ("number / 2", "number / 3", "test_third.py", "fault"),
    ],
)
def test_a_breakage_is_noticed_or_survives_or_is_no_longer_one(
    tmp_path: Path, old: str, new: str, tests: str, verdict: str
) -> None:
    """Only tests that fail have noticed; whatever comes of it, the file is whole again."""
    for name, text in TREE.items():
        (tmp_path / name).write_text(text, "utf-8")
    assert verdict_of(tmp_path, Breakage("half.py", old, new, (tests,)))[0] == verdict
    assert {path.name: path.read_text("utf-8") for path in tmp_path.glob("*.py")} == TREE


def test_a_file_that_has_moved_is_a_fault_of_the_list(tmp_path: Path) -> None:
    verdict, sentence = verdict_of(tmp_path, Breakage("gone.py", "a", "b", ("test_half.py",)))
    assert verdict == "fault"
    assert "gone.py" in sentence


def test_the_list_is_long_and_its_tests_are_there() -> None:
    """Sixty breakages, none twice, over all that decides what a reader sees."""
    breakages = read_list()
    assert len({(breakage.file, breakage.old) for breakage in breakages}) == len(breakages) >= 60
    assert all((ROOT / test).exists() for breakage in breakages for test in breakage.tests)
    parts = {breakage.file.split("/")[1].removesuffix(".py") for breakage in breakages}
    assert parts >= {
        "text", "recognize", "resolve", "areas", "gazetteer", "geocode", "store", "export", "page", "atlas", "pipeline",
        "evaluate", "commands", "settings",
    }  # fmt: skip
