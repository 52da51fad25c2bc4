"""The commands of what is kept: parsed documents, and the answers of online geocoders."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from geo.commands.output import output, write_line
from geo.commands.terminal import Terminal
from geo.errors import UsageError
from geo.printable import one_line
from geo.workspace import Wherein

if TYPE_CHECKING:
    from geo.geocode.answers import AnswerStore
    from geo.store.parses import SqliteDocumentCache


def cache_info(options: argparse.Namespace, terminal: Terminal) -> None:
    """``cache info``."""
    cache = _cache(terminal)
    info = cache.info()
    print(one_line(f"file       {info.path or 'in memory'}"))
    print(f"size       {info.size_bytes / 1e6:,.1f} MB")
    print(f"documents  {info.documents:,}")
    print(f"hits       {info.hits:,}")
    print(f"misses     {info.misses:,}")
    answers = _answers(terminal)
    geocodes, counts = answers.info(), answers.counts()
    print(one_line(f"geocodes   {geocodes.found:,} found, {geocodes.not_found:,} not found, in {geocodes.where}"))
    print(
        f"geocoders  {counts.hits:,} hits, {counts.stale:,} stale, {counts.misses:,} misses; "
        f"{counts.saved_s:,.0f} s saved"
    )
    if old := _leftovers():
        files = "1 file" if len(old) == 1 else f"{len(old):,} files"
        print(f"leftovers  {files}, {_megabytes(old)}; `python -m geo cache clear --leftovers` removes them")


def cache_clear(options: argparse.Namespace, terminal: Terminal) -> None:
    """``cache clear``."""
    if options.leftovers:
        _remove(_leftovers())
        return
    store = _answers(terminal) if options.geocodes else _cache(terminal)
    if store.notice:
        print("Nothing is forgotten.")  # why, has been logged
    else:
        print(f"Forgot {store.clear():,} {'answers of geocoders' if options.geocodes else 'parsed documents'}.")


def cache_export(options: argparse.Namespace, terminal: Terminal) -> None:
    """``cache export``."""
    with output(options.out) as out:
        if options.geocodes:
            for answer in _answers(terminal).export():
                out.write(json.dumps(answer).encode() + b"\n")
            return
        for parsed in _cache(terminal).documents():
            write_line(out, parsed, parsed.document.source or parsed.document.id)


def cache_import(options: argparse.Namespace, terminal: Terminal) -> None:
    """``cache import``."""
    store, read = _answers(terminal), 0
    with options.file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                store.load(json.loads(line))
                read += 1
            except UsageError as error:
                terminal.fault(f"{options.file}, line {number}: {error}.")
            except (ValueError, RecursionError):
                terminal.fault(f"{options.file}, line {number}: not JSON.")
    print(f"Read {read:,} answers of geocoders.")


def _leftovers() -> list[Path]:
    from geo.store.leftovers import leftovers

    return leftovers(Wherein().settings.cache_dir)


def _remove(paths: list[Path]) -> None:
    for path in paths:
        said = f"Removed {path}, {_megabytes([path])}."
        path.unlink(missing_ok=True)
        print(one_line(said))
    if not paths:
        print("There is nothing left over.")


def _megabytes(paths: list[Path]) -> str:
    return f"{sum(path.stat().st_size for path in paths) / 1e6:,.1f} MB"


def _cache(terminal: Terminal) -> SqliteDocumentCache:
    cache = Wherein().cache()
    if cache.notice:
        terminal.faults += 1  # the line itself has been logged
    return cache


def _answers(terminal: Terminal) -> AnswerStore:
    store = Wherein().answers()
    if store.notice:
        terminal.faults += 1
    return store
