"""The command line as a process of its own: what it loads, pipes and encodings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from geo.model import Document
from geo.settings.settings import Settings
from geo.store.parses import SqliteDocumentCache
from tests.fakes import fake_pipeline

ROOT = Path(__file__).resolve().parents[2]


def process(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
    return subprocess.run(
        [sys.executable, "-m", "geo", *arguments], capture_output=True, timeout=60, env=environment, **options
    )


def test_help_is_quick() -> None:
    """``--help`` and the import of `geo` load no heavy library."""
    result = process("--help")
    assert (result.returncode, result.stderr) == (0, b"")
    code = (
        "import sys, runpy; sys.argv = ['geo', '--help']\n"
        "try: runpy.run_module('geo', run_name='__main__')\n"
        "except SystemExit: pass\n"
        "print([m for m in ('spacy', 'folium', 'shapely', 'streamlit', 'numpy', 'tqdm', 'geopy') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert found.stdout.splitlines()[-1] == "[]"


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    """When the reader goes away (``| head``) there is no traceback."""
    cache = SqliteDocumentCache(Settings.from_environment().cache_dir)
    cache.put(fake_pipeline().geoparse([Document.make("London " * 2000, title=str(n)) for n in range(5)]), "p")
    cache.close()
    with subprocess.Popen(
        [sys.executable, "-m", "geo", "cache", "export"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(10)
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 141


def test_output_is_utf_8_whatever_the_terminal_is() -> None:
    """The encoding of standard output does not change what is written; messages never fail for it."""
    cache = SqliteDocumentCache(Settings.from_environment().cache_dir)
    cache.put(fake_pipeline().geoparse([Document.make("London", source="Köln 🚢.txt")]), "p")
    result = process("cache", "export")
    assert json.loads(result.stdout.decode("utf-8"))["doc_id"] == "Köln 🚢.txt"
    assert process("parse", "Köln.txt").returncode == 1
