"""Documents from files, folders, globs and standard input."""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import takewhile
from pathlib import Path, PurePath
from typing import BinaryIO

from geo.read.documents import Loaded, Origin, Unread, read_file
from geo.read.registry import endings

STDIN = "-"
_STDIN = Origin("standard input", "standard input", STDIN, "Standard input")


def read_documents(sources: Iterable[str], *, stdin: BinaryIO | None = None) -> Iterator[Loaded | Unread]:
    """Yield every document of the sources, in order, and an `Unread` in the place of each that cannot be had.

    A source is a file, a folder (its files whose endings some reader has, sorted, with those of its subfolders; hidden
    ones are left out), a glob ("reports/**/*.txt") or ``-``, standard input. A file reached twice is read once.
    Documents are read when asked for, so that a large set never lies in memory. `Document.source` is the file's name,
    or its path below the folder or the fixed part of the glob.
    """
    seen: set[tuple[int, int] | str] = set()
    for source in sources:
        for path in _paths(source):
            if isinstance(path, Unread):
                yield path
                continue
            try:
                if path == STDIN:
                    yield from _standard_input(stdin or sys.stdin.buffer, seen)
                else:
                    yield from _file(path, _shown(path, source), seen)
            except OSError as error:
                yield Unread(path, f"{path} cannot be read: {error.strerror or error}.")


def is_among(path: Path, sources: Iterable[str]) -> bool:
    """Return whether a file is one that `read_documents` would read, under whatever name."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return False
    for source in sources:
        for other in _paths(source):
            with suppress(OSError):
                if isinstance(other, str) and other != STDIN and os.path.samestat(status, Path(other).stat()):
                    return True
    return False


def _shown(path: str, source: str) -> str:
    if path == source:
        return PurePath(path).name
    fixed = takewhile(lambda part: not glob.has_magic(part), PurePath(source).parts)
    folder = source if Path(source).is_dir() else PurePath(*fixed)
    return PurePath(path).relative_to(folder).as_posix()


def _paths(source: str) -> Iterator[str | Unread]:
    """Yield the files that a source names; one that does not exist but is no glob is yielded as it is."""
    if "\0" in source:
        yield Unread(source, f"{source} is no file name.")
    elif os.path.isdir(source):  # noqa: PTH112 - Path.is_dir raises for a name that is too long
        yield from _folder(source)
    elif glob.has_magic(source) and not os.path.exists(source):  # noqa: PTH110
        matches = sorted(glob.glob(source, recursive=True))  # noqa: PTH207 - keeps the spelling of the pattern
        files = [path for path in matches if not Path(path).is_dir()]
        yield from files
        if not files:
            yield Unread(source, f"{source} matches no file.")
    else:
        yield source


def _folder(source: str) -> Iterator[str | Unread]:
    unread: list[Unread] = []

    def note(error: OSError) -> None:
        unread.append(Unread(str(error.filename), f"{error.filename} cannot be read: {error.strerror}."))

    files = []
    for folder, subfolders, names in os.walk(source, onerror=note):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        files += [os.path.join(folder, name) for name in names if _is_document(name)]  # noqa: PTH118 - spelling kept
    yield from sorted(files)
    yield from unread
    if not files and not unread:
        yield Unread(source, f"{source} is a folder without files that can be read: {', '.join(endings())}.")


def _is_document(name: str) -> bool:
    return name.lower().endswith(endings()) and not name.startswith(".")


def _file(path: str, source: str, seen: set[tuple[int, int] | str]) -> Iterator[Loaded | Unread]:
    mode = Path(path).stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):  # a pipe that nobody writes to would be waited for
        yield Unread(path, f"{path} is no file but a pipe, a socket or a device; give what it holds through -.")
        return
    with Path(path).open("rb") as file:
        status = os.fstat(file.fileno())
        identity = (status.st_dev, status.st_ino)
        if identity in seen:
            yield _again(path)
            return
        seen.add(identity)
        yield from read_file(file, Origin.file(path, source))


def _standard_input(stream: BinaryIO, seen: set[tuple[int, int] | str]) -> Iterator[Loaded | Unread]:
    if STDIN in seen:
        yield _again(_STDIN.name)
        return
    seen.add(STDIN)
    yield from read_file(stream, _STDIN)


def _again(source: str) -> Unread:
    return Unread(source, f"{source} was given twice; it is read once.", fault=False)
