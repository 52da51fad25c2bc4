"""Break the code on purpose, one place at a time, and see whether the tests notice: `python -m benchmarks.mutation`.

Breakages stand in ``breakages.toml``: a file, a text that stands in it once, what is put there instead, and the tests
that ought to fail. All happens in a copy of the tree (the files that git knows, as they now are), never in place. Tests
that need a language model, the world gazetteer or a browser are left out. A text that is no longer found once is a
fault of the list, and so are tests that fail unbroken; neither counts as noticed or as survived.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).resolve().parents[1]
LIST = Path(__file__).with_name("breakages.toml")
MOST_SURVIVORS = 3
"""More than so many fail the run."""

_LONGEST_S = 600
_WITHOUT = "not model and not gazetteer and not browser"
_PASSED, _FAILED = 0, 1  # exit codes of pytest; others mean that it could not run the tests

Verdict = Literal["noticed", "survived", "fault"]


@dataclass(frozen=True, slots=True)
class Breakage:
    """A way to break a file, and the tests that ought to notice, as pytest takes them; paths from the tree's root."""

    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    def applied(self, text: str) -> str:
        """Return the file's text, broken.

        Raises:
            ValueError: what is to be replaced does not stand there exactly once.
        """
        if (times := text.count(self.old)) != 1:
            raise ValueError(f"{self.file}: {self.old!r} stands there {times} times instead of once; mend the list")
        return text.replace(self.old, self.new)


def read_list(file: Path = LIST) -> list[Breakage]:
    """Return the breakages in the order of the list."""
    rows = tomllib.loads(file.read_text("utf-8"))["breakage"]
    return [Breakage(row["file"], row["old"], row["new"], tuple(row["tests"])) for row in rows]


def verdict_of(tree: Path, breakage: Breakage) -> tuple[Verdict, str]:
    """Break a file of the tree, run the tests, and mend it; return what came of it, and a sentence where that says
    more."""
    file = tree / breakage.file
    whole = file.read_text("utf-8") if file.exists() else ""
    try:
        broken = breakage.applied(whole)
    except ValueError as error:
        return "fault", str(error)
    file.write_text(broken, "utf-8")
    try:
        code, said = _tested(tree, breakage.tests)
    except subprocess.TimeoutExpired:
        return "noticed", f"the tests took more than {_LONGEST_S} s"
    finally:
        file.write_text(whole, "utf-8")
    if code == _PASSED:
        return "survived", ""
    return ("noticed", "") if code == _FAILED else ("fault", f"{' '.join(breakage.tests)} could not be run: {said}")


def _tested(tree: Path, tests: Iterable[str]) -> tuple[int, str]:
    """Run tests until one fails; return pytest's exit code and what it says of the failure."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-m", _WITHOUT, *tests]
    # Else the file of a breakage that is as long and as old as the whole one would be taken from its compiled form.
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    ended = subprocess.run(
        command, cwd=tree, env=environment, capture_output=True, text=True, timeout=_LONGEST_S, check=False
    )
    lines = (ended.stdout + ended.stderr).strip().splitlines()
    failed = [line for line in lines if line.startswith(("FAILED", "ERROR"))]
    return ended.returncode, "; ".join(failed or lines[-1:])


@contextmanager
def copied_tree() -> Iterator[Path]:
    """Give a copy of the files that git knows, as they now are."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    with tempfile.TemporaryDirectory(prefix="wherein-mutation-") as folder:
        tree = Path(folder)
        for name in filter(None, listed.split("\0")):
            if (ROOT / name).is_file():
                (tree / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, tree / name)
        yield tree


def main(arguments: Sequence[str] | None = None) -> int:
    """Print each breakage that survived or could not be tried; return 1 for too many survivors, 2 for faults."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--only", default="", metavar="TEXT", help="breakages of files whose path holds this")
    only = options.parse_args(arguments).only
    breakages = [breakage for breakage in read_list() if only in breakage.file]
    found: dict[Verdict, int] = {"noticed": 0, "survived": 0, "fault": 0}
    began_s = time.monotonic()
    with copied_tree() as tree:
        unbroken = {tests: _tested(tree, tests) for tests in dict.fromkeys(breakage.tests for breakage in breakages)}
        for breakage in breakages:
            code, said = unbroken[breakage.tests]
            verdict, sentence = verdict_of(tree, breakage) if code == _PASSED else ("fault", f"fails unbroken: {said}")
            found[verdict] += 1
            if verdict != "noticed":
                print(f"{verdict}: {sentence or f'{breakage.file}: {breakage.old!r} -> {breakage.new!r}'}", flush=True)
    print(", ".join(f"{verdict} {count}" for verdict, count in found.items()), f"in {time.monotonic() - began_s:.0f} s")
    return 2 if found["fault"] else int(found["survived"] > MOST_SURVIVORS)


if __name__ == "__main__":
    sys.exit(main())
