"""The commands of the store of parsed documents: ``info``, ``clear`` and ``export``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from geo import factory
from geo.commands.output import output, write_line
from geo.config import Settings
from geo.terminal import Terminal

if TYPE_CHECKING:
    from geo.cache import SqliteDocumentCache


def cache_info(options: argparse.Namespace, terminal: Terminal) -> None:
    """``cache info``."""
    cache = _cache(terminal)
    info = cache.info()
    print(f"file       {info.path or 'in memory'}")
    print(f"size       {info.size_bytes / 1e6:,.1f} MB")
    print(f"documents  {info.documents:,}")
    print(f"hits       {info.hits:,}")
    print(f"misses     {info.misses:,}")


def cache_clear(options: argparse.Namespace, terminal: Terminal) -> None:
    """``cache clear``."""
    print(f"Forgot {_cache(terminal).clear():,} parsed documents.")


def cache_export(options: argparse.Namespace, terminal: Terminal) -> None:
    """``cache export``."""
    with output(options.out) as out:
        for parsed in _cache(terminal).documents():
            write_line(out, parsed, parsed.document.source or parsed.document.id)


def _cache(terminal: Terminal) -> SqliteDocumentCache:
    cache = factory.build_cache(Settings.from_environment())
    if cache.notice:
        terminal.faults += 1  # the line itself has been logged
    return cache
