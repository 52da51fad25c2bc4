"""Writing an output file whole or not at all."""

from __future__ import annotations

import os
import re
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from geo.errors import UsageError
from geo.text.toponym import fold


@contextmanager
def write_whole(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write, which takes the place of ``path`` when it is complete; on failure ``path`` is untouched.

    A device or a pipe (``/dev/null``) is written directly.

    Raises:
        UsageError: a folder stands there, or its folder is missing or cannot be written.
    """
    if path.is_dir():
        raise UsageError(f"{path} is a folder; name a file to write.")
    if path.exists() and not path.is_file():
        with path.open("wb") as file:
            yield file
        return
    target = path.resolve()  # a symbolic link is written through, not replaced
    try:
        # A name that nobody can foresee: in a folder that others can write, a link could wait under any other.
        number, part_name = tempfile.mkstemp(prefix=".wherein-", suffix=".part", dir=target.parent)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.") from error
    part = Path(part_name)
    try:
        with open(number, "wb") as file:  # noqa: PTH123 - an open descriptor
            yield file
        part.chmod(_mode(target))
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def utf8(text: str) -> bytes:
    """Encode; a file name that is not Unicode leaves half a surrogate pair, which in JSON and script is ``\\udc..``."""
    return text.encode("utf-8", "backslashreplace")


def file_stem(title: str) -> str:
    """Return a file's name, its ending left out, that every system takes: of the title's ASCII letters and digits."""
    words = re.findall(r"[a-z0-9]+", fold(title))
    return "-".join(words)[:60].strip("-") or "map"


def _mode(target: Path) -> int:
    """Return the permissions of the file that is replaced, else those that a new file gets."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask
