"""Documents from files, folders, globs and standard input.

A text file is one document; a ``.jsonl`` file holds one a line (`geo.read.jsonl`). Offsets always refer to the
decoded text as it stands in `Document.text`: no line end, space or control character is changed.
"""

from __future__ import annotations

import codecs
import glob
import itertools
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import takewhile
from pathlib import Path, PurePath
from typing import BinaryIO

from geo.errors import DocumentError
from geo.model import Document
from geo.read.decode import MAX_DOCUMENT_BYTES, decode
from geo.read.jsonl import is_json_line, read_lines
from geo.read.loaded import Loaded, Unread
from geo.text.language import detect_language

STDIN = "-"
_STDIN_NAME = "standard input"
_SUFFIXES = (".txt", ".jsonl")


def read_bytes(name: str, data: bytes, *, source: str | None = None) -> Loaded:
    """Return the one document that the bytes of a text file hold.

    Its `doc_id` is ``name`` (``-`` is standard input); its title is the file's name without folder and ending, the name
    by which its owner knows it.

    Args:
        source: what is shown and published as its source; None for the file's name. A folder's name may tell who
            wrote it, so it must not be the whole path.

    Raises:
        DocumentError: it is not text.
    """
    where, title = (_STDIN_NAME, "Standard input") if name == STDIN else (name, PurePath(name).stem)
    source = source or PurePath(where).name
    try:
        text, encoding, guessed = decode(data)
    except DocumentError as error:
        raise DocumentError(f"{where} {error}") from None
    if not text.strip():
        notice = f"{where} is empty."
    elif guessed:
        notice = f"{where} is not UTF-8; it was read as {encoding}."
    else:
        notice = ""
    document = Document.make(text, title=title, language=detect_language(text), source=source)
    return Loaded(document, name, None, notice)


def read_documents(sources: Iterable[str], *, stdin: BinaryIO | None = None) -> Iterator[Loaded | Unread]:
    """Yield every document of the sources, in order, and an `Unread` in the place of each that cannot be had.

    A source is a file, a folder (its ``.txt`` and ``.jsonl`` files, sorted, with those of its subfolders; hidden
    ones are left out), a glob ("reports/**/*.txt") or ``-``. Standard input is one text, or JSON Lines if its
    first line is a JSON object with "doc_id". A file reached twice is read once. Documents are read when asked
    for, so that a large set never lies in memory. `Document.source` is the file's name, or its path below the folder or
    the fixed part of the glob.
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
            except DocumentError as error:
                yield Unread(path, str(error))


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
        yield Unread(source, f"{source} is a folder without .txt or .jsonl files.")


def _is_document(name: str) -> bool:
    return name.lower().endswith(_SUFFIXES) and not name.startswith(".")


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
        if path.lower().endswith(".jsonl"):
            yield from read_lines(path, file, source=source)
        else:
            yield read_bytes(path, file.read(MAX_DOCUMENT_BYTES + 1), source=source)


def _standard_input(stream: BinaryIO, seen: set[tuple[int, int] | str]) -> Iterator[Loaded | Unread]:
    if STDIN in seen:
        yield _again(_STDIN_NAME)
        return
    seen.add(STDIN)
    head = stream.readline(MAX_DOCUMENT_BYTES + 1)
    if is_json_line(head.removeprefix(codecs.BOM_UTF8)):
        yield from read_lines(_STDIN_NAME, itertools.chain([head], stream))
    else:
        yield read_bytes(STDIN, head + stream.read(MAX_DOCUMENT_BYTES + 1))


def _again(source: str) -> Unread:
    return Unread(source, f"{source} was given twice; it is read once.", fault=False)
