"""The version of code by its source."""

from __future__ import annotations

from pathlib import Path

from geo.code_digest import code_digest


def test_any_change_of_code_or_tables_changes_the_digest(tmp_path: Path) -> None:
    """A changed line, a renamed file, a table; not a file of another kind."""
    (tmp_path / "rules.py").write_text("WEIGHT = 1\n")
    first = code_digest(tmp_path)
    (tmp_path / "notes.txt").write_text("nothing")
    code_digest.cache_clear()
    assert code_digest(tmp_path) == first
    (tmp_path / "rules.py").write_text("WEIGHT = 2\n")
    code_digest.cache_clear()
    second = code_digest(tmp_path)
    (tmp_path / "rules.py").rename(tmp_path / "laws.py")
    code_digest.cache_clear()
    third = code_digest(tmp_path)
    (tmp_path / "outlets.csv").write_text("domain\n")
    code_digest.cache_clear()
    assert len({first, second, third, code_digest(tmp_path)}) == 4
